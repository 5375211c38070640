//! Advice by need, for anybody, without sign-in: words and services are data.

mod directory;

use maud::{Markup, html};
use pages::{Layout, Refusal};
use web::{Reply, Request};

use crate::frame::{LEAVE, layout, refused, shown};
use directory::{Directory, Section, Topic};

/// Forms that somebody may be watching lead here, so every page of advice can be left at once.
fn advice_layout(title: &str) -> Layout<'_> {
    layout(title).exit(LEAVE).listed()
}

/// All topics; with `?need=` (as often as one likes) those for these needs first. A need that we do not
/// know hides nothing.
pub fn list(request: &Request) -> Reply {
    let directory = Directory::built_in();
    let needs: Vec<&str> = request
        .query
        .iter()
        .filter(|(name, _)| name == "need")
        .map(|(_, value)| value.as_str())
        .collect();
    let (first, others): (Vec<&Topic>, Vec<&Topic>) = directory
        .topics
        .iter()
        .partition(|topic| topic.is_for(&needs));
    shown(
        &advice_layout("Advice and support").back("/"),
        html! {
            h1 class="govuk-heading-xl" { "Advice and support" }
            p class="govuk-body-l" {
                "Free for everybody. You do not have to tell us who you are, and it makes no difference how much money you have."
            }
            @if !first.is_empty() {
                h2 class="govuk-heading-l" { "For what you told us" }
                (choices(&first))
                h2 class="govuk-heading-l" { "Other advice" }
            } @else {
                h2 class="govuk-heading-l" { "What is it about?" }
            }
            (choices(&others))
            (ask_anyway())
        },
    )
}

fn choices(topics: &[&Topic]) -> Markup {
    html! {
        ul class="app-choices" {
            @for topic in topics {
                li class="app-choices__item" {
                    h3 class="app-choices__title" {
                        a class="govuk-link govuk-link--no-visited-state" href={ "/advice/" (topic.id) } { (topic.title) }
                    }
                    p class="app-choices__text" { (topic.summary) }
                }
            }
        }
    }
}

/// One topic, by its id or by one of the contract's words for needs.
pub fn topic(id: &str) -> Reply {
    let directory = Directory::built_in();
    let Some(topic) = directory.topic(id) else {
        return refused(Refusal::NotFound, &[]);
    };
    let services = topic.shown_services();
    shown(
        &advice_layout(&topic.title).back("/advice"),
        html! {
            h1 class="govuk-heading-xl" { (topic.title) }
            @for part in &topic.sections { (section(part)) }
            @if !services.is_empty() {
                h2 class="govuk-heading-l" { "Who can help" }
                @for one in services { (services::card(one)) }
            }
            (ask_anyway())
        },
    )
}

fn section(section: &Section) -> Markup {
    html! {
        @if let Some(heading) = &section.heading { h2 class="govuk-heading-m" { (heading) } }
        @for text in &section.text { p class="govuk-body" { (text) } }
        @if !section.list.is_empty() {
            ul class="govuk-list govuk-list--bullet" {
                @for text in &section.list { li { (text) } }
            }
        }
        @if !section.links.is_empty() {
            ul class="govuk-list" {
                @for link in &section.links { li { a class="govuk-link" href=(link.href) { (link.text) } } }
            }
        }
    }
}

/// Advice never stands in the way of asking.
fn ask_anyway() -> Markup {
    html! {
        div class="app-no-print" {
            h2 class="govuk-heading-m" { "If you need more than advice" }
            p class="govuk-body" { "You can ask us whatever you have read here. We do not turn anybody away." }
            ul class="govuk-list" {
                li { a class="govuk-link" href="/contact/adult-contact" { "Ask for help" } ", for yourself or for somebody else" }
                li { a class="govuk-link" href="/contact/worried-about-someone" { "Say that you are worried about someone" } }
                li { a class="govuk-link" href="/advice/complaints" { "Complain about the council or about care" } }
            }
        }
    }
}
