//! Text that stands out.

use maud::{Markup, Render, html};

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
    pub title: &'a str,
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
    summary: &'a str,
    content: Markup,
    open: bool,
}

impl<'a> Details<'a> {
    pub fn new(summary: &'a str, content: Markup) -> Self {
        Self {
            summary,
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
pub struct Banner {
    content: Markup,
    success: bool,
}

impl Banner {
    /// Titled `Important`.
    pub fn important(content: Markup) -> Self {
        Self {
            content,
            success: false,
        }
    }

    /// Titled `Success`: what the person asked for was done.
    pub fn success(content: Markup) -> Self {
        Self {
            content,
            success: true,
        }
    }

    /// The one sentence that a banner holds in most cases.
    pub fn sentence(text: &str) -> Markup {
        html! { p class="govuk-notification-banner__heading" { (text) } }
    }
}

impl Render for Banner {
    fn render(&self) -> Markup {
        let (class, role, title) = if self.success {
            (
                "govuk-notification-banner govuk-notification-banner--success",
                "alert",
                "Success",
            )
        } else {
            ("govuk-notification-banner", "region", "Important")
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
    text: &'a str,
    colour: Option<&'static str>,
}

impl<'a> Tag<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, colour: None }
    }

    /// `grey`, `green`, `teal`, `blue`, `purple`, `magenta`, `red`, `orange` or `yellow`.
    pub fn coloured(text: &'a str, colour: &'static str) -> Self {
        Self {
            text,
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
