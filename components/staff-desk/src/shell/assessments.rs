//! Between the case store's words for assessments and possible matches and the desk's.

use ::assessments::{
    Assessment, Change, ChangedAnswer, Conversation, Decision, Finding, GivenRecord, JointAnswer,
    Step,
};
use vocabulary::Instant;

use super::cases;
use super::wit::front_door::case_store::{assessments as wit, referrals};
use crate::possible_match::{Likeness, PossibleMatch, Relation};

pub fn assessment(submitted_at: i64, steps: Vec<wit::Step>) -> Assessment {
    let steps = steps.into_iter().map(|step| Step {
        at: Instant::from_unix(step.at),
        who: step.who,
        change: change(step.change),
    });
    Assessment::new(Instant::from_unix(submitted_at), steps.collect())
}

fn change(change: wit::Change) -> Change {
    let finding = |found: wit::Finding| Finding {
        met: found.met,
        because: found.because,
    };
    match change {
        wit::Change::Begin => Change::Begin,
        wit::Change::Conversation(held) => Change::Conversation(Conversation {
            held_on: held.held_on,
            how: held.how,
            who_was_there: held.who_was_there,
            told_about_process: held.told_about_process,
            notes: held.notes,
        }),
        wit::Change::AskAboutJoint(answer) => Change::AskAboutJoint(JointAnswer {
            cared_for: answer.cared_for,
            agrees: answer.agrees,
            asked_on: answer.asked_on,
            asked_alone: answer.asked_alone,
            note: answer.note,
        }),
        wit::Change::ChangeAnswer(changed) => Change::ChangeAnswer(ChangedAnswer {
            question: changed.question,
            asked: changed.asked,
            said: changed.said,
            value: changed.value,
            because: changed.because,
            carer_agrees: changed.carer_agrees,
        }),
        wit::Change::Agree => Change::Agree,
        wit::Change::Decide(decided) => Change::Decide(Decision {
            necessary_care: finding(decided.necessary_care),
            effect: finding(decided.effect),
            wellbeing: finding(decided.wellbeing),
            eligible: decided.eligible,
            reasons: decided.reasons,
            advice: decided.advice,
        }),
        wit::Change::GiveRecord(given) => Change::GiveRecord(GivenRecord {
            on: given.on,
            how: given.how,
        }),
        wit::Change::Decline(said) => Change::Decline(said),
        wit::Change::Resume(said) => Change::Resume(said),
    }
}

pub fn change_out(change: &Change) -> wit::Change {
    let finding = |found: &Finding| wit::Finding {
        met: found.met,
        because: found.because.clone(),
    };
    match change.clone() {
        Change::Begin => wit::Change::Begin,
        Change::Conversation(held) => wit::Change::Conversation(wit::Conversation {
            held_on: held.held_on,
            how: held.how,
            who_was_there: held.who_was_there,
            told_about_process: held.told_about_process,
            notes: held.notes,
        }),
        Change::AskAboutJoint(answer) => wit::Change::AskAboutJoint(wit::JointAnswer {
            cared_for: answer.cared_for,
            agrees: answer.agrees,
            asked_on: answer.asked_on,
            asked_alone: answer.asked_alone,
            note: answer.note,
        }),
        Change::ChangeAnswer(changed) => wit::Change::ChangeAnswer(wit::ChangedAnswer {
            question: changed.question,
            asked: changed.asked,
            said: changed.said,
            value: changed.value,
            because: changed.because,
            carer_agrees: changed.carer_agrees,
        }),
        Change::Agree => wit::Change::Agree,
        Change::Decide(decided) => wit::Change::Decide(wit::EligibilityDecision {
            necessary_care: finding(&decided.necessary_care),
            effect: finding(&decided.effect),
            wellbeing: finding(&decided.wellbeing),
            eligible: decided.eligible,
            reasons: decided.reasons,
            advice: decided.advice,
        }),
        Change::GiveRecord(given) => wit::Change::GiveRecord(wit::GivenRecord {
            on: given.on,
            how: given.how,
        }),
        Change::Decline(said) => wit::Change::Decline(said),
        Change::Resume(said) => wit::Change::Resume(said),
    }
}

pub fn possible_match(found: referrals::PossibleMatch) -> PossibleMatch {
    PossibleMatch {
        entry: cases::entry(found.entry),
        relation: match found.relation {
            referrals::Relation::LooksAfter => Relation::LooksAfter,
            referrals::Relation::IsLookedAfterBy => Relation::IsLookedAfterBy,
            referrals::Relation::LooksAfterTheSamePerson => Relation::LooksAfterTheSamePerson,
        },
        because: found
            .because
            .into_iter()
            .map(|likeness| match likeness {
                referrals::Likeness::GivenName => Likeness::GivenName,
                referrals::Likeness::DateOfBirth => Likeness::DateOfBirth,
                referrals::Likeness::Postcode => Likeness::Postcode,
                referrals::Likeness::Phone => Likeness::Phone,
                referrals::Likeness::Email => Likeness::Email,
            })
            .collect(),
    }
}
