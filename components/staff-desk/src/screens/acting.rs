//! The page of one action: its form, under what must not be forgotten about the person. When a colleague changed
//! the referral meanwhile, what they did stands beside what was typed, and nothing is overwritten.

use maud::{Markup, html};
use pages::ErrorLink;
use web::{FormPost, Reply, Request};

use super::actions::{self, Offer};
use super::clock::Clock;
use super::referral::View;
use super::typed::Typed;
use super::{Visit, casework, frame, person, words};
use crate::referral::{Action, Referral};
use crate::stores::{Refusal, Stores};

/// The empty form; the referral itself for an action that needs no page, or that the state does not allow now.
pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    reference: &str,
    action: Action,
) -> Result<Reply, Refusal> {
    let referral = stores.read(reference, visit.actor(), visit.now).await?;
    let offer = Offer::of(visit, &referral, None);
    if !offer.is_for_role(action) {
        return Err(Refusal::NotAllowed);
    }
    if !has_a_page(action) || !offer.may(action) {
        return Ok(Reply::see_other(&home(&referral)));
    }
    // Another page may know what it is about, such as the reference of the other contact.
    let known = Typed::of(
        action,
        &FormPost {
            pairs: request.query.clone(),
        },
    );
    let view = View {
        typed: known.says_something().then_some(&known),
        ..View::of(visit, &referral, &[])
    };
    Ok(page(&view, action, 200))
}

/// Whether an action has fields to fill in on a page of its own.
pub const fn has_a_page(action: Action) -> bool {
    !matches!(action, Action::Claim | Action::Release | Action::Assess(_))
}

fn home(referral: &Referral) -> String {
    format!("/staff/referrals/{}", referral.entry.reference)
}

/// The page, with what was typed and why it was not stored, if that is so.
pub fn page(view: &View, action: Action, status: u16) -> Reply {
    let referral = view.referral;
    let errors: Vec<ErrorLink> = view
        .typed
        .map(|typed| typed.errors.clone())
        .unwrap_or_default();
    let offer = Offer::of(view.visit, referral, view.typed);
    let title = actions::title(action);
    let main = html! {
        @if let Some(said) = view.refused {
            @if errors.is_empty() { (staff_pages::not_stored(said, None, None)) }
        }
        span class="govuk-caption-l" {
            span class="app-reference" { (referral.entry.reference) } " · "
            span class="app-typed" { (referral.entry.name.as_deref().unwrap_or("No name given")) }
        }
        h1 class="govuk-heading-l" { (title) }
        (strip(view))
        @if view.meanwhile() {
            div class="desk-both" {
                section class="desk-both__theirs" aria-labelledby="meanwhile" {
                    h2 class="govuk-heading-m" id="meanwhile" { "What changed meanwhile" }
                    (meanwhile(view))
                }
                section class="desk-both__yours" aria-labelledby="yours" {
                    h2 class="govuk-heading-m" id="yours" { "What you typed, not stored yet" }
                    (yours(view, &offer, action))
                }
            }
        } @else {
            (person::first(referral))
            div class="desk-act" { (yours(view, &offer, action)) }
        }
    };
    let back = home(referral);
    let title = format!("{title}: {}", referral.entry.reference);
    let head = frame::Head {
        title: &title,
        back: Some(&back),
        errors: &errors,
        current: staff_pages::QUEUES,
    };
    frame::page(view.visit, status, &head, &main)
}

/// The form; once the state does not allow it any more, the words alone, to be copied.
fn yours(view: &View, offer: &Offer, action: Action) -> Markup {
    html! {
        @if offer.may(action) {
            div class="desk-action" id=(actions::id(action)) { (offer.form(action)) }
        } @else {
            p class="govuk-body" { "This can no longer be done with the referral as it is now. Copy what you need." }
            @if let Some(typed) = view.typed { (staff_pages::typed_words(typed.pairs())) }
        }
        p class="govuk-body" {
            a class="govuk-link" href=(home(view.referral)) { "Go back to the referral without doing this" }
        }
    }
}

/// What colleagues did since the page that was sent from was made, and how the referral stands now.
fn meanwhile(view: &View) -> Markup {
    let entry = &view.referral.entry;
    html! {
        @if view.since.is_empty() {
            p class="govuk-body" { "We cannot tell what changed. Read the referral as it is now before you send this again." }
        } @else { ol class="app-timeline" { @for event in view.since { (view.timeline_item(event)) } } }
        h3 class="govuk-heading-s" { "How it stands now" }
        ul class="govuk-list" {
            li { "Status: " (words::status(&entry.status)) }
            li { "In: " (words::queue(&entry.queue)) }
            li { "Priority: " (entry.priority.label()) }
            li {
                "Held by: "
                @match &entry.assignee { Some(who) => (view.visit.name_of(who)), None => "nobody" }
            }
        }
        p class="govuk-body" { a class="govuk-link" href=(home(view.referral)) { "Read the referral as it is now" } }
    }
}

/// How pressing it is and how much time is left.
fn strip(view: &View) -> Markup {
    let entry = &view.referral.entry;
    let clock = Clock::of(entry, &view.visit.times, view.visit.now);
    html! {
        div class="desk-strip" {
            div { (words::priority_tag(entry.priority)) " " (words::status_tag(&entry.status)) }
            @if let Some(clock) = &clock {
                div class=(clock.class()) { strong { (clock.words) } ". Respond by " (clock.due) "." }
            }
            div {
                @match &entry.assignee {
                    Some(who) => { "Held by " strong { (view.visit.name_of(who)) } },
                    None => strong { "Nobody holds it yet" },
                }
            }
            (casework::strip(view.visit, view.referral))
        }
    }
}
