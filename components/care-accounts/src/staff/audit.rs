//! Who looked at an account, why, and what changed.

use account_model::{AuditEvent, Power};
use maud::{Markup, html};
use web::{Reply, Request};
use working_calendar::staff_time;

use super::fields::{Fields, Mistakes, text, typed};
use super::frame::address;
use super::home;
use super::{PREFIX, Sent, Visit, words};
use crate::stores::{Refusal, Stores};

const TITLE: &str = "Who looked and what changed";
/// The most that the store answers at once.
const MOST: usize = 100;

/// The page.
pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    id: &str,
) -> Result<Reply, Refusal> {
    let after = request
        .query_value("after")
        .and_then(|after| after.parse().ok())
        .unwrap_or_default();
    let events = stores.audit(id, after, visit.actor(), visit.now).await?;
    let page = format!("{}/audit", address(id));
    let next = events
        .last()
        .filter(|_| events.len() >= MOST)
        .map(|last| format!("{page}?after={}", last.sequence));
    let main = html! {
        h1 class="govuk-heading-l desk-heading" { (TITLE) }
        p class="govuk-body" { "The oldest first. That you read this is written down too." }
        @if events.is_empty() {
            p class="govuk-body" {
                @if after > 0 { "Nothing has happened since." } @else { "Nothing is written down yet." }
            }
        } @else { (table(&events)) }
        ul class="govuk-list app-no-print" {
            @if after > 0 { li { a class="govuk-link" href=(page) { "From the beginning" } } }
            @if let Some(next) = &next { li { a class="govuk-link" href=(next) { "What happened after these" } } }
        }
    };
    let back = match visit.may(Power::Look) {
        true => address(id),
        false => PREFIX.to_owned(),
    };
    Ok(visit.frame().part(200, TITLE, Some(&back), &[], &main))
}

fn table(events: &[AuditEvent]) -> Markup {
    html! {
        table class="govuk-table desk-list" role="table" {
            caption class="govuk-table__caption govuk-visually-hidden" { (TITLE) }
            thead class="govuk-table__head" role="rowgroup" {
                tr class="govuk-table__row" role="row" {
                    @for heading in ["When", "Who", "What", "Why"] {
                        th scope="col" role="columnheader" class="govuk-table__header" { (heading) }
                    }
                }
            }
            tbody class="govuk-table__body" role="rowgroup" {
                @for event in events { (row(event)) }
            }
        }
    }
}

fn row(event: &AuditEvent) -> Markup {
    html! {
        tr class="govuk-table__row" role="row" {
            th scope="row" role="rowheader" class="govuk-table__header desk-list__person" { (staff_time(event.at)) }
            td role="cell" class="govuk-table__cell" data-label="Who" { (words::who(&event.who)) }
            td role="cell" class="govuk-table__cell" data-label="What" {
                (words::happened(&event.what))
                @if let Some(detail) = &event.detail { span class="desk-small app-typed" { (detail) } }
            }
            td role="cell" class="govuk-table__cell app-typed" data-label="Why" {
                @if let Some(because) = &event.because { (because) }
            }
        }
    }
}

/// Leads to the page of the account whose id was typed.
pub async fn find(stores: &impl Stores, visit: &Visit, sent: &Sent) -> Result<Reply, Refusal> {
    if !visit.may(Power::ReadAudit) {
        return Err(Refusal::NotAllowed);
    }
    let mut kept = typed(sent);
    let mut mistakes = Mistakes::default();
    let id = mistakes.take(
        "account",
        text(sent, "account", "Enter what a colleague gave you"),
    );
    // The id alone, of 128 random bits, is what may stand in an address.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let is_id = |id: &String| id.len() == 22 && id.bytes().all(plain);
    match id.filter(is_id) {
        Some(id) if sent.fresh => Ok(Reply::see_other(&format!("{}/audit", address(&id)))),
        _ => {
            if mistakes.0.is_empty() && sent.fresh {
                mistakes.add(
                    "account",
                    "Enter the 22 letters and digits that a colleague gave you",
                );
            }
            kept.errors = mistakes.0;
            let lists = home::Lists::of(stores, visit).await?;
            let said = (!sent.fresh).then(staff_pages::from_an_earlier_session);
            let above = html! {
                @if let Some(said) = &said { (staff_pages::not_stored(said, None, None)) }
                h1 class="govuk-heading-l desk-heading" { "Care accounts" }
            };
            let status = said.map_or(422, |said| said.status);
            Ok(home::page(
                visit,
                status,
                "Care accounts",
                &above,
                Fields(Some(&kept)),
                Some(&lists),
            ))
        }
    }
}
