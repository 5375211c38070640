//! Records of assessments and possible matches of the wall into those of the store, and back.

use super::wall::exports::front_door::case_store::{assessments as wall, referrals};
use crate::model;
use ::assessments as steps;

impl From<wall::Change> for steps::Change {
    fn from(change: wall::Change) -> Self {
        steps::mirror_change!(change, wall => steps::Decision)
    }
}

impl From<steps::Change> for wall::Change {
    fn from(change: steps::Change) -> Self {
        steps::mirror_change!(change, steps => wall::EligibilityDecision)
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
