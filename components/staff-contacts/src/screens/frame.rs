//! The frame of these pages, and what stands on each of them.

use maud::{Markup, html};
use pages::{Authority, Input, Select, phone_link};
use staff_pages::Head;
use vocabulary::{EVENT_OUTCOMES, outcome_in_words};
use web::{Reply, Request};
use wording::Said;

use super::{PREFIX, Visit};
use crate::call::{Call, channels};
use crate::stores::Fault;

/// Fields that belong to the page and not to the person.
const OURS: [&str; 5] = ["csrf", "opened", "shown", "area-asked", "go"];

/// Somebody whose roles do not allow it, or no longer do. What they had typed stands there to be copied.
pub fn not_for_this_role(visit: &Visit, request: &Request) -> Reply {
    let said = staff_pages::role_does_not_allow();
    let typed = staff_pages::typed_by(request, |name| !OURS.contains(&name));
    let main = html! {
        h1 class="govuk-heading-l" { (said.heading) }
        p class="govuk-body" { (said.words) }
        (staff_pages::typed_words(&typed))
    };
    let head = Head {
        title: said.heading,
        ..Head::default()
    };
    visit.frame().page(said.status, &head, &main)
}

/// A page for a store that cannot be used. What was posted stands in it and can be sent again.
pub fn fault(fault: &Fault, request: &Request) -> Reply {
    staff_pages::fault(PREFIX, fault, request)
}

/// What comes before every question.
pub fn danger_first() -> Markup {
    let emergency = Authority::current().phone("emergency");
    html! {
        p class="govuk-body-l desk-danger" {
            strong { "First: is anybody in danger now? " }
            @if let Some(phone) = emergency {
                "Ask them to call " (phone_link(&phone.number)) ", or call it for them and stay on the line."
            }
        }
    }
}

/// The hidden fields of a form of ours.
pub fn hidden(visit: &Visit, call: &Call) -> Markup {
    html! {
        (visit.session.guards(None))
        input type="hidden" name="opened" value=(call.opened.as_unix());
    }
}

/// How and when it came.
pub fn about_the_call(call: &Call) -> Markup {
    let error = |field: &str| {
        let found = call.errors.iter().find(|error| error.id == field);
        found.map(|error| Said::here(error.text.as_str()))
    };
    let items = channels()
        .map(|channel| (channel.id(), Said::here(channel.label())))
        .collect();
    html! {
        div class="desk-filters" {
            (Select::new("channel", "How it came", items).error(error("channel")).chosen(Some(call.channel.id())))
            (Input::new("started-date", "Day it started").kind("date").class("govuk-input--width-10")
                .error(error("started-date")).value(Some(&call.date)))
            (Input::new("started-time", "Time it started").kind("time").class("govuk-input--width-5")
                .error(error("started-time")).value(Some(&call.time)))
        }
    }
}

/// The outcomes by which a contact may be closed at once.
pub fn outcomes(chosen: Option<&str>) -> Markup {
    let words: Vec<String> = EVENT_OUTCOMES
        .iter()
        .map(|outcome| outcome_in_words(outcome))
        .collect();
    let items = EVENT_OUTCOMES
        .iter()
        .zip(&words)
        .map(|(outcome, words)| (*outcome, Said::here(words)))
        .collect();
    html! { (Select::new("outcome", "Outcome", items).chosen(Some(chosen.unwrap_or(ADVICE)))) }
}

/// The outcome of most calls that end with advice.
pub const ADVICE: &str = "NFA: Information and advice or signposting";

/// A heading, and why nothing was recorded.
pub fn notice(heading: &str, words: &str) -> Markup {
    html! {
        div class="govuk-error-summary" data-module="govuk-error-summary" {
            div role="alert" {
                h2 class="govuk-error-summary__title" { (heading) }
                div class="govuk-error-summary__body" { p { (words) } }
            }
        }
    }
}
