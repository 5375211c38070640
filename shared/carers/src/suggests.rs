//! "What you told us suggests": the indication as pages show it to the carer, each condition in plain
//! words with the answers that led to it, how to disagree, and how to reach a person.
//!
//! - [`told`]: the form's answers as the indication's input.
//! - [`suggest`]: what a page shows. The page adds the telephone numbers, which are data of the
//!   authority, and the ways back into the form.
//!
//! No text here names the words of the API, says what somebody has a right to be given, or decides. A
//! test reads all of them in every state.

mod said;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use vocabulary::{Answer as Known, CarerOutcome, Date, Indicated, Limb, WellbeingImpact};

use crate::answers::{Answers, Quote};
use crate::indication::{Told, indicate, is_unable_to_achieve};

pub use said::{DISAGREE, NOT_A_DECISION, OPENING, REACH_A_PERSON};

/// What a page shows, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggests {
    /// The right to an assessment, whatever the answers say. It stands first.
    pub opening: &'static str,
    /// That this is no decision, and who decides.
    pub not_a_decision: &'static str,
    /// For whom other law holds: what happens instead.
    pub other_route: Option<OtherRoute>,
    /// The three conditions of SI 2015/313 reg 3(1), in its order. None where only other law holds: for
    /// carers under 18, and for those who look after nobody but children.
    pub conditions: Vec<Condition>,
    /// What somebody can do who does not agree.
    pub disagree: [&'static str; 4],
    /// How to talk to somebody. The page adds the numbers.
    pub reach_a_person: &'static str,
}

/// A condition in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// As in the contract: `necessary-care`, `effect`, `wellbeing`.
    pub id: &'static str,
    pub heading: &'static str,
    /// What the rules for carers look at.
    pub law: &'static str,
    /// For a mark beside it; never shown as a word.
    pub state: Indicated,
    /// "What you told us suggests that …", one paragraph each.
    pub suggests: Vec<String>,
    /// The answers that led to it.
    pub because: Vec<Quote>,
    /// The questions of which nothing is known, by id, for links back into the form.
    pub open: Vec<String>,
}

/// Whose assessment is done by others, under another law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherRoute {
    /// Under 18 (Care Act 2014 s63, Children Act 1989 s17ZA).
    YoungCarer,
    /// Looks after somebody under 18 (Children Act 1989 s17ZD).
    ParentCarer,
    /// Looks after somebody under 18 who moves to adult services (Care Act 2014 s60).
    MovingToAdultServices,
}

/// The form's answers as the indication's input. Somebody who is not sure has told us nothing, and
/// somebody whom an outcome does not concern has nothing hard about it.
pub fn told(answers: &Answers) -> Told {
    Told {
        necessary_care: known(answers, NECESSARY_CARE),
        health_at_risk: known(answers, HEALTH),
        outcomes: CarerOutcome::ALL
            .iter()
            .filter_map(|outcome| Some((*outcome, limbs(answers, *outcome)?)))
            .collect(),
        wellbeing_impact: answers
            .text(WELLBEING)
            .and_then(WellbeingImpact::from_id)
            .unwrap_or(WellbeingImpact::Unknown),
    }
}

/// What a page shows of these answers. `today` says who is under 18.
pub fn suggest(answers: &Answers, today: Date) -> Suggests {
    let other_route = OtherRoute::of(answers, today);
    Suggests {
        opening: OPENING,
        not_a_decision: NOT_A_DECISION,
        other_route,
        conditions: match other_route {
            Some(OtherRoute::YoungCarer) => Vec::new(),
            Some(_) if !answers.looks_after_another_adult() => Vec::new(),
            _ => conditions(answers),
        },
        disagree: DISAGREE,
        reach_a_person: REACH_A_PERSON,
    }
}

const NECESSARY_CARE: &str = "necessary-care";
const HEALTH: &str = "health-at-risk";
const WELLBEING: &str = "wellbeing-impact";

/// The id of the question about an outcome.
pub(crate) fn question_of(outcome: CarerOutcome) -> String {
    format!("outcome-{outcome}")
}

