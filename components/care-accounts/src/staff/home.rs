//! Where staff look for accounts, and what waits for them.

use account_model::{Found, Power};
use maud::{Markup, html};
use pages::{Banner, Button};
use web::{Reply, Request};

use super::act::{Act, changed_before};
use super::fields::Fields;
use super::frame::address;
use super::{Visit, searching, words};
use crate::money::day_of;
use crate::stores::{Refusal, Stores};

/// The most that a list shows.
const MOST: usize = 50;

/// What waits for this reader.
pub struct Lists {
    waiting: Option<Vec<Found>>,
    not_needed: Option<Vec<Found>>,
}

impl Lists {
    /// Asks for those lists that the reader may see.
    pub async fn of(stores: &impl Stores, visit: &Visit) -> Result<Self, Refusal> {
        let waiting = match visit.may(Power::DecideDelegate) {
            true => Some(stores.waiting(visit.actor(), visit.now).await),
            false => None,
        };
        let not_needed = match visit.may(Power::Remove) {
            true => {
                let before = changed_before(visit.now);
                Some(
                    stores
                        .past_retention(before, visit.actor(), visit.now)
                        .await,
                )
            }
            false => None,
        };
        Ok(Self {
            waiting: allowed(waiting)?,
            not_needed: allowed(not_needed)?,
        })
    }
}

/// The store decides: what it does not allow is no list.
fn allowed(list: Option<Result<Vec<Found>, Refusal>>) -> Result<Option<Vec<Found>>, Refusal> {
    match list {
        None | Some(Err(Refusal::NotAllowed)) => Ok(None),
        Some(list) => list.map(Some),
    }
}

/// The page.
pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
) -> Result<Reply, Refusal> {
    let lists = Lists::of(stores, visit).await?;
    let removed = request.query_value("done") == Some(Act::Remove.words().id);
    let above = html! {
        @if removed { (Banner::success(Banner::sentence(Act::Remove.words().done))) }
        h1 class="govuk-heading-l desk-heading" { "Care accounts" }
    };
    Ok(page(
        visit,
        200,
        "Care accounts",
        &above,
        Fields::default(),
        Some(&lists),
    ))
}

/// The page with something above its parts.
pub fn page(
    visit: &Visit,
    status: u16,
    title: &str,
    above: &Markup,
    fields: Fields<'_>,
    lists: Option<&Lists>,
) -> Reply {
    let looks = visit.may(Power::Look);
    let main = html! {
        (above)
        @if looks { (searching::form(visit, fields)) }
        @if !looks && visit.may(Power::ReadAudit) { (for_auditors(visit, fields)) }
        @if let Some(lists) = lists {
            @if let Some(waiting) = &lists.waiting {
                section aria-labelledby="waiting" {
                    h2 class="govuk-heading-m" id="waiting" { "Waiting for approval" }
                    (list(waiting, "Nobody waits for approval to act for somebody."))
                }
            }
            @if let Some(not_needed) = &lists.not_needed {
                section aria-labelledby="not-needed" {
                    h2 class="govuk-heading-m" id="not-needed" { "Need not be kept any longer" }
                    (list(not_needed, "Every account must still be kept."))
                }
            }
        }
    };
    visit
        .frame()
        .part(status, title, None, fields.errors(), &main)
}

/// Accounts in a row, each with a link to it.
pub fn list(found: &[Found], nothing: &str) -> Markup {
    html! {
        @if found.is_empty() { p class="govuk-body" { (nothing) } }
        @else {
            table class="govuk-table desk-list" role="table" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Accounts" }
                thead class="govuk-table__head" role="rowgroup" {
                    tr class="govuk-table__row" role="row" {
                        @for heading in ["Person", "Born", "Online access"] {
                            th scope="col" role="columnheader" class="govuk-table__header" { (heading) }
                        }
                    }
                }
                tbody class="govuk-table__body" role="rowgroup" {
                    @for one in found {
                        tr class="govuk-table__row" role="row" {
                            th scope="row" role="rowheader" class="govuk-table__header desk-list__person" {
                                a class="govuk-link" href=(address(&one.id)) { (one.given_name) " " (one.family_name) }
                            }
                            td role="cell" class="govuk-table__cell" data-label="Born" { (day_of(&one.date_of_birth)) }
                            td role="cell" class="govuk-table__cell" data-label="Online access" { (words::online_tag(one.online)) }
                        }
                    }
                }
            }
            @if found.len() >= MOST {
                p class="govuk-body" { "These are the first " (MOST) ". There may be more." }
            }
        }
    }
}

/// Whoever reads what was done and sees no account needs its id from a colleague.
fn for_auditors(visit: &Visit, fields: Fields<'_>) -> Markup {
    html! {
        p class="govuk-body" {
            "You can see who looked at an account, why, and what was changed. You do not see the account itself."
        }
        form method="post" action={ (super::PREFIX) "/audit" } novalidate {
            (visit.session.guards(None))
            (fields.line("account", "Which account?",
                Some("What a colleague gave you: it stands under “What you can do” on the account’s page.")))
            (Button::new("See what was done").once())
        }
    }
}
