//! Forms made at random, with every kind of question, and what people type into them.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

/// A random form as it was drawn, from which its text is made and its journeys are worked out again.
#[derive(Clone, Debug)]
pub struct Sketch {
    pub pages: Vec<PageSketch>,
    /// Sections begin at these pages; none makes a form without a task list.
    pub sections: Vec<usize>,
}

#[derive(Clone, Debug)]
pub struct PageSketch {
    pub questions: Vec<QuestionSketch>,
    pub when: Option<When>,
    pub danger: bool,
}

#[derive(Clone, Debug)]
pub struct QuestionSketch {
    pub kind: usize,
    pub when: Option<When>,
    pub required: bool,
}

/// A condition as it was drawn: on one of the questions of earlier pages, whichever there are.
#[derive(Clone, Debug)]
pub enum When {
    Ask { which: usize, test: usize },
    Not(Box<When>),
    All(Box<When>, Box<When>),
    Any(Box<When>, Box<When>),
}

const CHOICES: &str = r#"[{ id = "c0", label = "0", group = "A" }, { id = "c1", label = "1" }, { id = "c2", label = "2", group = "B" }, { id = "none", label = "None", no-fact = true, exclusive = true, or = true }]"#;

/// Every kind, as its answer stands in the text.
pub const KINDS: [&str; 20] = [
    "answer.text = {}",
    "answer.long-text = { max = 40 }",
    "answer.name = {}",
    "answer.choose-one = PLAIN",
    "answer.choose-several = CHOICES",
    "answer.select = PLAIN",
    "answer.yes-no-dont-know = { yes-facts = { risks = \"child-at-risk\" } }",
    "answer.boolean = { tick = \"Tick\" }",
    "answer.date = { past = true }",
    "answer.date = { partial = true }",
    "answer.phone = {}",
    "answer.email = {}",
    "answer.postcode = {}",
    "answer.district = {}",
    "answer.address = {}",
    "answer.number = { min = 0, max = 100 }",
    "answer.safe-contact = { ways = [\"phone\", \"post\"] }",
    "answer.nhs-number = {}",
    "answer.upload = { max = 2, files = [\"photo\", \"pdf\"] }",
    "answer.group = { item-label = \"Person\", add-label = \"Add another\", max = 3, question = [\
        { id = \"a\", label = \"A\", what = \"a\", required = true, answer.name = {} }, \
        { id = \"b\", label = \"B\", what = \"b\", answer.date = {} }, \
        { id = \"c\", label = \"C\", what = \"c\", answer.number = { min = 1 } }, \
        { id = \"d\", label = \"D\", what = \"d\", answer.choose-several = CHOICES }, \
        { id = \"e\", label = \"E\", what = \"e\", answer.yes-no-dont-know = {} } ] }",
];

/// What somebody types, for each kind: some of it is fine, some is not, and some is nothing.
fn typings(kind: usize) -> &'static [&'static [(&'static str, &'static str)]] {
    const LINES: &[&[(&str, &str)]] = &[
        &[("", "")],
        &[("", " words ")],
        &[("", "NUL \u{0}")],
        &[("", "Ann\u{202e}eiB")],
        &[(
            "",
            "a text that is longer than forty characters, and so too long",
        )],
    ];
    const ONE: &[&[(&str, &str)]] = &[
        &[],
        &[("", "c0")],
        &[("", "c1")],
        &[("", "c0"), ("", "c1")],
        &[("", "x")],
    ];
    match kind {
        0..=2 => LINES,
        3 | 5 => ONE,
        4 => &[
            &[],
            &[("", "c0")],
            &[("", "c2"), ("", "c1")],
            &[("", "none")],
            &[("", "c0"), ("", "none")],
        ],
        6 => &[
            &[],
            &[("", "yes")],
            &[("", "no")],
            &[("", "unknown")],
            &[("", "maybe")],
        ],
        7 => &[&[], &[("", "true")]],
        8 | 9 => &[
            &[("-day", ""), ("-month", ""), ("-year", "")],
            &[("-day", "9"), ("-month", "3"), ("-year", "1941")],
            &[("-day", "31"), ("-month", "2"), ("-year", "1985")],
            &[("-day", "12"), ("-month", "13"), ("-year", "85")],
            &[("-day", ""), ("-month", "mar"), ("-year", "1941")],
        ],
        10 => &[&[("", "")], &[("", "07700 900 982")], &[("", "none")]],
        11 => &[&[("", "")], &[("", "a@example.com")], &[("", "a@")]],
        12 => &[&[("", "")], &[("", "cm1 1qh.")], &[("", "12345")]],
        13 => &[&[("", "")], &[("", "castle-point")], &[("", "Not a slug")]],
        14 => &[
            &[("-line-1", ""), ("-postcode", "")],
            &[("-line-1", "1 High Street"), ("-town", "Here")],
            &[("-line-1", "1 High Street"), ("-postcode", "12345")],
        ],
        15 => &[
            &[("", "")],
            &[("", "7")],
            &[("", "70")],
            &[("", "-3")],
            &[("", "many")],
        ],
        16 => &[
            &[("-say-we-are", "")],
            &[("-phone-safe", "yes"), ("-phone-times", "after 10")],
            &[("-post-safe", "no"), ("-say-we-are", "the library")],
            &[("-phone-safe", "perhaps")],
        ],
        17 => &[
            &[("", "")],
            &[("", "943 476 5919")],
            &[("", "943 476 5918")],
        ],
        UPLOAD => &[
            &[],
            &[(FILE, "a")],
            &[(FILE, "b")],
            &[(FILE, "c")],
            &[(GONE, "a")],
        ],
        _ => &[
            &[("-count", "1"), ("-1-a", "")],
            &[
                ("-count", "1"),
                ("-1-a", "Bob"),
                ("-1-d", "c1"),
                ("-1-d", "c0"),
            ],
            &[
                ("-count", "3"),
                ("-1-a", "Bob"),
                ("-2-a", ""),
                ("-3-a", "Cy"),
                ("-3-b-day", "9"),
                ("-3-b-month", "3"),
                ("-3-b-year", "1941"),
                ("-3-e", "unknown"),
            ],
            &[("-count", "2"), ("-1-a", "Bob"), ("-2-c", "4")],
            &[("-1-a", "A"), ("-2-a", "B"), ("-3-a", "C"), ("-4-a", "D")],
        ],
    }
}

