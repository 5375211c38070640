//! Buttons, links that look like buttons, and the way out in a hurry.

use maud::{Markup, Render, html};
use wording::phrase::frame;
use wording::{Phrase, Said, Wording};

/// A button, or with [`Button::link`] a link that looks like one.
#[derive(Debug, Clone, Copy)]
pub struct Button<'a> {
    text: Said<'a>,
    href: Option<&'a str>,
    name: Option<&'a str>,
    value: Option<&'a str>,
    modifier: Option<&'static str>,
    start: bool,
    once: bool,
}

impl<'a> Button<'a> {
    /// A button that submits its form.
    pub fn new(text: impl Into<Said<'a>>) -> Self {
        Self {
            text: text.into(),
            href: None,
            name: None,
            value: None,
            modifier: None,
            start: false,
            once: false,
        }
    }

    /// A link to another page that looks like a button.
    pub fn link(text: impl Into<Said<'a>>, href: &'a str) -> Self {
        Self {
            href: Some(href),
            ..Self::new(text)
        }
    }

    /// The name and value that are posted when this button is pressed.
    #[must_use]
    pub fn sends(self, name: &'a str, value: &'a str) -> Self {
        Self {
            name: Some(name),
            value: Some(value),
            ..self
        }
    }

    /// Grey: not the main thing to do.
    #[must_use]
    pub fn secondary(self) -> Self {
        Self {
            modifier: Some("govuk-button--secondary"),
            ..self
        }
    }

    /// Red: something that cannot be undone.
    #[must_use]
    pub fn warning(self) -> Self {
        Self {
            modifier: Some("govuk-button--warning"),
            ..self
        }
    }

    /// With an arrow: the way into a form.
    #[must_use]
    pub fn start(self) -> Self {
        Self {
            start: true,
            ..self
        }
    }

    /// With JavaScript a second press within a second is ignored. Without, the server must see to it.
    #[must_use]
    pub fn once(self) -> Self {
        Self { once: true, ..self }
    }
}

impl Render for Button<'_> {
    fn render(&self) -> Markup {
        let mut class = "govuk-button".to_owned();
        for more in [self.modifier, self.start.then_some("govuk-button--start")]
            .into_iter()
            .flatten()
        {
            class.push(' ');
            class.push_str(more);
        }
        html! {
            @if let Some(href) = self.href {
                a href=(href) role="button" draggable="false" class=(class) data-module="govuk-button" {
                    (self.text)
                    @if self.start { (start_icon()) }
                }
            } @else {
                button type="submit" value=[self.value] name=[self.name] class=(class)
                    data-prevent-double-click=[self.once.then_some("true")] data-module="govuk-button" {
                    (self.text)
                    @if self.start { (start_icon()) }
                }
            }
        }
    }
}

fn start_icon() -> Markup {
    html! {
        svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19"
            viewBox="0 0 33 40" aria-hidden="true" focusable="false" {
            path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" {}
        }
    }
}

/// The way out for somebody who is watched. `href` is an address of ours that ends the session and
/// then leads to a harmless page, so that it works without JavaScript.
#[derive(Debug, Clone, Copy)]
pub struct ExitThisPage<'a> {
    pub href: &'a str,
    pub words: &'a Wording,
}

impl ExitThisPage<'_> {
    /// What the script says, where it says it in another language than its own, which is English.
    fn for_script(&self, phrase: Phrase) -> Option<&str> {
        let said = self.words.say(phrase);
        (self.words.lang() != "en" && said.lang.is_none()).then_some(said.text)
    }
}

impl Render for ExitThisPage<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="govuk-exit-this-page" data-module="govuk-exit-this-page"
                data-loading=[self.for_script(frame::LOADING)] data-press-twice=[self.for_script(frame::PRESS_TWICE)]
                data-press-once=[self.for_script(frame::PRESS_ONCE)] data-press-expired=[self.for_script(frame::PRESS_EXPIRED)] {
                a href=(self.href) role="button" draggable="false" data-module="govuk-button"
                    class="govuk-button govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button"
                    rel="nofollow noreferrer" {
                    span class="govuk-visually-hidden" { (self.words.say(frame::EMERGENCY)) } " " (self.words.say(frame::EXIT))
                }
            }
        }
    }
}
