//! What these pages say when something is refused.

use maud::html;
use staff_pages::{Head, Said};
use web::{Reply, Request};

use super::{PREFIX, Visit};
use crate::stores::{Fault, Refusal};

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
    visit.frame().page(said.status, &head, &main)
}

/// A page for a store that cannot be used.
pub fn fault(fault: &Fault, request: &Request) -> Reply {
    staff_pages::fault(PREFIX, fault, request)
}
