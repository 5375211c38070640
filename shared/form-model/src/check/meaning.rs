//! What a form's text means, once its shape is right: names that exist, conditions that can be known,
//! facts that routing understands, words where people read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use vocabulary::{FACT_NAMES, Facts};

use super::{Lines, Problem};
use crate::condition::Test;
use crate::{AnswerKind, Choice, Condition, Form, Instead, Page, Question, Slip, kinds};

/// Last segments of addresses that are not pages of a form.
const TAKEN: [&str; 6] = [
    "check-answers",
    "confirmation",
    "leave",
    "save",
    "resume",
    "assets",
];

pub fn problems(form: &Form, lines: &Lines) -> Vec<Problem> {
    let mut checker = Checker {
        form,
        lines,
        problems: Vec::new(),
    };
    checker.form();
    checker.problems
}

struct Checker<'f> {
    form: &'f Form,
    lines: &'f Lines,
    problems: Vec<Problem>,
}

impl<'f> Checker<'f> {
    fn report(&mut self, path: &str, message: impl Into<String>, remedy: impl Into<String>) {
        self.problems.push(Problem {
            line: self.lines.of(path),
            message: message.into(),
            remedy: remedy.into(),
        });
    }

    fn form(&mut self) {
        let form = self.form;
        self.id("id", &form.id);
        if let Some(slug) = &form.slug {
            self.id("slug", slug);
        }
        if form.version == 0 {
            self.report(
                "version",
                "A version is 1 or more",
                "Begin with version = 1.",
            );
        }
        self.words("title", &form.title);
        self.words("summary", &form.summary);
        self.facts("facts", &form.facts);
        for (index, name) in form.nothing_required_once_known.iter().enumerate() {
            self.fact_name(&format!("nothing-required-once-known[{index}]"), name);
        }
        self.requirements();
        if form.page.is_empty() {
            self.report(
                "id",
                "The form has no page",
                "Add a [[page]] with a [[page.question]].",
            );
        }
        let (mut pages, mut questions) = (BTreeSet::new(), BTreeSet::new());
        for (at, page) in form.page.iter().enumerate() {
            let path = format!("page[{at}]");
            if !pages.insert(page.id.as_str()) {
                let message = format!("The page id `{}` is there twice", page.id);
                self.report(
                    &format!("{path}.id"),
                    message,
                    "Give each page an id of its own.",
                );
            }
            self.page(&path, at, page);
            for (n, question) in page.question.iter().enumerate() {
                let path = format!("{path}.question[{n}]");
                if !questions.insert(question.id.as_str()) {
                    let message = format!("The question id `{}` is there twice", question.id);
                    self.report(
                        &format!("{path}.id"),
                        message,
                        "Give each question an id of its own.",
                    );
                }
                self.question(&path, at, question);
            }
        }
    }

    fn requirements(&mut self) {
        for (index, requirement) in self.form.require.iter().enumerate() {
            let path = format!("require[{index}]");
            self.words(&format!("{path}.message"), &requirement.message);
            if requirement.any_of.is_empty() {
                self.report(
                    &path,
                    "Requires one of nothing",
                    "List the questions in any-of.",
                );
            }
            for (n, id) in requirement.any_of.iter().enumerate() {
                if self.form.find_question(id).is_none() {
                    self.report(
                        &format!("{path}.any-of[{n}]"),
                        format!("There is no question `{id}`"),
                        self.known_questions(),
                    );
                }
            }
        }
    }

    fn page(&mut self, path: &str, at: usize, page: &'f Page) {
        self.id(&format!("{path}.id"), &page.id);
        if TAKEN.contains(&page.id.as_str()) {
            self.report(
                &format!("{path}.id"),
                format!("The address `{}` is not for a page of a form", page.id),
                "Choose another id.",
            );
        }
        self.words(&format!("{path}.heading"), &page.heading);
        if page.question.is_empty() && page.text.is_empty() && !page.danger {
            self.report(
                path,
                format!(
                    "The page `{}` has nothing to ask and nothing to say",
                    page.id
                ),
                "Add a [[page.question]], or text.",
            );
        }
        if let Some(when) = &page.show_when {
            self.condition(&format!("{path}.show-when"), at, when);
        }
        for (n, instead) in page.instead.iter().enumerate() {
            let path = format!("{path}.instead[{n}]");
            self.instead(&path, at, instead);
            if instead.label.is_some() || instead.what.is_some() || instead.hint.is_some() {
                self.report(
                    &path,
                    "A page has a heading and text only",
                    "Move label, hint and what to the question.",
                );
            }
        }
    }

