//! What these pages say when something is refused.

use maud::{Markup, html};
use pages::ErrorLink;
use staff_pages::Said;
use web::{Reply, Request};

use super::{PREFIX, Visit};
use crate::stores::{Fault, Refusal};

/// A whole page for somebody who is not signed in.
pub fn outside(status: u16, title: &str, errors: &[ErrorLink], main: &Markup) -> Reply {
    staff_pages::outside(PREFIX, status, title, errors, main)
}

/// What a page says when the store refuses.
pub fn said(refusal: &Refusal) -> Said {
    match refusal {
        Refusal::NotFound => Said::new(
            404,
            "Nobody of this name works here",
            "Check the name, or look at everybody who works here.",
        ),
        Refusal::NotAllowed => staff_pages::role_does_not_allow(),
        Refusal::TagMissing => Said::new(
            428,
            "We could not tell which version of this page you had read",
            "Nothing was stored. Read how things stand now, then send it again.",
        ),
        Refusal::Stale(_) => Said::new(
            412,
            "Somebody else changed this while you were working on it",
            "Nothing was stored. Read how they stand now, then send it again if it is still right.",
        ),
        Refusal::Conflict(sentence) => staff_pages::not_possible(sentence),
        Refusal::Invalid(_) => staff_pages::put_right(),
        Refusal::Failed(_) => staff_pages::try_again(),
    }
}

/// A page for a refusal that leaves nothing else to show.
pub fn refused(visit: &Visit, refusal: &Refusal, request: &Request) -> Reply {
    if let Refusal::Failed(fault) = refusal {
        return self::fault(fault, request);
    }
    let said = said(refusal);
    let main = html! {
        h1 class="govuk-heading-l desk-heading" { (said.heading) }
        p class="govuk-body" { (said.words) }
        @if said.status != 403 {
            p class="govuk-body" { a class="govuk-link" href=(PREFIX) { "Go to everybody who works here" } }
        }
    };
    visit
        .frame()
        .part(said.status, said.heading, None, &[], &main)
}

/// A page for a store that cannot be used. What was posted stands in it and can be sent again.
pub fn fault(fault: &Fault, request: &Request) -> Reply {
    staff_pages::fault(PREFIX, fault, request)
}
