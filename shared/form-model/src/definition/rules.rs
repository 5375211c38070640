//! How a question is answered, and the rules of each kind.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Question;

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    /// One line.
    Text(TextRules),
    /// Several lines.
    LongText(TextRules),
    /// A given name or a family name.
    Name(TextRules),
    /// Radios.
    ChooseOne(Vec<Choice>),
    /// Checkboxes.
    ChooseSeveral(Vec<Choice>),
    /// A list to choose from.
    Select(Vec<Choice>),
    /// `yes`, `no` or `unknown`.
    YesNoDontKnow(YesNoWords),
    /// A single checkbox: ticked is true.
    Boolean(TickWords),
    Date(DateRules),
    /// Ten digits with their check digit, with any spacing. Only in a form for professionals.
    NhsNumber(TextRules),
    /// A United Kingdom number, with any spacing.
    Phone(TextRules),
    Email(TextRules),
    /// A postcode or the first half of one.
    Postcode(TextRules),
    /// A council's area, by its slug. The page offers those that are known; any slug is taken.
    District(TextRules),
    Address(AddressRules),
    Number(NumberRules),
    /// Which ways of getting in touch are safe.
    SafeContact(SafeContactRules),
    /// The same few questions about one thing after another.
    Group(GroupRules),
    /// Files that people add, such as photos. It stands alone on its page, and nobody must add one.
    Upload(UploadRules),
}

/// Rules of a text.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct TextRules {
    /// The most characters.
    pub max: Option<usize>,
    /// What the browser may fill in, such as `given-name`.
    pub autocomplete: Option<String>,
}

/// One of the answers to choose from.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Choice {
    pub id: String,
    pub label: String,
    pub hint: Option<String>,
    /// It says nothing that routing knows, such as "None of these" and "I'm not sure".
    #[serde(default)]
    pub no_fact: bool,
    /// It cannot be chosen together with another, such as "None of these".
    #[serde(default)]
    pub exclusive: bool,
    /// Facts that this choice is, beside the question's own.
    #[serde(default)]
    pub facts: BTreeMap<String, String>,
    /// The word `or` stands above it.
    #[serde(default)]
    pub or: bool,
    /// The heading above it. Checkboxes only.
    pub group: Option<String>,
}

/// Other words for yes, no and don't know.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct YesNoWords {
    pub yes: Option<String>,
    pub no: Option<String>,
    pub unknown: Option<String>,
    /// Facts that a yes is, beside the question's own.
    pub yes_facts: BTreeMap<String, String>,
}

/// The words beside a single checkbox.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TickWords {
    pub tick: String,
}

/// Rules of a date.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct DateRules {
    /// A year alone, or a year and a month, will do.
    pub partial: bool,
    /// It cannot lie in the future.
    pub past: bool,
    /// It lies at most so many years back, such as 120 for a birth date.
    pub years: Option<u16>,
    /// It is the birth date of the one who fills in.
    pub own_birth_date: bool,
}

/// Rules of an address.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct AddressRules {
    /// The page does not ask for the postcode, because another question did.
    pub postcode_asked_elsewhere: bool,
}

/// Rules of a number.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct NumberRules {
    pub min: Option<f64>,
    pub max: Option<f64>,
    /// No fractions.
    pub whole: bool,
    /// What stands behind the field, such as `hours`.
    pub unit: Option<String>,
}

/// Which ways of getting in touch the page asks about.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SafeContactRules {
    /// Of `phone`, `text`, `email`, `post`, `visit`.
    pub ways: Vec<String>,
}

/// Rules of a repeatable group.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GroupRules {
    /// The fewest, once there is one at all.
    #[serde(default)]
    pub min: usize,
    /// The most.
    #[serde(default = "ten")]
    pub max: usize,
    /// The words of the button that makes room for one more, such as `Add another person`.
    pub add_label: String,
    /// What one of them is called, such as `Person`.
    pub item_label: String,
    /// What is asked of each.
    pub question: Vec<Question>,
}

/// Rules of files that people add. None may have more than 10 MB.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UploadRules {
    /// The most files, from 1 to 5.
    #[serde(default = "five")]
    pub max: usize,
    /// Of `photo`, `pdf`, `document`, `text`.
    pub files: Vec<String>,
}

fn five() -> usize {
    crate::kinds::MOST_FILES
}

fn ten() -> usize {
    10
}

impl AnswerKind {
    /// What there is to choose from.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::ChooseOne(choices) | Self::ChooseSeveral(choices) | Self::Select(choices) => {
                choices
            }
            _ => &[],
        }
    }
}
