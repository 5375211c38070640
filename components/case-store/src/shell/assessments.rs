//! Records of assessments and possible matches of the wall into those of the store, and back.

use super::wall::exports::front_door::case_store::{assessments as wall, referrals};
use crate::model;
use ::assessments as steps;
use casework::mirror_word;

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
            relation: mirror_word!(found.relation, casework => referrals, Relation),
            because: found
                .because
                .into_iter()
                .map(|word| mirror_word!(word, casework => referrals, Likeness))
                .collect(),
            score: found
                .score
                .map(|word| mirror_word!(word, casework => referrals, Score)),
        }
    }
}
