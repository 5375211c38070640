//! What staff did with a referral, as its page shows it: what visitors must know, what is waited for, whom nobody
//! could reach, which contacts belong together.

use ::casework::{ANSWERED, Change, FINDINGS, HOW, Kind, RELATIONS, SAFE_TO_TALK};
use maud::{Markup, html};
use pages::{Tag, WarningText};
use vocabulary::{Date, Instant};
use working_calendar::{day_in_words, local_date, staff_time};

use super::actions::{self, Offer};
use super::clock::{lower_first, when};
use super::{Visit, words};
use crate::possible_match::WARNING;
use crate::referral::{Action, Event, Referral};

/// What must be known before anything is read: who else is here, and whether it goes on elsewhere.
pub fn before(visit: &Visit, referral: &Referral) -> Markup {
    html! {
        (also_here(visit, referral))
        (merged(visit, referral))
        (merged_here(referral))
    }
}

/// What presses, and what visitors must know: beside the risks.
pub fn pressing(visit: &Visit, referral: &Referral) -> Markup {
    html! {
        div class="desk-above" {
            (welfare_check(visit, referral))
            (visitor_safety(visit, referral))
            (escalated(visit, referral))
        }
    }
}

/// Colleagues who have it open too, so that two do not do the same.
fn also_here(visit: &Visit, referral: &Referral) -> Markup {
    html! {
        @for reader in &referral.also_here {
            p class="govuk-body desk-here" {
                strong { (visit.name_of(&reader.who)) } " opened this " (ago(reader.at, visit.now))
                " and may be working on it. Speak with them before you act."
            }
        }
    }
}

/// `3 minutes ago`.
fn ago(at: Instant, now: Instant) -> String {
    match (now.as_unix() - at.as_unix()) / 60 {
        i64::MIN..=0 => "just now".to_owned(),
        1 => "1 minute ago".to_owned(),
        minutes => format!("{minutes} minutes ago"),
    }
}

fn merged(visit: &Visit, referral: &Referral) -> Markup {
    html! {
        @if let Some((step, merge)) = referral.casework.merged() {
            div class="govuk-inset-text desk-merged" {
                p class="govuk-body" {
                    "This contact goes on as part of "
                    a class="govuk-link app-reference" href={ "/staff/referrals/" (merge.into) } { (merge.into) }
                    ". " (visit.name_of(&step.who)) " merged them " (when(step.at, visit.now)) ": " (merge.because)
                }
            }
        }
    }
}

/// Those that go on as part of this one.
fn merged_here(referral: &Referral) -> Markup {
    html! {
        @if !referral.merged_here.is_empty() {
            div class="govuk-inset-text desk-merged" {
                p class="govuk-body" {
                    "Go on as part of this one: "
                    @for (place, other) in referral.merged_here.iter().enumerate() {
                        @if place > 0 { ", " }
                        a class="govuk-link app-reference" href={ "/staff/referrals/" (other) } { (other) }
                    }
                    ". Read them too."
                }
            }
        }
    }
}

fn welfare_check(visit: &Visit, referral: &Referral) -> Markup {
    let action = Action::Work(Kind::DecideWelfareCheck);
    let may = Offer::of(visit, referral, None).may(action);
    html! {
        @if referral.entry.needs_welfare_check {
            section class="app-alert desk-urgent" aria-labelledby="nobody-answers" {
                h2 class="govuk-heading-s" id="nobody-answers" {
                    "Nobody answers, and somebody may be in danger"
                }
                p class="govuk-body" {
                    (words::counted(referral.entry.unanswered as usize, "try", "tries"))
                    " in a row without an answer. It cannot be closed as “no reply”: a senior decides whether somebody \
                     goes to see that the person is safe."
                }
                @if may {
                    p class="govuk-body" {
                        a class="govuk-link" href=(actions::address(&referral.entry.reference, action)) { (actions::title(action)) }
                    }
                }
            }
        }
        @if let Some((step, check)) = referral.casework.welfare_check() {
            div class="desk-decided" {
                p class="govuk-body" {
                    strong { "Welfare check: " (word(&FINDINGS, &check.decision)) "." }
                    " " (visit.name_of(&step.who)) " decided this " (when(step.at, visit.now)) ": "
                    span class="app-typed" { (check.reasons) }
                }
            }
        }
    }
}

