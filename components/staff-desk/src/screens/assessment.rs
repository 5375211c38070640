//! A carer's assessment: where it stands, what to do next, what was recorded and who wrote it, and the forms
//! to go on with it. On paper it is the written record that the carer is given, without what is for staff only.
//!
//! The software indicates nothing here. What was decided, and the words for it, are a person's.

mod forms;
mod part;
mod record;
mod sent;

pub use part::part;
pub use record::changed_answers;
pub use sent::{body, in_words, of_store};

use ::assessments::{Assessment, Kind, State};
use maud::{Markup, html};
use pages::{Banner, ErrorLink, Tag};
use web::{Reply, Request};
use working_calendar::staff_time;

use super::frame;
use super::referral::View;
use super::{Visit, person};
use crate::files;
use crate::referral::Referral;
use crate::stores::{Refusal, Stores};

/// What has just been done.
const DONE: [(Kind, &str); 9] = [
    (
        Kind::Begin,
        "The assessment is being checked with the carer.",
    ),
    (Kind::Conversation, "The conversation has been recorded."),
    (
        Kind::AskAboutJoint,
        "What they said about a joint assessment has been recorded.",
    ),
    (
        Kind::ChangeAnswer,
        "The answer has been changed. What the carer had sent is kept beside it.",
    ),
    (Kind::Agree, "The assessment is agreed."),
    (Kind::Decide, "Your decision has been recorded."),
    (
        Kind::GiveRecord,
        "It has been recorded that the carer was given the written record.",
    ),
    (
        Kind::Decline,
        "It has been recorded that the carer does not want the assessment now.",
    ),
    (
        Kind::Resume,
        "It has been recorded that the carer wants the assessment.",
    ),
];

pub async fn answer(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    reference: &str,
) -> Result<Reply, Refusal> {
    let referral = stores.read(reference, visit.actor(), visit.now).await?;
    let files = files::of(stores, &referral).await;
    let done = request.query_value("done").and_then(Kind::from_id);
    let words = DONE.iter().find(|(kind, _)| Some(*kind) == done);
    let view = View {
        done: words.map(|(_, words)| *words),
        ..View::of(visit, &referral, &files)
    };
    page(&view, 200).ok_or(Refusal::NotFound)
}

/// The address of the page.
pub fn address(reference: &str) -> String {
    format!("/staff/referrals/{reference}/assessment")
}

/// The page, with what was typed and why it was not stored, if that is so; none for another form.
pub fn page(view: &View, status: u16) -> Option<Reply> {
    let referral = view.referral;
    let assessment = referral.assessment.as_ref()?;
    let reference = &referral.entry.reference;
    let errors: Vec<ErrorLink> = view
        .typed
        .map(|typed| typed.errors.clone())
        .unwrap_or_default();
    let main = html! {
        @if let Some(done) = view.done { (Banner::success(Banner::sentence(done))) }
        @if let Some(said) = view.refused { @if errors.is_empty() { (view.refusal(said)) } }
        span class="govuk-caption-l" { span class="app-reference" { (reference) } }
        h1 class="govuk-heading-l" { "Carer’s assessment" }
        p class="govuk-body desk-name" { (referral.entry.name.as_deref().unwrap_or("No name given")) }
        (states(assessment))
        div class="app-no-print" {
            (person::first(referral))
            section class="desk-action desk-action--now" aria-labelledby="next" {
                h2 class="govuk-heading-s" id="next" { "What to do next" }
                (next(assessment, referral))
            }
            (forms::offered(view, assessment))
        }
        (record::decisions(view, assessment))
        (changed_answers(view, assessment))
        (record::conversations(view, assessment))
        (record::joint(view, assessment))
        p class="govuk-body desk-small" { "From here on, everything is as the carer sent it, in their own words." }
        (person::answers(referral, view.files))
    };
    let back = format!("/staff/referrals/{reference}");
    let title = format!("{reference}: carer’s assessment");
    let head = frame::Head {
        title: &title,
        back: Some(&back),
        errors: &errors,
        current: "/staff/queues",
    };
    Some(frame::page(view.visit, status, &head, &main))
}

/// What the carer chose on the form.
fn said<'a>(referral: &'a Referral, question: &str) -> Option<&'a str> {
    referral.answer(question)?.value.as_str()
}

/// The word for a state, for staff; what was done then is done with the carer.
fn state_words(state: State) -> &'static str {
    match state {
        State::Submitted => "Submitted",
        State::BeingChecked => "Being checked",
        State::Agreed => "Agreed",
    }
}

/// Where it stands, and each state with its date.
fn states(assessment: &Assessment) -> Markup {
    let (state, _) = assessment.state();
    let colour = match state {
        State::Submitted => "teal",
        State::BeingChecked => "blue",
        State::Agreed => "green",
    };
    html! {
        div class="desk-strip" {
            div {
                (Tag::coloured(state_words(state), colour))
                @if assessment.declined().is_some() { " " (Tag::coloured("Declined", "grey")) }
            }
            @for (state, at) in assessment.states() { div { (state_words(state)) ": " (staff_time(at)) } }
            @if let Some(at) = assessment.declined() { div { "Declined by the carer: " (staff_time(at)) } }
        }
    }
}

/// What a worker does next, and why.
fn next(assessment: &Assessment, referral: &Referral) -> Markup {
    let words = if assessment.declined().is_some() {
        "The carer does not want the assessment now. They can change their mind at any time: record it here if they do. \
         Nothing else can be recorded until then."
    } else if let Some((_, given)) = assessment.record_given() {
        return html! {
            p class="govuk-body" {
                "Everything is recorded, and the carer was given the written record on "
                (record::day(&given.on)) ". Plan the support, or close the referral."
            }
        };
    } else if assessment.decision().is_some() {
        "Give the carer the written record in a way that is safe for them: print the page of the assessment, or send it \
         as they asked. Then record that you did."
    } else {
        match assessment.state().0 {
            State::Submitted if said(referral, "wants-assessment") == Some("not-now") => {
                "On the form the carer said: not now. Tell them that they have a right to an assessment whenever they want \
                 it. If they do not want it, record that; if they do, go through their answers with them."
            }
            State::Submitted => {
                "Talk with the carer. Tell them how an assessment goes, go through their answers together, and record \
                 the conversation."
            }
            State::BeingChecked if !assessment.process_was_explained() => {
                "Tell the carer how an assessment goes, go through their answers together, and record the conversation."
            }
            State::BeingChecked => {
                "Change the answers that the carer wants to read differently. When you both agree on what the \
                 assessment says, record that."
            }
            State::Agreed => {
                "The council decides now. A senior, a manager or somebody with the role safeguarding records the \
                 decision and its reasons."
            }
        }
    };
    html! {
        p class="govuk-body" { (words) }
        @if assessment.declined().is_some() && referral.entry.safeguarding_sign {
            p class="govuk-body" {
                strong { "There is a safeguarding sign." }
                " That the carer declines does not end this (section 11 of the Care Act 2014): it cannot be closed \
                 before a section 42 decision."
            }
        }
    }
}
