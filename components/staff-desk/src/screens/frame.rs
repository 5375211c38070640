//! The frame of every staff page: menu, emergencies that nobody has claimed, refusals.

use maud::{Markup, html};
use staff_pages::Frame;
use web::{FormPost, Reply, Request};
use working_calendar::length_in_words;

use super::{Visit, assets, words};
use crate::api::refusals::NEEDS_S42;
use crate::referral::Entry;
use crate::stores::{Fault, Refusal};

pub use staff_pages::{Head, Said};

/// A whole page for somebody who is signed in.
pub fn page(visit: &Visit, status: u16, head: &Head<'_>, main: &Markup) -> Reply {
    let frame = Frame {
        prefix: assets::PREFIX,
        session: &visit.session,
        above: html! { @if !visit.emergencies.is_empty() { (waiting(visit)) } },
    };
    frame.page(status, head, main)
}

/// Emergencies that nobody has claimed for 15 minutes, on every page until somebody does.
fn waiting(visit: &Visit) -> Markup {
    let count = visit.emergencies.len();
    html! {
        section class="app-alert desk-waiting" aria-labelledby="unclaimed" {
            h2 class="govuk-heading-s" id="unclaimed" {
                (words::counted(count, "emergency has", "emergencies have"))
                " not been claimed for 15 minutes or more"
            }
            ul class="govuk-list desk-waiting__list" {
                @for entry in &visit.emergencies {
                    li { (waiting_one(visit, entry)) }
                }
            }
        }
    }
}

fn waiting_one(visit: &Visit, entry: &Entry) -> Markup {
    let waited = visit.now.as_unix() - entry.received_at.as_unix();
    html! {
        a class="govuk-link app-reference" href={ "/staff/referrals/" (entry.reference) } { (entry.reference) }
        " has waited " (length_in_words(waited)) " in " (words::queue(&entry.queue))
    }
}

/// What a page says when the store refuses. `None` for what has a page of its own.
pub fn said(visit: &Visit, refusal: &Refusal) -> Said {
    let said = Said::new;
    match refusal {
        Refusal::NotFound => said(
            404,
            "Referral not found",
            "There is no referral with this reference, or you may not see it. Check the reference.",
        ),
        Refusal::NotAllowed => staff_pages::role_does_not_allow(),
        Refusal::TagMissing => said(
            428,
            "We could not tell which version of this referral you had read",
            "Nothing was stored. Read the referral as it is now, then send what you typed again.",
        ),
        Refusal::Stale(_) => said(
            412,
            "This referral changed while you were working on it",
            "Nothing that you typed was stored, and nothing of it is lost. Read what changed, then send it \
             again if it is still right.",
        ),
        Refusal::AlreadyClaimed(who) if *who == visit.session.actor.id => said(
            409,
            "You have claimed this referral already",
            "There is nothing more to do to claim it.",
        ),
        Refusal::AlreadyClaimed(who) => said(
            409,
            "Somebody has claimed this referral",
            &format!(
                "{} has it. Speak to them before you act on it, or choose another from the queue.",
                visit.name_of(who)
            ),
        ),
        Refusal::NeedsS42Decision => said(409, "A section 42 decision is needed first", NEEDS_S42),
        Refusal::Conflict(sentence) => staff_pages::not_possible(sentence),
        Refusal::Invalid(_) => staff_pages::put_right(),
        Refusal::Failed(_) => said(
            503,
            "Sorry, there is a problem with the service",
            "Nothing was stored. What you typed is kept below: send it again in a minute.",
        ),
    }
}

/// A page for a refusal that leaves nothing else to show.
pub fn refused(visit: &Visit, refusal: &Refusal, request: &Request) -> Reply {
    if let Refusal::Failed(fault) = refusal {
        return self::fault(fault, request);
    }
    let said = said(visit, refusal);
    let main = html! {
        h1 class="govuk-heading-l" { (said.heading) }
        p class="govuk-body" { (said.words) }
        @if let Refusal::Invalid(fields) = refusal {
            ul class="govuk-list govuk-list--bullet" {
                @for (field, message) in fields { li { (words::plain(field)) ": " (message) } }
            }
        }
        p class="govuk-body" { a class="govuk-link" href="/staff/queues" { "Go to the queues" } }
    };
    let head = Head {
        title: said.heading,
        ..Head::default()
    };
    page(visit, said.status, &head, &main)
}

/// A page for a store that cannot be used. What was posted stands in it and can be sent again.
pub fn fault(fault: &Fault, request: &Request) -> Reply {
    staff_pages::fault(assets::PREFIX, fault, request)
}

/// What one of our own pages sent, or the refusal of anything else.
pub fn posted(request: &Request) -> Result<FormPost, Reply> {
    staff_pages::posted(assets::PREFIX, request)
}
