//! Pages that say no, in words that say what to do. They keep what was typed and carry the numbers.

use maud::{Markup, html};

use crate::{Authority, Details, Layout, phone_link};

/// Why a page cannot be shown or a post was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// 400: the request broke off or cannot be read.
    Unreadable,
    /// 403: the form came from elsewhere or its token has gone.
    NotAllowed,
    /// 404.
    NotFound,
    /// 405.
    WrongMethod,
    /// 413.
    TooLarge,
    /// 415: not posted by a form of ours.
    WrongMediaType,
    /// 422.
    NotValid,
    /// 429.
    TooMany,
    /// 500.
    Broken,
    /// 503: nothing was accepted.
    Unavailable,
}

impl Refusal {
    /// The refusal of an HTTP status; [`Refusal::Broken`] for one that has no page of its own.
    pub fn of_status(status: u16) -> Self {
        match status {
            400 => Self::Unreadable,
            403 => Self::NotAllowed,
            404 => Self::NotFound,
            405 => Self::WrongMethod,
            413 => Self::TooLarge,
            415 => Self::WrongMediaType,
            422 => Self::NotValid,
            429 => Self::TooMany,
            503 => Self::Unavailable,
            _ => Self::Broken,
        }
    }

    /// The HTTP status.
    pub fn status(self) -> u16 {
        match self {
            Self::Unreadable => 400,
            Self::NotAllowed => 403,
            Self::NotFound => 404,
            Self::WrongMethod => 405,
            Self::TooLarge => 413,
            Self::WrongMediaType => 415,
            Self::NotValid => 422,
            Self::TooMany => 429,
            Self::Broken => 500,
            Self::Unavailable => 503,
        }
    }

    /// The page's heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::NotFound => "Page not found",
            Self::Unreadable | Self::WrongMethod | Self::WrongMediaType => {
                "We could not read that request"
            }
            Self::NotAllowed => "We could not accept that",
            Self::TooLarge => "That was too long to send",
            Self::NotValid => "We could not use some of your answers",
            Self::TooMany => "Please wait a moment",
            Self::Broken | Self::Unavailable => "Sorry, there is a problem with the service",
        }
    }

    fn what_to_do(self) -> &'static [&'static str] {
        match self {
            Self::NotFound => &[
                "If you typed the web address, check it is correct.",
                "If you pasted the web address, check you copied all of it.",
                "If you followed a link, go to the start page and choose what you need.",
            ],
            Self::Unreadable | Self::WrongMethod | Self::WrongMediaType => {
                &["Nothing was sent. Go back and try again."]
            }
            Self::NotAllowed => &[
                "Nothing was sent. The page may have been open for too long.",
                "Go back, reload the page and send it again.",
            ],
            Self::TooLarge => &[
                "Nothing was sent. Go back and make your answer shorter. A few sentences are enough: we will ask if we need more.",
            ],
            Self::NotValid => &["Nothing was sent. Go back, change your answers and try again."],
            Self::TooMany => &[
                "We have had a lot of requests from where you are. Wait a minute, then try again.",
            ],
            Self::Broken => &[
                "Something went wrong on our side. Wait a minute, then try again.",
                "If it happens again, please telephone us.",
            ],
            Self::Unavailable => &[
                "We cannot save anything right now, so what you sent has not reached us.",
                "Wait a minute, then try again. If it cannot wait, please telephone us.",
            ],
        }
    }
}

/// The page for a request that could not be read, so that nothing is known of it but its status.
/// It is discreet: it may stand where somebody is watched.
pub fn unread_page(prefix: &str, status: u16) -> String {
    let refusal = Refusal::of_status(status);
    let authority = Authority::current();
    let layout = Layout::new(authority, prefix, refusal.heading()).discreet();
    refusal_page(&layout, authority, refusal, None, &[])
}

/// The whole error page.
///
/// `answers` are what was posted, as name and value: the page keeps them as hidden fields of a form
/// that sends them again, and shows them, so that nothing that was typed is lost. Leave out what
/// must not stand in a page, such as passwords. `layout` is made with [`Refusal::heading`] as title.
pub fn refusal_page(
    layout: &Layout<'_>,
    authority: &Authority,
    refusal: Refusal,
    again: Option<&str>,
    answers: &[(String, String)],
) -> String {
    let numbers = ["council", "out-of-hours"]
        .into_iter()
        .filter_map(|id| authority.phone(id));
    let main: Markup = html! {
        h1 class="govuk-heading-l" { (refusal.heading()) }
        @for sentence in refusal.what_to_do() { p class="govuk-body" { (sentence) } }
        (kept(again, answers))
        p class="govuk-body" { a class="govuk-link" href="/" { "Go to the start page" } }
        h2 class="govuk-heading-m" { "If you would rather telephone" }
        ul class="govuk-list" {
            @for phone in numbers {
                li {
                    (phone.purpose) ": " (phone_link(&phone.number)) "."
                    @if let Some(note) = &phone.note { " " (note) }
                }
            }
        }
    };
    layout.page(main)
}

fn kept(again: Option<&str>, answers: &[(String, String)]) -> Markup {
    let typed = answers.iter().filter(|(_, value)| !value.trim().is_empty());
    html! {
        @if !answers.is_empty() {
            @if let Some(action) = again {
                form method="post" action=(action) novalidate {
                    @for (name, value) in answers { input type="hidden" name=(name) value=(value); }
                    button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" {
                        "Send it again"
                    }
                }
            }
            (Details::new("What you typed", html! {
                p class="govuk-body" { "You can copy this if you need to start again." }
                ul class="govuk-list govuk-list--bullet" {
                    @for (_, value) in typed { li class="app-typed" { (value) } }
                }
            }).open())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: [u16; 10] = [400, 403, 404, 405, 413, 415, 422, 429, 500, 503];

    fn page(refusal: Refusal, answers: &[(String, String)]) -> String {
        let authority = Authority::current();
        let layout = Layout::new(authority, "", refusal.heading());
        refusal_page(&layout, authority, refusal, Some("/contact/x/y"), answers)
    }

    #[test]
    fn every_refusal_says_what_to_do_and_whom_to_call() {
        for status in EVERY {
            let refusal = Refusal::of_status(status);
            assert_eq!(refusal.status(), status);
            assert!(!refusal.what_to_do().is_empty());
            let page = page(refusal, &[]);
            assert!(page.contains("immediate danger"));
            assert!(page.contains("999"));
            assert!(
                !page.contains(&format!(">{status}<")),
                "no codes for people"
            );
        }
    }

    #[test]
    fn what_was_typed_is_kept_and_can_be_sent_again() {
        let answers = [("narrative".to_owned(), "Mum fell & <b>hurt</b>".to_owned())];
        let page = page(Refusal::Unavailable, &answers);
        assert!(
            page.contains("name=\"narrative\" value=\"Mum fell &amp; &lt;b&gt;hurt&lt;/b&gt;\"")
        );
        assert!(page.contains("<li class=\"app-typed\">Mum fell &amp;"));
        assert!(page.contains("action=\"/contact/x/y\""));
    }
}