fn escalated(visit: &Visit, referral: &Referral) -> Markup {
    let last = referral.casework.escalations().last();
    let late = referral
        .entry
        .escalated
        .filter(|_| referral.entry.is_open());
    html! {
        @if let Some(late) = late {
            div class="desk-decided" {
                p class="govuk-body" { strong { "Escalated" } " because it was " (lower_first(late.words())) "." }
            }
        }
        @if let Some((step, why)) = last.filter(|_| referral.entry.is_open()) {
            div class="desk-decided" {
                p class="govuk-body" {
                    strong { "A senior should look." }
                    " " (visit.name_of(&step.who)) " asked for it " (when(step.at, visit.now)) ": "
                    span class="app-typed" { (why) }
                }
            }
        }
    }
}

/// What visitors must know, with its source and its dates; what nobody looked at in time says so.
pub fn visitor_safety(visit: &Visit, referral: &Referral) -> Markup {
    let noted = referral.casework.visitor_safety();
    html! {
        @if let Some((step, noted)) = noted {
            section class="app-alert desk-visitors" aria-labelledby="visitors" {
                h2 class="govuk-heading-s" id="visitors" { "Safety of visitors" }
                p class="govuk-body" { strong class="app-typed" { (noted.what) } }
                p class="govuk-body desk-small" {
                    "Source: " (noted.source) ", " (day(&noted.dated)) ". Noted by " (visit.name_on_paper(&step.who)) ". "
                    @if is_past(&noted.review_on, visit.now) {
                        strong class="desk-late" { "It should have been looked at again by " (day(&noted.review_on)) ": it may no longer be true." }
                    } @else { "To be looked at again by " (day(&noted.review_on)) "." }
                }
            }
        }
    }
}

/// What the strip under the name says: waiting, tries, the case system.
pub fn strip(visit: &Visit, referral: &Referral) -> Markup {
    let casework = &referral.casework;
    let waiting = referral.waiting();
    let unanswered = casework.unanswered();
    html! {
        @if let Some((_, wait)) = waiting {
            div {
                @if is_past(&wait.until, visit.now) {
                    strong class="desk-late" { "Came back on " (day(&wait.until)) }
                } @else { (Tag::coloured("Waiting", "purple")) " until " strong { (day(&wait.until)) } }
                " for: " span class="app-typed" { (wait.what_for) }
            }
        }
        @if unanswered > 0 { div { (words::counted(unanswered, "try", "tries")) " in a row without an answer" } }
        @if let Some(number) = casework.case_number() { div { "Case system: " strong class="app-typed" { (number) } } }
        @if let Some(worker) = casework.allocated_worker() { div { "Allocated to " strong class="app-typed" { (worker) } } }
    }
}

