//! The files of a referral: the list among its answers, and what is said of one that is not opened.

use form_model::kinds::size_in_words;
use maud::{Markup, html};
use pages::{Button, Tag, WarningText};
use web::{Params, Reply, Request};

use super::Visit;
use super::frame::{self, Head};
use crate::api::canonical;
use crate::files::{self, NamedFile, NotOpened, Scan, Standing};
use crate::routes::Page;
use crate::stores::{Refusal, Stores};

/// The files that answer one question.
pub fn list(reference: &str, files: &[&NamedFile]) -> Markup {
    html! {
        ul class="govuk-list" {
            @for named in files {
                li {
                    @match named.standing {
                        Standing::Kept(Scan::Infected) | Standing::Gone => span class="app-typed" { (named.file.name) },
                        _ => a class="govuk-link app-typed" href=(address(reference, named.number)) { (named.file.name) },
                    }
                    " (" (size_in_words(named.file.size)) ") "
                    (standing(named.standing))
                }
            }
        }
    }
}

fn address(reference: &str, number: usize) -> String {
    format!("/staff/referrals/{reference}/files/{number}")
}

fn standing(standing: Standing) -> Tag<'static> {
    match standing {
        Standing::Kept(Scan::Clean) => Tag::coloured("No virus found", "green"),
        Standing::Kept(Scan::Waiting) => Tag::coloured("Being checked for viruses", "blue"),
        Standing::Kept(Scan::Infected) => Tag::coloured("Virus found, deleted", "red"),
        Standing::Kept(Scan::NotScanned | Scan::NoScanner) => {
            Tag::coloured("Not checked for viruses", "orange")
        }
        Standing::Gone => Tag::coloured("No longer here", "grey"),
        Standing::NotKnown => Tag::coloured("Cannot be opened now", "grey"),
    }
}

/// Opens a file, or says why not. A post opens one that no scanner looked at.
pub async fn answer(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    params: &Params,
    page: Page,
) -> Result<Reply, Refusal> {
    let reference = &canonical(params.get("reference"));
    let warned = match page {
        Page::UncheckedFile => match frame::posted(request) {
            Ok(post) => visit.session.sent(&post),
            Err(refused) => return Ok(refused),
        },
        _ => false,
    };
    let referral = stores.read(reference, visit.actor(), visit.now).await?;
    let number = params.get("number");
    match files::open(stores, &referral, number, warned).await {
        Ok(file) => Ok(file),
        Err(NotOpened::Failed(fault)) => Ok(frame::fault(&fault, request)),
        Err(why) => Ok(not_opened(visit, reference, &why)),
    }
}

fn not_opened(visit: &Visit, reference: &str, why: &NotOpened) -> Reply {
    let (status, title) = match why {
        NotOpened::Waiting => (409, "This file is being checked for viruses"),
        NotOpened::Infected => (409, "A virus was found in this file"),
        NotOpened::Unchecked(_) => (200, "This file has not been checked for viruses"),
        NotOpened::NotFound | NotOpened::Failed(_) => (404, "There is no such file"),
    };
    let main = html! {
        span class="govuk-caption-l app-reference" { (reference) }
        h1 class="govuk-heading-l" { (title) }
        @match why {
            NotOpened::Waiting => {
                p class="govuk-body" { "It can be opened once the check is done. This takes a few minutes. If it still says this after an hour, tell whoever looks after this system that the virus scanner does not answer." }
                p class="govuk-body" { a class="govuk-link" href="" { "Try again" } }
            }
            NotOpened::Infected => {
                p class="govuk-body" { "The file was deleted and nobody can open it. The rest of the referral is safe to read." }
                p class="govuk-body" { "Tell the person that we could not use the file, and ask them to send it another way, such as a new photo or a copy on paper. It may have come from a problem on their device that they do not know of. Contact them only in a way that they said is safe." }
            }
            NotOpened::Unchecked(name) => (warning(visit, name)),
            NotOpened::NotFound | NotOpened::Failed(_) => {
                p class="govuk-body" { "The referral names no file of this number, or the file is no longer here. Check the address, or ask the person to send it again." }
            }
        }
        p class="govuk-body" { a class="govuk-link" href={ "/staff/referrals/" (reference) } { "Go back to the referral" } }
    };
    let head = Head {
        title,
        back: Some(&format!("/staff/referrals/{reference}")),
        ..Head::default()
    };
    frame::page(visit, status, &head, &main)
}

fn warning(visit: &Visit, name: &str) -> Markup {
    html! {
        p class="govuk-body" { "File: " strong class="app-typed" { (name) } }
        (WarningText("A file that was not checked can harm your computer and the council’s network."))
        p class="govuk-body" { "Download it only if you expect it and what it is called fits what the person told us. If you are not sure, ask whoever looks after your computers first, or ask the person to send it another way." }
        form method="post" novalidate {
            input type="hidden" name="csrf" value=(visit.session.csrf);
            (Button::new("Download it unchecked").warning())
        }
    }
}
