//! Contacts that may belong to a referral, for staff only. On paper there are none: it may be read by either.

use ::casework::Kind;
use maud::{Markup, html};
use pages::WarningText;

use super::actions::Offer;
use super::{Visit, casework, clock, words};
use crate::possible_match::{PossibleMatch, Relation, WARNING};
use crate::referral::{Action, Referral};

/// The part of a referral's page: first what may be about the same person, then who may belong to them. Nothing
/// where nothing was found.
pub fn section(visit: &Visit, referral: &Referral, found: &[PossibleMatch]) -> Markup {
    let linked = referral.casework.links();
    let known = |one: &&PossibleMatch| {
        let other = &one.entry.reference;
        linked.iter().any(|linked| linked.link.other == *other)
    };
    let (same, others): (Vec<&PossibleMatch>, Vec<&PossibleMatch>) = found
        .iter()
        .filter(|one| !known(one))
        .partition(|one| one.relation == Relation::SamePerson);
    html! {
        @if !same.is_empty() {
            (part(visit, referral, &same, ("same-person", "Possibly the same person"),
                "Somebody who writes again because nothing happened is a sign, and not a repeat: read both."))
        }
        @if !others.is_empty() { (part(visit, referral, &others, ("matches", "Possible matches"), "")) }
    }
}

fn part(
    visit: &Visit,
    referral: &Referral,
    found: &[&PossibleMatch],
    (id, heading): (&str, &str),
    words: &str,
) -> Markup {
    html! {
        section class="app-no-print" aria-labelledby=(id) {
            h2 class="govuk-heading-m" id=(id) { (heading) }
            (WarningText(WARNING))
            p class="govuk-body" {
                "These are guesses. Nothing was joined, and only you can tell whether they are right. " (words)
            }
            ul class="govuk-list govuk-list--bullet" {
                @for one in found { li { (line(visit, referral, one)) } }
            }
        }
    }
}

fn line(visit: &Visit, referral: &Referral, found: &PossibleMatch) -> Markup {
    let entry = &found.entry;
    let offer = Offer::of(visit, referral, None);
    let joins = [
        (Kind::Link, "Link", true),
        (Kind::Merge, "Merge", found.relation == Relation::SamePerson),
    ];
    html! {
        a class="govuk-link" href={ "/staff/referrals/" (entry.reference) } {
            span class="app-typed" { (entry.name.as_deref().unwrap_or("No name given")) }
            ", " span class="app-reference" { (entry.reference) }
        }
        ", " (words::form(&entry.form.id)) ", " (clock::when(entry.received_at, visit.now))
        @if !entry.is_open() { ", closed" }
        ". "
        (found.relation.words())
        @if let Some(score) = found.score { " (" (score.words()) ")" }
        ": " (found.reasons()) "."
        @for (kind, words, fits) in joins {
            @if fits && offer.may(Action::Work(kind)) {
                " " a class="govuk-link" href=(casework::about(referral, kind, &entry.reference, relation(found.relation))) {
                    (words) span class="govuk-visually-hidden" { " with " (entry.reference) }
                }
            }
        }
    }
}

/// How a worker would say it when they link the two.
const fn relation(guessed: Relation) -> &'static str {
    match guessed {
        Relation::LooksAfterTheSamePerson => "other",
        _ => guessed.id(),
    }
}
