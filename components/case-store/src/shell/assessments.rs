//! Records of assessments and possible matches of the wall into those of the store, and back.

use super::wall::exports::front_door::case_store::{assessments as wall, referrals};
use crate::model;
use ::assessments as steps;

impl From<wall::Change> for steps::Change {
    fn from(change: wall::Change) -> Self {
        match change {
            wall::Change::Begin => Self::Begin,
            wall::Change::Conversation(held) => Self::Conversation(steps::Conversation {
                held_on: held.held_on,
                how: held.how,
                who_was_there: held.who_was_there,
                told_about_process: held.told_about_process,
                notes: held.notes,
            }),
            wall::Change::AskAboutJoint(answer) => Self::AskAboutJoint(steps::JointAnswer {
                cared_for: answer.cared_for,
                agrees: answer.agrees,
                asked_on: answer.asked_on,
                asked_alone: answer.asked_alone,
                note: answer.note,
            }),
            wall::Change::ChangeAnswer(changed) => Self::ChangeAnswer(steps::ChangedAnswer {
                question: changed.question,
                asked: changed.asked,
                said: changed.said,
                value: changed.value,
                because: changed.because,
                carer_agrees: changed.carer_agrees,
            }),
            wall::Change::Agree => Self::Agree,
            wall::Change::Decide(decision) => Self::Decide(decision.into()),
            wall::Change::GiveRecord(given) => Self::GiveRecord(steps::GivenRecord {
                on: given.on,
                how: given.how,
            }),
            wall::Change::Decline(said) => Self::Decline(said),
            wall::Change::Resume(said) => Self::Resume(said),
        }
    }
}

impl From<wall::EligibilityDecision> for steps::Decision {
    fn from(decision: wall::EligibilityDecision) -> Self {
        let finding = |found: wall::Finding| steps::Finding {
            met: found.met,
            because: found.because,
        };
        Self {
            necessary_care: finding(decision.necessary_care),
            effect: finding(decision.effect),
            wellbeing: finding(decision.wellbeing),
            eligible: decision.eligible,
            reasons: decision.reasons,
            advice: decision.advice,
        }
    }
}

impl From<steps::Change> for wall::Change {
    fn from(change: steps::Change) -> Self {
        match change {
            steps::Change::Begin => Self::Begin,
            steps::Change::Conversation(held) => Self::Conversation(wall::Conversation {
                held_on: held.held_on,
                how: held.how,
                who_was_there: held.who_was_there,
                told_about_process: held.told_about_process,
                notes: held.notes,
            }),
            steps::Change::AskAboutJoint(answer) => Self::AskAboutJoint(wall::JointAnswer {
                cared_for: answer.cared_for,
                agrees: answer.agrees,
                asked_on: answer.asked_on,
                asked_alone: answer.asked_alone,
                note: answer.note,
            }),
            steps::Change::ChangeAnswer(changed) => Self::ChangeAnswer(wall::ChangedAnswer {
                question: changed.question,
                asked: changed.asked,
                said: changed.said,
                value: changed.value,
                because: changed.because,
                carer_agrees: changed.carer_agrees,
            }),
            steps::Change::Agree => Self::Agree,
            steps::Change::Decide(decision) => Self::Decide(decision.into()),
            steps::Change::GiveRecord(given) => Self::GiveRecord(wall::GivenRecord {
                on: given.on,
                how: given.how,
            }),
            steps::Change::Decline(said) => Self::Decline(said),
            steps::Change::Resume(said) => Self::Resume(said),
        }
    }
}

impl From<steps::Decision> for wall::EligibilityDecision {
    fn from(decision: steps::Decision) -> Self {
        let finding = |found: steps::Finding| wall::Finding {
            met: found.met,
            because: found.because,
        };
        Self {
            necessary_care: finding(decision.necessary_care),
            effect: finding(decision.effect),
            wellbeing: finding(decision.wellbeing),
            eligible: decision.eligible,
            reasons: decision.reasons,
            advice: decision.advice,
        }
    }
}

impl From<steps::Step> for wall::Step {
    fn from(step: steps::Step) -> Self {
        Self {
            at: step.at.as_unix(),
            who: step.who,
            change: step.change.into(),
        }
    }
}

impl From<model::PossibleMatch> for referrals::PossibleMatch {
    fn from(found: model::PossibleMatch) -> Self {
        Self {
            entry: found.entry.into(),
            relation: match found.relation {
                model::Relation::LooksAfter => referrals::Relation::LooksAfter,
                model::Relation::IsLookedAfterBy => referrals::Relation::IsLookedAfterBy,
                model::Relation::LooksAfterTheSamePerson => {
                    referrals::Relation::LooksAfterTheSamePerson
                }
            },
            because: found
                .because
                .into_iter()
                .map(|likeness| match likeness {
                    model::Likeness::GivenName => referrals::Likeness::GivenName,
                    model::Likeness::DateOfBirth => referrals::Likeness::DateOfBirth,
                    model::Likeness::Postcode => referrals::Likeness::Postcode,
                    model::Likeness::Phone => referrals::Likeness::Phone,
                    model::Likeness::Email => referrals::Likeness::Email,
                })
                .collect(),
        }
    }
}
