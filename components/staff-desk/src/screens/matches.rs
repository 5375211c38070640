//! Contacts that may belong to a referral, for staff only. On paper there are none: it may be read by either.

use maud::{Markup, html};
use pages::WarningText;

use super::{Visit, clock, words};
use crate::possible_match::{PossibleMatch, WARNING};

/// The part of a referral's page; nothing where nothing was found.
pub fn section(visit: &Visit, found: &[PossibleMatch]) -> Markup {
    html! {
        @if !found.is_empty() {
            section class="app-no-print" aria-labelledby="matches" {
                h2 class="govuk-heading-m" id="matches" { "Possible matches" }
                (WarningText(WARNING))
                p class="govuk-body" { "These are guesses. Nothing was joined, and only you can tell whether they are right." }
                ul class="govuk-list govuk-list--bullet" {
                    @for one in found { li { (line(visit, one)) } }
                }
            }
        }
    }
}

fn line(visit: &Visit, found: &PossibleMatch) -> Markup {
    let entry = &found.entry;
    html! {
        a class="govuk-link" href={ "/staff/referrals/" (entry.reference) } {
            span class="app-typed" { (entry.name.as_deref().unwrap_or("No name given")) }
            ", " span class="app-reference" { (entry.reference) }
        }
        ", " (words::form(&entry.form.id)) ", " (clock::when(entry.received_at, visit.now)) ". "
        (found.relation.words())
        @if let Some(score) = found.score { " (" (score.words()) ")" }
        ": " (found.reasons()) "."
    }
}
