//! The frame of every staff page: menu, emergencies that nobody has claimed, refusals.

use maud::{Markup, html};
use pages::{Authority, ErrorLink, Layout, Link, refusal_page};
use web::{FormPost, Reply, Request};
use working_calendar::length_in_words;

use super::{Visit, assets, equality, forms, words};
use crate::api::refusals::{NEEDS_S42, RETRY_AFTER};
use crate::equality::numbers_are_for;
use crate::referral::Entry;
use crate::stores::{Fault, Refusal};

/// What a page says above its main part.
#[derive(Default)]
pub struct Head<'a> {
    /// Without a person's name: titles stand in a browser's history.
    pub title: &'a str,
    pub back: Option<&'a str>,
    pub errors: &'a [ErrorLink],
    /// The address of the menu's entry that the reader is in.
    pub current: &'a str,
}

/// A whole page for somebody who is signed in.
pub fn page(visit: &Visit, status: u16, head: &Head<'_>, main: &Markup) -> Reply {
    let mine = format!("/staff/queues?assignee={}", visit.session.actor.id);
    let sign_out = format!("Sign out {}", visit.session.display_name);
    let link = |href, text| Link {
        href,
        text,
        current: href == head.current,
    };
    let mut links = Vec::new();
    if !forms::are_all_of(visit.actor()) {
        links.push(link("/staff/queues", "Queues"));
        links.push(link(&mine, "Held by you"));
    }
    if forms::are_for(visit.actor()) {
        links.push(link(forms::HOME, "Forms"));
    }
    if numbers_are_for(visit.actor()) {
        links.push(link(equality::HOME, "Equality"));
    }
    links.push(link("/staff/change-password", "Change password"));
    links.push(link("/staff/sign-out", &sign_out));
    let mut layout = Layout::new(Authority::current(), assets::PREFIX, head.title)
        .staff()
        .errors(head.errors)
        .navigation(&links)
        .above_main(above(visit));
    if let Some(back) = head.back {
        layout = layout.back(back);
    }
    Reply::html(status, layout.page(main))
}

/// A whole page for somebody who is not signed in.
pub fn outside(status: u16, title: &str, errors: &[ErrorLink], main: &Markup) -> Reply {
    let layout = Layout::new(Authority::current(), assets::PREFIX, title)
        .errors(errors)
        .above_main(files());
    Reply::html(status, layout.page(main))
}

fn files() -> Markup {
    html! {
        link rel="stylesheet" href=(assets::style_path());
        script src=(assets::script_path()) defer {}
    }
}

fn above(visit: &Visit) -> Markup {
    html! {
        (files())
        @if !visit.emergencies.is_empty() { (waiting(visit)) }
    }
}

/// Emergencies that nobody has claimed for 15 minutes, on every page until somebody does.
fn waiting(visit: &Visit) -> Markup {
    let count = visit.emergencies.len();
    html! {
        section class="app-alert desk-waiting" aria-labelledby="waiting" {
            h2 class="govuk-heading-s" id="waiting" {
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

/// The name and words of a refusal on a page for staff.
pub struct Said {
    pub status: u16,
    pub heading: &'static str,
    /// What happened and what to do.
    pub words: String,
}

/// What a page says when the store refuses. `None` for what has a page of its own.
pub fn said(visit: &Visit, refusal: &Refusal) -> Said {
    let said = |status, heading, words: &str| Said {
        status,
        heading,
        words: words.to_owned(),
    };
    match refusal {
        Refusal::NotFound => said(
            404,
            "Referral not found",
            "There is no referral with this reference, or you may not see it. Check the reference.",
        ),
        Refusal::NotAllowed => said(
            403,
            "Your role does not allow this",
            "Ask a colleague with the right role to do it, or ask a manager about your roles.",
        ),
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
        Refusal::Conflict(sentence) => said(409, "That is not possible now", sentence),
        Refusal::Invalid(_) => said(
            422,
            "There is something to put right",
            "Nothing was stored. Change what is marked and send it again.",
        ),
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
    let refusal = match fault {
        Fault::Unavailable | Fault::WrongKey(_) => pages::Refusal::Unavailable,
        Fault::Internal => pages::Refusal::Broken,
    };
    let posted = request.form().map(|post| post.pairs).unwrap_or_default();
    let kept: Vec<(String, String)> = posted
        .into_iter()
        .filter(|(name, _)| !name.contains("password"))
        .collect();
    let again = (!kept.is_empty()).then_some(request.path.as_str());
    plain_refusal(refusal, again, &kept)
}

/// What one of our own pages sent, or the refusal of anything else.
pub fn posted(request: &Request) -> Result<FormPost, Reply> {
    let refusal = match request.form() {
        Ok(post) if !request.is_cross_site() => return Ok(post),
        Ok(_) => pages::Refusal::NotAllowed,
        Err(problem) => pages::Refusal::of_status(problem.status),
    };
    Err(plain_refusal(refusal, None, &[]))
}

/// A refusal without anything that only somebody who is signed in may see.
pub fn plain_refusal(
    refusal: pages::Refusal,
    again: Option<&str>,
    kept: &[(String, String)],
) -> Reply {
    let authority = Authority::current();
    let layout = Layout::new(authority, assets::PREFIX, refusal.heading());
    let page = refusal_page(&layout, authority, refusal, again, kept);
    let reply = Reply::html(refusal.status(), page);
    if refusal == pages::Refusal::Unavailable {
        reply.with_header("retry-after", &RETRY_AFTER.to_string())
    } else {
        reply
    }
}
