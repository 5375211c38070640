//! Words that several of these pages have.

use maud::{Markup, html};
use pages::Tag;
use vocabulary::RulesetId;
use working_calendar::when;

use super::{PREFIX, Visit};
use crate::draft::Comparison;
use crate::versions::{Deed, Examined, State, Version};

/// The address of a version.
pub fn address(id: &RulesetId) -> String {
    format!("{PREFIX}/{}/{}", id.id, id.version)
}

/// `Version 2 of essex`.
pub fn name(id: &RulesetId) -> String {
    format!("Version {} of {}", id.version, id.id)
}

/// Where a version stands, as a tag.
pub fn state(version: &Version) -> Markup {
    let (text, colour) = match version.state {
        State::Proposed => ("Waiting to be approved", "yellow"),
        State::TakenBack => ("Taken back", "grey"),
        State::Scheduled => ("Scheduled", "blue"),
        State::Published if version.in_use => ("In use", "teal"),
        State::Published => ("Not in use", "grey"),
        State::Withdrawn => ("Withdrawn", "orange"),
    };
    html! { (Tag::coloured(text, colour)) }
}

/// `kim, today at 4pm`.
pub fn deed(visit: &Visit, deed: &Deed) -> String {
    let who = match deed.who == visit.actor().id {
        true => "You",
        false => deed.who.as_str(),
    };
    format!("{who}, {}", when(deed.at, visit.now))
}

/// What a draft changes, as a list.
pub fn difference(comparison: &Comparison) -> Markup {
    html! {
        @match &comparison.with {
            None => p class="govuk-body" { "There is no version before it to compare it with." }
            Some(with) if comparison.difference.is_empty() => p class="govuk-body" {
                "Nothing that decides where contacts go is different from version " (with.version) "."
            }
            Some(with) => {
                p class="govuk-body" { "Compared with version " (with.version) ":" }
                ul class="govuk-list govuk-list--bullet desk-difference" {
                    @for sentence in &comparison.difference { li { (sentence) } }
                }
            }
        }
    }
}

/// Rules that never apply and facts that nothing reads.
pub fn coverage(examined: &Examined) -> Markup {
    html! {
        h2 class="govuk-heading-m" { "What is never used" }
        p class="govuk-body" {
            "It was tried with " (examined.tried) " made-up contacts, always the same ones."
            @if examined.never_applied.is_empty() { " Every rule applied to at least one of them." }
        }
        @if !examined.never_applied.is_empty() {
            p class="govuk-body" { "These rules applied to none of them. Each may be meant for something rare, or may ask for what cannot be:" }
            ul class="govuk-list govuk-list--bullet" {
                @for rule in &examined.never_applied { li { (rule) } }
            }
        }
        @if examined.unread_facts.is_empty() {
            p class="govuk-body" { "Every fact that the forms tell is read." }
        } @else {
            p class="govuk-body" { "No rule reads these facts, and nothing that always holds does, so they do not change where a contact goes:" }
            ul class="govuk-list govuk-list--bullet" {
                @for fact in &examined.unread_facts { li { (fact) } }
            }
        }
    }
}

/// `1 contact`, `20 contacts`.
pub fn contacts(count: u32) -> String {
    match count {
        1 => "1 contact".to_owned(),
        count => format!("{count} contacts"),
    }
}
