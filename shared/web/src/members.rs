//! Reads the members of a JSON body and says everything that is wrong with them.

use crate::FieldProblem;
use serde_json::{Map, Value};
use vocabulary::Date;

/// The longest text that a worker may send in one member, in characters.
pub const TEXT_LIMIT: usize = 10_000;

/// An object being read: what is wrong so far, and where it stands in the body.
pub struct Members<'a> {
    object: Option<&'a Map<String, Value>>,
    path: String,
    problems: Vec<FieldProblem>,
}

impl<'a> Members<'a> {
    /// Begins to read a body; members that are not `known` are problems.
    pub fn of(body: &'a Value, known: &[&str]) -> Self {
        Self::at(String::new(), Some(body), known)
    }

    fn at(path: String, value: Option<&'a Value>, known: &[&str]) -> Self {
        let mut members = Self {
            object: value.and_then(Value::as_object),
            path,
            problems: Vec::new(),
        };
        match (value, members.object) {
            (_, Some(object)) => {
                for name in object.keys().filter(|name| !known.contains(&name.as_str())) {
                    members.problem(
                        name,
                        format!(
                            "There is no such member here. Known: {}.",
                            listed(known.iter().copied())
                        ),
                    );
                }
            }
            (Some(_), None) => members.problem("", "Send an object."),
            (None, None) => members.problem("", "Is missing. Send an object."),
        }
        members
    }

    fn name(&self, member: &str) -> String {
        match (self.path.is_empty(), member.is_empty()) {
            (true, true) => "body".to_owned(),
            (true, false) => member.to_owned(),
            (false, true) => self.path.clone(),
            (false, false) => format!("{}.{member}", self.path),
        }
    }

    /// How many problems there are so far.
    pub fn problems(&self) -> usize {
        self.problems.len()
    }

    /// Notes a problem with a member.
    pub fn problem(&mut self, member: &str, message: impl Into<String>) {
        let field = self.name(member);
        self.problems.push(FieldProblem::new(field, message));
    }

    fn value(&self, member: &str) -> Option<&'a Value> {
        self.object?.get(member).filter(|value| !value.is_null())
    }

    /// A text that must be there and say something.
    pub fn text(&mut self, member: &str) -> String {
        match self.optional_text(member) {
            Some(text) => text,
            None => {
                if self.object.is_some() && self.value(member).is_none() {
                    self.problem(member, "Is missing. Send a text.");
                }
                String::new()
            }
        }
    }

    /// A text that may be left out.
    pub fn optional_text(&mut self, member: &str) -> Option<String> {
        let value = self.value(member)?;
        let Some(text) = value.as_str() else {
            self.problem(member, "Must be a text.");
            return None;
        };
        if let Some(message) = wrong_with_text(text) {
            self.problem(member, message);
            return None;
        }
        Some(text.trim().to_owned())
    }

    /// A text that is kept as it was sent, to its last space, of so many bytes at most.
    pub fn whole_text(&mut self, member: &str, limit: usize) -> String {
        let Some(value) = self.value(member) else {
            return self.text(member);
        };
        let wrong = match value.as_str() {
            None => "Must be a text.".to_owned(),
            Some(text) if text.contains('\0') => "Must not contain the character NUL.".to_owned(),
            Some(text) if text.trim().is_empty() => "Must say something.".to_owned(),
            Some(text) if text.len() > limit => format!("Must have at most {limit} bytes."),
            Some(text) => return text.to_owned(),
        };
        self.problem(member, wrong);
        String::new()
    }

    /// A day that must be there, `YYYY-MM-DD`, as it was sent.
    pub fn date(&mut self, member: &str) -> String {
        let text = self.text(member);
        if !text.is_empty() && text.parse::<Date>().is_err() {
            self.problem(member, "Must be a date, such as 2026-12-24.");
        }
        text
    }

    /// A yes or a no that must be there.
    pub fn boolean(&mut self, member: &str) -> bool {
        match self.value(member) {
            Some(Value::Bool(yes)) => return *yes,
            Some(_) => self.problem(member, "Must be true or false."),
            None if self.object.is_some() => {
                self.problem(member, "Is missing. Send true or false.");
            }
            None => {}
        }
        false
    }

    /// Whatever stands in a member; none where nothing does.
    pub fn any(&self, member: &str) -> Option<&'a Value> {
        self.value(member)
    }

    /// A word of a closed list.
    pub fn word(&mut self, member: &str, known: &[&str]) -> String {
        let word = self.text(member);
        if !word.is_empty() && !known.contains(&word.as_str()) {
            self.problem(
                member,
                format!(
                    "Is not known. Choose from {}.",
                    listed(known.iter().copied())
                ),
            );
        }
        word
    }

    /// A list of texts without repeats.
    pub fn texts(&mut self, member: &str) -> Vec<String> {
        let Some(value) = self.value(member) else {
            if self.object.is_some() {
                self.problem(member, "Is missing. Send a list of texts.");
            }
            return Vec::new();
        };
        let Some(items) = value.as_array().filter(|items| {
            items.iter().all(|item| {
                item.as_str()
                    .is_some_and(|text| wrong_with_text(text).is_none())
            })
        }) else {
            self.problem(member, "Must be a list of texts, none of them empty.");
            return Vec::new();
        };
        let mut texts: Vec<String> = Vec::new();
        for text in items.iter().filter_map(Value::as_str) {
            if texts.iter().any(|known| known == text) {
                self.problem(member, "Names something twice. Name each once.");
                return Vec::new();
            }
            texts.push(text.to_owned());
        }
        texts
    }

    /// Words of a closed list, without repeats; none where nothing stands.
    pub fn optional_words(&mut self, member: &str, known: &[&str]) -> Vec<String> {
        if self.value(member).is_none() {
            return Vec::new();
        }
        let words = self.texts(member);
        if words.iter().any(|word| !known.contains(&word.as_str())) {
            let known = listed(known.iter().copied());
            self.problem(
                member,
                format!("Has one that is not known. Choose from {known}."),
            );
        }
        words
    }

    /// An object within this one, read by `read`.
    pub fn object<T>(
        &mut self,
        member: &str,
        known: &[&str],
        read: impl FnOnce(&mut Members<'a>) -> T,
    ) -> T {
        let mut inner = Members::at(self.name(member), self.value(member), known);
        if self.object.is_none() {
            inner.problems.clear();
        }
        let read = read(&mut inner);
        self.problems.append(&mut inner.problems);
        read
    }

    /// What was read, unless anything was wrong.
    pub fn finish<T>(self, read: T) -> Result<T, Vec<FieldProblem>> {
        if self.problems.is_empty() {
            Ok(read)
        } else {
            Err(self.problems)
        }
    }
}

/// Why this is no text that we keep; none when it is one.
pub fn wrong_with_text(text: &str) -> Option<String> {
    if text.contains('\0') {
        Some("Must not contain the character NUL.".to_owned())
    } else if text.trim().is_empty() {
        Some("Must say something.".to_owned())
    } else if text.chars().count() > TEXT_LIMIT {
        Some(format!("Must have at most {TEXT_LIMIT} characters."))
    } else {
        None
    }
}

/// Words in a row, for a message.
pub fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(", ")
    }
}
