//! Between the case store's words for assessments and possible matches and the desk's.

use ::assessments::{self, Assessment, Change, Step, mirror_change};
use casework::mirror_word;
use vocabulary::Instant;

use super::cases;
use super::wit::front_door::case_store::{assessments as wit, referrals};
use crate::possible_match::PossibleMatch;

pub fn assessment(submitted_at: i64, steps: Vec<wit::Step>) -> Assessment {
    let steps = steps.into_iter().map(|step| Step {
        at: Instant::from_unix(step.at),
        who: step.who,
        change: mirror_change!(step.change, wit => assessments::Decision),
    });
    Assessment::new(Instant::from_unix(submitted_at), steps.collect())
}

pub fn change_out(change: &Change) -> wit::Change {
    mirror_change!(change.clone(), assessments => wit::EligibilityDecision)
}

pub fn possible_match(found: referrals::PossibleMatch) -> PossibleMatch {
    PossibleMatch {
        entry: cases::entry(found.entry),
        relation: mirror_word!(found.relation, referrals => casework, Relation),
        because: found
            .because
            .into_iter()
            .map(|word| mirror_word!(word, referrals => casework, Likeness))
            .collect(),
        score: found
            .score
            .map(|word| mirror_word!(word, referrals => casework, Score)),
    }
}
