//! The frame of every page.

use maud::{DOCTYPE, Markup, Render, html};
use wording::phrase::frame;
use wording::{Phrase, Said, Wording};

use crate::parts::{
    BackLink, ErrorLink, ErrorSummary, ExitThisPage, Header, SecondarySkipLink, SkipLink,
};
use crate::{Authority, emergency_help, script, stylesheet};

/// How much of the width the main part uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// Two thirds: comfortable to read.
    #[default]
    Reading,
    /// All of it: tables.
    Full,
}

/// A link in the navigation.
#[derive(Debug, Clone, Copy)]
pub struct Link<'a> {
    pub href: &'a str,
    pub text: &'a str,
    /// The reader is in this part.
    pub current: bool,
}

/// The frame of a page: head, header, main part, footer with the emergency numbers.
#[derive(Debug, Clone)]
pub struct Layout<'a> {
    authority: &'a Authority,
    prefix: &'a str,
    title: Said<'a>,
    words: &'a Wording,
    back: Option<&'a str>,
    exit: Option<&'a str>,
    discreet: bool,
    unlisted: bool,
    errors: &'a [ErrorLink],
    width: Width,
    navigation: &'a [Link<'a>],
    beside_back: Option<Markup>,
    above_main: Option<Markup>,
    staff: bool,
}

impl<'a> Layout<'a> {
    /// `prefix` is where the component serves its assets, such as `/contact`, or nothing. `title`
    /// is the page's own, without the service's name; on sensitive journeys it is neutral.
    pub fn new(authority: &'a Authority, prefix: &'a str, title: impl Into<Said<'a>>) -> Self {
        Self {
            authority,
            prefix,
            title: title.into(),
            words: Wording::english(),
            back: None,
            exit: None,
            discreet: false,
            unlisted: false,
            errors: &[],
            width: Width::Reading,
            navigation: &[],
            beside_back: None,
            above_main: None,
            staff: false,
        }
    }

    /// What the frame says, and the language of the page.
    #[must_use]
    pub fn words(self, words: &'a Wording) -> Self {
        Self { words, ..self }
    }

    #[must_use]
    pub fn back(self, href: &'a str) -> Self {
        Self {
            back: Some(href),
            ..self
        }
    }

    /// Puts `Exit this page` on the page, which makes it discreet and keeps it out of search engines. `href` is an address of the
    /// component's own that ends the session and leads away.
    #[must_use]
    pub fn exit(self, href: &'a str) -> Self {
        Self {
            exit: Some(href),
            discreet: true,
            unlisted: true,
            ..self
        }
    }

    /// Lets search engines list a page that carries `Exit this page`, such as advice for everybody.
    #[must_use]
    pub fn listed(self) -> Self {
        Self {
            unlisted: false,
            ..self
        }
    }

    /// Leaves out of the footer the words that would give a person away. All numbers stay.
    #[must_use]
    pub fn discreet(self) -> Self {
        Self {
            discreet: true,
            ..self
        }
    }

    /// The mistakes: the error summary comes first in the main part, and `Error:` in the title.
    #[must_use]
    pub fn errors(self, errors: &'a [ErrorLink]) -> Self {
        Self { errors, ..self }
    }

    #[must_use]
    pub fn width(self, width: Width) -> Self {
        Self { width, ..self }
    }

