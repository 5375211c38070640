//! How the service does, in figures: which days, and each figure with its picture, its table and its file.

mod part;
mod pictures;

use ::figures::Period;
use maud::{Markup, html};
use pages::{Button, Details, ErrorLink, Input};
use staff_pages::{DASHBOARD, EQUALITY, Head, equality_is_for};
use vocabulary::Instant;
use web::{FieldProblem, Reply, Request};
use working_calendar::{day_in_words, local_date, staff_time};

use super::Visit;
use super::table::TABLES;
use crate::api::figures as asked;
use crate::sheets::{Figure, gather};
use crate::stores::{Refusal, Stores};

/// The periods that are one press away, in days up to today.
const USUAL: [(&str, i64); 3] = [
    ("Last 28 days", asked::USUAL_DAYS),
    ("Last 3 months", 91),
    ("Last year", 365),
];

/// The page.
pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    now: Instant,
) -> Result<Reply, Refusal> {
    if !staff_pages::dashboard_is_for(&visit.actor().roles) {
        return Err(Refusal::NotAllowed);
    }
    let open = request.query_value(TABLES) == Some("open");
    // Of the members of an address only those of the period are read, so that a link never breaks.
    let days = request
        .query
        .iter()
        .filter(|(name, _)| ["from", "to"].contains(&name.as_str()));
    let days: Vec<(String, String)> = days.cloned().collect();
    let period = match asked::period(&days, now) {
        Ok(period) => period,
        Err(problems) => return Ok(page(visit, 422, &wrong(request, &problems, now), &problems)),
    };
    let mut parts = Vec::with_capacity(Figure::ALL.len());
    for figure in Figure::ALL {
        let sheet = gather(stores, figure, period, visit.actor(), now).await?;
        parts.push(part::part(&sheet, period, open));
    }
    let main = html! {
        (heading(period, now))
        (chooser(&period.from().to_string(), &period.to().to_string(), &[], now))
        div class="app-no-print" { (contents(period)) }
        @for part in &parts { (part) }
        (about_equality(visit))
        (how_it_is_counted())
    };
    Ok(page(visit, 200, &main, &[]))
}

fn page(visit: &Visit, status: u16, main: &Markup, problems: &[FieldProblem]) -> Reply {
    let errors: Vec<ErrorLink> = problems
        .iter()
        .map(|problem| ErrorLink::new(problem.field.clone(), problem.message.clone()))
        .collect();
    let head = Head {
        title: "Dashboard",
        current: DASHBOARD,
        errors: &errors,
        ..Head::default()
    };
    visit.frame().page(status, &head, main)
}

fn heading(period: Period, now: Instant) -> Markup {
    html! {
        h1 class="govuk-heading-l" { "Dashboard" }
        p class="govuk-body-l" {
            "Contacts from " (day_in_words(period.from())) " to " (day_in_words(period.to()))
            ", as it was at " (staff_time(now))
        }
    }
}

/// The page for days that are none.
fn wrong(request: &Request, problems: &[FieldProblem], now: Instant) -> Markup {
    let typed = |name: &str| request.query_value(name).unwrap_or_default().to_owned();
    html! {
        h1 class="govuk-heading-l" { "Dashboard" }
        (chooser(&typed("from"), &typed("to"), problems, now))
    }
}

/// The page of a period.
fn address(period: Period) -> String {
    format!("{DASHBOARD}?from={}&to={}", period.from(), period.to())
}

fn chooser(from: &str, to: &str, problems: &[FieldProblem], now: Instant) -> Markup {
    let error = |field: &str| {
        let problem = problems.iter().find(|problem| problem.field == field);
        problem.map(|problem| problem.message.as_str())
    };
    html! {
        nav class="app-no-print" aria-label="Days" {
            ul class="govuk-list desk-ways" {
                @for (words, days) in USUAL {
                    @let period = Period::last_days(days, local_date(now));
                    li { a class="govuk-link" href=(address(period)) { (words) } }
                }
            }
        }
        form class="app-no-print desk-find" method="get" action=(DASHBOARD) novalidate {
            (Input::new("from", "From").kind("date").value(Some(from)).class("govuk-input--width-10").error(error("from")))
            (Input::new("to", "To, with this day").kind("date").value(Some(to)).class("govuk-input--width-10").error(error("to")))
            (Button::new("Show these days").secondary())
        }
    }
}

/// Every figure, and the page with every table open.
fn contents(period: Period) -> Markup {
    let list = html! {
        nav aria-label="Figures" {
            ul class="govuk-list" {
                @for figure in Figure::ALL {
                    li { a class="govuk-link" href={ "#" (figure.id()) } { (figure.title()) } }
                }
            }
        }
        p class="govuk-body" {
            a class="govuk-link" href={ (address(period)) "&" (TABLES) "=open" } { "Open every table, to read or to print" }
        }
    };
    html! { (Details::new("Go to a figure, or open every table", list)) }
}

/// Where the numbers of answers about equality are, which are read from a page that says who reads them.
fn about_equality(visit: &Visit) -> Markup {
    html! {
        @if equality_is_for(&visit.actor().roles) {
            section aria-labelledby="equality" {
                h2 class="govuk-heading-m" id="equality" { "Whom we reach" }
                p class="govuk-body" {
                    "Who answers the questions about themselves, and how localities differ, stands on a page of its own: \
                     it is written down who looks. "
                    a class="govuk-link" href=(EQUALITY) { "Answers about equality" }
                }
            }
        }
    }
}

fn how_it_is_counted() -> Markup {
    html! {
        section aria-labelledby="counted" {
            h2 class="govuk-heading-m" id="counted" { "How this is counted" }
            ul class="govuk-list govuk-list--bullet" {
                li { "A contact belongs to the day on which it was received, in London. What happened to it is told up to now." }
                li { "Referrals that only some people may see are in no number on this page, and in no total." }
                li { "Each contact counts, also where several are about the same person." }
                li { "Numbers say how the service does. They say nothing about one colleague, and nothing about one person." }
            }
        }
    }
}