/// The contacts that somebody linked with this one.
pub fn linked(visit: &Visit, referral: &Referral) -> Markup {
    let links = referral.casework.links();
    html! {
        @if !links.is_empty() {
            section class="app-no-print" aria-labelledby="linked" {
                h2 class="govuk-heading-m" id="linked" { "Linked contacts" }
                (WarningText(WARNING))
                ul class="govuk-list govuk-list--bullet" {
                    @for linked in links {
                        li {
                            a class="govuk-link app-reference" href={ "/staff/referrals/" (linked.link.other) } { (linked.link.other) }
                            ": " (word(&RELATIONS, &linked.link.relation)) ". "
                            (visit.name_of(&linked.step.who)) " linked them " (when(linked.step.at, visit.now)) ": "
                            span class="app-typed" { (linked.link.because) }
                            " " a class="govuk-link" href=(about(referral, Kind::Unlink, &linked.link.other, &linked.link.relation)) {
                                "Take away" span class="govuk-visually-hidden" { " the link with " (linked.link.other) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The address of the form that speaks of another contact, with what is known of it filled in.
pub fn about(referral: &Referral, kind: Kind, other: &str, relation: &str) -> String {
    let field = if kind == Kind::Merge { "into" } else { "other" };
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair(field, other)
        .append_pair("relation", relation)
        .finish();
    let address = actions::address(&referral.entry.reference, Action::Work(kind));
    format!("{address}?{query}")
}

/// What a step says, where its event, which stands in the timeline of the referral, has no words of its own. Of
/// several in one second each has its own.
pub fn said(referral: &Referral, event: &Event) -> Option<String> {
    let told = |at: Instant, who: &str, what: &str| {
        at == event.at && who == event.who && what == event.what
    };
    let before = referral
        .timeline
        .iter()
        .take_while(|earlier| !std::ptr::eq(*earlier, event))
        .filter(|earlier| told(earlier.at, &earlier.who, &earlier.what))
        .count();
    let steps = referral.casework.steps.iter();
    steps
        .filter(|step| told(step.at, &step.who, step.change.kind().verb()))
        .nth(before)
        .map(|step| words_of(&step.change))
}

fn words_of(change: &Change) -> String {
    match change {
        Change::ContactAttempt(attempt) => {
            let note = attempt
                .note
                .as_ref()
                .map_or_else(String::new, |note| format!(" Note: {note}"));
            format!(
                "{}. Who answered: {}. Safe to talk: {}.{note}",
                word(&HOW, &attempt.how),
                word(&ANSWERED, &attempt.answered).to_lowercase(),
                word(&SAFE_TO_TALK, &attempt.safe_to_talk).to_lowercase()
            )
        }
        Change::Wait(wait) => format!("Until {}: {}", day(&wait.until), wait.what_for),
        Change::DecideWelfareCheck(check) => {
            format!("{}: {}", word(&FINDINGS, &check.decision), check.reasons)
        }
        Change::SetCaseNumber(said) | Change::Allocate(said) => said.clone(),
        Change::NoteVisitorSafety(noted) => format!(
            "{} Source: {}, {}. To be looked at again by {}.",
            sentence(&noted.what),
            noted.source,
            day(&noted.dated),
            day(&noted.review_on)
        ),
        Change::Link(link) | Change::Unlink(link) => {
            format!(
                "{} ({}): {}",
                link.other,
                word(&RELATIONS, &link.relation),
                link.because
            )
        }
        Change::Merge(merge) => format!("Into {}: {}", merge.into, merge.because),
        Change::EndWait(why)
        | Change::Escalate(why)
        | Change::EndVisitorSafety(why)
        | Change::Unmerge(why) => why.clone(),
    }
}

/// What somebody typed, ended like a sentence, so that what follows does not run into it.
fn sentence(typed: &str) -> String {
    let ended = typed.ends_with(['.', '!', '?', '…']);
    format!("{typed}{}", if ended { "" } else { "." })
}

/// Whether an event speaks of another contact. Paper and what is copied have none of it: either person may read them.
pub fn speaks_of_another(what: &str) -> bool {
    [Kind::Link, Kind::Unlink, Kind::Merge, Kind::Unmerge]
        .iter()
        .any(|kind| kind.verb() == what)
}

/// What happened, as the history tells it.
pub const fn happened(kind: Kind) -> &'static str {
    match kind {
        Kind::ContactAttempt => "tried to reach the person",
        Kind::Wait => "began to wait",
        Kind::EndWait => "stopped waiting",
        Kind::DecideWelfareCheck => "decided on a welfare check",
        Kind::Escalate => "asked a senior to look",
        Kind::SetCaseNumber => "wrote down the number in the case system",
        Kind::Allocate => "wrote down who has the case",
        Kind::NoteVisitorSafety => "noted what visitors must know",
        Kind::EndVisitorSafety => "ended what visitors are told",
        Kind::Link => "linked another contact",
        Kind::Unlink => "took a link away",
        Kind::Merge => "merged it into another contact",
        Kind::Unmerge => "took it apart from another contact",
    }
}

fn word<'a>(known: &[(&'static str, &'static str)], id: &'a str) -> &'a str {
    let found = known.iter().find(|(known, _)| *known == id);
    found.map_or(id, |(_, words)| words)
}

/// A day as people say it; what is none stays as it is.
fn day(written: &str) -> String {
    written
        .parse::<Date>()
        .map_or_else(|_| written.to_owned(), day_in_words)
}

/// The day has come.
fn is_past(written: &str, now: Instant) -> bool {
    written
        .parse::<Date>()
        .is_ok_and(|day| day <= local_date(now))
}

/// For the text for the case system.
pub fn in_lines(visit: &Visit, referral: &Referral) -> Vec<String> {
    let casework = &referral.casework;
    let mut lines = Vec::new();
    lines.extend(
        casework
            .case_number()
            .map(|number| format!("Number in the case system: {number}")),
    );
    lines.extend(
        casework
            .allocated_worker()
            .map(|worker| format!("Allocated to: {worker}")),
    );
    let noted = casework.visitor_safety();
    lines.extend(noted.map(|(step, _)| {
        format!(
            "Safety of visitors: {} Noted by {}, {}.",
            words_of(&step.change),
            visit.name_on_paper(&step.who),
            staff_time(step.at)
        )
    }));
    lines
}