    /// Links below the header.
    #[must_use]
    pub fn navigation(self, links: &'a [Link<'a>]) -> Self {
        Self {
            navigation: links,
            ..self
        }
    }

    /// Something between "Back" and the main part, in a landmark of its own, such as the languages.
    #[must_use]
    pub fn beside_back(self, content: Markup) -> Self {
        Self {
            beside_back: Some(content),
            ..self
        }
    }

    /// Something at the top of the main part that every page of a component shows, such as an alert.
    #[must_use]
    pub fn above_main(self, content: Markup) -> Self {
        Self {
            above_main: Some(content),
            ..self
        }
    }

    /// A page for staff: wider, and the numbers in the footer are folded.
    #[must_use]
    pub fn staff(self) -> Self {
        Self {
            staff: true,
            unlisted: true,
            width: Width::Full,
            ..self
        }
    }

    /// The whole page around its main part.
    pub fn page(&self, main: impl Render) -> String {
        let (authority, words) = (self.authority, self.words);
        let service = words.instead_of(&authority.service);
        // A title has no room for words in a second language, so that it has one as a whole.
        let title_service = match self.title.lang {
            Some(_) => &authority.service,
            None => service.text,
        };
        html! {
            (DOCTYPE)
            html lang=(words.lang()) class="govuk-template" {
                head {
                    meta charset="utf-8";
                    title lang=[self.title.lang] {
                        @if !self.errors.is_empty() { (words.say(frame::ERROR_TITLE).text) " " }
                        (self.title.text) " – " (title_service) " – " (authority.name)
                    }
                    meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                    meta name="theme-color" content="#1f4e4a";
                    @if self.unlisted { meta name="robots" content="noindex"; }
                    link rel="icon" href="/favicon.ico";
                    link rel="stylesheet" href=(stylesheet(self.prefix).path);
                    script src=(script(self.prefix).path) defer {}
                }
                body class={ "govuk-template__body" @if self.staff { " app-staff" } } {
                    (SkipLink { words })
                    @if let Some(href) = self.exit {
                        nav aria-label=(words.say(frame::LEAVE).text) lang=[words.say(frame::LEAVE).lang] { (SecondarySkipLink { href, words }) }
                    }
                    header class="govuk-template__header" {
                        (Header { name: service })
                        (self.menu())
                    }
                    div class="govuk-width-container" {
                        @if let Some(href) = self.exit { (ExitThisPage { href, words }) }
                        @if let Some(href) = self.back {
                            nav aria-label=(words.say(frame::BACK).text) lang=[words.say(frame::BACK).lang] { (BackLink { href, words }) }
                        }
                        @if let Some(content) = &self.beside_back { (content) }
                        main class="govuk-main-wrapper" id="main-content" tabindex="-1" {
                            @if let Some(content) = &self.above_main { (content) }
                            @match self.width {
                                Width::Reading => div class="govuk-grid-row" {
                                    div class="govuk-grid-column-two-thirds" { (self.summary()) (main) }
                                },
                                Width::Full => { (self.summary()) (main) }
                            }
                        }
                    }
                    (self.footer())
                }
            }
        }
        .into_string()
    }

    fn summary(&self) -> Markup {
        html! { @if !self.errors.is_empty() { (ErrorSummary { errors: self.errors, words: self.words }) } }
    }

    fn menu(&self) -> Markup {
        html! {
            @if !self.navigation.is_empty() {
                div class="app-navigation" {
                    nav class="govuk-width-container" aria-label="Menu" {
                        ul class="app-navigation__list" {
                            @for link in self.navigation {
                                li class="app-navigation__item" {
                                    a class="app-navigation__link" href=(link.href)
                                        aria-current=[link.current.then_some("true")] { (link.text) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn footer(&self) -> Markup {
        let words = self.words;
        let numbers = emergency_help(self.authority, self.discreet, words);
        html! {
            footer class="govuk-template__footer" {
                div class="govuk-footer app-footer" {
                    div class="govuk-width-container" {
                        @if self.staff {
                            details class="govuk-details app-emergency" {
                                summary class="govuk-details__summary" {
                                    span class="govuk-details__summary-text" { "Emergency and contact numbers" }
                                }
                                div class="govuk-details__text" { (numbers) }
                            }
                        } @else {
                            section class="app-emergency" aria-labelledby="emergency-help" {
                                h2 class="govuk-heading-m" id="emergency-help" { (words.say(frame::HELP_NOW)) }
                                (numbers)
                            }
                        }
                        div class="govuk-footer__meta" {
                            div class="govuk-footer__meta-item govuk-footer__meta-item--grow" {
                                h2 class="govuk-visually-hidden" { (words.say(frame::SUPPORT)) }
                                ul class="govuk-footer__inline-list" {
                                    @for (href, text) in SUPPORT_LINKS {
                                        li class="govuk-footer__inline-list-item" {
                                            a class="govuk-footer__link" href=(href) { (words.say(text)) }
                                        }
                                    }
                                }
                                div class="govuk-footer__meta-custom" {
                                    (words.say(frame::RUN_BY).around(&[("name", &self.authority.name)]))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

const SUPPORT_LINKS: [(&str, Phrase); 5] = [
    ("/advice", frame::ADVICE),
    ("/track", frame::TRACK),
    ("/accessibility", frame::ACCESSIBILITY),
    ("/privacy", frame::PRIVACY),
    ("/cookies", frame::COOKIES),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn layout() -> Layout<'static> {
        Layout::new(Authority::current(), "/contact", "What is happening?")
    }

    #[test]
    fn every_page_carries_the_emergency_numbers() {
        for page in [layout().page(""), layout().staff().page("")] {
            for phone in &Authority::current().phones {
                assert!(page.contains(&phone.number), "{}", phone.id);
            }
        }
    }

    #[test]
    fn a_page_with_mistakes_says_so_first_in_its_title() {
        let errors = [ErrorLink::new("about", "Choose who this is for")];
        let page = layout().errors(&errors).page("");
        assert!(page.contains("<title>Error: What is happening?"));
        assert!(page.contains("href=\"#about\""));
        assert!(!layout().page("").contains("There is a problem"));
    }

    #[test]
    fn what_people_type_cannot_become_markup() {
        let errors = [ErrorLink::new("x\"><script>", "<script>alert(1)</script>")];
        let page = Layout::new(Authority::current(), "", "<b>")
            .errors(&errors)
            .page("<i>");
        assert!(!page.contains("<script>alert"));
        assert!(!page.contains("<i>"));
        assert!(!page.contains("<b>"));
    }

    #[test]
    fn nothing_is_inline_so_that_a_strict_content_policy_holds() {
        let page = layout().exit("/contact/leave").page("");
        assert!(!page.contains(" style="));
        assert!(!page.contains("<style"));
        for handler in [" onclick=", " onload=", " onsubmit=", "javascript:"] {
            assert!(!page.contains(handler), "{handler}");
        }
        assert_eq!(page.matches("<script").count(), 1);
    }

    #[test]
    fn a_watched_person_can_leave_and_the_page_does_not_give_them_away() {
        let page = layout().exit("/contact/leave").page("");
        assert_eq!(page.matches("href=\"/contact/leave\"").count(), 2);
        assert!(!page.to_lowercase().contains("abuse"));
        assert!(!page.to_lowercase().contains("safeguarding"));
    }

    #[test]
    fn search_engines_list_what_everybody_may_find_and_nothing_else() {
        let exit = || layout().exit("/contact/leave");
        let noindex = "<meta name=\"robots\" content=\"noindex\">";
        assert!(exit().page("").contains(noindex));
        assert!(layout().staff().page("").contains(noindex));
        for page in [layout().page(""), exit().listed().page("")] {
            assert!(!page.contains("robots"));
        }
    }

    #[test]
    fn assets_come_from_the_components_own_prefix() {
        assert!(
            layout()
                .page("")
                .contains("href=\"/contact/assets/front-door-")
        );
    }
}
