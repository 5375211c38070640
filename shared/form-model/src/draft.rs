//! A form that is being filled in: the answers so far, and what was seen and left blank.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::{Answer, Answers, FileChange, Form, Journey, PageReading, Step, StoredFile};

/// Answers so far. In JSON an object of question id and value, with null for what was left blank, and
/// where the person is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    pub answers: Answers,
    pub blank: BTreeSet<String>,
    /// The last segment of the address of the page where the person is, for when they come back.
    pub at: Option<String>,
}

/// The member that says where the person is. No question has this id.
const AT: &str = "@page";

impl Draft {
    /// Reads what was stored. What this version of the form does not know is left out.
    pub fn from_json(form: &Form, text: &str) -> Self {
        let mut draft = Self::default();
        let Ok(Value::Object(members)) = serde_json::from_str(text) else {
            return draft;
        };
        for (id, value) in members {
            if id == AT {
                draft.at = value.as_str().map(str::to_owned);
                continue;
            }
            let Some((_, question)) = form.find_question(&id) else {
                continue;
            };
            match question.answer.read_kept(&value) {
                Some(answer) => draft.answers.insert(id, answer),
                None => {
                    draft.blank.insert(id);
                }
            }
        }
        draft
    }

    /// What to store.
    pub fn to_json(&self) -> String {
        let blank = self.blank.iter().map(|id| (id.clone(), Value::Null));
        let mut members: Map<String, Value> = blank.collect();
        if let Some(at) = &self.at {
            members.insert(AT.to_owned(), Value::from(at.as_str()));
        }
        members.extend(
            self.answers
                .iter()
                .map(|(id, answer)| (id.to_owned(), answer.to_json())),
        );
        Value::Object(members).to_string()
    }

    /// Takes in what a page brought. What was wrong stays as it was before.
    pub fn take(&mut self, reading: &PageReading) {
        for (id, answer) in reading.answers.iter() {
            self.blank.remove(id);
            self.answers.insert(id, answer.clone());
        }
        for id in &reading.blank {
            self.answers.remove(id);
            self.blank.insert(id.clone());
        }
        for (id, change) in &reading.files {
            self.take_files(id, change);
        }
    }

    /// Files are added and removed one by one, so that two tabs do not undo each other.
    fn take_files(&mut self, question: &str, change: &FileChange) {
        let mut files = self.files(question).to_vec();
        match change {
            FileChange::Seen => {}
            // Where another tab was quicker and there is no more room, it is left out.
            FileChange::Add(file, most) if files.len() < *most => files.push(file.clone()),
            FileChange::Add(..) => {}
            FileChange::Remove(id) => files.retain(|file| file.id != *id),
        }
        if files.is_empty() {
            self.answers.remove(question);
            self.blank.insert(question.to_owned());
        } else {
            self.blank.remove(question);
            self.answers.insert(question, Answer::Files(files));
        }
    }

    /// The files that were added to an answer.
    pub fn files(&self, question: &str) -> &[StoredFile] {
        self.answers.get(question).map_or(&[], Answer::files)
    }

    /// Whether somebody has answered the question or left it blank.
    pub fn has_seen(&self, question: &str) -> bool {
        self.blank.contains(question) || self.answers.get(question).is_some()
    }

    /// After a change from the check-answers page: the first page that the change has brought and that
    /// was not seen yet, else straight back.
    pub fn back_to_check<'f>(&self, before: &Journey<'f>, after: &Journey<'f>) -> Step<'f> {
        after
            .pages()
            .iter()
            .filter(|shown| !before.shows(shown.page))
            .find(|shown| {
                let questions = &shown.questions;
                questions.is_empty()
                    || questions
                        .iter()
                        .any(|question| !self.has_seen(&question.id))
            })
            .map_or(Step::CheckAnswers, |shown| Step::Page(shown.page))
    }
}
