//! Fields that people type in.

use maud::{Markup, Render, html};
use wording::Said;

use super::Question;
use super::field::{Notes, with_notes};

/// One line of text.
#[derive(Debug, Clone)]
pub struct Input<'a> {
    name: &'a str,
    id: Option<&'a str>,
    label: Question<'a>,
    notes: Notes<'a>,
    kind: &'static str,
    value: Option<&'a str>,
    class: Option<&'a str>,
    autocomplete: Option<&'a str>,
    inputmode: Option<&'static str>,
    spellcheck: bool,
    prefix: Option<&'a str>,
    suffix: Option<&'a str>,
}

impl<'a> Input<'a> {
    /// A field named `name`, which is its id too.
    pub fn new(name: &'a str, label: impl Into<Question<'a>>) -> Self {
        Self {
            name,
            id: None,
            label: label.into(),
            notes: Notes::default(),
            kind: "text",
            value: None,
            class: None,
            autocomplete: None,
            inputmode: None,
            spellcheck: true,
            prefix: None,
            suffix: None,
        }
    }

    /// An id other than the name.
    #[must_use]
    pub fn id(self, id: &'a str) -> Self {
        Self {
            id: Some(id),
            ..self
        }
    }

    /// What was typed before.
    #[must_use]
    pub fn value(self, value: Option<&'a str>) -> Self {
        Self { value, ..self }
    }

    /// `email`, `tel` or `password`; `text` if not said.
    #[must_use]
    pub fn kind(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// A class of GOV.UK Frontend that says how wide the field is, such as `govuk-input--width-10`.
    #[must_use]
    pub fn class(self, class: &'a str) -> Self {
        Self {
            class: Some(class),
            ..self
        }
    }

    #[must_use]
    pub fn autocomplete(self, purpose: &'a str) -> Self {
        Self {
            autocomplete: Some(purpose),
            ..self
        }
    }

    /// `numeric` for whole numbers.
    #[must_use]
    pub fn inputmode(self, mode: &'static str) -> Self {
        Self {
            inputmode: Some(mode),
            ..self
        }
    }

    /// No red lines under names, codes and postcodes.
    #[must_use]
    pub fn no_spellcheck(self) -> Self {
        Self {
            spellcheck: false,
            ..self
        }
    }

    /// A unit before the field, such as `£`. Screen readers do not hear it: say it in the label.
    #[must_use]
    pub fn prefix(self, prefix: &'a str) -> Self {
        Self {
            prefix: Some(prefix),
            ..self
        }
    }

    /// A unit after the field, such as `hours`.
    #[must_use]
    pub fn suffix(self, suffix: &'a str) -> Self {
        Self {
            suffix: Some(suffix),
            ..self
        }
    }
}

with_notes!(Input);

impl Render for Input<'_> {
    fn render(&self) -> Markup {
        let id = self.id.unwrap_or(self.name);
        let mut class = "govuk-input".to_owned();
        if let Some(more) = self.class {
            class.push(' ');
            class.push_str(more);
        }
        if self.notes.error.is_some() {
            class.push_str(" govuk-input--error");
        }
        let field = html! {
            input class=(class) id=(id) name=(self.name) type=(self.kind)
                spellcheck=[(!self.spellcheck).then_some("false")] value=[self.value]
                aria-describedby=[self.notes.described_by(id)] autocomplete=[self.autocomplete] inputmode=[self.inputmode];
        };
        self.notes.group(&html! {
            (self.label.label(id))
            (self.notes.render(id, self.label.words))
            @if self.prefix.is_some() || self.suffix.is_some() {
                div class="govuk-input__wrapper" {
                    @if let Some(prefix) = self.prefix {
                        div class="govuk-input__prefix" aria-hidden="true" { (prefix) }
                    }
                    (field)
                    @if let Some(suffix) = self.suffix {
                        div class="govuk-input__suffix" aria-hidden="true" { (suffix) }
                    }
                }
            } @else {
                (field)
            }
        })
    }
}

/// Several lines of text.
#[derive(Debug, Clone)]
pub struct Textarea<'a> {
    name: &'a str,
    label: Question<'a>,
    notes: Notes<'a>,
    value: &'a str,
    rows: u8,
    read_only: bool,
}

impl<'a> Textarea<'a> {
    /// A field named `name`, which is its id too.
    pub fn new(name: &'a str, label: impl Into<Question<'a>>) -> Self {
        Self {
            name,
            label: label.into(),
            notes: Notes::default(),
            value: "",
            rows: 5,
            read_only: false,
        }
    }

    /// What was typed before.
    #[must_use]
    pub fn value(self, value: Option<&'a str>) -> Self {
        Self {
            value: value.unwrap_or_default(),
            ..self
        }
    }

    /// A second sentence of the hint: how much room there is.
    #[must_use]
    pub fn room(mut self, room: Said<'a>) -> Self {
        self.notes.room = Some(room);
        self
    }

    /// To be read and copied, and not to be changed.
    #[must_use]
    pub fn read_only(self) -> Self {
        Self {
            read_only: true,
            ..self
        }
    }

    #[must_use]
    pub fn rows(self, rows: u8) -> Self {
        Self { rows, ..self }
    }
}

with_notes!(Textarea);

impl Render for Textarea<'_> {
    fn render(&self) -> Markup {
        let id = self.name;
        let class = match self.notes.error {
            Some(_) => "govuk-textarea govuk-textarea--error",
            None => "govuk-textarea",
        };
        // A parser drops one line break right after the tag, so one that was typed needs another.
        let first = if self.value.starts_with('\n') || self.value.starts_with("\r\n") {
            "\n"
        } else {
            ""
        };
        self.notes.group(&html! {
            (self.label.label(id))
            (self.notes.render(id, self.label.words))
            textarea class=(class) id=(id) name=(self.name) rows=(self.rows) readonly[self.read_only]
                aria-describedby=[self.notes.described_by(id)] { (first) (self.value) }
        })
    }
}
