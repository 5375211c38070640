//! Questions and answers in a list, with links to change them.

use maud::{Markup, Render, html};
use wording::phrase::check;
use wording::{Said, Wording};

/// A link that changes one answer. `what` is heard and not seen: `Change` and `what you need help with`.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    pub href: &'a str,
    pub text: Said<'a>,
    pub what: Said<'a>,
}

impl<'a> Change<'a> {
    /// The usual link: `Change`.
    pub fn new(href: &'a str, what: impl Into<Said<'a>>, words: &'a Wording) -> Self {
        Self {
            href,
            text: words.say(check::CHANGE),
            what: what.into(),
        }
    }
}

/// One question and its answer.
#[derive(Debug, Clone)]
pub struct SummaryRow<'a> {
    key: Said<'a>,
    value: Markup,
    change: Option<Change<'a>>,
}

impl<'a> SummaryRow<'a> {
    /// An answer in plain text.
    pub fn new(key: impl Into<Said<'a>>, value: &str) -> Self {
        Self::rich(key, html! { (value) })
    }

    /// An answer of several lines, or with links.
    pub fn rich(key: impl Into<Said<'a>>, value: Markup) -> Self {
        Self {
            key: key.into(),
            value,
            change: None,
        }
    }

    #[must_use]
    pub fn change(self, change: Change<'a>) -> Self {
        Self {
            change: Some(change),
            ..self
        }
    }
}

/// The list.
#[derive(Debug, Clone)]
pub struct Summary<'a> {
    rows: Vec<SummaryRow<'a>>,
    borders: bool,
}

impl<'a> Summary<'a> {
    pub fn new(rows: Vec<SummaryRow<'a>>) -> Self {
        Self {
            rows,
            borders: true,
        }
    }

    #[must_use]
    pub fn without_borders(self) -> Self {
        Self {
            borders: false,
            ..self
        }
    }
}

impl Render for Summary<'_> {
    fn render(&self) -> Markup {
        let any_change = self.rows.iter().any(|row| row.change.is_some());
        let class = if self.borders {
            "govuk-summary-list"
        } else {
            "govuk-summary-list govuk-summary-list--no-border"
        };
        html! {
            dl class=(class) {
                @for row in &self.rows {
                    @let class = if any_change && row.change.is_none() {
                        "govuk-summary-list__row govuk-summary-list__row--no-actions"
                    } else {
                        "govuk-summary-list__row"
                    };
                    div class=(class) {
                        dt class="govuk-summary-list__key" { (row.key) }
                        dd class="govuk-summary-list__value" { (row.value) }
                        @if let Some(change) = row.change {
                            dd class="govuk-summary-list__actions" {
                                a class="govuk-link" href=(change.href) {
                                    (change.text)
                                    @if !change.what.text.is_empty() {
                                        span class="govuk-visually-hidden" { " " (change.what) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
