//! The frame of these pages, and what they say when something is refused.

use maud::{Markup, html};
use staff_pages::{Frame, Head, Said};
use web::{Reply, Request};

use super::{PREFIX, Visit};
use crate::stores::{Fault, Refusal};

/// A whole page.
pub fn page(visit: &Visit, status: u16, head: &Head<'_>, main: &Markup) -> Reply {
    Frame::of(PREFIX, &visit.session).page(status, head, main)
}

/// A page for a refusal that leaves nothing else to show.
pub fn refused(visit: &Visit, refusal: &Refusal, request: &Request) -> Reply {
    let said = match refusal {
        Refusal::NotAllowed => staff_pages::role_does_not_allow(),
        Refusal::Invalid(_) => Said {
            words: "Go back, change what is named here and try again.".to_owned(),
            ..staff_pages::put_right()
        },
        Refusal::Failed(fault) => return self::fault(fault, request),
    };
    let main = html! {
        h1 class="govuk-heading-l" { (said.heading) }
        p class="govuk-body" { (said.words) }
        @if let Refusal::Invalid(fields) = refusal {
            ul class="govuk-list govuk-list--bullet" {
                @for (field, message) in fields { li { (field) ": " (message) } }
            }
        }
    };
    let head = Head {
        title: said.heading,
        ..Head::default()
    };
    page(visit, said.status, &head, &main)
}

/// A page for a store that cannot be used.
pub fn fault(fault: &Fault, request: &Request) -> Reply {
    staff_pages::fault(PREFIX, fault, request)
}
