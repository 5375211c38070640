//! Every week of an account: by month, and each with what counted, what did not, and what was corrected.

use account_model::Week;
use maud::{Markup, html};
use metering::{Metering, Pence};
use pages::{Summary, SummaryRow, Table};
use vocabulary::Date;
use working_calendar::{day_in_words, local_date};

use super::frame::{self, Subject};
use super::summary::arranged;
use super::{PREFIX, Visit};
use crate::costs::{Month, Totals, by_month};
use crate::money::{month_of, pounds};
use crate::statement::entry_of;

/// Where the months are.
pub const HOME: &str = "/care-account/weeks";

fn amount(pence: Pence) -> String {
    pounds(pence.unsigned())
}

/// "November 2026".
fn named((year, month): Month) -> String {
    Date::new(year, month, 1).map_or_else(String::new, month_of)
}

fn address((year, month): Month) -> String {
    format!("{HOME}/{year:04}-{month:02}")
}

/// The months, the newest first.
pub fn months(visit: &Visit) -> web::Reply {
    let months = by_month(&visit.seen.account.weeks);
    let rows: Vec<Vec<Markup>> = months
        .iter()
        .map(|(month, weeks)| {
            let totals = Totals::of(weeks.iter().copied());
            vec![
                html! { a class="govuk-link" href=(address(*month)) { (named(*month)) } },
                html! { (totals.weeks) },
                html! { (pounds(totals.budget)) },
                html! { (pounds(totals.charged)) },
                html! { (pounds(totals.paid)) },
            ]
        })
        .collect();
    let head = vec!["Month", "Weeks", "Budget", "Charged by the council", "Paid"];
    let main = html! {
        h1 class="govuk-heading-l" { "Week by week" }
        @if rows.is_empty() {
            p class="govuk-body" { "There is nothing in your account yet." }
        } @else {
            p class="govuk-body" {
                "A week belongs to the month that it begins in. The budget is what it costs, or would cost, the council to \
                 meet the needs that it has assessed."
            }
            (Table::new("Months, the newest first", head, rows).caption_class("govuk-visually-hidden")
                .first_is_header().numeric(&[1, 2, 3, 4]).stacked())
        }
    };
    let subject = Subject {
        title: "Week by week",
        current: HOME,
        wide: true,
        ..Subject::default()
    };
    frame::page(visit, &subject, &main)
}

/// One month, named as `2026-11`.
pub fn month(visit: &Visit, wanted: &str) -> web::Reply {
    let months = by_month(&visit.seen.account.weeks);
    let found = months
        .iter()
        .find(|(month, _)| address(*month).rsplit('/').next() == Some(wanted));
    let Some((month, weeks)) = found else {
        return frame::refusal(PREFIX, pages::Refusal::NotFound);
    };
    let metering = visit.metering();
    let name = named(*month);
    let main = html! {
        h1 class="govuk-heading-l" { (name) }
        @for week in weeks { (one(week, metering.as_ref())) }
        p class="govuk-body" { a class="govuk-link" href="/care-account/something-wrong" { "Is something wrong?" } }
    };
    let subject = Subject {
        title: &name,
        back: Some(HOME),
        current: HOME,
        ..Subject::default()
    };
    frame::page(visit, &subject, &main)
}

fn one(week: &Week, metering: Option<&Metering>) -> Markup {
    let figures = &week.figures;
    let mut rows = vec![
        SummaryRow::new("Care", arranged(figures)),
        SummaryRow::new(
            "Budget",
            &figures
                .budget
                .map_or_else(|| "None for this week".to_owned(), amount),
        ),
        SummaryRow::new("Charged by the council", &amount(figures.charged)),
        SummaryRow::new("Paid", &amount(figures.paid)),
    ];
    if let Some(entry) = metering.and_then(|metering| entry_of(metering, figures)) {
        rows.push(SummaryRow::new(
            "What counted towards the cap",
            &amount(entry.counted),
        ));
        if !entry.not_counted.is_empty() {
            let parts = entry.not_counted.iter();
            let parts = parts.map(|part| (amount(part.amount), part.because.sentence()));
            rows.push(SummaryRow::rich("What did not count", left_out(parts)));
        }
    }
    html! {
        h2 class="govuk-heading-m" { "Week from " (day_in_words(figures.week_starting)) }
        (Summary::new(rows))
        @if !week.earlier.is_empty() { (corrections(week)) }
    }
}

/// What did not count: each amount, and below it why.
pub fn left_out<'a>(parts: impl Iterator<Item = (String, &'a str)>) -> Markup {
    html! {
        ul class="govuk-list" {
            @for (amount, because) in parts {
                li { strong { (amount) } br; (because) }
            }
        }
    }
}

/// What stood for this week before, and why it changed. The oldest first.
fn corrections(week: &Week) -> Markup {
    html! {
        h3 class="govuk-heading-s" { "What was corrected" }
        ul class="govuk-list govuk-list--bullet" {
            @for earlier in &week.earlier {
                li {
                    "On " (day_in_words(local_date(earlier.corrected_at))) ": " (earlier.because) " Before, it said: "
                    (before(&earlier.figures)) "."
                }
            }
        }
    }
}

fn before(figures: &metering::Week) -> String {
    let budget = figures.budget.map_or_else(
        || "no budget".to_owned(),
        |budget| format!("budget {}", amount(budget)),
    );
    format!(
        "{budget}, charged {}, paid {}",
        amount(figures.charged),
        amount(figures.paid)
    )
}
