//! What a form is: pages of questions, in the order of the file. This is the shape of the TOML.
//!
//! Beside pages with one question, which most forms are made of:
//!
//! ```toml
//! # For people who fill it in at work. Only such a form may ask for an NHS number.
//! professional = true
//!
//! # A long form has a task list, at /contact/{form}/tasks. Each page is in one section, in the order
//! # of the pages; only pages before the first section, such as the one about danger, are in none.
//! [[section]]
//! id = "the-person"
//! title = "The person"
//! pages = ["name", "numbers", "people"]
//!
//! [[page]]
//! id = "numbers"
//! heading = "NHS number"
//! # In a form without sections: the heading above its answers where all answers are checked.
//! check-under = "The person"
//!
//! [[page.question]]
//! id = "nhs-number"
//! label = "NHS number"
//! what = "the NHS number"
//! answer.nhs-number = {}
//!
//! # Headings in a long list. A choice stands under the last heading above it; the answer is one list.
//! [[page.question]]
//! id = "needs"
//! label = "What is help needed with?"
//! what = "what help is needed with"
//! answer.choose-several = [
//!   { id = "memory", label = "Memory", group = "Health" },
//!   { id = "housing", label = "Housing", group = "Home and money" },
//!   { id = "not-sure", label = "I’m not sure", or = true },
//! ]
//!
//! # A repeatable group: the answer is a list of objects. Its questions are of one field or of a few
//! # (not group, safe-contact, address, district, upload), and have no fact, show-when or instead.
//! [[page.question]]
//! id = "others-to-involve"
//! label = "Who else should we talk to?"
//! what = "who else we should talk to"
//!
//! [page.question.answer.group]
//! item-label = "Person"
//! add-label = "Add another person"
//! max = 5
//!
//! [[page.question.answer.group.question]]
//! id = "name"
//! label = "Their name"
//! what = "their name"
//! required = true
//! answer.name = {}
//!
//! # Files that people add. It is the only question of its page, and nobody must add one.
//! [[page.question]]
//! id = "photos"
//! label = "Photos or documents that help us"
//! what = "photos or documents"
//! answer.upload = { max = 5, files = ["photo", "pdf", "document", "text"] }
//! ```

mod rules;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use wording::{Said, Wording};

use crate::{Condition, Picture};

pub use rules::{
    AddressRules, AnswerKind, Choice, DateRules, GroupRules, NumberRules, SafeContactRules,
    TextRules, TickWords, UploadRules, YesNoWords,
};

/// Where the pages of most forms are.
const CONTACT: &str = "/contact";

/// A form, as its text defines it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Form {
    /// A kebab-case word that never changes.
    pub id: String,
    /// Rises whenever the text changes.
    pub version: u32,
    pub title: String,
    /// The word in page addresses, when the id would say too much. The id, when left out.
    pub slug: Option<String>,
    /// Where its pages are, such as `/carer-assessment`, when they are not among the others below `/contact`.
    pub path: Option<String>,
    /// The language that its words are in.
    #[serde(default = "english")]
    pub language: String,
    /// It is filled in by people at work. Only such a form may ask for an NHS number.
    #[serde(default)]
    pub professional: bool,
    /// Browsers are asked to keep nothing of it and to fill nothing in.
    #[serde(default)]
    pub keep_out_of_browsers: bool,
    /// One sentence on the page where people choose a form.
    pub summary: String,
    /// Paragraphs on the form's first page.
    #[serde(default)]
    pub begin: Vec<String>,
    /// Nothing is required any more once one of these facts is known.
    #[serde(default)]
    pub nothing_required_once_known: Vec<String>,
    /// Something, whatever it is, must be answered. Carries what to say if nothing is.
    pub at_least_one_answer: Option<String>,
    /// Facts that hold for everybody who uses this form.
    #[serde(default)]
    pub facts: BTreeMap<String, String>,
    /// Groups of questions of which one must be answered.
    #[serde(default)]
    pub require: Vec<Requirement>,
    /// The sections of its task list. Without any, the form is one walk from page to page.
    #[serde(default)]
    pub section: Vec<Section>,
    /// The pages, in order.
    #[serde(default)]
    pub page: Vec<Page>,
    /// The languages that it can be read in, when there is more than one. No text of a form has them.
    #[serde(skip)]
    pub languages: Vec<Language>,
    /// What is said around the form's own words, in the language that they are in. No text of a form
    /// has it either.
    #[serde(skip)]
    pub wording: Wording,
    /// Words of its own, in order, that it still has where it is read in another language. Mostly none.
    #[serde(skip)]
    pub fallen_back: Vec<String>,
}

/// A language that a form can be read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// As in the `lang` attribute.
    pub id: String,
    /// What people who read it call it.
    pub name: String,
    /// What to say on its pages while nobody has reviewed its words.
    pub unreviewed: Option<String>,
}

