//! The indication in words and as JSON. Whoever reads it is the carer, so it says "you", explains the
//! law and states nothing of what they are entitled to.

use serde_json::{Value, json};
use vocabulary::{Answer, CarerOutcome, Indicated, Limb, WellbeingImpact};

use super::{Condition, Indication, Told};

/// What stands beside every indication.
pub const STATEMENT: &str = "You have a right to a carer’s assessment whatever these answers say. This is not a \
     decision. It shows what your answers point to. The council decides with you, after someone has talked with you.";

impl Indication {
    /// The contract's answer.
    pub fn to_json(&self) -> Value {
        let counted: Vec<&str> = self.outcomes_counted.iter().map(|one| one.id()).collect();
        json!({
            "conditions": {
                "necessary-care": self.necessary_care.to_json(),
                "effect": self.effect.to_json(),
                "wellbeing": self.wellbeing.to_json(),
            },
            "outcomes_counted": counted,
            "overall": self.overall.id(),
            "statement": STATEMENT,
        })
    }
}

impl Condition {
    fn to_json(&self) -> Value {
        json!({"state": self.state.id(), "because": self.because})
    }
}

/// An outcome as the carer would say it, in the middle of a sentence.
pub fn in_words(outcome: CarerOutcome) -> &'static str {
    match outcome {
        CarerOutcome::ChildCare => "looking after children",
        CarerOutcome::OtherCaring => "looking after other people",
        CarerOutcome::HabitableHome => "keeping your home fit to live in",
        CarerOutcome::Nutrition => "eating and drinking well",
        CarerOutcome::Relationships => "keeping up with family and friends",
        CarerOutcome::WorkEducation => "work, training, education or volunteering",
        CarerOutcome::CommunityFacilities => "using local services and places",
        CarerOutcome::Recreation => "free time and things that you enjoy",
    }
}

pub(super) fn of_necessary_care(told: &Told) -> String {
    match told.necessary_care {
        Answer::Yes => "You told us that the person could not manage without the care you give.",
        Answer::No => "You told us that the person could manage without the care you give.",
        Answer::Unknown => {
            "We do not know yet whether the person could manage without the care you give."
        }
    }
    .to_owned()
}

pub(super) fn of_wellbeing(told: &Told) -> String {
    match told.wellbeing_impact {
        WellbeingImpact::Significant => {
            "You told us that caring makes a big difference to how you are."
        }
        WellbeingImpact::NotSignificant => {
            "You told us that caring does not make a big difference to how you are."
        }
        WellbeingImpact::Unknown => {
            "We do not know yet how much difference caring makes to how you are."
        }
    }
    .to_owned()
}

pub(super) fn of_effect(told: &Told, state: Indicated, counted: &[CarerOutcome]) -> String {
    let mut sentences = Vec::new();
    if told.health_at_risk == Answer::Yes {
        sentences
            .push("You told us that your health is getting worse, or may get worse.".to_owned());
    }
    if !counted.is_empty() {
        sentences.push(format!(
            "You told us that you need help, are in pain or distress, or are not safe with: {}.",
            listed(counted)
        ));
    }
    let slow = only_slow(told);
    if !slow.is_empty() {
        sentences.push(format!(
            "You told us that it takes you longer: {}. We have written that down. The rules for \
             carers do not count time alone, so tell us if it is hard in another way too.",
            listed(&slow)
        ));
    }
    match state {
        Indicated::Yes => {}
        Indicated::No => sentences.push(
            "You told us that your health is not at risk, and of nothing else that the rules for \
             carers count."
                .to_owned(),
        ),
        Indicated::Undetermined => {
            sentences.push(format!("We do not know yet about: {}.", not_known(told)))
        }
    }
    sentences.join(" ")
}

/// The outcomes of which we know only that they take longer.
fn only_slow(told: &Told) -> Vec<CarerOutcome> {
    told.outcomes
        .iter()
        .filter(|(_, limbs)| limbs.iter().eq([&Limb::TakesLonger]))
        .map(|(outcome, _)| *outcome)
        .collect()
}

fn not_known(told: &Told) -> String {
    let health = (told.health_at_risk == Answer::Unknown).then_some("your health");
    let outcomes = CarerOutcome::ALL
        .iter()
        .filter(|outcome| !told.outcomes.contains_key(outcome))
        .map(|outcome| in_words(*outcome));
    health
        .into_iter()
        .chain(outcomes)
        .collect::<Vec<_>>()
        .join("; ")
}

fn listed(outcomes: &[CarerOutcome]) -> String {
    let words: Vec<&str> = outcomes.iter().map(|outcome| in_words(*outcome)).collect();
    words.join("; ")
}
