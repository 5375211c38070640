//! What people say in any form, found from its definition and not from its words: a few of them, who
//! between them are asked every question of every page.
//!
//! Nothing here fills in a page; [`super::by_definition`] does over HTTP, and the browser's walks do.

use std::collections::BTreeSet;

use form_model::kinds::{LONG, Posted, group_field};
use form_model::{Answer, AnswerKind, Answers, Choice, Form, Journey, Page, Question};
use form_site::Site;

use crate::harness::{Json, json};

/// Fields of a page and what stands in them.
pub type Fields = Vec<(String, String)>;

/// More people than are ever needed.
const CROWD: usize = 3000;

/// Every form of every component that has forms.
pub fn forms() -> Vec<(&'static Site, Form)> {
    let contacts = contact_forms::catalogue::texts().map(|text| (&contact_forms::SITE, text));
    let carers = carer_assessment::texts().map(|text| (&carer_assessment::SITE, text));
    contacts
        .chain(carers)
        .map(|(site, text)| {
            (
                site,
                form_model::read(&text).expect("a form that can be read"),
            )
        })
        .collect()
}

/// Somebody who answers every question that they are asked.
#[derive(Debug)]
pub struct Somebody<'f> {
    form: &'f Form,
    answers: Answers,
}

/// As few people as are asked everything that the form asks anybody.
#[track_caller]
pub fn everybody(form: &Form) -> Vec<Somebody<'_>> {
    let everything: BTreeSet<String> = form
        .page
        .iter()
        .flat_map(|page| {
            page.question
                .iter()
                .map(|question| &question.id)
                .chain([&page.id])
        })
        .cloned()
        .collect();
    let mut crowd: Vec<(BTreeSet<String>, Somebody<'_>)> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for number in 0..CROWD {
        if seen == everything {
            break;
        }
        let somebody = Somebody::numbered(form, number);
        let asked = somebody.asked();
        if !asked.is_subset(&seen) {
            seen.extend(asked.iter().cloned());
            crowd.push((asked, somebody));
        }
    }
    let never: Vec<&String> = everything.difference(&seen).collect();
    assert!(never.is_empty(), "nobody is asked {never:?} of {}", form.id);
    // Whoever came first may be asked nothing that those who came later are not.
    for at in (0..crowd.len()).rev() {
        let others: BTreeSet<&String> = crowd
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .flat_map(|(_, (asked, _))| asked)
            .collect();
        if crowd[at].0.iter().all(|asked| others.contains(asked)) {
            crowd.remove(at);
        }
    }
    crowd.into_iter().map(|(_, somebody)| somebody).collect()
}

impl<'f> Somebody<'f> {
    /// The first answers with the first choice; the others as their number has it.
    fn numbered(form: &'f Form, number: usize) -> Self {
        let mut answers = Answers::default();
        for (at, page) in form.page.iter().enumerate() {
            let journey = Journey::of(form, &answers);
            if !journey.shows(page) {
                continue;
            }
            for question in journey.questions_of(page) {
                // Any order will do, so long as it is the same at every run.
                let taste = number
                    .wrapping_mul(2_654_435_761)
                    .wrapping_add(at * 40_503 * number)
                    >> 7;
                if let Some(answer) = answer(&question.answer, taste) {
                    answers.insert(&question.id, answer);
                }
            }
        }
        Self { form, answers }
    }

    /// The pages and questions that they see.
    fn asked(&self) -> BTreeSet<String> {
        let journey = Journey::of(self.form, &self.answers);
        let shown = journey.pages().iter();
        shown
            .flat_map(|shown| {
                let questions = shown.questions.iter().map(|question| question.id.clone());
                questions.chain([shown.page.id.clone()])
            })
            .collect()
    }

    fn questions(&self, page: &str) -> Vec<&'f Question> {
        let Some(page) = self.form.find_page(page) else {
            return Vec::new();
        };
        Journey::of(self.form, &self.answers).questions_of(page)
    }

    /// The page that an address of the form leads to, if it is one of its own.
    pub fn page_at(&self, address: &str) -> Option<&'f Page> {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        self.form
            .find_page(path.rsplit('/').next().unwrap_or_default())
    }

    /// What they type and choose on a page.
    pub fn typed(&self, page: &str) -> Fields {
        self.questions(page)
            .iter()
            .filter_map(|question| {
                let answer = self.answers.get(&question.id)?;
                Some(question.answer.typed(&question.id, answer))
            })
            .flatten()
            .collect()
    }

    /// The same page filled in wrongly, wherever that can be done.
    pub fn mistaken(&self, page: &str) -> Fields {
        let questions = self.questions(page);
        questions
            .iter()
            .flat_map(|question| wrong(&question.answer, &question.id))
            .collect()
    }

    /// Whether these fields of a page are no answers.
    pub fn is_mistaken(&self, page: &str, fields: &Fields) -> bool {
        let mut questions = self.questions(page).into_iter();
        questions.any(|question| {
            let read = question
                .answer
                .read_post(&question.id, Posted(fields), None);
            read.is_err()
        })
    }
}

