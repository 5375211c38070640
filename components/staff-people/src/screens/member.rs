//! One member of staff: how they stand, what can be done, and what was done, when and why.

use maud::{Markup, html};
use pages::{Banner, Summary, SummaryRow, Table};
use web::{Reply, Request};
use working_calendar::staff_time;

use super::acting::act_words;
use super::people::BACK;
use super::{Visit, words};
use crate::acts::Act;
use crate::stores::{Event, Member, Power, Refusal, Stores};

/// The most events that the store answers at once.
const MOST: usize = 100;

/// The address of a member's page.
pub fn address(username: &str) -> String {
    format!("/staff/people/members/{username}")
}

pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    username: &str,
) -> Result<Reply, Refusal> {
    let member = stores.one(username, visit.actor(), visit.now).await?;
    let after = request
        .query_value("after")
        .and_then(|after| after.parse().ok())
        .unwrap_or_default();
    let events = stores.history(username, after, visit.actor()).await?;
    let passwords = stores.passwords().await?;
    let done = request.query_value("done").and_then(Act::from_id);
    let page = address(username);
    let next = events.last().filter(|_| events.len() >= MOST);
    let next = next.map(|last| format!("{page}?after={}", last.sequence));
    let main = html! {
        @if let Some(act) = done { (Banner::success(Banner::sentence(act_words(act).done))) }
        h1 class="govuk-heading-l desk-heading" { (member.display_name) }
        (summary(&member))
        @if visit.may(Power::Change) { (ways(&member, visit, passwords)) }
        section aria-labelledby="history" {
            h2 class="govuk-heading-m" id="history" { "What was done" }
            @if events.is_empty() { p class="govuk-body" { "Nothing is written down yet." } }
            @else { (history(&events)) }
            @if let Some(next) = &next {
                p class="govuk-body" { a class="govuk-link" href=(next) { "What was done after these" } }
            }
        }
    };
    Ok(visit
        .frame()
        .part(200, "A member of staff", BACK, &[], &main))
}

/// How somebody stands.
pub fn summary(member: &Member) -> Markup {
    let since = format!(
        "{}, by {}",
        staff_time(member.created_at),
        words::who(&member.created_by)
    );
    let signs_in = match member.from_directory {
        true => "With the council’s directory, which gives them their roles",
        false => "With a password",
    };
    html! {
        (Summary::new(vec![
            SummaryRow::new("User name", &member.username),
            SummaryRow::new("Roles", &words::roles(&member.roles)),
            SummaryRow::rich("Standing", words::standing(member)),
            SummaryRow::new("Signs in", signs_in),
            SummaryRow::new("Open sessions", &member.sessions.to_string()),
            SummaryRow::new("Made", &since),
        ]))
    }
}

/// What this reader can do about somebody as they stand.
pub fn is_offered(act: Act, member: &Member, visit: &Visit, passwords: bool) -> bool {
    let own = member.username == visit.actor().id;
    match act {
        Act::Roles => !own && !member.from_directory,
        Act::DisplayName => !member.from_directory,
        Act::NewPassword => !own && !member.from_directory && passwords && !member.suspended,
        Act::EndSessions => !member.suspended,
        Act::Suspend => !own && !member.suspended,
        Act::Allow => member.suspended,
    }
}

fn ways(member: &Member, visit: &Visit, passwords: bool) -> Markup {
    let offered = |act: &Act| is_offered(*act, member, visit, passwords);
    let own = member.username == visit.actor().id;
    html! {
        section aria-labelledby="ways" {
            h2 class="govuk-heading-m" id="ways" { "What you can do" }
            @if own { p class="govuk-body" { "Another administrator changes your roles." } }
            ul class="govuk-list" {
                @for act in Act::ALL.iter().filter(|act| offered(act)) {
                    li {
                        a class="govuk-link" href={ (address(&member.username)) "/" (act.id()) } { (act_words(*act).link) }
                    }
                }
            }
        }
    }
}

fn history(events: &[Event]) -> Markup {
    let row = |event: &Event| {
        vec![
            html! { (staff_time(event.at)) },
            html! { (words::who(&event.who)) },
            html! { (words::happened(&event.what)) },
            html! { (words::standing_after(&event.standing)) },
            html! {
                @if let Some(because) = &event.because { span class="app-typed" { (because) } } @else { "Nobody said" }
            },
        ]
    };
    let head = vec!["When", "Who", "What", "Roles after it", "Why"];
    let table = Table::new("What was done", head, events.iter().map(row).collect())
        .caption_class("govuk-visually-hidden")
        .first_is_header()
        .stacked();
    html! { (table) }
}
