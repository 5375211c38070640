//! A date that somebody remembers: day, month, year, any of which may be left out.

use maud::{Markup, Render, html};
use wording::Said;
use wording::phrase::field;

use super::field::{Notes, with_notes};
use super::{Fieldset, Question};

/// Three fields, named by the question's id and `-day`, `-month`, `-year`.
#[derive(Debug, Clone)]
pub struct DateInput<'a> {
    id: &'a str,
    legend: Question<'a>,
    notes: Notes<'a>,
    values: [&'a str; 3],
    wrong: [bool; 3],
    birth_date: bool,
}

impl<'a> DateInput<'a> {
    pub fn new(id: &'a str, legend: impl Into<Question<'a>>) -> Self {
        Self {
            id,
            legend: legend.into(),
            notes: Notes::default(),
            values: [""; 3],
            wrong: [false; 3],
            birth_date: false,
        }
    }

    /// Day, month and year as they were typed; empty for what was not.
    #[must_use]
    pub fn values(self, values: [&'a str; 3]) -> Self {
        Self { values, ..self }
    }

    /// Which of day, month and year the error is about. If none, the day is marked.
    #[must_use]
    pub fn wrong(self, wrong: [bool; 3]) -> Self {
        Self { wrong, ..self }
    }

    /// The birth date of the person who fills in, which their browser may know.
    #[must_use]
    pub fn own_birth_date(self) -> Self {
        Self {
            birth_date: true,
            ..self
        }
    }
}

with_notes!(DateInput);

impl Render for DateInput<'_> {
    fn render(&self) -> Markup {
        let described_by = self.notes.described_by(self.id);
        let any_wrong = self.wrong.contains(&true);
        let words = self.legend.words;
        let parts = [
            ("day", words.say(field::DAY), "2"),
            ("month", words.say(field::MONTH), "2"),
            ("year", words.say(field::YEAR), "4"),
        ];
        let fields = html! {
            (self.notes.render(self.id, words))
            div class="govuk-date-input" id=(self.id) {
                @for (((part, label, width), value), wrong) in parts.into_iter().zip(self.values).zip(self.wrong) {
                    @let id = format!("{}-{part}", self.id);
                    @let marked = wrong || (self.notes.error.is_some() && !any_wrong);
                    div class="govuk-date-input__item" {
                        div class="govuk-form-group" {
                            label class="govuk-label govuk-date-input__label" for=(id) { (label) }
                            input class={
                                    "govuk-input govuk-date-input__input"
                                    @if marked { " govuk-input--error" }
                                    " govuk-input--width-" (width)
                                }
                                id=(id) name=(id) type="text" inputmode="numeric"
                                value=[Some(value).filter(|value| !value.is_empty())]
                                autocomplete=[self.birth_date.then(|| format!("bday-{part}"))];
                        }
                    }
                }
            }
        };
        let fieldset = Fieldset::new(self.legend)
            .described_by(described_by.as_deref())
            .group();
        self.notes.group(&fieldset.around(&fields))
    }
}
