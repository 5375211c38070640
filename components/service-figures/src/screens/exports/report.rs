//! How good the national data would be, before anybody takes the file.

use client_level_data::{HeadingQuality, Quality, Requirement, Verdict};
use maud::{Markup, html};
use pages::{Button, Details, InsetText, Table, WarningText};
use staff_pages::Head;
use web::Reply;
use working_calendar::day_in_words;

use super::{FILE, HOME};
use crate::exports::{Asked, Kind};
use crate::screens::Visit;

/// The page.
pub fn page(visit: &Visit, asked: &Asked, quality: &Quality) -> Reply {
    let days = format!("{} to {}", day_in_words(asked.from), day_in_words(asked.to));
    let main = html! {
        h1 class="govuk-heading-l" { "How good the data is" }
        p class="govuk-body" { "Client Level Data: requests that were closed from " (days) "." }
        @if quality.rows == 0 {
            (InsetText(html! { "No referral was closed in these days, so there is no row for a file." }))
            p class="govuk-body" { a class="govuk-link" href=(HOME) { "Choose other days" } }
        } @else {
            (found(quality))
            form method="post" action=(FILE) novalidate {
                (visit.session.guards(None))
                input type="hidden" name="what" value=(Kind::ClientLevelData.id());
                input type="hidden" name="from" value=(asked.from);
                input type="hidden" name="to" value=(asked.to);
                input type="hidden" name="reason" value=(asked.reason);
                (Button::new("Save the file (CSV)"))
            }
        }
        @if quality.nobody_named > 0 {
            p class="govuk-body" {
                (counted(quality.nobody_named, "referral says", "referrals say"))
                " of nobody whom it is about, and is no request of the national data. It is left out."
            }
        }
    };
    let head = Head {
        title: "How good the data is",
        current: HOME,
        back: Some(HOME),
        ..Head::default()
    };
    visit.frame().page(200, &head, &main)
}

fn found(quality: &Quality) -> Markup {
    let failed: u64 = Verdict::ALL
        .into_iter()
        .filter(|verdict| verdict.is_failed())
        .map(|verdict| quality.cells(verdict))
        .sum();
    let of = |wanted: fn(&HeadingQuality) -> bool| {
        quality
            .headings
            .iter()
            .filter(move |of| wanted(of))
            .collect::<Vec<_>>()
    };
    let is_unknown = |of: &HeadingQuality| !of.is_failed() && of.cells(Verdict::Undetermined) > 0;
    let is_well = |of: &HeadingQuality| !of.is_failed() && of.cells(Verdict::Undetermined) == 0;
    html! {
        p class="govuk-body" {
            (counted(quality.rows, "request", "requests")) ", each with 50 cells. "
            (quality.cells(Verdict::Valid)) " cells are valid, " (failed) " fail, and of "
            (quality.cells(Verdict::Undetermined)) " that are blank nobody could find out whether they must be filled in."
        }
        (WarningText("The specification of Release 2 could not be had whole. What could not be verified is said at each \
                      heading: check it against the specification before you send the file."))
        (table("Headings with cells that fail", &of(HeadingQuality::is_failed)))
        (table("Headings with blank cells that may have to be filled in", &of(is_unknown)))
        (Details::new("Headings without anything to look at",
            table("Headings without anything to look at", &of(is_well))))
    }
}

fn table(caption: &str, headings: &[&HeadingQuality]) -> Markup {
    let rows = headings.iter().map(|of| row(of)).collect::<Vec<_>>();
    if rows.is_empty() {
        return html! {};
    }
    let head = vec![
        "Heading",
        "Must be filled",
        "Cells",
        "What it is taken from",
        "Look at",
    ];
    html! {
        div class="desk-quality" {
            (Table::new(caption, head, rows).caption_class("govuk-table__caption--m").first_is_header().stacked())
        }
    }
}

fn row(of: &HeadingQuality) -> Vec<Markup> {
    let required = Requirement::ALL.into_iter().filter(|r| of.required(*r) > 0);
    let verdicts = Verdict::ALL.into_iter().filter(|v| of.cells(*v) > 0);
    let unverified = of.heading.unverified();
    vec![
        html! { (of.heading.name()) },
        html! { @for requirement in required { span class="desk-said" { (requirement.label()) } } },
        html! {
            @for verdict in verdicts {
                span class="desk-said" { (verdict.label()) ": " (of.cells(verdict)) }
            }
        },
        html! {
            (of.heading.from())
            @if !unverified.is_empty() {
                span class="desk-said" { strong { "Not verified: " } (unverified) }
            }
        },
        html! {
            @if of.examples.is_empty() { "–" }
            @for (_, reference) in &of.examples {
                a class="govuk-link desk-said app-reference" href={ "/staff/referrals/" (reference) } { (reference) }
            }
        },
    ]
}

fn counted(count: u32, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}