/// An answer of this kind. None for a kind that is not typed or chosen.
fn answer(kind: &AnswerKind, taste: usize) -> Option<Answer> {
    let value = value(kind, taste)?;
    match kind.read_json(&value, None) {
        Ok(answer) => answer,
        Err(mistakes) => panic!("{value} is no answer: {mistakes:?}"),
    }
}

fn value(kind: &AnswerKind, taste: usize) -> Option<Json> {
    let pick = |choices: &[Choice]| {
        choices
            .get(taste % choices.len().max(1))
            .map(|one| one.id.clone())
    };
    Some(match kind {
        AnswerKind::Text(_) => json!("Larkspur"),
        AnswerKind::Name(_) => json!("Winifred"),
        AnswerKind::LongText(_) => json!("I cannot cook any more,\nsince my hands shake."),
        AnswerKind::ChooseOne(choices) | AnswerKind::Select(choices) => json!(pick(choices)?),
        // All that go together, or any one.
        AnswerKind::ChooseSeveral(choices) if taste.is_multiple_of(3) => json!(
            choices
                .iter()
                .filter(|one| !one.exclusive)
                .map(|one| &one.id)
                .collect::<Vec<_>>()
        ),
        AnswerKind::ChooseSeveral(choices) => json!([pick(choices)?]),
        AnswerKind::YesNoDontKnow(_) => json!(["yes", "no", "unknown"][taste % 3]),
        // Whoever does not tick it says nothing.
        AnswerKind::Boolean(_) if taste % 2 == 1 => return None,
        AnswerKind::Boolean(_) => json!(true),
        AnswerKind::Date(_) => json!(["1940-05-03", "2015-05-03"][taste % 2]),
        AnswerKind::NhsNumber(_) => json!("943 476 5919"),
        AnswerKind::Phone(_) => json!("01632 960101"),
        AnswerKind::Email(_) => json!("winifred@example.org"),
        AnswerKind::Postcode(_) => json!("CM2 6AA"),
        AnswerKind::District(_) => json!("chelmsford"),
        AnswerKind::Address(_) => json!({"line-1": "1 High Street", "town": "Chelmsford"}),
        // Something that is asked of those alone who know no number, or have none of it.
        AnswerKind::Number(_) if taste % 5 == 4 => return None,
        AnswerKind::Number(rules) => {
            let least = rules.min.unwrap_or(1.0);
            json!([least.max(1.0), least][taste % 2])
        }
        AnswerKind::SafeContact(rules) => {
            let safe = ["yes", "no"][taste % 2];
            let ways = rules.ways.iter();
            let ways: Vec<Json> = ways.map(|way| json!({"kind": way, "safe": safe})).collect();
            json!({"ways": ways})
        }
        AnswerKind::Group(rules) => {
            let answered = rules.question.iter().filter_map(|question| {
                Some((question.id.clone(), value(&question.answer, taste)?))
            });
            Json::Array(vec![Json::Object(answered.collect())])
        }
        // Nobody must add a file.
        AnswerKind::Upload(_) => return None,
    })
}

/// Something that is no answer of this kind; nothing where whatever can be typed is one.
fn wrong(kind: &AnswerKind, id: &str) -> Fields {
    let one = |value: String| vec![(id.to_owned(), value)];
    let long = |max: Option<usize>, most: usize| "x".repeat(max.unwrap_or(most) + 1);
    match kind {
        AnswerKind::Text(rules) | AnswerKind::Name(rules) => one(long(rules.max, 200)),
        AnswerKind::LongText(rules) => one(long(rules.max, LONG)),
        AnswerKind::ChooseSeveral(choices) => {
            let alone = choices.iter().find(|one| one.exclusive);
            let other = choices.iter().find(|one| !one.exclusive);
            let both = alone.zip(other).into_iter();
            both.flat_map(|(alone, other)| [alone, other])
                .map(|choice| (id.to_owned(), choice.id.clone()))
                .collect()
        }
        AnswerKind::Date(_) => [("day", "31"), ("month", "2"), ("year", "1950")]
            .map(|(part, value)| (format!("{id}-{part}"), value.to_owned()))
            .into(),
        AnswerKind::NhsNumber(_) => one("943 476 5918".to_owned()),
        AnswerKind::Phone(_) => one("12".to_owned()),
        AnswerKind::Email(_) => one("nobody".to_owned()),
        AnswerKind::Postcode(_) => one("nowhere at all".to_owned()),
        AnswerKind::Number(_) => one("many".to_owned()),
        AnswerKind::Address(_) => vec![(format!("{id}-line-1"), "x".repeat(300))],
        AnswerKind::SafeContact(_) => vec![(format!("{id}-say-we-are"), "x".repeat(300))],
        AnswerKind::Group(rules) => rules
            .question
            .iter()
            .flat_map(|question| wrong(&question.answer, &group_field(id, 0, &question.id)))
            .collect(),
        _ => Vec::new(),
    }
}
