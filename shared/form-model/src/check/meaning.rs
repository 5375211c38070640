//! What a form's text means, once its shape is right: names that exist, conditions that can be known,
//! facts that routing understands, words where people read.

use std::collections::BTreeSet;

use super::{Lines, Problem};
use crate::{Form, Page, Question, Slip};

/// Last segments of addresses that are not pages of a form.
const TAKEN: [&str; 10] = [
    "assets",
    "begin",
    "check-answers",
    "confirmation",
    "copy",
    "equality",
    "leave",
    "resume",
    "save",
    "tasks",
];

/// Names of fields that every page has for itself.
const OWN_FIELDS: [&str; 8] = [
    "add", "csrf", "from", "go", "new", "remove", "return", "website",
];

pub fn problems(form: &Form, lines: &Lines) -> Vec<Problem> {
    let mut checker = Checker {
        form,
        lines,
        problems: Vec::new(),
        conditions_are_wrong: false,
    };
    checker.form();
    checker.problems
}

pub(super) struct Checker<'f> {
    pub(super) form: &'f Form,
    pub(super) lines: &'f Lines,
    pub(super) problems: Vec<Problem>,
    /// What can be reached cannot be told.
    pub(super) conditions_are_wrong: bool,
}

impl<'f> Checker<'f> {
    pub(super) fn report(
        &mut self,
        path: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
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
        if let Some(path) = &form.path {
            match path.strip_prefix('/') {
                Some(segment) => self.id("path", segment),
                None => self.report(
                    "path",
                    "A path begins with a slash",
                    "Write it like /carer-assessment.",
                ),
            }
        }
        if form.version == 0 {
            self.report(
                "version",
                "A version is 1 or more",
                "Begin with version = 1.",
            );
        }
        self.words_of_form();
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
        self.asks_something();
        self.sections();
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
        self.reach();
    }

    fn requirements(&mut self) {
        for (index, requirement) in self.form.require.iter().enumerate() {
            let path = format!("require[{index}]");
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
        self.words_of_page(path, page);
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
        if !page.call.is_empty() && !page.danger {
            self.report(
                &format!("{path}.call"),
                format!(
                    "The page `{}` says whom to call, and not that it is urgent",
                    page.id
                ),
                "Add danger = true, or take out call.",
            );
        }
        if let Some(when) = &page.show_when {
            self.condition(&format!("{path}.show-when"), at, when);
        }
        for (n, instead) in page.instead.iter().enumerate() {
            let path = format!("{path}.instead[{n}]");
            self.condition(&format!("{path}.when"), at, &instead.when);
            if instead.label.is_some() || instead.what.is_some() || instead.hint.is_some() {
                self.report(
                    &path,
                    "A page has a heading, text and check-under only",
                    "Move label, hint and what to the question.",
                );
            }
        }
    }

    fn question(&mut self, path: &str, at: usize, question: &'f Question) {
        self.id(&format!("{path}.id"), &question.id);
        if OWN_FIELDS.contains(&question.id.as_str()) {
            self.report(
                &format!("{path}.id"),
                format!("Pages have a field `{}` of their own", question.id),
                "Choose another id.",
            );
        }
        self.words_of_question(path, question);
        if let Some(when) = &question.show_when {
            self.condition(&format!("{path}.show-when"), at, when);
        }
        for (n, instead) in question.instead.iter().enumerate() {
            let path = format!("{path}.instead[{n}]");
            self.condition(&format!("{path}.when"), at, &instead.when);
            if instead.heading.is_some() || instead.text.is_some() || instead.check_under.is_some()
            {
                self.report(
                    &path,
                    "A question has no heading, no text and no check-under",
                    "Move them to the page.",
                );
            }
        }
        self.errors(path, question);
        self.kind(path, question);
        self.answerable(path, question);
        if let Some(name) = &question.fact {
            let before = self.problems.len();
            self.fact_name(&format!("{path}.fact"), name);
            if self.problems.len() == before {
                self.fact_of_choices(path, question, name);
            }
        }
    }

    pub(super) fn errors(&mut self, path: &str, question: &Question) {
        let unknown = |id: &&String| !Slip::IDS.contains(&id.as_str());
        for id in question.errors.keys().filter(unknown) {
            self.report(
                &format!("{path}.errors.{id}"),
                format!("There is no mistake `{id}`"),
                format!("The mistakes are {}.", Slip::IDS.join(", ")),
            );
        }
    }

    pub(super) fn id(&mut self, path: &str, id: &str) {
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

    pub(super) fn known_questions(&self) -> String {
        let known: Vec<&str> = self
            .form
            .questions()
            .map(|(_, question)| question.id.as_str())
            .collect();
        format!("The questions are {}.", known.join(", "))
    }
}
