//! What a carer told us, on one page that prints: what must be known first, then strengths, then everything
//! else in the carer's own words. It quotes and counts; whoever decides is a person.

use carers::summary::{Outcome, Section, Summary};
use maud::{Markup, html};
use pages::WarningText;
use web::Reply;

use super::referral::View;
use super::{Visit, assessment, frame, person};
use crate::referral::Referral;
use crate::stores::{Refusal, Stores};
use crate::summary;

pub async fn answer(
    stores: &impl Stores,
    visit: &Visit,
    reference: &str,
) -> Result<Reply, Refusal> {
    let referral = stores.read(reference, visit.actor(), visit.now).await?;
    let summary = summary::of(&referral).ok_or(Refusal::NotFound)?;
    let view = View::of(visit, &referral, &[]);
    let main = html! {
        span class="govuk-caption-l" { span class="app-reference" { (reference) } }
        h1 class="govuk-heading-l" { "What the carer told us" }
        p class="govuk-body desk-name" { (referral.entry.name.as_deref().unwrap_or("No name given")) }
        @for caution in &summary.cautions { (WarningText(caution)) }
        p class="govuk-body desk-small" {
            "For staff. Words with a line beside them are the carer’s own. Nothing here decides anything: a person does, with the carer."
        }
        (hours(&summary))
        @for section in &summary.sections { (said_under(&referral, section)) }
        (outcomes("Outcomes that count", "counted", &summary.outcomes_counted))
        (outcomes("Only takes longer, which does not count for carers", "longer", &summary.takes_longer_only))
        (conditions(&summary))
        (still_to_ask(&summary))
        @if let Some(known) = &referral.assessment {
            @if !known.changed_answers().is_empty() { (assessment::changed_answers(&view, known)) }
        }
        p class="govuk-body app-no-print" {
            a class="govuk-link" href=(assessment::address(reference)) { "Work on the assessment" }
        }
    };
    let (back, title) = (
        format!("/staff/referrals/{reference}"),
        format!("{reference}: summary"),
    );
    let head = frame::Head {
        title: &title,
        back: Some(&back),
        current: "/staff/queues",
        ..frame::Head::default()
    };
    Ok(frame::page(visit, 200, &head, &main))
}

/// The address of the page.
pub fn address(reference: &str) -> String {
    format!("/staff/referrals/{reference}/summary")
}

fn hours(summary: &Summary) -> Markup {
    let hours = &summary.hours;
    html! {
        p class="govuk-body" {
            "Hours of caring a week: "
            @match hours.band { Some(band) => strong { (band) }, None => "not said" }
            @if let Some(per_week) = hours.per_week { " (as far as was said: " (per_week) ")" }
            "."
        }
    }
}

fn said_under(referral: &Referral, section: &Section) -> Markup {
    html! {
        section aria-labelledby=(section.id) {
            h2 class="govuk-heading-m" id=(section.id) { (section.heading) }
            @for quote in &section.quotes {
                p class="govuk-body desk-small" { (quote.asked) }
                blockquote class="desk-quote app-typed" {
                    @match referral.answer(&quote.question) {
                        Some(answer) => (person::said_safely(referral, answer)),
                        None => (quote.said),
                    }
                }
            }
        }
    }
}

fn outcomes(heading: &str, id: &str, told: &[Outcome]) -> Markup {
    html! {
        @if !told.is_empty() {
            section aria-labelledby=(id) {
                h2 class="govuk-heading-m" id=(id) { (heading) ": " (told.len()) }
                @for one in told {
                    h3 class="govuk-heading-s" { (one.outcome.label()) }
                    @for quote in &one.quotes {
                        p class="govuk-body desk-small" { (quote.asked) }
                        blockquote class="desk-quote app-typed" { (quote.said) }
                    }
                }
            }
        }
    }
}

fn conditions(summary: &Summary) -> Markup {
    html! {
        section aria-labelledby="conditions" {
            h2 class="govuk-heading-m" id="conditions" { "What this points to, before anybody has talked with the carer" }
            ul class="govuk-list govuk-list--bullet" {
                @for condition in &summary.conditions {
                    li { (condition.heading) ": " (condition.state.label()) }
                }
            }
        }
    }
}

fn still_to_ask(summary: &Summary) -> Markup {
    html! {
        @if !summary.still_to_ask.is_empty() {
            section aria-labelledby="ask" {
                h2 class="govuk-heading-m" id="ask" { "Still to ask" }
                ul class="govuk-list govuk-list--bullet" {
                    @for words in &summary.still_to_ask { li { (words) } }
                }
            }
        }
    }
}
