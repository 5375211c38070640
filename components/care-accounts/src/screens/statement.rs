//! Statements: the list, one for screen and print, and the same for a spreadsheet.

use maud::{Markup, html};
use pages::{Summary, SummaryRow, Table};
use web::{Attachment, Reply};
use working_calendar::{day_in_words, local_date};

use super::frame::{self, Subject};
use super::weeks::left_out;
use super::{PREFIX, Visit};
use crate::money::{day_of, plain_pounds, pounds};
use crate::statement::{Adjustment, Cap, Content, Figures, Week, next_period};
use crate::stores::Stores;

const HOME: &str = "/care-account/statements";

/// The statements, the newest first.
pub fn list(visit: &Visit) -> Reply {
    let account = &visit.seen.account;
    let main = html! {
        h1 class="govuk-heading-l" { "Statements" }
        @if account.statements.is_empty() {
            p class="govuk-body" { "There is no statement yet." }
        } @else {
            ul class="govuk-list" {
                @for head in &account.statements {
                    li {
                        a class="govuk-link" href={ (HOME) "/" (head.id) } {
                            "Statement " (head.number) ": " (day_of(&head.from)) " to " (day_of(&head.to))
                        }
                    }
                }
            }
        }
        @if let Some(next) = next_period(account) {
            p class="govuk-body" {
                "The next statement covers the time up to " (day_in_words(next.to)) ". It is here after that day."
            }
        }
        p class="govuk-body" { "You can have a statement on paper, or in another format. Telephone us:" }
        (frame::telephone())
    };
    let subject = Subject {
        title: "Statements",
        current: HOME,
        ..Subject::default()
    };
    frame::page(visit, &subject, &main)
}

/// What was issued, or the page that says no.
async fn issued(
    stores: &impl Stores,
    visit: &Visit,
    id: &str,
) -> Result<(account_model::StatementHead, Content), Reply> {
    let found = match stores.statement(&visit.token, id, visit.now).await {
        Ok(found) => found,
        Err(fault) => return Err(frame::fault(&fault)),
    };
    let Some(statement) = found else {
        return Err(frame::refusal(PREFIX, pages::Refusal::NotFound));
    };
    match Content::read(&statement.content) {
        Ok(content) => Ok((statement.head, content)),
        Err(_) => Err(frame::refusal(PREFIX, pages::Refusal::Broken)),
    }
}

/// One statement, for screen and print.
pub async fn show(stores: &impl Stores, visit: &Visit, id: &str) -> Reply {
    let (head, content) = match issued(stores, visit, id).await {
        Ok(issued) => issued,
        Err(refused) => return refused,
    };
    let title = format!("Statement {}", head.number);
    let main = html! {
        h1 class="govuk-heading-l" { (title) " of your care account" }
        @if content.is_demonstration() && !visit.status.shows_figures() { (demonstration()) }
        (Summary::new(vec![
            SummaryRow::new("For", &format!("{} {}", content.given_name, content.family_name)),
            SummaryRow::new("Covers", &format!("{} to {}", day_of(&content.period.from), day_of(&content.period.to))),
            SummaryRow::new("Issued on", &day_in_words(local_date(head.issued_at))),
        ]))
        p class="govuk-body" {
            "This statement shows what the council knew on the day it was issued, and does not change. Anything that is \
             corrected later is shown in the next one. This is not a bill."
        }
        (totals(&content))
        @if let Some(cap) = &content.cap { (towards_cap(cap)) }
        (adjustments(&content.adjustments))
        (weeks(&content))
        p class="govuk-body app-no-print" {
            a class="govuk-link" href={ (HOME) "/" (head.id) "/csv" } { "Download the weeks for a spreadsheet (CSV)" }
            ". To print this statement, use the print button of your browser."
        }
        p class="govuk-body app-no-print" { a class="govuk-link" href="/care-account/something-wrong" { "Is something wrong?" } }
    };
    let subject = Subject {
        title: &title,
        back: Some(HOME),
        current: HOME,
        wide: true,
    };
    frame::page(visit, &subject, &main)
}

fn demonstration() -> Markup {
    html! {
        p class="govuk-body" {
            "The figures about a cap in this statement are a demonstration. The cap was never brought into force, so they \
             entitle nobody to anything."
        }
    }
}

fn totals(content: &Content) -> Markup {
    let sums = &content.totals;
    let mut rows = vec![
        SummaryRow::new(
            "What it cost, or would have cost, the council to meet your needs",
            &pounds(sums.budget),
        ),
        SummaryRow::new("Charged by the council", &pounds(sums.charged)),
        SummaryRow::new("Paid", &pounds(sums.paid)),
    ];
    if let Some(counted) = sums.counted {
        rows.push(SummaryRow::new(
            "What counted towards the cap",
            &pounds(counted),
        ));
    }
    if let Some(daily_living) = sums.daily_living {
        rows.push(SummaryRow::new(
            "Daily living costs, which do not count towards the cap",
            &pounds(daily_living),
        ));
    }
    html! {
        h2 class="govuk-heading-m" { "Altogether" }
        (Summary::new(rows))
    }
}

