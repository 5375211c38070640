//! Text that stands out.

use maud::{Markup, Render, html};
use wording::phrase::frame;
use wording::{Said, Wording};

/// Text set apart from what is around it.
#[derive(Debug, Clone)]
pub struct InsetText(pub Markup);

impl Render for InsetText {
    fn render(&self) -> Markup {
        html! { div class="govuk-inset-text" { (self.0) } }
    }
}

/// Something that people must not miss.
#[derive(Debug, Clone, Copy)]
pub struct WarningText<'a>(pub &'a str);

impl Render for WarningText<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="govuk-warning-text" {
                span class="govuk-warning-text__icon" aria-hidden="true" { "!" }
                strong class="govuk-warning-text__text" {
                    span class="govuk-visually-hidden" { "Warning" } " " (self.0)
                }
            }
        }
    }
}

/// The panel at the top of a confirmation. No links in it.
#[derive(Debug, Clone)]
pub struct Panel<'a> {
    pub title: Said<'a>,
    pub body: Markup,
}

impl Render for Panel<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="govuk-panel govuk-panel--confirmation" {
                h1 class="govuk-panel__title" { (self.title) }
                div class="govuk-panel__body" { (self.body) }
            }
        }
    }
}

/// More for those who want it. Works without JavaScript.
#[derive(Debug, Clone)]
pub struct Details<'a> {
    summary: Said<'a>,
    content: Markup,
    open: bool,
}

impl<'a> Details<'a> {
    pub fn new(summary: impl Into<Said<'a>>, content: Markup) -> Self {
        Self {
            summary: summary.into(),
            content,
            open: false,
        }
    }

    #[must_use]
    pub fn open(self) -> Self {
        Self { open: true, ..self }
    }
}

impl Render for Details<'_> {
    fn render(&self) -> Markup {
        html! {
            details class="govuk-details" open[self.open] {
                summary class="govuk-details__summary" {
                    span class="govuk-details__summary-text" { (self.summary) }
                }
                div class="govuk-details__text" { (self.content) }
            }
        }
    }
}

/// News that has nothing to do with the page's own question.
#[derive(Debug, Clone)]
pub struct Banner<'a> {
    content: Markup,
    success: bool,
    words: &'a Wording,
}

impl<'a> Banner<'a> {
    /// Titled `Important`.
    pub fn important(content: Markup) -> Self {
        Self {
            content,
            success: false,
            words: Wording::english(),
        }
    }

    /// Titled `Success`: what the person asked for was done.
    pub fn success(content: Markup) -> Self {
        Self {
            content,
            success: true,
            words: Wording::english(),
        }
    }

    /// Titled in these words.
    #[must_use]
    pub fn words(self, words: &'a Wording) -> Self {
        Self { words, ..self }
    }

    /// The one sentence that a banner holds in most cases.
    pub fn sentence<'s>(text: impl Into<Said<'s>>) -> Markup {
        let text = text.into();
        html! { p class="govuk-notification-banner__heading" { (text) } }
    }
}

impl Render for Banner<'_> {
    fn render(&self) -> Markup {
        let (class, role, title) = if self.success {
            (
                "govuk-notification-banner govuk-notification-banner--success",
                "alert",
                self.words.say(frame::SUCCESS),
            )
        } else {
            (
                "govuk-notification-banner",
                "region",
                self.words.say(frame::IMPORTANT),
            )
        };
        html! {
            div class=(class) role=(role) aria-labelledby="govuk-notification-banner-title"
                data-module="govuk-notification-banner" {
                div class="govuk-notification-banner__header" {
                    h2 class="govuk-notification-banner__title" id="govuk-notification-banner-title" { (title) }
                }
                div class="govuk-notification-banner__content" { (self.content) }
            }
        }
    }
}

/// A status in a word or two. The word says it; the colour only repeats it.
#[derive(Debug, Clone, Copy)]
pub struct Tag<'a> {
    text: Said<'a>,
    colour: Option<&'static str>,
}

impl<'a> Tag<'a> {
    pub fn new(text: impl Into<Said<'a>>) -> Self {
        Self {
            text: text.into(),
            colour: None,
        }
    }

    /// `grey`, `green`, `teal`, `blue`, `purple`, `magenta`, `red`, `orange` or `yellow`.
    pub fn coloured(text: impl Into<Said<'a>>, colour: &'static str) -> Self {
        Self {
            text: text.into(),
            colour: Some(colour),
        }
    }
}

impl Render for Tag<'_> {
    fn render(&self) -> Markup {
        html! {
            strong class={ "govuk-tag" @if let Some(colour) = self.colour { " govuk-tag--" (colour) } } { (self.text) }
        }
    }
}
