//! The account in one screen: what care costs each week, what is paid and why, and how things stand.

use maud::{Markup, html};
use metering::Metering;
use pages::chart::{BarChart, Progress, Series};
use pages::{Details, Summary, SummaryRow, Table};
use vocabulary::{ArrangedBy, CareSetting};
use working_calendar::day_in_words;

use super::frame::{self, Subject};
use super::{Visit, weeks};
use crate::costs::{Share, Totals, of_last_year};
use crate::money::{day_of, pounds, whole_pounds};

pub fn show(visit: &Visit) -> web::Reply {
    let account = &visit.seen.account;
    let main = html! {
        h1 class="govuk-heading-l" { "Your care account" }
        @match account.weeks.last() {
            Some(latest) => {
                (figures(visit, &latest.figures))
                (chart(visit))
            }
            None => p class="govuk-body" {
                "There is nothing in your account yet. Weeks appear here once the council has their figures."
            }
        }
        @if let Some(metering) = visit.metering() { (towards_cap(&metering)) }
        (moved_here(visit))
        ul class="govuk-list" {
            li { a class="govuk-link" href="/care-account/weeks" { "See every week" } }
            li { a class="govuk-link" href="/care-account/statements" { "See your statements" } }
            li { a class="govuk-link" href="/care-account/something-wrong" { "Is something wrong?" } }
        }
        @if let Some(name) = &visit.provider {
            p class="govuk-body" {
                a class="govuk-link" href="/care-account/linking" { "Sign in with " (name) " next time" }
            }
        }
    };
    let subject = Subject {
        title: "Your care account",
        current: "/care-account/summary",
        ..Subject::default()
    };
    frame::page(visit, &subject, &main)
}

fn figures(visit: &Visit, latest: &metering::Week) -> Markup {
    let share = Share::of(latest);
    let monday = day_in_words(latest.week_starting);
    let totals = Totals::of(of_last_year(&visit.seen.account.weeks, visit.today));
    let whole = Share::is_whole(latest);
    let costs = match whole {
        true => format!("{} in the week from {monday}", pounds(share.cost())),
        false => format!(
            "There is no budget for the week from {monday}, so we cannot show what the care cost."
        ),
    };
    let of_what = match (whole, share.councils) {
        (false, _) => format!(" for the week from {monday}. "),
        (true, 0) => ", which is all of it. ".to_owned(),
        (true, _) => " of that. ".to_owned(),
    };
    let rows = vec![
        SummaryRow::new("What your care costs", &costs),
        SummaryRow::rich(
            "What you pay",
            html! {
                strong { (pounds(share.theirs)) } (of_what)
                (why(latest))
            },
        ),
        SummaryRow::new(
            "What you paid in the last 12 months",
            &match totals.weeks {
                1 => format!("{} for 1 week of care", pounds(totals.paid)),
                weeks => format!("{} for {weeks} weeks of care", pounds(totals.paid)),
            },
        ),
        SummaryRow::new("What the council charged you", &balance(totals)),
    ];
    html! { (Summary::new(rows)) }
}

/// Why somebody pays what they pay. Nothing is worked out here: it says whose figure it is.
pub fn why(week: &metering::Week) -> &'static str {
    match (week.arranged_by, week.charged == metering::Pence::NOTHING) {
        (ArrangedBy::Council, true) => {
            "The council arranges this care and charged you nothing for that week."
        }
        (ArrangedBy::Council, false) => {
            "The council arranges this care. It charges you what its financial assessment of your income, your savings \
             and your costs came to, and pays the rest. If your money or your costs have changed, ask for it to be \
             looked at again."
        }
        (ArrangedBy::Adult, _) => {
            "You arrange this care yourself, and this is what you paid for it. If your savings go down, ask the council \
             whether it can help."
        }
    }
}

/// What was paid of what the council charged.
fn balance(totals: Totals) -> String {
    let (owed, over) = (totals.still_to_pay(), totals.overpaid());
    let of_what = format!(
        "The council charged you {} in the last 12 months",
        pounds(totals.charged)
    );
    match (totals.charged, owed, over) {
        (0, _, 0) => "The council charged you nothing in the last 12 months.".to_owned(),
        (_, 0, 0) => format!("{of_what}, and you have paid all of it."),
        (_, 0, over) => format!("{of_what}. You have paid {} more than that.", pounds(over)),
        (_, owed, _) => format!(
            "{of_what}. {} of it had not been paid when these figures came. A payment can take some days to appear.",
            pounds(owed)
        ),
    }
}

