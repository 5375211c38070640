//! Answers: what somebody told us, as values that were read and are valid.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use vocabulary::PartialDate;

/// One valid answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Text(String),
    Number(f64),
    Yes(bool),
    /// The id of a choice, or `yes`, `no`, `unknown`.
    Choice(String),
    /// The ids of choices, in the order of the form.
    Several(Vec<String>),
    Date(PartialDate),
    Address(Address),
    SafeContact(SafeContact),
    /// One set of answers for each thing that was told of.
    Group(Vec<Answers>),
    /// Files that were added, in their order.
    Files(Vec<StoredFile>),
}

/// A file that was added to an answer, and that a store of files keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// The secret under which it is kept. It stands in answers only, and on no page.
    pub id: String,
    pub name: String,
    /// What its content says that it is, such as `image/jpeg`.
    pub media_type: String,
    /// In bytes.
    pub size: u64,
}

/// A postal address, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    pub line_1: Option<String>,
    pub line_2: Option<String>,
    pub town: Option<String>,
    pub county: Option<String>,
    pub postcode: Option<String>,
}

/// Which ways of getting in touch are safe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeContact {
    pub ways: Vec<Way>,
    /// Who we are to say we are.
    pub say_we_are: Option<String>,
}

/// One way of getting in touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// `phone`, `text`, `email`, `post`, `visit`.
    pub kind: String,
    /// `yes` or `no`.
    pub safe: Option<String>,
    /// `yes` or `no`: whether a message may be left.
    pub voicemail: Option<String>,
    /// When, in their words.
    pub times: Option<String>,
}

impl Address {
    /// Members in the order of the contract.
    pub fn parts(&self) -> [(&'static str, Option<&str>); 5] {
        [
            ("line-1", self.line_1.as_deref()),
            ("line-2", self.line_2.as_deref()),
            ("town", self.town.as_deref()),
            ("county", self.county.as_deref()),
            ("postcode", self.postcode.as_deref()),
        ]
    }

    /// The member of this name.
    pub fn part_mut(&mut self, name: &str) -> Option<&mut Option<String>> {
        match name {
            "line-1" => Some(&mut self.line_1),
            "line-2" => Some(&mut self.line_2),
            "town" => Some(&mut self.town),
            "county" => Some(&mut self.county),
            "postcode" => Some(&mut self.postcode),
            _ => None,
        }
    }
}

impl Answer {
    /// The contract's JSON value.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Text(text) | Self::Choice(text) => json!(text),
            Self::Number(number) => json_number(*number),
            Self::Yes(yes) => json!(yes),
            Self::Several(ids) => json!(ids),
            Self::Date(date) => json!(date.to_string()),
            Self::Address(address) => members(address.parts()),
            Self::SafeContact(contact) => contact.to_json(),
            Self::Group(items) => items.iter().map(Answers::to_json).collect(),
            Self::Files(files) => crate::kinds::files_to_json(files),
        }
    }

    /// The choice that was made, if it is one.
    pub fn choice(&self) -> Option<&str> {
        match self {
            Self::Choice(id) => Some(id),
            _ => None,
        }
    }

    /// The files that were added; none for any other answer.
    pub fn files(&self) -> &[StoredFile] {
        match self {
            Self::Files(files) => files,
            _ => &[],
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl SafeContact {
    fn to_json(&self) -> Value {
        let mut object = Map::new();
        if !self.ways.is_empty() {
            let ways: Vec<Value> = self
                .ways
                .iter()
                .map(|way| {
                    members([
                        ("kind", Some(way.kind.as_str())),
                        ("safe", way.safe.as_deref()),
                        ("voicemail", way.voicemail.as_deref()),
                        ("times", way.times.as_deref()),
                    ])
                })
                .collect();
            object.insert("ways".to_owned(), Value::Array(ways));
        }
        if let Some(name) = &self.say_we_are {
            object.insert("say-we-are".to_owned(), json!(name));
        }
        Value::Object(object)
    }
}

fn members<const N: usize>(parts: [(&str, Option<&str>); N]) -> Value {
    let known = parts
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), json!(value?))));
    Value::Object(known.collect())
}

/// A whole number without a decimal point.
fn json_number(number: f64) -> Value {
    #[allow(clippy::cast_possible_truncation)]
    if number.fract() == 0.0 && number.abs() < 1e15 {
        Value::from(number as i64)
    } else {
        Value::from(number)
    }
}

/// Answers by question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers(BTreeMap<String, Answer>);

impl Answers {
    pub fn get(&self, question: &str) -> Option<&Answer> {
        self.0.get(question)
    }

    pub fn insert(&mut self, question: impl Into<String>, answer: Answer) {
        self.0.insert(question.into(), answer);
    }

    pub fn remove(&mut self, question: &str) {
        self.0.remove(question);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().map(|(id, answer)| (id.as_str(), answer))
    }

    /// A JSON object of question id and value.
    pub fn to_json(&self) -> Value {
        Value::Object(
            self.0
                .iter()
                .map(|(id, answer)| (id.clone(), answer.to_json()))
                .collect(),
        )
    }
}
