//! What holds for whatever anybody tells us. Each property is a function of the rule, and is also held
//! against a rule that is broken on purpose, which it must catch.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use serde_json::{Value, json};
use vocabulary::{Answer, CarerOutcome, Indicated, Limb, OverallIndication, WellbeingImpact};

use super::super::{
    Told, arises_from_necessary_care, has_a_named_effect, has_a_significant_impact,
    health_is_at_risk, indicate, outcomes_counted, overall, read,
};

/// A rule: what was told, and the states of the three conditions.
type Rule = fn(&Told) -> [Indicated; 3];

fn of_the_regulation(told: &Told) -> [Indicated; 3] {
    let found = indicate(told);
    [
        found.necessary_care.state,
        found.effect.state,
        found.wellbeing.state,
    ]
}

/// The same with another second condition.
fn with_effect(told: &Told, effect: Indicated) -> [Indicated; 3] {
    [
        arises_from_necessary_care(told),
        effect,
        has_a_significant_impact(told),
    ]
}

fn limbs() -> impl Strategy<Value = BTreeSet<Limb>> {
    subsequence(Limb::ALL, 0..=Limb::ALL.len()).prop_map(|limbs| limbs.into_iter().collect())
}

/// As [`limbs`], or, so that whoever has nothing that counts is met often enough, none that does.
fn limbs_of_all() -> impl Strategy<Value = Vec<BTreeSet<Limb>>> {
    let slow = subsequence(vec![Limb::TakesLonger], 0..=1)
        .prop_map(|limbs| limbs.into_iter().collect::<BTreeSet<Limb>>());
    prop_oneof![
        prop::collection::vec(limbs(), 8),
        prop::collection::vec(slow, 8),
    ]
}

prop_compose! {
    fn told()(
        necessary_care in select(Answer::ALL),
        health_at_risk in select(Answer::ALL),
        known in prop_oneof![Just(CarerOutcome::ALL.to_vec()), subsequence(CarerOutcome::ALL, 0..=8)],
        limbs in limbs_of_all(),
        wellbeing_impact in select(WellbeingImpact::ALL),
    ) -> Told {
        let outcomes: BTreeMap<_, _> = known.into_iter().zip(limbs).collect();
        Told { necessary_care, health_at_risk, outcomes, wellbeing_impact }
    }
}

fn counting_limb() -> impl Strategy<Value = Limb> {
    select(&Limb::ALL[..3])
}

fn rank(of: OverallIndication) -> u8 {
    match of {
        OverallIndication::Unlikely => 0,
        OverallIndication::Undetermined => 1,
        OverallIndication::Likely => 2,
    }
}

/// Runs a property against a rule.
fn hold<S: Strategy>(
    strategy: &S,
    property: impl Fn(S::Value) -> bool,
) -> Result<(), TestError<S::Value>> {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)).run(
        strategy,
        |value| {
            prop_assert!(property(value));
            Ok(())
        },
    )
}

// Another counted outcome never makes it less likely.

fn another_outcome(rule: Rule) -> impl Fn((Told, CarerOutcome, Limb)) -> bool {
    move |(told, outcome, limb)| {
        let mut harder = told.clone();
        harder.outcomes.entry(outcome).or_default().insert(limb);
        rank(overall(rule(&harder))) >= rank(overall(rule(&told)))
            && outcomes_counted(&harder).contains(&outcome)
    }
}

/// Broken: whoever tells of much is not believed.
fn doubts_whoever_tells_much(told: &Told) -> [Indicated; 3] {
    match outcomes_counted(told).len() {
        0..=2 => of_the_regulation(told),
        _ => with_effect(told, Indicated::Undetermined),
    }
}

#[test]
fn another_counted_outcome_never_makes_it_less_likely() {
    let cases = (told(), select(CarerOutcome::ALL), counting_limb());
    hold(&cases, another_outcome(of_the_regulation)).unwrap();
    assert!(hold(&cases, another_outcome(doubts_whoever_tells_much)).is_err());
}

// An unknown never becomes a no.

/// What is asked: two answers, an outcome each, and wellbeing.
#[derive(Clone, Copy, Debug)]
enum Asked {
    NecessaryCare,
    Health,
    Outcome(CarerOutcome),
    Wellbeing,
}