/// The id of the question for the carer's own words about an outcome.
pub(crate) fn words_of(outcome: CarerOutcome) -> String {
    format!("outcome-{outcome}-words")
}

fn known(answers: &Answers, question: &str) -> Known {
    answers
        .text(question)
        .and_then(Known::from_id)
        .unwrap_or(Known::Unknown)
}

/// What is hard about an outcome; nothing when it is not known.
fn limbs(answers: &Answers, outcome: CarerOutcome) -> Option<BTreeSet<Limb>> {
    let chosen = answers.chosen(&question_of(outcome));
    let limbs: BTreeSet<Limb> = chosen.iter().filter_map(|id| Limb::from_id(id)).collect();
    let nothing_hard = chosen
        .iter()
        .any(|id| ["achieved", "does-not-apply"].contains(id));
    (nothing_hard || !limbs.is_empty()).then_some(limbs)
}

fn conditions(answers: &Answers) -> Vec<Condition> {
    let told = told(answers);
    let found = indicate(&told);
    let questions = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let unknown = |state: Indicated, ids: &[&str]| match state {
        Indicated::Undetermined => questions(ids),
        _ => Vec::new(),
    };
    let necessary = found.necessary_care.state;
    let effect = found.effect.state;
    let wellbeing = found.wellbeing.state;
    vec![
        Condition {
            id: "necessary-care",
            heading: said::NECESSARY_CARE.heading,
            law: said::NECESSARY_CARE.law,
            state: necessary,
            suggests: vec![said::NECESSARY_CARE.of(necessary).to_owned()],
            because: answers.quotes(&[NECESSARY_CARE, "why-care-is-needed"]),
            open: unknown(necessary, &[NECESSARY_CARE]),
        },
        Condition {
            id: "effect",
            heading: said::EFFECT.heading,
            law: said::EFFECT.law,
            state: effect,
            suggests: said::of_effect(&told, effect, &found.outcomes_counted),
            because: quotes_of_effect(answers, &told),
            open: match effect {
                Indicated::Undetermined => not_known(&told),
                _ => Vec::new(),
            },
        },
        Condition {
            id: "wellbeing",
            heading: said::WELLBEING.heading,
            law: said::WELLBEING.law,
            state: wellbeing,
            suggests: vec![said::WELLBEING.of(wellbeing).to_owned()],
            because: answers.quotes(&[WELLBEING, "wellbeing-words"]),
            open: unknown(wellbeing, &[WELLBEING]),
        },
    ]
}

/// What was said of health, and of each outcome that is hard in any way.
fn quotes_of_effect(answers: &Answers, told: &Told) -> Vec<Quote> {
    let mut quotes = answers.quotes(&[HEALTH, "health-words"]);
    for (outcome, limbs) in &told.outcomes {
        if !limbs.is_empty() {
            quotes.extend(answers.quote(&question_of(*outcome)));
            quotes.extend(answers.quote(&words_of(*outcome)));
        }
    }
    quotes
}

/// The questions about the effect of which nothing is known.
fn not_known(told: &Told) -> Vec<String> {
    let health = (told.health_at_risk == Known::Unknown).then(|| HEALTH.to_owned());
    let outcomes = CarerOutcome::ALL
        .iter()
        .filter(|outcome| !told.outcomes.contains_key(outcome))
        .map(|outcome| question_of(*outcome));
    health.into_iter().chain(outcomes).collect()
}

/// The outcomes that are hard only in that they take longer.
pub(crate) fn only_slow(told: &Told) -> Vec<CarerOutcome> {
    told.outcomes
        .iter()
        .filter(|(_, limbs)| !limbs.is_empty() && !is_unable_to_achieve(limbs))
        .map(|(outcome, _)| *outcome)
        .collect()
}

impl OtherRoute {
    fn of(answers: &Answers, today: Date) -> Option<Self> {
        if answers.says_under_18(today) {
            Some(Self::YoungCarer)
        } else if !answers.looks_after_a_child() {
            None
        } else if answers.text("moving-on") == Some("yes") {
            Some(Self::MovingToAdultServices)
        } else {
            Some(Self::ParentCarer)
        }
    }
}
