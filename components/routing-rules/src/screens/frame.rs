//! What these pages say when something is refused.

use maud::html;
use staff_pages::Said;
use staff_pages::chosen::TEXT;
use web::{Reply, Request};

use super::version::{APPROVE, WITHDRAW};
use super::{PREFIX, Visit};
use crate::stores::{Fault, Refusal};

/// What a page says when the store refuses.
pub fn said(refusal: &Refusal) -> Said {
    match refusal {
        Refusal::NotFound => Said::new(
            404,
            "Version not found",
            "There is no such version of the rules, or you may not see it.",
        ),
        Refusal::NotAllowed => staff_pages::role_does_not_allow(),
        Refusal::TagMissing => Said::new(
            428,
            "We could not tell which version you had read",
            "Nothing was stored. Look at it as it is now, then decide again.",
        ),
        Refusal::Stale(_) => Said::new(
            412,
            "This version changed after you opened the page",
            "Nothing was stored. Look at it as it is now, then decide again.",
        ),
        Refusal::Conflict(sentence) => staff_pages::not_possible(sentence),
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
        h1 class="govuk-heading-l" { (said.heading) }
        p class="govuk-body" { (said.words) }
        (staff_pages::typed_words(&words_of(request)))
        @if said.status != 403 {
            p class="govuk-body" { a class="govuk-link" href=(PREFIX) { "Go to all versions of the rules" } }
        }
    };
    visit
        .frame()
        .part(said.status, said.heading, None, &[], &main)
}

/// What somebody typed who posted a form, without what the form itself carries.
fn words_of(request: &Request) -> Vec<(String, String)> {
    staff_pages::typed_by(request, |name| [TEXT, APPROVE, WITHDRAW].contains(&name))
}

/// A page for a store that cannot be used. What was posted stands in it and can be sent again.
pub fn fault(fault: &Fault, request: &Request) -> Reply {
    staff_pages::fault(PREFIX, fault, request)
}
