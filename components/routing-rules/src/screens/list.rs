//! All versions of the rules.

use maud::{Markup, html};
use pages::{Banner, Button, Table};
use web::{Reply, Request};
use working_calendar::when;

use super::words::{self, address, name};
use super::{PREFIX, PROPOSE, Visit};
use crate::stores::{Refusal, Stores};
use crate::versions::{State, Version};

pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
) -> Result<Reply, Refusal> {
    let all = stores.versions(visit.actor(), visit.now).await?;
    let taken_back = request.query_value("done") == Some("taken-back");
    let main = html! {
        @if taken_back { (Banner::success(Banner::sentence("The proposal has been taken back."))) }
        h1 class="govuk-heading-l" { "Rules" }
        p class="govuk-body" {
            "The rules decide which team gets a contact and how soon. One person proposes a new version, and \
             another one approves it, at once or for a later time. What was decided stays as it was decided."
        }
        @if visit.writes_rules() { (Button::link("Propose a new version", PROPOSE)) }
        @if all.is_empty() {
            p class="govuk-body" { "No rules are in use yet. The first are, once somebody has opened the forms." }
        } @else { (table(visit, &all)) }
    };
    Ok(visit.frame().part(200, "Rules", None, &[], &main))
}

fn table(visit: &Visit, all: &[Version]) -> Markup {
    let rows = all.iter().map(|version| row(visit, version)).collect();
    let head = vec![
        "Version",
        "State",
        "Takes effect",
        "Proposed",
        "Last changed",
    ];
    html! {
        (Table::new("Versions of the rules, the newest first", head, rows)
            .caption_class("govuk-visually-hidden").first_is_header().stacked())
    }
}

fn row(visit: &Visit, version: &Version) -> Vec<Markup> {
    let released = version.state != State::Proposed && version.state != State::TakenBack;
    vec![
        html! { a class="govuk-link" href=(address(&version.id)) { (name(&version.id)) } },
        words::state(version),
        html! {
            @match version.takes_effect {
                Some(from) => (when(from, visit.now)),
                None if released => "From the beginning",
                None => "Not decided",
            }
        },
        html! {
            @match &version.proposed {
                Some(deed) => (words::deed(visit, deed)),
                None => "Came with the program",
            }
        },
        html! {
            @match &version.changed {
                Some(deed) => (words::deed(visit, deed)),
                None => "Not changed since",
            }
        },
    ]
}

/// Where the list is.
pub const HOME: &str = PREFIX;
