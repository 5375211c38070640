//! What every question has: its words, a hint, and room for an error.

use maud::{Markup, Render, html};
use wording::{Said, Wording};

use super::error_message;

/// How large the words of a question are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    S,
    M,
    L,
    Xl,
}

impl Size {
    fn letters(self) -> &'static str {
        match self {
            Self::S => "s",
            Self::M => "m",
            Self::L => "l",
            Self::Xl => "xl",
        }
    }
}

/// The words of a question: a label, or a fieldset's legend.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    text: Said<'a>,
    after: Option<Said<'a>>,
    pub(super) words: &'a Wording,
    size: Option<Size>,
    heading: bool,
}

impl<'a> Question<'a> {
    /// In the size of the text around it.
    pub fn new(text: impl Into<Said<'a>>) -> Self {
        Self {
            text: text.into(),
            after: None,
            words: Wording::english(),
            size: None,
            heading: false,
        }
    }

    /// In bold, for one of several questions on a page.
    pub fn sized(text: impl Into<Said<'a>>, size: Size) -> Self {
        Self {
            size: Some(size),
            ..Self::new(text)
        }
    }

    /// The page's only question, and its heading of level one.
    pub fn heading(text: impl Into<Said<'a>>) -> Self {
        Self {
            heading: true,
            ..Self::sized(text, Size::L)
        }
    }

    /// What the part says of itself, such as `Error:`, is said in these words.
    #[must_use]
    pub fn words(self, words: &'a Wording) -> Self {
        Self { words, ..self }
    }

    /// A remark after the question's words, such as `(optional)`.
    #[must_use]
    pub fn after(self, after: Option<Said<'a>>) -> Self {
        Self { after, ..self }
    }

    fn text(&self) -> Markup {
        html! { (self.text) @if let Some(after) = self.after { " " (after) } }
    }

    pub(super) fn label(&self, id: &str) -> Markup {
        let class = match self.size {
            Some(size) => format!("govuk-label govuk-label--{}", size.letters()),
            None => "govuk-label".to_owned(),
        };
        let label = html! { label class=(class) for=(id) { (self.text()) } };
        html! {
            @if self.heading { h1 class="govuk-label-wrapper" { (label) } } @else { (label) }
        }
    }

    fn legend(&self) -> Markup {
        let class = match self.size {
            Some(size) => format!(
                "govuk-fieldset__legend govuk-fieldset__legend--{}",
                size.letters()
            ),
            None => "govuk-fieldset__legend".to_owned(),
        };
        html! {
            legend class=(class) {
                @if self.heading { h1 class="govuk-fieldset__heading" { (self.text()) } } @else { (self.text()) }
            }
        }
    }
}

impl<'a, S: Into<Said<'a>>> From<S> for Question<'a> {
    fn from(text: S) -> Self {
        Self::new(text)
    }
}

/// A hint that belongs to a question. No links in it.
#[derive(Debug, Clone, Copy)]
pub struct Hint<'a> {
    pub id: Option<&'a str>,
    pub text: Said<'a>,
    /// A second sentence.
    pub more: Option<Said<'a>>,
}

impl Render for Hint<'_> {
    fn render(&self) -> Markup {
        html! { div id=[self.id] class="govuk-hint" { (self.text) @if let Some(more) = self.more { " " (more) } } }
    }
}

/// Several fields under one legend.
#[derive(Debug, Clone)]
pub struct Fieldset<'a> {
    legend: Question<'a>,
    described_by: Option<&'a str>,
    group: bool,
}

impl<'a> Fieldset<'a> {
    pub fn new(legend: impl Into<Question<'a>>) -> Self {
        Self {
            legend: legend.into(),
            described_by: None,
            group: false,
        }
    }

    /// The ids of the hint and the error, for screen readers.
    #[must_use]
    pub fn described_by(self, ids: Option<&'a str>) -> Self {
        Self {
            described_by: ids,
            ..self
        }
    }

    /// A fieldset of text fields, whose description JAWS reads only with this role.
    #[must_use]
    pub fn group(self) -> Self {
        Self {
            group: true,
            ..self
        }
    }

    /// The fieldset around its fields.
    pub fn around(&self, fields: &Markup) -> Markup {
        html! {
            fieldset class="govuk-fieldset" role=[self.group.then_some("group")] aria-describedby=[self.described_by] {
                (self.legend.legend())
                (fields)
            }
        }
    }
}

/// Hint and error of a field with this id, and what `aria-describedby` says of them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Notes<'a> {
    pub hint: Option<Said<'a>>,
    /// How much room there is: after the hint, or for one.
    pub room: Option<Said<'a>>,
    pub error: Option<Said<'a>>,
}

impl Notes<'_> {
    pub fn described_by(&self, id: &str) -> Option<String> {
        match (self.hint.or(self.room), self.error) {
            (None, None) => None,
            (Some(_), None) => Some(format!("{id}-hint")),
            (None, Some(_)) => Some(format!("{id}-error")),
            (Some(_), Some(_)) => Some(format!("{id}-hint {id}-error")),
        }
    }

    pub fn render(&self, id: &str, words: &Wording) -> Markup {
        let (hint, more) = match self.hint {
            Some(hint) => (Some(hint), self.room),
            None => (self.room, None),
        };
        html! {
            @if let Some(hint) = hint {
                (Hint { id: Some(&format!("{id}-hint")), text: hint, more })
            }
            @if let Some(error) = self.error {
                (error_message(Some(&format!("{id}-error")), error, words))
            }
        }
    }

    /// The group around a field, marked when there is an error.
    pub fn group(&self, content: &Markup) -> Markup {
        let class = match self.error {
            Some(_) => "govuk-form-group govuk-form-group--error",
            None => "govuk-form-group",
        };
        html! { div class=(class) { (content) } }
    }
}

/// Defines hint and error of a part that has `notes`.
macro_rules! with_notes {
    ($part:ident) => {
        impl<'a> $part<'a> {
            #[must_use]
            pub fn hint<S: Into<Said<'a>>>(mut self, hint: Option<S>) -> Self {
                self.notes.hint = hint.map(Into::into);
                self
            }

            #[must_use]
            pub fn error<S: Into<Said<'a>>>(mut self, error: Option<S>) -> Self {
                self.notes.error = error.map(Into::into);
                self
            }
        }
    };
}

pub(super) use with_notes;
