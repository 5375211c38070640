//! A form that is being filled in: the answers so far, and what was seen and left blank.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::{Answer, Answers, FileChange, Form, Journey, PageReading, Step, StoredFile};

/// Answers so far. In JSON an object of question id and value, with null for what was left blank, and
/// where the person is and has been.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    pub answers: Answers,
    pub blank: BTreeSet<String>,
    /// The last segment of the address of the page where the person is, for when they come back.
    pub at: Option<String>,
    /// The pages that they came to, and those of them that they answered and left.
    reached: BTreeSet<String>,
    passed: BTreeSet<String>,
}

/// The members that say where the person is and has been. No question has such an id.
const AT: &str = "@page";
const REACHED: &str = "@reached";
const PASSED: &str = "@passed";

/// How somebody went further in a form than before, by the last segments of addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The page that they answered and left for the first time.
    pub passed: Option<String>,
    /// The page that they came to for the first time.
    pub reached: Option<String>,
}

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
            if let Some(been) = draft.been_mut(&id) {
                let pages = value.as_array().into_iter().flatten();
                been.extend(pages.filter_map(Value::as_str).map(str::to_owned));
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
        for (name, been) in [(REACHED, &self.reached), (PASSED, &self.passed)] {
            if !been.is_empty() {
                members.insert(name.to_owned(), been.iter().map(String::as_str).collect());
            }
        }
        members.extend(
            self.answers
                .iter()
                .map(|(id, answer)| (id.to_owned(), answer.to_json())),
        );
        Value::Object(members).to_string()
    }

    fn been_mut(&mut self, member: &str) -> Option<&mut BTreeSet<String>> {
        match member {
            REACHED => Some(&mut self.reached),
            PASSED => Some(&mut self.passed),
            _ => None,
        }
    }

    /// Goes from a page, if it was one, to another, or stays. Answers what of it is new.
    pub fn go(&mut self, from: Option<&str>, to: &str) -> Passage {
        self.at = Some(to.to_owned());
        let new = |been: &mut BTreeSet<String>, page: &str| {
            let is_new = !page.is_empty() && been.insert(page.to_owned());
            is_new.then(|| page.to_owned())
        };
        // Where they are they have come to, whether or not a page led there.
        if let Some(from) = from {
            self.reached.insert(from.to_owned());
        }
        let left = from.filter(|from| *from != to);
        Passage {
            passed: left.and_then(|from| new(&mut self.passed, from)),
            reached: new(&mut self.reached, to),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn went(passed: &str, reached: &str) -> Passage {
        let page = |id: &str| (!id.is_empty()).then(|| id.to_owned());
        Passage {
            passed: page(passed),
            reached: page(reached),
        }
    }

    #[test]
    fn going_back_and_on_again_is_nothing_new() {
        let mut draft = Draft::default();
        assert_eq!(draft.go(Some("danger"), "about"), went("danger", "about"));
        assert_eq!(draft.go(Some("danger"), "about"), went("", ""));
        assert_eq!(
            draft.go(Some("about"), "about"),
            went("", ""),
            "it was saved for later"
        );
        assert_eq!(draft.go(Some("about"), "needs"), went("about", "needs"));
        assert_eq!(
            draft.go(Some("danger"), "harm"),
            went("", "harm"),
            "an answer was changed"
        );
        assert_eq!(draft.go(Some("harm"), "about"), went("harm", ""));
        assert_eq!(draft.at.as_deref(), Some("about"));
    }
}
