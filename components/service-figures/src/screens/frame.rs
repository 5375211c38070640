//! The frame of these pages, and what they say when something is refused.

use maud::{Markup, html};
use staff_pages::{Frame, Head, Reader};
use web::{Reply, Request};

use super::{PREFIX, Visit};
use crate::stores::{Fault, Refusal};

/// A whole page.
pub fn page(visit: &Visit, status: u16, head: &Head<'_>, main: &Markup) -> Reply {
    let frame = Frame {
        prefix: PREFIX,
        reader: Reader {
            username: &visit.session.actor.id,
            display_name: &visit.session.display_name,
            roles: &visit.session.actor.roles,
        },
        above: html! {},
    };
    frame.page(status, head, main)
}

/// A page for a refusal that leaves nothing else to show.
pub fn refused(visit: &Visit, refusal: &Refusal, request: &Request) -> Reply {
    let (status, heading, words) = match refusal {
        Refusal::NotAllowed => (
            403,
            "Your role does not allow this",
            "Ask a colleague with the right role to do it, or ask a manager about your roles.",
        ),
        Refusal::Invalid(_) => (
            422,
            "There is something to put right",
            "Go back, change what is named here and try again.",
        ),
        Refusal::Failed(fault) => return self::fault(fault, request),
    };
    let main = html! {
        h1 class="govuk-heading-l" { (heading) }
        p class="govuk-body" { (words) }
        @if let Refusal::Invalid(fields) = refusal {
            ul class="govuk-list govuk-list--bullet" {
                @for (field, message) in fields { li { (field) ": " (message) } }
            }
        }
    };
    let head = Head {
        title: heading,
        ..Head::default()
    };
    page(visit, status, &head, &main)
}

/// A page for a store that cannot be used.
pub fn fault(fault: &Fault, request: &Request) -> Reply {
    staff_pages::fault(PREFIX, fault, request)
}
