//! What was recorded of an assessment, and who wrote it.

use ::assessments::{AnswerVersions, Assessment, Change, Decision, Finding, HOW, Step};
use maud::{Markup, html};
use vocabulary::Date;
use working_calendar::{day_in_words, staff_time};

use super::super::referral::View;
use crate::api::DECISIONS;

/// The three conditions of regulation 3 of SI 2015/313: the name in the API, and the words for staff.
pub const CONDITIONS: [(&str, &str); 3] = [
    (
        "necessary-care",
        "The needs arise because the carer gives necessary care to an adult",
    ),
    (
        "effect",
        "Their health is or may be at risk, or they cannot achieve one of the outcomes",
    ),
    (
        "wellbeing",
        "There is, or is likely to be, a significant impact on their wellbeing",
    ),
];

/// A day as people say it; what is none stays as it is.
pub fn day(written: &str) -> String {
    written
        .parse::<Date>()
        .map_or_else(|_| written.to_owned(), day_in_words)
}

/// The words for how a conversation was held.
fn how(id: &str) -> &str {
    HOW.iter()
        .find(|(known, _)| *known == id)
        .map_or(id, |(_, words)| words)
}

fn written_by(view: &View, step: &Step) -> Markup {
    html! { p class="govuk-body desk-small" { "Written by " (view.visit.name_on_paper(&step.who)) ", " (staff_time(step.at)) "." } }
}

/// Every answer that was changed: what the carer sent beside what was agreed, each version with who, when
/// and why.
pub fn changed_answers(view: &View, assessment: &Assessment) -> Markup {
    let changed = assessment.changed_answers();
    html! {
        section aria-labelledby="changed" {
            h2 class="govuk-heading-m" id="changed" { "Answers that were changed with the carer" }
            @if changed.is_empty() { p class="govuk-body" { "None. Every answer stands as the carer sent it." } }
            @for versions in &changed { (changed_answer(view, versions)) }
        }
    }
}

fn changed_answer(view: &View, versions: &AnswerVersions) -> Markup {
    let sent = view.referral.answer(versions.question);
    let asked = versions
        .changes
        .first()
        .and_then(|(_, changed)| changed.asked.as_deref());
    let last = versions.changes.len();
    html! {
        h3 class="govuk-heading-s" { (asked.unwrap_or(versions.question)) }
        div class="desk-versions" {
            div {
                p class="govuk-body desk-small" { strong { "What the carer sent" } }
                @match sent {
                    Some(sent) => blockquote class="desk-quote app-typed" { (sent.said) },
                    None => p class="govuk-body" { "Nothing: this was not answered." },
                }
            }
            div {
                @for (number, (step, changed)) in versions.changes.iter().enumerate() {
                    p class="govuk-body desk-small" {
                        strong { @if number + 1 == last { "What stands now, with the carer’s agreement" } @else { "Before that" } }
                    }
                    p class="govuk-body app-typed" { (changed.said) }
                    p class="govuk-body desk-small app-typed" { "Why: " (changed.because) }
                    (written_by(view, step))
                }
            }
        }
    }
}

/// The conversations, oldest first.
pub fn conversations(view: &View, assessment: &Assessment) -> Markup {
    html! {
        section aria-labelledby="conversations" {
            h2 class="govuk-heading-m" id="conversations" { "Conversations with the carer" }
            @if assessment.conversations().next().is_none() { p class="govuk-body" { "None is recorded." } }
            @for (step, held) in assessment.conversations() {
                h3 class="govuk-heading-s" { (day(&held.held_on)) }
                p class="govuk-body" {
                    (how(&held.how)) ". There: " span class="app-typed" { (held.who_was_there) } ". "
                    @if held.told_about_process { "The carer was told how an assessment goes." }
                    @else { "The carer was not told how an assessment goes." }
                }
                p class="govuk-body app-typed" { (held.notes) }
                (written_by(view, step))
            }
            @for step in &assessment.steps { (declined(view, step)) }
        }
    }
}

