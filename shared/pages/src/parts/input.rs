//! Fields that people type in.

use maud::{Markup, Render, html};
use vocabulary::Date;
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

    /// `date`, `email`, `tel`, `time` or `password`; `text` if not said. A day or a time that is none is shown in a
    /// text field: the other kinds would be left empty by a browser.
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

impl Input<'_> {
    fn kind_of_value(&self) -> &'static str {
        let Some(value) = self.value.filter(|value| !value.is_empty()) else {
            return self.kind;
        };
        let fits = match self.kind {
            "date" => value.parse::<Date>().is_ok(),
            "time" => is_a_time(value),
            _ => true,
        };
        if fits { self.kind } else { "text" }
    }
}

/// Hours and minutes, such as `09:05`.
fn is_a_time(written: &str) -> bool {
    let two_digits_below = |text: &str, end: u8| {
        text.len() == 2
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && text.parse().is_ok_and(|number: u8| number < end)
    };
    written.split_once(':').is_some_and(|(hours, minutes)| {
        two_digits_below(hours, 24) && two_digits_below(minutes, 60)
    })
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
            input class=(class) id=(id) name=(self.name) type=(self.kind_of_value())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_as_a_day_or_a_time_and_is_none_stands_in_a_text_field() {
        let shown = [
            ("date", "", "date"),
            ("date", "2028-02-29", "date"),
            ("date", "2026-13-01", "text"),
            ("date", "yesterday", "text"),
            ("time", "09:05", "time"),
            ("time", "24:00", "text"),
            ("time", "9.05", "text"),
            ("time", "+9:05", "text"),
        ];
        for (kind, typed, shown_as) in shown {
            let page = Input::new("when", "When")
                .kind(kind)
                .value(Some(typed))
                .render()
                .into_string();
            assert!(
                page.contains(&format!("type=\"{shown_as}\"")),
                "{kind} {typed}: {page}"
            );
            assert!(page.contains(&format!("value=\"{typed}\"")), "{page}");
        }
    }
}