/// The place of the upload among the kinds.
pub const UPLOAD: usize = 18;
/// Behind the id of an upload: not a field, but a file that is added or removed.
pub const FILE: &str = "+added";
pub const GONE: &str = "+removed";

/// A typing of this kind that is surely taken as an answer.
pub const TAKEN: usize = 1;

/// The fields of a page that somebody filled in.
pub fn post(sketch: &Sketch, page: usize, typed: &[usize]) -> Vec<(String, String)> {
    let questions = sketch.pages[page].questions.iter().enumerate();
    questions
        .zip(typed.iter().cycle())
        .flat_map(|((q, question), typed)| {
            let all = typings(question.kind);
            let id = id(page, q);
            all[typed % all.len()]
                .iter()
                .map(move |(suffix, value)| (format!("{id}{suffix}"), (*value).to_owned()))
        })
        .collect()
}

pub fn id(page: usize, question: usize) -> String {
    format!("p{page}-q{question}")
}

pub fn sketches() -> impl Strategy<Value = Sketch> {
    let question = (
        0..KINDS.len(),
        prop::option::weighted(0.3, whens()),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(kind, when, required)| QuestionSketch {
            kind,
            when,
            required,
        });
    let page = (
        prop::collection::vec(question, 0..4),
        prop::option::of(whens()),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(questions, when, danger)| PageSketch {
            questions: alone(questions),
            when,
            danger,
        });
    let pages = prop::collection::vec(page, 1..8);
    let sections = prop::option::of(prop::collection::btree_set(0_usize..8, 1..4));
    (pages, sections).prop_map(|(pages, sections)| Sketch {
        sections: sections
            .into_iter()
            .flatten()
            .filter(|at| *at < pages.len())
            .collect(),
        pages,
    })
}

/// An upload is the only question of its page, and nobody must answer it.
fn alone(questions: Vec<QuestionSketch>) -> Vec<QuestionSketch> {
    let upload = questions.iter().find(|question| question.kind == UPLOAD);
    match upload.cloned() {
        Some(upload) => vec![QuestionSketch {
            required: false,
            ..upload
        }],
        None => questions,
    }
}

fn whens() -> impl Strategy<Value = When> {
    let ask = (0_usize..60, 0_usize..6).prop_map(|(which, test)| When::Ask { which, test });
    ask.prop_recursive(2, 4, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|part| When::Not(Box::new(part))),
            (inner.clone(), inner.clone())
                .prop_map(|(one, other)| When::All(Box::new(one), Box::new(other))),
            (inner.clone(), inner)
                .prop_map(|(one, other)| When::Any(Box::new(one), Box::new(other))),
        ]
    })
}

impl Sketch {
    /// Its text, as a service designer would write it.
    pub fn text(&self) -> String {
        let mut text = String::from(
            "id = \"any\"\nversion = 1\ntitle = \"Any\"\nsummary = \"Any\"\nprofessional = true\n",
        );
        for (n, first) in self.sections.iter().enumerate() {
            let end = self
                .sections
                .get(n + 1)
                .copied()
                .unwrap_or(self.pages.len());
            let pages: Vec<String> = (*first..end).map(|page| format!("\"p{page}\"")).collect();
            text += &format!(
                "[[section]]\nid = \"s{n}\"\ntitle = \"S\"\npages = [{}]\n",
                pages.join(", ")
            );
        }
        for (p, page) in self.pages.iter().enumerate() {
            text += &format!("[[page]]\nid = \"p{p}\"\nheading = \"H{p}\"\ntext = [\"T\"]\n");
            if page.danger {
                text += "danger = true\n";
            }
            if let Some(when) = page.when.as_ref().and_then(|when| self.written(when, p)) {
                text += &format!("show-when = {when}\n");
            }
            for (q, question) in page.questions.iter().enumerate() {
                text += &format!(
                    "[[page.question]]\nid = \"{}\"\nlabel = \"L\"\nwhat = \"w\"\nrequired = {}\n",
                    id(p, q),
                    question.required
                );
                if let Some(when) = question
                    .when
                    .as_ref()
                    .and_then(|when| self.written(when, p))
                {
                    text += &format!("show-when = {when}\n");
                }
                text += &KINDS[question.kind]
                    .replace(
                        "PLAIN",
                        &CHOICES
                            .replace(", group = \"A\"", "")
                            .replace(", group = \"B\"", ""),
                    )
                    .replace("CHOICES", CHOICES);
                text += "\n";
            }
        }
        text
    }