    fn question(&mut self, path: &str, at: usize, question: &'f Question) {
        self.id(&format!("{path}.id"), &question.id);
        self.words(&format!("{path}.label"), &question.label);
        self.words(&format!("{path}.what"), &question.what);
        if let Some(when) = &question.show_when {
            self.condition(&format!("{path}.show-when"), at, when);
        }
        for (n, instead) in question.instead.iter().enumerate() {
            let path = format!("{path}.instead[{n}]");
            self.instead(&path, at, instead);
            if instead.heading.is_some() || instead.text.is_some() {
                self.report(
                    &path,
                    "A question has no heading and no text",
                    "Move heading and text to the page.",
                );
            }
        }
        for id in question
            .errors
            .keys()
            .filter(|id| !Slip::IDS.contains(&id.as_str()))
        {
            self.report(
                &format!("{path}.errors.{id}"),
                format!("There is no mistake `{id}`"),
                format!("The mistakes are {}.", Slip::IDS.join(", ")),
            );
        }
        self.choices(path, question);
        if let Some(name) = &question.fact {
            let before = self.problems.len();
            self.fact_name(&format!("{path}.fact"), name);
            if self.problems.len() == before {
                self.fact_of_choices(path, question, name);
            }
        }
    }

    fn choices(&mut self, path: &str, question: &Question) {
        let (kind, choices): (&str, &[Choice]) = match &question.answer {
            AnswerKind::ChooseOne(choices) => ("choose-one", choices),
            AnswerKind::ChooseSeveral(choices) => ("choose-several", choices),
            AnswerKind::Select(choices) => ("select", choices),
            AnswerKind::YesNoDontKnow(words) => {
                return self.facts(
                    &format!("{path}.answer.yes-no-dont-know.yes-facts"),
                    &words.yes_facts,
                );
            }
            AnswerKind::SafeContact(rules) => return self.ways(path, &rules.ways),
            _ => return,
        };
        if choices.len() < 2 {
            self.report(
                &format!("{path}.answer"),
                format!("`{}` has fewer than two choices", question.id),
                "Give people something to choose from.",
            );
        }
        let mut ids = BTreeSet::new();
        for (n, choice) in choices.iter().enumerate() {
            let path = format!("{path}.answer.{kind}[{n}]");
            self.id(&format!("{path}.id"), &choice.id);
            self.words(&format!("{path}.label"), &choice.label);
            self.facts(&format!("{path}.facts"), &choice.facts);
            if !ids.insert(choice.id.as_str()) {
                let message = format!("The choice `{}` is there twice", choice.id);
                self.report(
                    &format!("{path}.id"),
                    message,
                    "Give each choice an id of its own.",
                );
            }
        }
    }

    fn ways(&mut self, path: &str, ways: &[String]) {
        for (n, way) in ways.iter().enumerate() {
            if !kinds::WAYS.contains(&way.as_str()) {
                self.report(
                    &format!("{path}.answer.safe-contact.ways[{n}]"),
                    format!("`{way}` is no way of getting in touch"),
                    format!("The ways are {}.", kinds::WAYS.join(", ")),
                );
            }
        }
    }

    fn instead(&mut self, path: &str, at: usize, instead: &'f Instead) {
        self.condition(&format!("{path}.when"), at, &instead.when);
    }

    /// `at` is the place of the page on which the condition stands.
    fn condition(&mut self, path: &str, at: usize, condition: &'f Condition) {
        for ask in condition.asks() {
            let place = self.form.page.iter().position(|page| {
                page.question
                    .iter()
                    .any(|question| question.id == ask.question)
            });
            let question = self
                .form
                .find_question(&ask.question)
                .map(|(_, question)| question);
            let (Some(place), Some(question)) = (place, question) else {
                let message = format!("There is no question `{}`", ask.question);
                let remedy = self.known_questions();
                self.report(path, message, remedy);
                continue;
            };
            if place >= at {
                self.report(
                    path,
                    format!(
                        "The condition asks about `{}`, which comes on this page or later",
                        ask.question
                    ),
                    "Ask about a question of an earlier page, or change the order of the pages.",
                );
            }
            self.test(path, question, &ask.test);
        }
    }

