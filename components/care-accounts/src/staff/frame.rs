//! What these pages say when something is refused.

use maud::html;
use staff_pages::Said;
use web::{Reply, Request};

use super::{PREFIX, Visit};
use crate::stores::{Fault, Refusal};

/// The address of an account's page.
pub fn address(id: &str) -> String {
    format!("{PREFIX}/{id}")
}

/// What a page says when the store refuses.
pub fn said(refusal: &Refusal) -> Said {
    match refusal {
        Refusal::NotFound => Said::new(
            404,
            "Account not found",
            "There is no care account at this address, or you may not see it. Search for it again.",
        ),
        Refusal::NotAllowed => staff_pages::role_does_not_allow(),
        Refusal::ReasonMissing => Said::new(
            403,
            "Say again why you need this account",
            "A reason stands for an hour. Nothing was stored.",
        ),
        Refusal::TagMissing => Said::new(
            428,
            "We could not tell which version of this account you had read",
            "Nothing was stored. Read the account as it is now, then send what you typed again.",
        ),
        Refusal::Stale(_) => Said::new(
            412,
            "This account changed while you were working on it",
            "Nothing that you typed was stored, and nothing of it is lost. Read how the account stands now, then \
             send it again if it is still right.",
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
        (staff_pages::typed_words(&words_of(request)))
        @if said.status != 403 {
            p class="govuk-body" { a class="govuk-link" href=(PREFIX) { "Go to care accounts" } }
        }
    };
    visit
        .frame()
        .part(said.status, said.heading, None, &[], &main)
}

/// What somebody typed who posted a form, without what the form itself carries.
fn words_of(request: &Request) -> Vec<(String, String)> {
    const OURS: [&str; 7] = [
        "csrf", "etag", "about", "step", "referral", "reason", "decision",
    ];
    staff_pages::typed_by(request, |name| !OURS.contains(&name))
}

/// A page for a store that cannot be used. What was posted stands in it and can be sent again.
pub fn fault(fault: &Fault, request: &Request) -> Reply {
    staff_pages::fault(PREFIX, fault, request)
}
