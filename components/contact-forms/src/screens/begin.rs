//! Choosing a form, and the first page of one.

use form_model::Form;
use maud::html;
use pages::{Authority, Button, Layout, emergency_help};
use vocabulary::Date;

use super::languages::{said, words_lang};
use super::{HANDED_OVER, PREFIX, RESUME, address, handed_over, layout, paragraphs};

/// Of what somebody else takes instead of us.
const ELSEWHERE: &str = "Whom to tell in this area, online or by phone.";

/// `/contact`: which form is right.
pub fn choose_page(forms: &[&Form], today: Date) -> String {
    let authority = Authority::current();
    let main = html! {
        h1 class="govuk-heading-l" { "What would you like to tell us?" }
        p class="govuk-body" { "You do not need an account. If you are not sure which one is right, choose the first: what you send reaches the right people either way." }
        @for form in forms {
            @let (title, summary) = offered(form, today);
            h2 class="govuk-heading-m" {
                a class="govuk-link" href=(address(form, "")) { (title) }
            }
            p class="govuk-body" { (summary) }
        }
        h2 class="govuk-heading-m" { "Advice without a form" }
        p class="govuk-body" {
            "You can "
            a class="govuk-link" href="/advice" { "find advice and support" }
            " without telling us anything."
        }
    };
    Layout::new(authority, PREFIX, "What would you like to tell us?")
        .discreet()
        .back("/")
        .page(main)
}

/// What a form is called where people choose, and what is said of it.
fn offered(form: &Form, today: Date) -> (&str, &str) {
    match handed_over(form, today) {
        Some(_) => (HANDED_OVER, ELSEWHERE),
        None => (&form.title, &form.summary),
    }
}

/// `/contact/{form}`: what it is, and whom to call if it cannot wait.
pub fn begin_page(form: &Form) -> String {
    let exit = address(form, "leave");
    let first = form
        .page
        .first()
        .map_or_else(String::new, |page| address(form, &page.id));
    let main = html! {
        h1 class="govuk-heading-l" lang=[words_lang(form)] { (form.title) }
        (said(form, paragraphs(&form.begin)))
        h2 class="govuk-heading-m" { "If it cannot wait" }
        (emergency_help(Authority::current(), true))
        h2 class="govuk-heading-m" { "If somebody may be watching" }
        p class="govuk-body" {
            "Use “Exit this page” at any time. It opens a page about the weather, and your answers can then no longer be opened on this device. "
            "It does not clear the history of your browser."
        }
        (Button::link("Start now", &first).start())
        p class="govuk-body" {
            "If you have filled in part of it already, you can "
            a class="govuk-link" href=(address(form, RESUME)) { "open your answers" }
            "."
        }
        p class="govuk-body" {
            "You can also "
            a class="govuk-link" href="/advice" { "find advice and support" }
            " without sending us anything."
        }
    };
    layout(form, &form.title, &exit).back(PREFIX).page(main)
}
