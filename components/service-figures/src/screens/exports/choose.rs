//! What, of which days, and why.

use maud::html;
use pages::{Button, DateInput, ErrorLink, RadioItem, Radios, Textarea};
use staff_pages::{Head, Said, not_stored};
use vocabulary::Role;
use web::{FieldProblem, FormPost, Reply};

use super::{HOME, typed_day};
use crate::exports::Kind;
use crate::screens::Visit;

/// The page, with what was sent and what is wrong with it.
pub fn page(
    visit: &Visit,
    post: &FormPost,
    problems: &[FieldProblem],
    refused: Option<&Said>,
) -> Reply {
    let status = match refused {
        Some(said) => said.status,
        None if problems.is_empty() => 200,
        None => 422,
    };
    let wrong = |field: &str| {
        let problem = problems.iter().find(|problem| problem.field == field);
        problem.map(|problem| problem.message.as_str())
    };
    // The first field of a group is where a link leads.
    let place = |field: &str| match field {
        "from" | "to" => format!("{field}-day"),
        other => other.to_owned(),
    };
    let errors: Vec<ErrorLink> = problems
        .iter()
        .map(|problem| ErrorLink::new(place(&problem.field), problem.message.clone()))
        .collect();
    let what = [
        (
            Kind::ClientLevelData,
            "Client Level Data: requests",
            "Referrals that were closed in these days, under the 50 headings of the national return. You see how good \
             the data is before you take the file.",
        ),
        (
            Kind::Table,
            "Referrals as a table (CSV)",
            "Referrals that were received in these days: ids, times, needs and decisions. No names, no way to reach \
             anybody, and nobody’s words.",
        ),
        (
            Kind::JsonLines,
            "Referrals with every answer (JSON Lines)",
            "Referrals that were received in these days, with names and everything that people wrote.",
        ),
    ];
    let items = what.map(|(kind, text, hint)| RadioItem::new(kind.id(), text).hint(Some(hint)));
    let day = |name: &'static str, legend: &'static str, hint: &'static str| {
        let wrong_parts = [false; 3];
        DateInput::new(name, legend)
            .values(typed_day(post, name))
            .wrong(wrong_parts)
            .hint(Some(hint))
            .error(wrong(name))
    };
    let main = html! {
        @if let Some(said) = refused { (not_stored(said, None, None)) }
        h1 class="govuk-heading-l" { "Exports" }
        p class="govuk-body" {
            "Files for other systems. Restricted referrals are left out, unless you are one of the people who may see them."
        }
        p class="govuk-body" {
            "It is written down who took a file, when and why, for each referral in it. Keep the file where only those \
             who need it can open it, and delete it afterwards."
        }
        form method="post" action=(HOME) novalidate {
            (visit.session.guards(None))
            (Radios::new("what", "What do you need?", items.into()).chosen(post.first("what")).error(wrong("what")))
            (day("from", "First day", "For example, 1 4 2026"))
            (day("to", "Last day", "A year after the first at the most"))
            (Textarea::new("reason", "What is it needed for?").rows(3).value(post.first("reason"))
                .hint(Some("For example, the return of the quarter. Do not name anybody")).error(wrong("reason")))
            (Button::new("Continue"))
        }
        @if visit.actor().is_any_of(&[Role::Manager]) && !visit.actor().is_any_of(&[Role::Worker]) {
            p class="govuk-body" {
                "People’s answers about their ethnic group leave for the national return only, and only to a machine \
                 with the role “worker”: in a file that you take yourself, “Ethnicity” is blank."
            }
        }
    };
    let head = Head {
        title: "Exports",
        current: HOME,
        errors: &errors,
        ..Head::default()
    };
    visit.frame().page(status, &head, &main)
}
