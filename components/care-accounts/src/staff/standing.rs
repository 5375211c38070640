//! How an account stands: what must be known before anything else.

use account_model::Held;
use maud::{Markup, html};
use pages::{Summary, SummaryRow};
use vocabulary::Instant;
use working_calendar::staff_time;

use super::words;
use crate::money::day_of;

/// What must not be missed, above everything else.
pub fn banner(held: &Held, now: Instant) -> Markup {
    let account = &held.account;
    let suspended = held.online == account_model::Online::Suspended;
    let contact = held.contact.held_until.filter(|until| *until > now);
    let locked = held.locked_until.filter(|until| *until > now);
    let nothing = !suspended && account.died_on.is_none() && contact.is_none() && locked.is_none();
    html! {
        @if !nothing {
            section class=(if suspended { "app-alert desk-waiting" } else { "desk-checked" }) aria-label="How it stands" {
                @if suspended {
                    p class="govuk-body" {
                        strong { "Suspended: there is a safeguarding sign." }
                        " Neither the person nor anybody who acts for them can sign in. Speak to safeguarding before you tell anybody why."
                    }
                }
                @if let Some(died) = &account.died_on {
                    p class="govuk-body" { strong { "The person died on " (day_of(died)) "." } " Nobody can sign in." }
                }
                @if let Some(until) = contact {
                    p class="govuk-body" {
                        "The contact on record changed. No code is sent to it until " strong { (staff_time(until)) }
                        ", unless somebody confirms it with the person."
                    }
                }
                @if let Some(until) = locked {
                    p class="govuk-body" {
                        "Wrong codes have locked signing in until " strong { (staff_time(until)) }
                        ". The person can still telephone."
                    }
                }
            }
        }
    }
}

/// Whose account it is and how it stands, beside a form.
pub fn summary(held: &Held) -> Markup {
    let account = &held.account;
    let name = format!("{} {}", account.given_name, account.family_name);
    let born = day_of(&account.date_of_birth);
    let changed = staff_time(account.updated_at);
    html! {
        (Summary::new(vec![
            SummaryRow::rich("Person", html! { span class="app-typed" { (name) } ", born " (born) }),
            SummaryRow::rich("Online access", html! {
                (words::online_tag(held.online)) " "
                (words::counted(held.sessions as usize, "session open", "sessions open"))
            }),
            SummaryRow::new("Last changed", &changed),
        ]))
    }
}
