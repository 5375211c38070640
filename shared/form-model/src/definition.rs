//! What a form is: pages of questions, in the order of the file. This is the shape of the TOML.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Condition;

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
    /// The language that its words are in.
    #[serde(default = "english")]
    pub language: String,
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
    /// The pages, in order.
    #[serde(default)]
    pub page: Vec<Page>,
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
    /// The page opens with whom to phone now, and offers to send at once.
    #[serde(default)]
    pub danger: bool,
    pub show_when: Option<Condition>,
    /// Other words for some people: the first that fits.
    #[serde(default)]
    pub instead: Vec<Instead>,
    #[serde(default)]
    pub question: Vec<Question>,
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

impl Form {
    /// The word in page addresses.
    pub fn slug(&self) -> &str {
        self.slug.as_deref().unwrap_or(&self.id)
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
