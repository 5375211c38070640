//! Where somebody tells that an adult may be at risk, while the authority hands that over: the address and
//! the numbers, and nothing to fill in. What was begun here before can still be opened and sent.

use form_model::Form;
use maud::{Markup, html};
use pages::{Authority, Button, Handover, phone_link};
use vocabulary::Date;

use super::{PREFIX, RESUME, address, layout};

/// Its name: the form's own says to tell *us*.
pub const HANDED_OVER: &str = "If you are worried about someone";

/// Who takes what this form asks, instead of us; none where we take it.
pub fn handed_over(form: &Form, today: Date) -> Option<&'static Handover> {
    let concern = form.id == vocabulary::Form::SafeguardingConcern.id();
    concern
        .then(|| Authority::current().handover(today))
        .flatten()
}

/// What stands at the form's addresses instead of the form.
pub fn handover_page(form: &Form, to: &Handover) -> String {
    let authority = Authority::current();
    let exit = address(form, "leave");
    let main = html! {
        h1 class="govuk-heading-l" { (HANDED_OVER) }
        (danger(authority))
        h2 class="govuk-heading-m" { "Whom to tell" }
        p class="govuk-body" { "In this area you tell " (to.name) ". They look at it for " (authority.name) ". You do not have to be sure." }
        (Button::link("Tell them online", &to.url))
        h2 class="govuk-heading-m" { "If you would rather call" }
        dl class="govuk-summary-list" {
            @for phone in to.verified_phones() {
                div class="govuk-summary-list__row" {
                    dt class="govuk-summary-list__key" { (phone.purpose) }
                    dd class="govuk-summary-list__value" {
                        (phone_link(&phone.number))
                        @if let Some(note) = &phone.note { br; (note) }
                    }
                }
            }
        }
        h2 class="govuk-heading-m" { "If somebody may be watching" }
        p class="govuk-body" { "Use “Exit this page” at any time. It opens a page about the weather. It does not clear the history of your browser, and it does not work on their pages." }
        h2 class="govuk-heading-m" { "If you began a form here before" }
        p class="govuk-body" {
            "You can still "
            a class="govuk-link" href=(address(form, RESUME)) { "open your answers" }
            " and send them to us."
        }
        h2 class="govuk-heading-m" { "If none of this works for you" }
        p class="govuk-body" {
            "You can "
            a class="govuk-link" href={ (PREFIX) "/adult-contact" } { "ask us for help" }
            " and say there what worries you. We make sure that the right people read it."
        }
    };
    layout(form, HANDED_OVER, &exit).back(PREFIX).page(main)
}

fn danger(authority: &Authority) -> Markup {
    html! {
        div class="app-danger" {
            @if let Some(emergency) = authority.phone("emergency") {
                p class="govuk-body" { strong { (emergency.purpose) ", call " (phone_link(&emergency.number)) "." } }
                @if let Some(note) = &emergency.note { p class="govuk-body" { (note) } }
            }
        }
    }
}