    /// Which question a condition on this page asks about, its kind, and the test. None before the
    /// first question.
    fn asked(&self, which: usize, test: usize, page: usize) -> Option<(String, &'static str)> {
        let earlier: Vec<(String, usize)> = self
            .pages
            .iter()
            .take(page)
            .enumerate()
            .flat_map(|(p, page)| {
                let questions = page.questions.iter().enumerate();
                questions.map(move |(q, question)| (id(p, q), question.kind))
            })
            .collect();
        let (id, kind) = earlier.get(which.checked_rem(earlier.len())?)?.clone();
        let tests: &[&'static str] = match kind {
            3 | 5 => &[
                "is = \"c0\"",
                "includes-any = [\"c1\", \"c2\"]",
                "known = true",
            ],
            4 => &[
                "includes = \"c0\"",
                "includes-any = [\"c1\", \"none\"]",
                "known = false",
            ],
            6 => &["is = \"yes\"", "is = \"unknown\"", "known = true"],
            7 => &["is = \"true\""],
            15 => &["under = 10", "at-least = 10", "known = true"],
            _ => &["known = true", "known = false"],
        };
        Some((id, tests[test % tests.len()]))
    }

    fn written(&self, when: &When, page: usize) -> Option<String> {
        Some(match when {
            When::Ask { which, test } => {
                let (id, test) = self.asked(*which, *test, page)?;
                format!("{{ question = \"{id}\", {test} }}")
            }
            When::Not(part) => format!("{{ not = {} }}", self.written(part, page)?),
            When::All(one, other) => {
                format!(
                    "{{ all = [{}, {}] }}",
                    self.written(one, page)?,
                    self.written(other, page)?
                )
            }
            When::Any(one, other) => {
                format!(
                    "{{ any = [{}, {}] }}",
                    self.written(one, page)?,
                    self.written(other, page)?
                )
            }
        })
    }

    /// Worked out from the drawing and not by the engine: whether a condition holds.
    fn holds(&self, when: &When, page: usize, told: &BTreeMap<String, Value>) -> Option<bool> {
        Some(match when {
            When::Ask { which, test } => {
                let (id, test) = self.asked(*which, *test, page)?;
                let value = told.get(&id);
                let has = |word: &str| {
                    value.is_some_and(|value| match value {
                        Value::Array(items) => items.iter().any(|item| item == word),
                        other => other == word,
                    })
                };
                let number = value.and_then(Value::as_f64);
                match test {
                    "known = true" => value.is_some(),
                    "known = false" => value.is_none(),
                    "is = \"c0\"" | "includes = \"c0\"" => has("c0"),
                    "includes-any = [\"c1\", \"c2\"]" => has("c1") || has("c2"),
                    "includes-any = [\"c1\", \"none\"]" => has("c1") || has("none"),
                    "is = \"yes\"" => has("yes"),
                    "is = \"unknown\"" => has("unknown"),
                    "is = \"true\"" => value == Some(&Value::Bool(true)),
                    "under = 10" => number.is_some_and(|number| number < 10.0),
                    "at-least = 10" => number.is_some_and(|number| number >= 10.0),
                    other => panic!("{other} is not worked out"),
                }
            }
            When::Not(part) => !self.holds(part, page, told)?,
            When::All(one, other) => {
                let (one, other) = (self.holds(one, page, told)?, self.holds(other, page, told)?);
                one && other
            }
            When::Any(one, other) => {
                let (one, other) = (self.holds(one, page, told)?, self.holds(other, page, told)?);
                one || other
            }
        })
    }

    /// Worked out from the drawing and not by the engine: what of everything that was accepted is sent.
    pub fn sent(&self, accepted: &BTreeMap<String, Value>) -> BTreeMap<String, Value> {
        let mut told = BTreeMap::new();
        for (p, page) in self.pages.iter().enumerate() {
            let before = told.clone();
            let shown = |when: &Option<When>| {
                let held = when.as_ref().and_then(|when| self.holds(when, p, &before));
                held.unwrap_or(true)
            };
            if !shown(&page.when) {
                continue;
            }
            for (q, question) in page.questions.iter().enumerate() {
                let id = id(p, q);
                if let Some(value) = accepted.get(&id).filter(|_| shown(&question.when)) {
                    told.insert(id, value.clone());
                }
            }
        }
        told
    }
}