fn chart(visit: &Visit) -> Markup {
    let weeks: Vec<&account_model::Week> =
        of_last_year(&visit.seen.account.weeks, visit.today).collect();
    if weeks.is_empty() {
        return html! {};
    }
    let shares: Vec<Share> = weeks.iter().map(|week| Share::of(&week.figures)).collect();
    let known: Vec<u64> = weeks
        .iter()
        .filter(|week| Share::is_whole(&week.figures))
        .map(|week| Share::of(&week.figures).cost())
        .collect();
    let without_budget = weeks.len() - known.len();
    let description = described(&known);
    let chart = BarChart {
        id: "weekly-cost",
        title: "What your care cost each week of the last 12 months",
        description: &description,
        category: "Week from",
        categories: weeks
            .iter()
            .map(|week| working_calendar::day_in_short(week.figures.week_starting))
            .collect(),
        series: vec![
            Series {
                name: "What you pay",
                values: shares.iter().map(|share| share.theirs).collect(),
            },
            Series {
                name: "What the council pays",
                values: shares.iter().map(|share| share.councils).collect(),
            },
        ],
        written: pounds,
        rounded: whole_pounds,
    };
    html! {
        h2 class="govuk-heading-m" { (chart.title) }
        @if without_budget > 0 {
            p class="govuk-body" {
                @if without_budget == 1 { "1 week has no budget. Its bar shows" }
                @else { (without_budget) " weeks have no budget. Their bars show" }
                " what you pay alone, and not what the council pays."
            }
        }
        (chart)
    }
}

/// The chart in words, for those who do not see it.
fn described(costs: &[u64]) -> String {
    let weeks = match costs.len() {
        1 => "In 1 week".to_owned(),
        weeks => format!("Over {weeks} weeks"),
    };
    let cost = match (costs.iter().min(), costs.iter().max()) {
        (Some(least), Some(most)) if least == most => {
            format!("{weeks} your care cost {} a week. ", pounds(*least))
        }
        (Some(least), Some(most)) => format!(
            "{weeks} your care cost between {} and {} a week. ",
            pounds(*least),
            pounds(*most)
        ),
        _ => String::new(),
    };
    format!(
        "{cost}Each bar is a week. A dark part is what you pay, a light part what the council pays."
    )
}

/// How far the cost of care has come, in a demonstration or where there is a scheme.
fn towards_cap(metering: &Metering) -> Markup {
    let amount = |pence: metering::Pence| pounds(pence.unsigned());
    let said = format!(
        "{} of {} has counted: {}%. There is {} until the cap.",
        amount(metering.accrued),
        amount(metering.cap),
        metering.progress_percent(),
        amount(metering.remaining)
    );
    let bar = Progress {
        id: "towards-cap",
        title: "How far your care has come towards the cap",
        description: &said,
        hundredths: u64::try_from(metering.progress).unwrap_or_default(),
    };
    let figures = [
        ("Counted so far", amount(metering.accrued)),
        ("The cap", amount(metering.cap)),
        ("Until the cap", amount(metering.remaining)),
        ("Progress", format!("{}%", metering.progress_percent())),
    ];
    let rows = figures.map(|(what, figure)| vec![html! { (what) }, html! { (figure) }]);
    let table = Table::new(bar.title, vec!["What", "Figure"], rows.into())
        .caption_class("govuk-visually-hidden")
        .first_is_header()
        .numeric(&[1]);
    html! {
        h2 class="govuk-heading-m" { (bar.title) }
        (bar)
        p class="govuk-body" { (said) }
        (Details::new("See these figures in a table", html! { (table) }))
        @if let Some(day) = metering.reaches_cap_on {
            p class="govuk-body" {
                "If each week counted what the latest one did, the cap would be reached in the week from " (day_in_words(day)) "."
            }
        }
        p class="govuk-body" {
            a class="govuk-link" href=(weeks::HOME) { "See what counted in each week, what did not, and why" }
        }
    }
}

/// What the council before had counted. It is shown as the figure that it is.
fn moved_here(visit: &Visit) -> Markup {
    let figure = visit.seen.account.brought_forward.as_ref();
    html! {
        @if let Some(figure) = figure.filter(|_| visit.status.shows_figures()) {
            p class="govuk-body" {
                "This goes on from the figure of " (figure.authority) ": " (pounds(figure.accrued)) " at the beginning of "
                (day_of(&figure.date)) "."
            }
        }
    }
}

/// How a week's care is arranged, in words.
pub fn arranged(week: &metering::Week) -> &'static str {
    arranged_words(week.arranged_by, week.setting)
}

pub fn arranged_words(by: ArrangedBy, setting: CareSetting) -> &'static str {
    match (by, setting) {
        (ArrangedBy::Council, CareSetting::Home) => "Care at home, arranged by the council",
        (ArrangedBy::Council, CareSetting::CareHome) => {
            "Care in a care home, arranged by the council"
        }
        (ArrangedBy::Adult, CareSetting::Home) => "Care at home, which you arranged",
        (ArrangedBy::Adult, CareSetting::CareHome) => "Care in a care home, which you arranged",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_is_described_by_how_many_weeks_it_shows_and_how_far_they_differ() {
        let said = described(&[9_000, 8_000]);
        assert!(said.starts_with("Over 2 weeks your care cost between £80.00 and £90.00 a week."));
        let said = described(&[8_000]);
        assert!(said.starts_with("In 1 week your care cost £80.00 a week."));
        assert!(described(&[]).starts_with("Each bar is a week."));
    }
}