    fn test(&mut self, path: &str, question: &Question, test: &Test) {
        let known: Vec<&str> = match &question.answer {
            AnswerKind::YesNoDontKnow(_) => vec!["yes", "no", "unknown"],
            AnswerKind::Boolean(_) => vec!["true", "false"],
            kind => kind
                .choices()
                .iter()
                .map(|choice| choice.id.as_str())
                .collect(),
        };
        let several = matches!(question.answer, AnswerKind::ChooseSeveral(_));
        let words: Vec<&str> = match test {
            Test::Is(word) if !several => vec![word],
            Test::Includes(words) if several || !known.is_empty() => {
                words.iter().map(String::as_str).collect()
            }
            Test::Known(_) => return,
            Test::Under(_) | Test::AtLeast(_)
                if matches!(question.answer, AnswerKind::Number(_)) =>
            {
                return;
            }
            _ => {
                return self.report(
                    path,
                    format!("The condition does not fit the kind of answer of `{}`", question.id),
                    "Use is for one choice, includes or includes-any for several, under or at-least for a number, known for any.",
                );
            }
        };
        for word in words
            .into_iter()
            .filter(|word| !known.is_empty() && !known.contains(word))
        {
            self.report(
                path,
                format!("`{word}` is no choice of `{}`", question.id),
                format!("The choices are {}.", known.join(", ")),
            );
        }
    }

    fn facts(&mut self, path: &str, facts: &BTreeMap<String, String>) {
        for (name, word) in facts {
            let path = format!("{path}.{name}");
            let before = self.problems.len();
            self.fact_name(&path, name);
            if self.problems.len() == before {
                self.fact_word(&path, name, word);
            }
        }
    }

    fn fact_name(&mut self, path: &str, name: &str) {
        if !FACT_NAMES.contains(&name) {
            self.report(
                path,
                format!("Routing does not know the fact `{name}`"),
                format!("The facts are {}.", FACT_NAMES.join(", ")),
            );
        }
    }

    /// A question's choices must be words of the fact that it is.
    fn fact_of_choices(&mut self, path: &str, question: &Question, name: &str) {
        let kind = match &question.answer {
            AnswerKind::ChooseOne(_) => "choose-one",
            AnswerKind::ChooseSeveral(_) => "choose-several",
            _ => "select",
        };
        for (n, choice) in question.answer.choices().iter().enumerate() {
            if !choice.no_fact {
                self.fact_word(&format!("{path}.answer.{kind}[{n}]"), name, &choice.id);
            }
        }
        if matches!(question.answer, AnswerKind::YesNoDontKnow(_)) {
            self.fact_word(&format!("{path}.fact"), name, "yes");
        }
    }

    fn fact_word(&mut self, path: &str, name: &str, word: &str) {
        let reads = |value: Value| {
            let members: Map<String, Value> = [(name.to_owned(), value)].into_iter().collect();
            Facts::from_members(&members)
        };
        let word_value = Value::from(word);
        if let (Err(_), Err(problems)) = (
            reads(Value::Array(vec![word_value.clone()])),
            reads(word_value),
        ) {
            let known = problems
                .into_iter()
                .next()
                .map_or_else(String::new, |problem| problem.message);
            self.report(
                path,
                format!("The fact `{name}` has no word `{word}`"),
                format!("Use a word of the fact, or no-fact = true. {known}."),
            );
        }
    }

    fn id(&mut self, path: &str, id: &str) {
        let kebab = !id.is_empty()
            && !id.starts_with('-')
            && !id.ends_with('-')
            && id
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !kebab {
            self.report(
                path,
                format!("`{id}` is no id"),
                "Use small letters and figures with hyphens between them.",
            );
        }
    }

    fn words(&mut self, path: &str, words: &str) {
        if words.trim().is_empty() {
            self.report(
                path,
                "The words are missing",
                "Write what people read here.",
            );
        }
    }

    fn known_questions(&self) -> String {
        let known: Vec<&str> = self
            .form
            .questions()
            .map(|(_, question)| question.id.as_str())
            .collect();
        format!("The questions are {}.", known.join(", "))
    }
}
