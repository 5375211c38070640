//! A form's words in another language, or in Easy Read: a text of words only, keyed by the ids of the
//! form's pages, questions and choices, and laid over the form.
//!
//! ```toml
//! form = "adult-contact"
//! version = 2                 # the version of the form that these words were written for
//! language = "pl"             # as in the lang attribute; Easy Read is `en-x-easyread`
//! name = "Polski"             # what the switch says, in the language itself
//! reviewed-by = ""            # nobody yet: shown in development only, and the page says so
//!
//! [section]
//! person = "Osoba"             # the title of a section of the task list, by its id
//!
//! [page.who-for]
//! heading = "Dla kogo?"
//! instead = [{ heading = "…" }]    # one for each `instead` of the form, in its order
//! picture = "two-people"           # a file of the component's pictures
//! picture-alt = "Dwie osoby"
//! more = { summary = "Pokaż więcej", text = ["…"] }
//!
//! [question.about]
//! label = "Dla kogo?"
//! what = "dla kogo"
//! option.self = "Dla mnie"
//! ```
//!
//! What is missing stays in the form's own language, which [`Form::say`](crate::Form::say) marks it as;
//! [`Words::missing`] lists it. Nothing here knows
//! which languages there are, or adds, drops or reorders anything of a form.

mod check;
mod fallen_back;
mod lay_over;
mod missing;

pub use check::{check_words, is_file_of_words};

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{More, Problem};

/// The words of one form in one language.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    pub form: String,
    /// The version of the form for which they were written. Laid over no other.
    pub version: u32,
    /// As in the `lang` attribute.
    pub language: String,
    /// What people who read it call the language.
    pub name: String,
    /// Who has read them through; empty while nobody has.
    #[serde(default)]
    pub reviewed_by: String,
    /// Said on every page while nobody has reviewed the words.
    pub unreviewed: String,
    pub title: Option<String>,
    pub summary: Option<String>,
    #[serde(default)]
    pub begin: Vec<String>,
    pub at_least_one_answer: Option<String>,
    /// The messages of the form's `require`, in its order.
    #[serde(default)]
    pub require: Vec<String>,
    /// The headings over the answers, by the form's own heading.
    #[serde(default)]
    pub check_under: BTreeMap<String, String>,
    /// Yes, no and don't know, where a question says nothing else.
    #[serde(default)]
    pub yes_no: YesNo,
    /// The titles of the form's sections, by their ids.
    #[serde(default)]
    pub section: BTreeMap<String, String>,
    #[serde(default)]
    pub page: BTreeMap<String, PageWords>,
    #[serde(default)]
    pub question: BTreeMap<String, AskedWords>,
}

/// Yes, no and don't know.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct YesNo {
    pub yes: Option<String>,
    pub no: Option<String>,
    pub unknown: Option<String>,
}

/// The words of a page.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PageWords {
    pub heading: Option<String>,
    pub title: Option<String>,
    pub text: Option<Vec<String>>,
    pub instead: Vec<InsteadWords>,
    pub more: Option<More>,
    pub picture: Option<String>,
    pub picture_alt: Option<String>,
}

/// Other words of a page or a question, at the place of the form's own.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct InsteadWords {
    pub heading: Option<String>,
    pub check_under: Option<String>,
    pub text: Option<Vec<String>>,
    pub label: Option<String>,
    pub hint: Option<String>,
    pub what: Option<String>,
}

/// The words of a question.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct AskedWords {
    pub label: Option<String>,
    pub hint: Option<String>,
    pub what: Option<String>,
    /// The label of a choice, or of `yes`, `no`, `unknown`, by its id.
    pub option: BTreeMap<String, String>,
    pub option_hint: BTreeMap<String, String>,
    /// The heading above a choice, by the choice's id.
    pub option_group: BTreeMap<String, String>,
    /// Beside a single checkbox.
    pub tick: Option<String>,
    /// Behind a number.
    pub unit: Option<String>,
    pub item_label: Option<String>,
    pub add_label: Option<String>,
    /// The questions of a repeatable group.
    pub question: BTreeMap<String, AskedWords>,
    pub instead: Vec<InsteadWords>,
    pub errors: BTreeMap<String, String>,
}

/// A picture beside a page's heading, from the component's own pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub name: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// Reads a text of words.
///
/// # Errors
/// What is wrong with its shape.
pub fn read_words(text: &str) -> Result<Words, Problem> {
    toml_reader::from_text(text).map_err(|problem| Problem {
        line: problem.line,
        message: problem.message,
        remedy: problem.remedy,
    })
}

impl Words {
    /// Whether somebody has read them through.
    pub fn is_reviewed(&self) -> bool {
        !self.reviewed_by.trim().is_empty()
    }
}
