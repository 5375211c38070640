//! Where somebody tells that an adult may be at risk, while the authority hands that over: the address and
//! the numbers, and nothing to fill in. What was begun here before can still be opened and sent.

use form_model::Form;
use maud::{Markup, Render, html};
use pages::{Authority, Button, Handover, call, phone_link};
use vocabulary::Date;
use wording::Wording;
use wording::phrase::{begin, handover};

use super::{CONTACT, RESUME, address, heading, layout, paragraph, with_link};

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
    let words = &form.wording;
    let places: [(&str, &dyn Render); 2] = [("name", &to.name), ("council", &authority.name)];
    let ask = format!("{CONTACT}/adult-contact");
    let main = html! {
        h1 class="govuk-heading-l" { (words.say(handover::TITLE)) }
        (danger(authority, words))
        (heading(form, handover::WHOM))
        p class="govuk-body" { (words.say(handover::TELL).around(&places)) }
        (Button::link(words.say(handover::ONLINE), &to.url))
        (heading(form, handover::CALL))
        dl class="govuk-summary-list" {
            @for phone in to.verified_phones() {
                div class="govuk-summary-list__row" {
                    dt class="govuk-summary-list__key" { (words.instead_of(&phone.purpose)) }
                    dd class="govuk-summary-list__value" {
                        (phone_link(&phone.number))
                        @if let Some(note) = &phone.note { br; (words.instead_of(note)) }
                    }
                }
            }
        }
        (heading(form, begin::WATCHED))
        (paragraph(form, handover::WATCHED))
        (heading(form, handover::BEGAN))
        (with_link(form, handover::OPEN, begin::OPEN_ANSWERS, &address(form, RESUME)))
        (heading(form, handover::NOTHING_WORKS))
        (with_link(form, handover::ASK, handover::ASK_LINK, &ask))
    };
    layout(form, words.say(handover::TITLE), &exit)
        .back(CONTACT)
        .page(main)
}

fn danger(authority: &Authority, words: &Wording) -> Markup {
    html! {
        div class="app-danger" {
            @if let Some(emergency) = authority.phone("emergency") {
                p class="govuk-body" { strong { (call(emergency, words)) } }
                @if let Some(note) = &emergency.note { p class="govuk-body" { (words.instead_of(note)) } }
            }
        }
    }
}