fn towards_cap(cap: &Cap) -> Markup {
    let mut rows = vec![
        SummaryRow::new("The cap", &pounds(cap.level)),
        SummaryRow::new("Counted so far", &pounds(cap.accrued)),
        SummaryRow::new("Progress", &format!("{}%", cap.progress_percent)),
        SummaryRow::new("Left", &pounds(cap.remaining)),
        SummaryRow::new(
            "Daily living costs in a care home, a week",
            &pounds(cap.daily_living_weekly),
        ),
    ];
    if let Some(day) = &cap.reaches_cap_on {
        rows.push(SummaryRow::new(
            "When the cap would be reached at the latest rate",
            &format!("In the week from {}", day_of(day)),
        ));
    }
    html! {
        h2 class="govuk-heading-m" { "Towards the cap" }
        (Summary::new(rows))
    }
}

fn adjustments(all: &[Adjustment]) -> Markup {
    html! {
        @if !all.is_empty() {
            h2 class="govuk-heading-m" { "What has changed in earlier weeks since the last statement" }
            ul class="govuk-list govuk-list--bullet" {
                @for one in all {
                    li {
                        "Week from " (day_of(&one.week_starting)) ": " (in_words(&one.after)) ". "
                        @if let Some(before) = &one.before { "Before: " (in_words(before)) ". " }
                        @match &one.because {
                            Some(because) => (because),
                            None => "The figures for this week came after the last statement.",
                        }
                    }
                }
            }
        }
    }
}

fn in_words(figures: &Figures) -> String {
    let budget = figures.budget.map_or_else(
        || "no budget".to_owned(),
        |budget| format!("budget {}", pounds(budget)),
    );
    format!(
        "{budget}, charged {}, paid {}",
        pounds(figures.charged),
        pounds(figures.paid)
    )
}

fn weeks(content: &Content) -> Markup {
    let counts = content.cap.is_some();
    let mut head = vec!["Week from", "Budget", "Charged", "Paid"];
    if counts {
        head.extend(["Counted", "What did not count, and why"]);
    }
    let rows: Vec<Vec<Markup>> = content.weeks.iter().map(|week| row(week, counts)).collect();
    html! {
        h2 class="govuk-heading-m" { "Week by week" }
        @if rows.is_empty() {
            p class="govuk-body" { "There was no week of care in this time." }
        } @else {
            (Table::new("Week by week", head, rows).caption_class("govuk-visually-hidden").first_is_header()
                .numeric(&[1, 2, 3, 4]).stacked())
        }
    }
}

fn row(week: &Week, counts: bool) -> Vec<Markup> {
    let figures = &week.figures;
    let mut row = vec![
        html! { (day_of(&week.week_starting)) },
        html! { (figures.budget.map_or_else(|| "None".to_owned(), pounds)) },
        html! { (pounds(figures.charged)) },
        html! { (pounds(figures.paid)) },
    ];
    if counts {
        row.push(html! { (pounds(week.counted.unwrap_or_default())) });
        let parts = week.not_counted.iter();
        let parts = parts.map(|part| (pounds(part.amount), part.because.as_str()));
        row.push(match week.not_counted.is_empty() {
            true => html! { "Nothing" },
            false => left_out(parts),
        });
    }
    row
}

/// The weeks of a statement as a table for a spreadsheet.
pub async fn csv(stores: &impl Stores, visit: &Visit, id: &str) -> Reply {
    let (_, content) = match issued(stores, visit, id).await {
        Ok(issued) => issued,
        Err(refused) => return refused,
    };
    let name = format!("care-statement-{}.csv", content.period.to);
    let text = table(&content).into_bytes();
    let file = Attachment {
        name: &name,
        media_type: "text/csv; charset=utf-8",
        size: Some(text.len() as u64),
    };
    Reply::attachment(file, text, None)
}

/// RFC 4180. Nothing in it was typed by anybody: days, words of a list, figures, and our own sentences.
fn table(content: &Content) -> String {
    let mut text = "week_starting,arranged_by,setting,budget,charged,paid".to_owned();
    let counts = content.cap.is_some();
    if counts {
        text.push_str(",counted,not_counted,why_not,figures_are");
    }
    text.push_str("\r\n");
    for week in &content.weeks {
        let figures = &week.figures;
        let mut cells = vec![
            week.week_starting.clone(),
            figures.arranged_by.clone(),
            figures.setting.clone(),
            figures.budget.map_or_else(String::new, plain_pounds),
            plain_pounds(figures.charged),
            plain_pounds(figures.paid),
        ];
        if counts {
            let left_out = week.not_counted.iter().map(|part| part.amount).sum();
            let why: Vec<&str> = week
                .not_counted
                .iter()
                .map(|part| part.because.as_str())
                .collect();
            cells.push(plain_pounds(week.counted.unwrap_or_default()));
            cells.push(plain_pounds(left_out));
            cells.push(format!("\"{}\"", why.join(" ").replace('"', "\"\"")));
            cells.push(content.scheme_status.clone());
        }
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}
