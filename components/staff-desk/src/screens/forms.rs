//! The versions of the forms that residents fill in: all of them, one of them, and a new one.

pub mod propose;
pub mod version;

use maud::{Markup, html};
use pages::{Banner, Button, Tag};
use vocabulary::Role;
use web::{Reply, Request};

use super::{Visit, clock, frame, words};
use crate::form_versions::{State, Version};
use crate::referral::FormVersion;
use crate::stores::{Refusal, Stores};

pub use staff_pages::FORMS as HOME;

/// The address of a version.
pub fn address(form: &FormVersion) -> String {
    format!("{HOME}/{}/{}", form.id, form.version)
}

/// The list of all versions.
pub async fn answer(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
) -> Result<Reply, Refusal> {
    let all = stores.form_versions(visit.actor()).await?;
    let taken_back = request.query_value("done") == Some("taken-back");
    let main = html! {
        @if taken_back { (Banner::success(Banner::sentence("The proposal has been taken back."))) }
        h1 class="govuk-heading-l" { "Forms" }
        p class="govuk-body" {
            "One person proposes a new version, and another one approves it. From then on people fill in \
             the new version. Whoever has begun on an older one goes on with that."
        }
        @if visit.actor().has(Role::ServiceDesigner) {
            (Button::link("Propose a new version", "/staff/forms/propose"))
        }
        @if all.is_empty() {
            p class="govuk-body" { "No form is published yet. The first is, when somebody opens the forms." }
        } @else { (table(visit, &all)) }
    };
    let head = frame::Head {
        title: "Forms",
        current: HOME,
        ..frame::Head::default()
    };
    Ok(frame::page(visit, 200, &head, &main))
}

fn table(visit: &Visit, all: &[Version]) -> Markup {
    html! {
        table class="govuk-table desk-list" role="table" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Versions of forms, the newest first" }
            thead class="govuk-table__head" role="rowgroup" {
                tr class="govuk-table__row" role="row" {
                    @for heading in ["Form", "State", "Proposed", "Last changed"] {
                        th scope="col" role="columnheader" class="govuk-table__header" { (heading) }
                    }
                }
            }
            tbody class="govuk-table__body" role="rowgroup" {
                @for version in all { (row(visit, version)) }
            }
        }
    }
}

fn row(visit: &Visit, version: &Version) -> Markup {
    html! {
        tr class="govuk-table__row" role="row" {
            th scope="row" role="rowheader" class="govuk-table__header" {
                a class="govuk-link" href=(address(&version.form)) { (name(&version.form)) }
            }
            td role="cell" class="govuk-table__cell" data-label="State" { (state(version)) }
            td role="cell" class="govuk-table__cell" data-label="Proposed" {
                @match &version.proposed {
                    Some(deed) => { (visit.name_of(&deed.who)) ", " (clock::when(deed.at, visit.now)) }
                    None => { "Came with the program" }
                }
            }
            td role="cell" class="govuk-table__cell" data-label="Last changed" {
                @match &version.changed {
                    Some(deed) => { (visit.name_of(&deed.who)) ", " (clock::when(deed.at, visit.now)) }
                    None => { "Not changed since" }
                }
            }
        }
    }
}

/// `Ask for help, version 2`.
fn name(form: &FormVersion) -> String {
    format!("{}, version {}", words::form(&form.id), form.version)
}

/// Where a version stands, as a tag.
fn state(version: &Version) -> Markup {
    let (text, colour) = match version.state {
        State::Proposed => ("Waiting to be approved", "yellow"),
        State::TakenBack => ("Taken back", "grey"),
        State::Published if version.offered => ("In use", "teal"),
        State::Published => ("Older version", "grey"),
        State::Withdrawn => ("Withdrawn", "orange"),
    };
    html! { (Tag::coloured(text, colour)) }
}

/// What a text changes, as a list.
fn difference(with: Option<u32>, sentences: &[String]) -> Markup {
    html! {
        @match with {
            None => p class="govuk-body" { "There is no version before it to compare it with." }
            Some(with) if sentences.is_empty() => p class="govuk-body" {
                "Nothing that people see or that routing learns is different from version " (with) "."
            }
            Some(with) => {
                p class="govuk-body" { "Compared with version " (with) ":" }
                ul class="govuk-list govuk-list--bullet desk-difference" {
                    @for sentence in sentences { li { (sentence) } }
                }
            }
        }
    }
}
