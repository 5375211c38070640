//! With a safeguarding sign: the way to suspend the person's online care account. No component has both databases, so
//! the browser carries who it is, in the body of a form and never in an address.

use maud::{Markup, html};
use pages::Button;
use staff_pages::{ACCOUNTS, sees_referrals};

use super::Visit;
use crate::referral::Referral;

/// The part of a referral's page; nothing where there is no sign, or for a role that may not.
pub fn section(visit: &Visit, referral: &Referral) -> Markup {
    // Whoever works with referrals may stop access at once; the store of accounts decides.
    let offered = referral.entry.safeguarding_sign && sees_referrals(&visit.actor().roles);
    html! {
        @if offered {
            section class="desk-action app-no-print" aria-labelledby="care-account" {
                h2 class="govuk-heading-s" id="care-account" { "Care account" }
                p class="govuk-body" {
                    "If the person has a care account, somebody who harms them may be looking at it. You confirm on the \
                     next page, and read there what became of it."
                }
                form method="post" action={ (ACCOUNTS) "/suspend" } novalidate {
                    input type="hidden" name="csrf" value=(visit.session.csrf);
                    input type="hidden" name="referral" value=(referral.entry.reference);
                    @for (name, value) in person(referral) { input type="hidden" name=(name) value=(value); }
                    (Button::new("Suspend this person’s online care account").secondary().once())
                }
            }
        }
    }
}

/// Who it is, as far as that was given.
fn person(referral: &Referral) -> Vec<(String, String)> {
    let given = |id: &str| {
        let answer = referral.answer(id).and_then(|answer| answer.value.as_str());
        answer.unwrap_or_default().to_owned()
    };
    let born = given("date-of-birth");
    let mut parts = born.split('-');
    let mut fields: Vec<(String, String)> = ["given-name", "family-name"]
        .map(|id| (id.to_owned(), given(id)))
        .to_vec();
    for part in ["year", "month", "day"] {
        let value = parts.next().unwrap_or_default();
        fields.push((format!("date-of-birth-{part}"), value.to_owned()));
    }
    fields
}