fn english() -> String {
    "en".to_owned()
}

/// One of these questions must be answered.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Requirement {
    pub any_of: Vec<String>,
    /// What to say if none is.
    pub message: String,
}

/// A part of a long form, which people fill in when they like.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Section {
    pub id: String,
    /// What the task list and the check-answers page call it.
    pub title: String,
    /// The ids of its pages, in their order.
    pub pages: Vec<String>,
}

/// One page: usually one question. A page without a question only informs.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Page {
    pub id: String,
    pub heading: String,
    /// What the browser's tab and history show, when the heading would say too much.
    pub title: Option<String>,
    /// Paragraphs above the questions.
    #[serde(default)]
    pub text: Vec<String>,
    /// Words behind "Show me", for those who want to know more.
    pub more: Option<More>,
    /// Where a form has no sections, the heading over this page's answers on the check-answers page.
    pub check_under: Option<String>,
    /// The page opens with whom to phone now, and offers to send at once.
    #[serde(default)]
    pub danger: bool,
    /// On such a page: whom to phone before anybody else, by the ids of the authority's numbers.
    #[serde(default)]
    pub call: Vec<String>,
    pub show_when: Option<Condition>,
    /// Other words for some people: the first that fits.
    #[serde(default)]
    pub instead: Vec<Instead>,
    #[serde(default)]
    pub question: Vec<Question>,
    /// Beside the heading. It comes with words, such as those of Easy Read; no text of a form has one.
    #[serde(skip)]
    pub picture: Option<Picture>,
}

/// A summary, and the text behind it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct More {
    pub summary: String,
    pub text: Vec<String>,
}

/// Other words for a page or a question, when something was answered before.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Instead {
    pub when: Condition,
    /// A page's heading.
    pub heading: Option<String>,
    /// The heading over a page's answers where they are checked.
    pub check_under: Option<String>,
    /// A question's words.
    pub label: Option<String>,
    pub hint: Option<String>,
    /// A page's paragraphs.
    pub text: Option<Vec<String>>,
    /// What the question asks for, in error messages.
    pub what: Option<String>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Question {
    /// A kebab-case word that never changes its meaning.
    pub id: String,
    pub label: String,
    pub hint: Option<String>,
    /// What it asks for, as error messages name it: `your first name`, `who you want help for`.
    pub what: String,
    pub answer: AnswerKind,
    #[serde(default)]
    pub required: bool,
    pub show_when: Option<Condition>,
    /// The fact that the answer is.
    pub fact: Option<String>,
    /// Other words for a mistake, by the mistake's id.
    #[serde(default)]
    pub errors: BTreeMap<String, String>,
    /// Other words for some people: the first that fits.
    #[serde(default)]
    pub instead: Vec<Instead>,
}

impl Form {
    /// The word in page addresses.
    pub fn slug(&self) -> &str {
        self.slug.as_deref().unwrap_or(&self.id)
    }

    /// Where its pages are: `/contact/{slug}`, unless it says otherwise.
    pub fn path(&self) -> Cow<'_, str> {
        match &self.path {
            Some(path) => Cow::Borrowed(path),
            None => Cow::Owned(format!("{CONTACT}/{}", self.slug())),
        }
    }

    /// The first segment of where its pages are, with its slash.
    pub fn prefix(&self) -> &str {
        let path = self.path.as_deref().unwrap_or(CONTACT);
        let end = path
            .match_indices('/')
            .nth(1)
            .map_or(path.len(), |(at, _)| at);
        path.get(..end).unwrap_or(path)
    }

    /// A text of its own, marked where it is in another language than the form is read in.
    pub fn say<'a>(&self, text: &'a str) -> Said<'a> {
        let is_this = |known: &String| known.as_str().cmp(text);
        match self.fallen_back.binary_search_by(is_this) {
            Ok(_) => self.wording.in_english(text),
            Err(_) => Said::here(text),
        }
    }

    /// The page of this id.
    pub fn find_page(&self, id: &str) -> Option<&Page> {
        self.page.iter().find(|page| page.id == id)
    }

    /// Every question with its page, in order.
    pub fn questions(&self) -> impl Iterator<Item = (&Page, &Question)> {
        self.page
            .iter()
            .flat_map(|page| page.question.iter().map(move |question| (page, question)))
    }

    /// The question of this id.
    pub fn find_question(&self, id: &str) -> Option<(&Page, &Question)> {
        self.questions().find(|(_, question)| question.id == id)
    }

    /// The section that the page is in.
    pub fn section_of(&self, page: &Page) -> Option<&Section> {
        self.section
            .iter()
            .find(|section| section.pages.contains(&page.id))
    }
}
