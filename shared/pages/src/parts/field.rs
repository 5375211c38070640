//! What every question has: its words, a hint, and room for an error.

use maud::{Markup, Render, html};

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
    text: &'a str,
    size: Option<Size>,
    heading: bool,
}

impl<'a> Question<'a> {
    /// In the size of the text around it.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            size: None,
            heading: false,
        }
    }

    /// In bold, for one of several questions on a page.
    pub fn sized(text: &'a str, size: Size) -> Self {
        Self {
            size: Some(size),
            ..Self::new(text)
        }
    }

    /// The page's only question, and its heading of level one.
    pub fn heading(text: &'a str) -> Self {
        Self {
            heading: true,
            ..Self::sized(text, Size::L)
        }
    }

    pub(super) fn label(&self, id: &str) -> Markup {
        let class = match self.size {
            Some(size) => format!("govuk-label govuk-label--{}", size.letters()),
            None => "govuk-label".to_owned(),
        };
        let label = html! { label class=(class) for=(id) { (self.text) } };
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
                @if self.heading { h1 class="govuk-fieldset__heading" { (self.text) } } @else { (self.text) }
            }
        }
    }
}

impl<'a> From<&'a str> for Question<'a> {
    fn from(text: &'a str) -> Self {
        Self::new(text)
    }
}

/// A hint that belongs to a question. No links in it.
#[derive(Debug, Clone, Copy)]
pub struct Hint<'a> {
    pub id: Option<&'a str>,
    pub text: &'a str,
}

impl Render for Hint<'_> {
    fn render(&self) -> Markup {
        html! { div id=[self.id] class="govuk-hint" { (self.text) } }
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
    pub hint: Option<&'a str>,
    pub error: Option<&'a str>,
}

impl Notes<'_> {
    pub fn described_by(&self, id: &str) -> Option<String> {
        match (self.hint, self.error) {
            (None, None) => None,
            (Some(_), None) => Some(format!("{id}-hint")),
            (None, Some(_)) => Some(format!("{id}-error")),
            (Some(_), Some(_)) => Some(format!("{id}-hint {id}-error")),
        }
    }

    pub fn render(&self, id: &str) -> Markup {
        html! {
            @if let Some(hint) = self.hint {
                (Hint { id: Some(&format!("{id}-hint")), text: hint })
            }
            @if let Some(error) = self.error {
                (error_message(Some(&format!("{id}-error")), error))
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
