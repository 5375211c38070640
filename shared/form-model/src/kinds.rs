//! The kinds of answers, one file each: reading from JSON and from a posted page, filling the page in
//! again, saying it in words, and its JSON Schema.
//!
//! A posted page becomes the JSON value first, so that both ways in share one validation.

mod address;
mod boolean;
mod choice;
mod date;
mod group;
mod nhs_number;
mod number;
mod postcode;
mod reach;
mod safe_contact;
mod text;
mod upload;

use serde_json::Value;
use vocabulary::Date;
use wording::Wording;
use wording::phrase::field;

use crate::{Answer, AnswerKind, Mistake};

pub use date::say as say_date;
pub use group::{
    ADD, REMOVE, count_field, field as group_field, may_ask as group_may_ask, room as group_room,
};
pub use postcode::looks_like_a_postcode;
pub use safe_contact::{WAYS, way_question};
pub use text::LONG;
pub(crate) use upload::{KINDS as UPLOAD_KINDS, MOST as MOST_FILES, to_json as files_to_json};
pub use upload::{kind_of as upload_kind_of, plain_name, size_in_words};

/// An answer that was read: none where nothing was typed or chosen.
pub type Read = Result<Option<Answer>, Vec<Mistake>>;

/// The fields of a posted page.
#[derive(Clone, Copy, Debug)]
pub struct Posted<'a>(pub &'a [(String, String)]);

impl<'a> Posted<'a> {
    /// The first value of a field, without space around it; empty when it was not sent.
    pub fn first(self, name: &str) -> &'a str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// Every value of a field.
    pub fn all(self, name: &str) -> Vec<&'a str> {
        self.0
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }
}

