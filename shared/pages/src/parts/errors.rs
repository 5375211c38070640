//! What went wrong with somebody's answers, and where.

use maud::{Markup, Render, html};
use wording::phrase::frame;
use wording::{Said, Wording};

/// One line of the error summary: the same words as at the field, and the field's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorLink {
    /// The id of the first field or first option; empty when no field is to blame.
    pub id: String,
    pub text: String,
    /// The language of the words, where it is not that of the page.
    pub lang: Option<&'static str>,
}

impl ErrorLink {
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            text: text.into(),
            lang: None,
        }
    }

    /// Words that are not in the language of the page.
    #[must_use]
    pub fn lang(self, lang: Option<&'static str>) -> Self {
        Self { lang, ..self }
    }
}

/// The list of all mistakes, above the heading. [`crate::Layout::errors`] puts it there.
#[derive(Debug, Clone, Copy)]
pub struct ErrorSummary<'a> {
    pub errors: &'a [ErrorLink],
    pub words: &'a Wording,
}

impl Render for ErrorSummary<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="govuk-error-summary" data-module="govuk-error-summary" {
                div role="alert" {
                    h2 class="govuk-error-summary__title" { (self.words.say(frame::PROBLEM)) }
                    div class="govuk-error-summary__body" {
                        ul class="govuk-list govuk-error-summary__list" {
                            @for error in self.errors {
                                li lang=[error.lang] {
                                    @if error.id.is_empty() { (error.text) }
                                    @else { a href={ "#" (error.id) } { (error.text) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The mistake, at its field.
pub fn error_message(id: Option<&str>, text: Said, words: &Wording) -> Markup {
    html! {
        p id=[id] class="govuk-error-message" {
            span class="govuk-visually-hidden" { (words.say(frame::ERROR)) } " " (text)
        }
    }
}
