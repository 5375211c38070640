//! Everybody who works here.

use maud::{Markup, html};
use pages::{Button, Table};
use web::Reply;

use super::{PREFIX, Visit, member, words};
use crate::stores::{Member, Power, Refusal, Stores};

const TITLE: &str = "People who work here";

pub async fn show(stores: &impl Stores, visit: &Visit) -> Result<Reply, Refusal> {
    let people = stores.everybody(visit.actor(), visit.now).await?;
    let passwords = stores.passwords().await?;
    let adds = visit.may(Power::Change) && passwords;
    let main = html! {
        h1 class="govuk-heading-l desk-heading" { (TITLE) }
        @if !passwords {
            p class="govuk-body" {
                "Staff sign in with the council’s directory, which gives them their roles. Whoever signs in for the first \
                 time is added here."
            }
        }
        @if adds { p class="govuk-body" { (Button::link("Add somebody", "/staff/people/add")) } }
        @if people.is_empty() { p class="govuk-body" { "Nobody is here yet." } }
        @else { (table(&people)) }
        p class="govuk-body" { a class="govuk-link" href="/staff/people/tokens" { "Tokens of machines" } }
    };
    Ok(visit.frame().part(200, TITLE, None, &[], &main))
}

fn table(people: &[Member]) -> Markup {
    let row = |person: &Member| {
        vec![
            html! { a class="govuk-link" href=(member::address(&person.username)) { (person.display_name) } },
            html! { (person.username) },
            html! { (words::roles(&person.roles)) },
            words::standing(person),
            html! { (person.sessions) },
        ]
    };
    let head = vec!["Name", "User name", "Roles", "Standing", "Open sessions"];
    let table = Table::new(TITLE, head, people.iter().map(row).collect())
        .caption_class("govuk-visually-hidden")
        .first_is_header()
        .numeric(&[4])
        .stacked();
    html! { (table) }
}

/// The way back to everybody.
pub const BACK: Option<&str> = Some(PREFIX);
