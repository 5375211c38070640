//! The money of an account: the latest week, the last 12 months, every week with what stood for it before, and the
//! statements that were issued. Nothing is added up that was not charged or paid.

use account_model::{Account, Week};
use maud::{Markup, html};
use metering::Pence;
use pages::{Details, Summary, SummaryRow};
use vocabulary::{Date, Instant};
use working_calendar::{day_in_words, local_date, staff_time};

use super::act::Act;
use super::words;
use crate::money::{day_of, pounds};

/// As many weeks stand open on the page.
const SHOWN: usize = 13;

/// An amount in words.
pub fn pence(amount: Pence) -> String {
    pounds(amount.unsigned())
}

/// A budget within a sentence.
fn in_sentence(amount: Option<Pence>) -> String {
    amount.map_or_else(
        || "no budget".to_owned(),
        |amount| format!("budget {}", pence(amount)),
    )
}

/// A budget in words.
pub fn budget(amount: Option<Pence>) -> String {
    amount.map_or_else(|| "None".to_owned(), pence)
}

/// One look at the money.
pub fn one_look(account: &Account, now: Instant) -> Markup {
    let Some(latest) = account.weeks.last() else {
        return html! {
            section aria-labelledby="money" {
                h2 class="govuk-heading-m" id="money" { "Money" }
                p class="govuk-body" { "No week has been imported yet." }
            }
        };
    };
    let figures = &latest.figures;
    let since = local_date(now).plus_days(-365);
    let year = || {
        account
            .weeks
            .iter()
            .filter(|week| week.figures.week_starting >= since)
    };
    let sum = |of: fn(&metering::Week) -> Pence| {
        let sum = year().map(|week| of(&week.figures).unsigned());
        pounds(sum.fold(0, u64::saturating_add))
    };
    let came = account.weeks.iter().map(|week| week.entered_at).max();
    let latest_words = format!(
        "{} charged, {} paid, {}. {}, arranged by {}.",
        pence(figures.charged),
        pence(figures.paid),
        in_sentence(figures.budget),
        words::setting(figures.setting),
        words::arranged_by(figures.arranged_by).to_lowercase(),
    );
    let week_name = format!("Week from {}", day_in_words(figures.week_starting));
    let months = format!(
        "{} charged and {} paid, in {}",
        sum(|week| week.charged),
        sum(|week| week.paid),
        words::counted(year().count(), "week", "weeks"),
    );
    let imported = came.map(staff_time).unwrap_or_default();
    html! {
        section aria-labelledby="money" {
            h2 class="govuk-heading-m" id="money" { "Money" }
            (Summary::new(vec![
                SummaryRow::new(week_name.as_str(), &latest_words),
                SummaryRow::new("Last 12 months", &months),
                SummaryRow::new("Figures last came", &imported),
            ]))
        }
    }
}

/// Every week, the newest first. `correct` is the address of the page that corrects one, for who may.
pub fn weeks(account: &Account, correct: Option<&str>) -> Markup {
    let newest: Vec<&Week> = account.weeks.iter().rev().collect();
    let (shown, earlier) = newest.split_at(newest.len().min(SHOWN));
    html! {
        @if !shown.is_empty() {
            section aria-labelledby="weeks" {
                h2 class="govuk-heading-m" id="weeks" { "Weeks" }
                (table("The latest weeks", shown, correct))
                @if !earlier.is_empty() {
                    (Details::new("Earlier weeks", table("Earlier weeks", earlier, correct)))
                }
            }
        }
    }
}

fn table(caption: &str, weeks: &[&Week], correct: Option<&str>) -> Markup {
    html! {
        table class="govuk-table desk-list" role="table" {
            caption class="govuk-table__caption govuk-visually-hidden" { (caption) }
            thead class="govuk-table__head" role="rowgroup" {
                tr class="govuk-table__row" role="row" {
                    @for heading in ["Week from", "Care", "Budget", "Charged", "Paid"] {
                        th scope="col" role="columnheader" class="govuk-table__header" { (heading) }
                    }
                }
            }
            tbody class="govuk-table__body" role="rowgroup" {
                @for week in weeks { (row(week, correct)) }
            }
        }
    }
}

fn row(week: &Week, correct: Option<&str>) -> Markup {
    let figures = &week.figures;
    let monday: Date = figures.week_starting;
    let amounts = [
        ("Budget", budget(figures.budget)),
        ("Charged", pence(figures.charged)),
        ("Paid", pence(figures.paid)),
    ];
    html! {
        tr class="govuk-table__row" role="row" {
            th scope="row" role="rowheader" class="govuk-table__header desk-list__person" {
                (day_in_words(monday))
                @if let Some(correct) = correct {
                    " " a class="govuk-link app-no-print" href={ (correct) "?about=" (monday) } {
                        "Correct" span class="govuk-visually-hidden" { " the week from " (day_in_words(monday)) }
                    }
                }
            }
            td role="cell" class="govuk-table__cell" data-label="Care" {
                (words::setting(figures.setting)) ", by " (words::arranged_by(figures.arranged_by).to_lowercase())
            }
            @for (name, amount) in amounts {
                td role="cell" class="govuk-table__cell desk-amount" data-label=(name) { (amount) }
            }
        }
        @for earlier in week.earlier.iter().rev() {
            tr class="govuk-table__row" role="row" {
                td role="cell" colspan="5" class="govuk-table__cell desk-corrected" {
                    "Corrected: " (staff_time(earlier.corrected_at)) ", because: "
                    span class="app-typed" { (earlier.because) }
                    " Before: " (pence(earlier.figures.charged)) " charged, " (pence(earlier.figures.paid)) " paid, "
                    (in_sentence(earlier.figures.budget)) "."
                }
            }
        }
    }
}

/// The statements that were issued. They never change, and the person reads them.
pub fn statements(account: &Account) -> Markup {
    html! {
        section aria-labelledby="statements" {
            h2 class="govuk-heading-m" id="statements" { "Statements" }
            @if account.statements.is_empty() { p class="govuk-body" { "No statement has been issued yet." } }
            @else {
                ul class="govuk-list govuk-list--bullet" {
                    @for head in &account.statements {
                        li {
                            "Statement " (head.number) ", " (day_of(&head.from)) " to " (day_of(&head.to))
                            span class="desk-small" { "Issued: " (staff_time(head.issued_at)) }
                        }
                    }
                }
            }
        }
    }
}

/// The address on which a week of this account is corrected.
pub fn correct_address(account: &str) -> String {
    format!("{account}/{}", Act::Correct.words().id)
}