impl AnswerKind {
    /// Reads the contract's JSON value. Without `today` no date is held to be in the future.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read_json(&self, value: &Value, today: Option<Date>) -> Read {
        match self {
            Self::Text(rules) => text::one_line(value, rules, text::LINE),
            Self::Name(rules) => text::one_line(value, rules, text::NAME),
            Self::LongText(rules) => text::several_lines(value, rules),
            Self::ChooseOne(choices) | Self::Select(choices) => choice::one(value, choices),
            Self::ChooseSeveral(choices) => choice::several(value, choices),
            Self::YesNoDontKnow(_) => choice::yes_no(value),
            Self::Boolean(_) => boolean::read(value),
            Self::Date(rules) => date::read(value, rules, today),
            Self::NhsNumber(rules) => nhs_number::read(value, rules),
            Self::Phone(rules) => reach::phone(value, rules),
            Self::Email(rules) => reach::email(value, rules),
            Self::Postcode(rules) => postcode::read(value, rules),
            Self::District(_) => text::slug(value),
            Self::Address(_) => address::read(value),
            Self::Number(rules) => number::read(value, rules),
            Self::SafeContact(rules) => safe_contact::read(value, rules),
            Self::Group(rules) => group::read(value, rules, today),
            Self::Upload(_) => upload::refused(),
        }
    }

    /// Reads what a draft kept: what was valid then is valid now, and only here a file can be named.
    pub fn read_kept(&self, value: &Value) -> Option<Answer> {
        match self {
            Self::Upload(_) => upload::kept(value),
            // A date may have been today's then.
            _ => self.read_json(value, None).ok().flatten(),
        }
    }

    /// Reads a posted page's fields, which are named by the question's id.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read_post(&self, id: &str, post: Posted, today: Option<Date>) -> Read {
        let value = match self {
            Self::ChooseSeveral(_) => choice::posted(id, post),
            Self::ChooseOne(_) | Self::Select(_) | Self::YesNoDontKnow(_) => {
                choice::posted_one(id, post)?
            }
            Self::Boolean(_) => boolean::posted(id, post),
            Self::Date(rules) => date::posted(id, post, rules)?,
            Self::Address(_) => address::posted(id, post),
            Self::Number(rules) => number::posted(id, post, rules)?,
            Self::SafeContact(rules) => safe_contact::posted(id, post, rules),
            Self::Group(rules) => return group::read_post(id, post, rules, today),
            // What was chosen is no field: it comes as a file, and is kept before the page is read.
            Self::Upload(_) => return Ok(None),
            _ => text::posted(id, post),
        };
        value.map_or(Ok(None), |value| self.read_json(&value, today))
    }

    /// The fields of the page that has this answer filled in.
    pub fn typed(&self, id: &str, answer: &Answer) -> Vec<(String, String)> {
        let one = |value: String| vec![(id.to_owned(), value)];
        match answer {
            Answer::Text(text) | Answer::Choice(text) => one(text.clone()),
            Answer::Number(number) => one(number.to_string()),
            Answer::Yes(yes) => one(yes.to_string()),
            Answer::Several(ids) => ids
                .iter()
                .map(|choice| (id.to_owned(), choice.clone()))
                .collect(),
            Answer::Date(date) => date::typed(id, *date),
            Answer::Address(address) => address::typed(id, address),
            Answer::SafeContact(contact) => safe_contact::typed(id, contact),
            // No browser takes a file that a page has chosen.
            Answer::Files(_) => Vec::new(),
            Answer::Group(items) => match self {
                Self::Group(rules) => group::typed(id, rules, items),
                _ => Vec::new(),
            },
        }
    }

    /// The answer in words; a line break between one part and the next.
    pub fn say(&self, answer: &Answer, wording: &Wording) -> String {
        match (self, answer) {
            (Self::YesNoDontKnow(words), Answer::Choice(id)) => {
                choice::say_yes_no(words, id, wording)
            }
            (Self::District(_), Answer::Text(slug)) => text::say_slug(slug),
            (Self::NhsNumber(_), Answer::Text(digits)) => nhs_number::say(digits),
            (_, Answer::Choice(id)) => choice::say(self.choices(), &[id]),
            (_, Answer::Several(ids)) => choice::say(self.choices(), ids),
            (_, Answer::Text(text)) => text.clone(),
            (Self::Number(rules), Answer::Number(number)) => number::say(rules, *number),
            (_, Answer::Number(number)) => number.to_string(),
            (Self::Boolean(words), Answer::Yes(yes)) => boolean::say(words, *yes, wording),
            (_, Answer::Yes(yes)) => {
                let phrase = if *yes { field::YES } else { field::NO };
                wording.say(phrase).text.to_owned()
            }
            (_, Answer::Date(date)) => date::say(*date, wording),
            (_, Answer::Address(address)) => address::say(address),
            (_, Answer::SafeContact(contact)) => safe_contact::say(contact, wording),
            (Self::Group(rules), Answer::Group(items)) => group::say(rules, items, wording),
            (_, Answer::Files(files)) => upload::say(files),
            (_, Answer::Group(_)) => String::new(),
        }
    }

    /// The JSON Schema of the answer.
    pub fn schema(&self) -> Value {
        match self {
            Self::Text(rules) => text::schema(rules, text::LINE),
            Self::Name(rules) => text::schema(rules, text::NAME),
            Self::LongText(rules) => text::schema(rules, text::LONG),
            Self::ChooseOne(choices) | Self::Select(choices) => choice::schema_one(choices),
            Self::ChooseSeveral(choices) => choice::schema_several(choices),
            Self::YesNoDontKnow(_) => serde_json::json!({"type": "string", "enum": choice::YES_NO}),
            Self::Boolean(_) => serde_json::json!({"type": "boolean"}),
            Self::Date(rules) => date::schema(rules),
            Self::NhsNumber(_) => nhs_number::schema(),
            Self::Phone(rules) => text::schema(rules, text::LINE),
            Self::Email(rules) => text::schema(rules, reach::EMAIL),
            Self::Postcode(rules) => text::schema(rules, text::LINE),
            Self::District(_) => {
                serde_json::json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})
            }
            Self::Address(_) => address::schema(),
            Self::Number(rules) => number::schema(rules),
            Self::SafeContact(rules) => safe_contact::schema(rules),
            Self::Group(rules) => group::schema(rules),
            Self::Upload(_) => Value::Bool(false),
        }
    }

    /// The id of the field that a mistake is about, for the link of the error summary.
    pub fn field(&self, id: &str, part: &str) -> String {
        match self {
            Self::Date(_) if part.is_empty() => format!("{id}-day"),
            Self::Address(_) if part.is_empty() => format!("{id}-line-1"),
            Self::SafeContact(rules) if part.is_empty() => rules
                .ways
                .first()
                .map_or_else(|| id.to_owned(), |way| format!("{id}-{way}-safe")),
            Self::Group(rules) => group::field_of(id, rules, part),
            _ if part.is_empty() => id.to_owned(),
            _ => format!("{id}-{part}"),
        }
    }

    /// The fields of a page after a button of a group that makes room for one more or takes one away,
    /// with everything that was typed; none when no such button was pressed.
    pub fn pressed(&self, id: &str, post: &[(String, String)]) -> Option<Vec<(String, String)>> {
        match self {
            Self::Group(rules) => group::pressed(id, rules, post),
            _ => None,
        }
    }

    /// What to say when it is not answered.
    pub fn nothing(&self) -> crate::Slip {
        match self {
            Self::ChooseOne(_)
            | Self::ChooseSeveral(_)
            | Self::Select(_)
            | Self::YesNoDontKnow(_)
            | Self::Boolean(_)
            | Self::District(_)
            | Self::SafeContact(_) => crate::Slip::NothingChosen,
            _ => crate::Slip::NothingTyped,
        }
    }
}

/// One mistake in the whole answer.
fn wrong<T>(slip: crate::Slip) -> Result<T, Vec<Mistake>> {
    Err(vec![Mistake::new(slip)])
}