fn declined(view: &View, step: &Step) -> Markup {
    let (heading, said) = match &step.change {
        Change::Decline(said) => ("The carer did not want the assessment", said),
        Change::Resume(said) => ("The carer wanted the assessment after all", said),
        _ => return html! {},
    };
    html! {
        h3 class="govuk-heading-s" { (heading) }
        p class="govuk-body app-typed" { (said) }
        (written_by(view, step))
    }
}

/// What each said alone about a joint assessment. Not on paper: the one need not know what the other said.
pub fn joint(view: &View, assessment: &Assessment) -> Markup {
    let with: Vec<String> = assessment
        .may_be_joint_with()
        .into_iter()
        .map(str::to_owned)
        .collect();
    html! {
        section class="app-no-print" aria-labelledby="joint" {
            h2 class="govuk-heading-m" id="joint" { "Joint or separate" }
            p class="govuk-body" {
                @if with.is_empty() { "Separate: not everybody has agreed to a joint assessment, each asked alone." }
                @else { "It may be done together with " strong { (super::super::words::in_a_row(&with)) } ": each has agreed, asked alone." }
            }
            @if let Some(wish) = view.referral.answer("joint-or-separate") {
                p class="govuk-body" { "The carer’s wish on the form: “" span class="app-typed" { (wish.said) } "”." }
            }
            p class="govuk-body desk-small" { "This part is not printed: neither need know what the other said." }
            @for (step, answer) in assessment.joint_answers() {
                p class="govuk-body" {
                    @match &answer.cared_for {
                        Some(name) => { "The person cared for, " span class="app-typed" { (name) } },
                        None => "The carer",
                    }
                    @if answer.agrees { " agrees" } @else { " does not agree" }
                    ", asked alone on " (day(&answer.asked_on)) "."
                    @if let Some(note) = &answer.note { span class="desk-said app-typed" { (note) } }
                }
                (written_by(view, step))
            }
        }
    }
}

/// The decision that stands, those before it, and whether the record was given.
pub fn decisions(view: &View, assessment: &Assessment) -> Markup {
    let decided: Vec<(&Step, &Decision)> = assessment
        .steps
        .iter()
        .filter_map(|step| match &step.change {
            Change::Decide(decision) => Some((step, decision)),
            _ => None,
        })
        .collect();
    html! {
        @if !decided.is_empty() {
            section aria-labelledby="decision" {
                h2 class="govuk-heading-m" id="decision" { "The council’s decision (sections 13 and 24 of the Care Act 2014)" }
                @for (number, (step, decision)) in decided.iter().rev().enumerate() {
                    @if number == 1 { h3 class="govuk-heading-s" { "Decisions before it" } }
                    (one_decision(view, step, decision))
                }
                @if let Some((step, given)) = assessment.record_given() {
                    p class="govuk-body" { "The carer was given the written record on " (day(&given.on)) ". " (how(&given.how)) "." }
                    (written_by(view, step))
                }
            }
        }
    }
}

fn one_decision(view: &View, step: &Step, decision: &Decision) -> Markup {
    let [eligible, not_eligible] = DECISIONS.map(|(_, words)| words);
    let found = |(_, words): (&str, &'static str), finding: &Finding| {
        html! {
            p class="govuk-body" {
                (words) ": " strong { @if finding.met { "met" } @else { "not met" } } ". "
                span class="app-typed" { (finding.because) }
            }
        }
    };
    let [necessary_care, effect, wellbeing] = CONDITIONS;
    html! {
        p class="govuk-body" { strong { @if decision.eligible { (eligible) } @else { (not_eligible) } } "." }
        (found(necessary_care, &decision.necessary_care))
        (found(effect, &decision.effect))
        (found(wellbeing, &decision.wellbeing))
        p class="govuk-body app-typed" { "Reasons: " (decision.reasons) }
        @if let Some(advice) = &decision.advice { p class="govuk-body app-typed" { "Advice and information given: " (advice) } }
        p class="govuk-body desk-small" { "Decided and written by " (view.visit.name_on_paper(&step.who)) ", " (staff_time(step.at)) "." }
    }
}
