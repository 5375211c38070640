//! A contact was recorded: what to read out, what to tell the caller, and where it went.

use form_site::stores::Receipt;
use maud::html;
use staff_pages::Head;
use web::Reply;
use working_calendar::when;

use super::{PREFIX, Visit};

/// `closed` is the outcome, where it was closed at once.
pub fn page(visit: &Visit, receipt: &Receipt, closed: Option<&str>) -> Reply {
    let decision = &receipt.decision;
    let heading = match closed {
        Some(_) => "Recorded and closed",
        None => "Recorded",
    };
    let by = when(decision.respond_by, visit.now);
    let main = html! {
        h1 class="govuk-heading-l" { (heading) ": " (receipt.reference) }
        h2 class="govuk-heading-m" { "Read out to the caller" }
        dl class="govuk-summary-list" {
            (row("Reference", &receipt.reference))
            (row("Tracking code", &receipt.tracking_code))
        }
        p class="govuk-body" {
            "With both they can see what is happening, on our pages. The code is shown only now."
        }
        @if closed.is_none() {
            h2 class="govuk-heading-m" { "Tell the caller" }
            ul class="govuk-list govuk-list--bullet" {
                @for step in &receipt.next_steps { li { (step) } }
                @for advice in &decision.advice { li { strong { (advice.title) ". " } (advice.text) } }
            }
        }
        h2 class="govuk-heading-m" { "Where it went" }
        dl class="govuk-summary-list" {
            @if let Some(outcome) = closed {
                (row("Closed", outcome))
            } @else {
                (row("Team", &decision.destination.name))
                (row("Priority", decision.priority.label()))
                (row("First response by", &by))
            }
        }
        @if closed.is_none() {
            ul class="govuk-list govuk-list--bullet" {
                @for reason in &decision.reasons { li { (reason.because) } }
            }
        }
        p class="govuk-body" {
            a class="govuk-link" href={ "/staff/referrals/" (receipt.reference) } { "Open the referral" }
        }
        p class="govuk-body" {
            a class="govuk-link" href=(staff_pages::NEW_CONTACT) { "Record another contact" }
        }
    };
    let head = Head {
        title: heading,
        current: PREFIX,
        ..Head::default()
    };
    visit.frame().page(200, &head, &main)
}

fn row(key: &str, value: &str) -> maud::Markup {
    html! {
        div class="govuk-summary-list__row" {
            dt class="govuk-summary-list__key" { (key) }
            dd class="govuk-summary-list__value" { (value) }
        }
    }
}
