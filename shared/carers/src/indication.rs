//! Whether what a carer told us points to the three conditions of the Care and Support (Eligibility
//! Criteria) Regulations 2015 (SI 2015/313), regulation 3.
//!
//! It is an indication and never a decision: the council decides, after talking with the carer (Care
//! Act 2014 s13). It feeds no routing and no priority. The needs of the person cared for do not come
//! into it: the care must be necessary, but nobody has to have found that person eligible.
//!
//! ```
//! use serde_json::json;
//!
//! let told = carers::indication::read(&json!({"health_at_risk": "yes"})).unwrap();
//! let indication = carers::indication::indicate(&told);
//! assert_eq!(indication.to_json()["conditions"]["effect"]["state"], "indicated");
//! ```

mod reading;
mod said;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Answer, CarerOutcome, Indicated, Limb, OverallIndication, WellbeingImpact};

pub use reading::read;
pub use said::{STATEMENT, in_words};

/// What a carer told us, as far as the regulation asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whether the person cared for could not do without this care.
    pub necessary_care: Answer,
    /// Whether the carer's physical or mental health is getting worse, or may.
    pub health_at_risk: Answer,
    /// How each outcome is hard. None of the limbs: it is achieved. An outcome that is not in here is
    /// not known.
    pub outcomes: BTreeMap<CarerOutcome, BTreeSet<Limb>>,
    pub wellbeing_impact: WellbeingImpact,
}

impl Default for Told {
    /// Nothing is known.
    fn default() -> Self {
        Self {
            necessary_care: Answer::Unknown,
            health_at_risk: Answer::Unknown,
            outcomes: BTreeMap::new(),
            wellbeing_impact: WellbeingImpact::Unknown,
        }
    }
}

/// What was told, held against regulation 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indication {
    pub necessary_care: Condition,
    pub effect: Condition,
    pub wellbeing: Condition,
    /// The outcomes that count, in the order of reg 3(2)(b).
    pub outcomes_counted: Vec<CarerOutcome>,
    pub overall: OverallIndication,
}

/// One condition: whether what was told points to it, and why, in plain English to the carer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub state: Indicated,
    pub because: String,
}

/// Holds what was told against the three conditions of reg 3(1).
pub fn indicate(told: &Told) -> Indication {
    let states = [
        arises_from_necessary_care(told),
        has_a_named_effect(told),
        has_a_significant_impact(told),
    ];
    let [necessary_care, effect, wellbeing] = states;
    let outcomes_counted = outcomes_counted(told);
    Indication {
        necessary_care: Condition {
            state: necessary_care,
            because: said::of_necessary_care(told),
        },
        effect: Condition {
            state: effect,
            because: said::of_effect(told, effect, &outcomes_counted),
        },
        wellbeing: Condition {
            state: wellbeing,
            because: said::of_wellbeing(told),
        },
        outcomes_counted,
        overall: overall(states),
    }
}

/// The first condition, reg 3(1)(a): the carer's needs arise because they provide necessary care for an
/// adult.
pub fn arises_from_necessary_care(told: &Told) -> Indicated {
    as_answered(told.necessary_care)
}

/// The second condition, reg 3(1)(b): the effect of the needs is that any of the circumstances of reg
/// 3(2) applies. Health alone is enough, and so is one outcome. It is denied only when everything is
/// known and nothing applies.
pub fn has_a_named_effect(told: &Told) -> Indicated {
    let health = health_is_at_risk(told);
    let known = |outcome: &CarerOutcome| told.outcomes.contains_key(outcome);
    if health == Indicated::Yes || !outcomes_counted(told).is_empty() {
        Indicated::Yes
    } else if health == Indicated::No && CarerOutcome::ALL.iter().all(known) {
        Indicated::No
    } else {
        Indicated::Undetermined
    }
}

/// The third condition, reg 3(1)(c): as a consequence there is, or there may well be, a significant
/// impact on the carer's wellbeing.
pub fn has_a_significant_impact(told: &Told) -> Indicated {
    match told.wellbeing_impact {
        WellbeingImpact::Significant => Indicated::Yes,
        WellbeingImpact::NotSignificant => Indicated::No,
        WellbeingImpact::Unknown => Indicated::Undetermined,
    }
}

/// The circumstance of reg 3(2)(a): the carer's physical or mental health is deteriorating, or at risk
/// of it.
pub fn health_is_at_risk(told: &Told) -> Indicated {
    as_answered(told.health_at_risk)
}

/// The circumstance of reg 3(2)(b): the outcomes that the carer is unable to achieve, in the order of
/// (i) to (viii).
pub fn outcomes_counted(told: &Told) -> Vec<CarerOutcome> {
    CarerOutcome::ALL
        .iter()
        .copied()
        .filter(|outcome| told.outcomes.get(outcome).is_some_and(is_unable_to_achieve))
        .collect()
}

/// Reg 3(3): a carer is regarded as unable to achieve an outcome when any of its three limbs applies,
/// also while somebody is helping already. That it takes longer is not one of them.
pub fn is_unable_to_achieve(limbs: &BTreeSet<Limb>) -> bool {
    cannot_without_assistance(limbs)
        || has_pain_distress_or_anxiety(limbs)
        || endangers_health_or_safety(limbs)
}

/// Reg 3(3)(a): unable to achieve it without assistance.
pub fn cannot_without_assistance(limbs: &BTreeSet<Limb>) -> bool {
    limbs.contains(&Limb::NeedsAssistance)
}

/// Reg 3(3)(b): able to achieve it without assistance, but it causes the carer significant pain,
/// distress or anxiety.
pub fn has_pain_distress_or_anxiety(limbs: &BTreeSet<Limb>) -> bool {
    limbs.contains(&Limb::PainDistressAnxiety)
}

/// Reg 3(3)(c): able to achieve it without assistance, but it endangers, or may well endanger, the
/// health or safety of the carer or of others.
pub fn endangers_health_or_safety(limbs: &BTreeSet<Limb>) -> bool {
    limbs.contains(&Limb::EndangersSafety)
}

/// All three conditions of reg 3(1) together: they must all be met, so one that is denied is enough to
/// deny them all, and one that is not known leaves them open.
pub fn overall(conditions: [Indicated; 3]) -> OverallIndication {
    if conditions.contains(&Indicated::No) {
        OverallIndication::Unlikely
    } else if conditions.contains(&Indicated::Undetermined) {
        OverallIndication::Undetermined
    } else {
        OverallIndication::Likely
    }
}

fn as_answered(answer: Answer) -> Indicated {
    match answer {
        Answer::Yes => Indicated::Yes,
        Answer::No => Indicated::No,
        Answer::Unknown => Indicated::Undetermined,
    }
}