fn asked() -> impl Strategy<Value = Asked> {
    prop_oneof![
        Just(Asked::NecessaryCare),
        Just(Asked::Health),
        select(CarerOutcome::ALL).prop_map(Asked::Outcome),
        Just(Asked::Wellbeing),
    ]
}

fn an_unknown(rule: Rule) -> impl Fn((Told, Asked)) -> bool {
    move |(told, asked)| {
        let mut unknown = told.clone();
        let condition = match asked {
            Asked::NecessaryCare => {
                unknown.necessary_care = Answer::Unknown;
                0
            }
            Asked::Health => {
                unknown.health_at_risk = Answer::Unknown;
                1
            }
            Asked::Outcome(outcome) => {
                unknown.outcomes.remove(&outcome);
                1
            }
            Asked::Wellbeing => {
                unknown.wellbeing_impact = WellbeingImpact::Unknown;
                2
            }
        };
        let (before, after) = (rule(&told), rule(&unknown));
        let others_stay = (0..3).all(|n| n == condition || before[n] == after[n]);
        after[condition] != Indicated::No && others_stay
    }
}

/// Broken: whoever says nothing of their health is taken to be well.
fn takes_silence_for_health(told: &Told) -> [Indicated; 3] {
    let mut told = told.clone();
    if health_is_at_risk(&told) == Indicated::Undetermined {
        told.health_at_risk = Answer::No;
    }
    of_the_regulation(&told)
}

/// Broken: an outcome of which nothing is known is taken to be achieved.
fn takes_silence_for_an_achievement(told: &Told) -> [Indicated; 3] {
    let mut told = told.clone();
    for outcome in CarerOutcome::ALL {
        told.outcomes.entry(*outcome).or_default();
    }
    let effect = has_a_named_effect(&told);
    with_effect(&told, effect)
}

#[test]
fn an_unknown_never_becomes_a_no() {
    let cases = (told(), asked());
    hold(&cases, an_unknown(of_the_regulation)).unwrap();
    assert!(hold(&cases, an_unknown(takes_silence_for_health)).is_err());
    assert!(hold(&cases, an_unknown(takes_silence_for_an_achievement)).is_err());
}

// Order does not matter.

/// A reader of the API's text.
type Reader = fn(&str) -> Value;

fn of_the_contract(text: &str) -> Value {
    let body: Value = serde_json::from_str(text).unwrap();
    indicate(&read(&body).unwrap()).to_json()
}

/// Broken: of the limbs of an outcome, only the one that was ticked first is looked at.
fn looks_at_the_first_limb(text: &str) -> Value {
    let mut body: Value = serde_json::from_str(text).unwrap();
    for outcome in body["outcomes"].as_object_mut().unwrap().values_mut() {
        outcome["limbs"].as_array_mut().unwrap().truncate(1);
    }
    of_the_contract(&body.to_string())
}

/// The same outcomes with the same limbs, as two texts in two orders.
fn two_orders() -> impl Strategy<Value = (String, String)> {
    let outcome = (select(CarerOutcome::ALL), limbs());
    prop::collection::btree_map(outcome.0, outcome.1, 0..8).prop_flat_map(|outcomes| {
        let shuffled = |outcomes: &BTreeMap<CarerOutcome, BTreeSet<Limb>>| {
            let members: Vec<_> = outcomes
                .iter()
                .map(|(&outcome, limbs)| {
                    let limbs: Vec<&str> = limbs.iter().map(|limb| limb.id()).collect();
                    Just(limbs).prop_shuffle().prop_map(move |limbs| {
                        format!(r#""{outcome}": {}"#, json!({"limbs": limbs}))
                    })
                })
                .collect();
            members
                .prop_shuffle()
                .prop_map(|members| format!(r#"{{"outcomes": {{{}}}}}"#, members.join(", ")))
        };
        (shuffled(&outcomes), shuffled(&outcomes))
    })
}

fn any_order(reader: Reader) -> impl Fn((String, String)) -> bool {
    move |(one, other)| reader(&one) == reader(&other)
}

#[test]
fn the_order_in_which_it_is_told_does_not_matter() {
    hold(&two_orders(), any_order(of_the_contract)).unwrap();
    assert!(hold(&two_orders(), any_order(looks_at_the_first_limb)).is_err());
}
