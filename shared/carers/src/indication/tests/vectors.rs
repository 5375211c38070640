//! SI 2015/313 reg 3, case by case.

use serde_json::{Value, json};
use vocabulary::{CarerOutcome, Limb};

use super::{counted, of, states};

const YES: &str = "indicated";
const NO: &str = "not-indicated";
const OPEN: &str = "undetermined";

/// Everything is known, and nothing is hard.
fn all_is_well() -> Value {
    let outcomes: serde_json::Map<String, Value> = CarerOutcome::ALL
        .iter()
        .map(|one| (one.id().to_owned(), json!({"limbs": []})))
        .collect();
    json!({
        "necessary_care": "yes",
        "health_at_risk": "no",
        "outcomes": outcomes,
        "wellbeing_impact": "significant",
    })
}

fn with(mut body: Value, pointer: &str, value: Value) -> Value {
    *body.pointer_mut(pointer).unwrap() = value;
    body
}

#[test]
fn health_at_risk_is_enough_without_any_outcome() {
    let found = of(&with(all_is_well(), "/health_at_risk", json!("yes")));
    assert_eq!(states(&found), [YES, YES, YES]);
    assert_eq!(found.overall.id(), "likely");
    assert!(counted(&found).is_empty());
}

#[test]
fn one_outcome_is_enough_without_health() {
    for outcome in CarerOutcome::ALL {
        for limb in [
            "needs-assistance",
            "pain-distress-anxiety",
            "endangers-safety",
        ] {
            let limbs = format!("/outcomes/{outcome}/limbs");
            let found = of(&with(all_is_well(), &limbs, json!([limb])));
            assert_eq!(states(&found), [YES, YES, YES], "{outcome} {limb}");
            assert_eq!(counted(&found), [outcome.id()]);
            assert_eq!(found.overall.id(), "likely");
        }
    }
}

#[test]
fn that_it_takes_longer_does_not_count_alone_and_takes_nothing_away() {
    let limbs = "/outcomes/nutrition/limbs";
    let slow = of(&with(all_is_well(), limbs, json!(["takes-longer"])));
    assert_eq!(
        states(&slow),
        [YES, NO, YES],
        "it is known, and does not count"
    );
    assert!(counted(&slow).is_empty());
    assert_eq!(slow.overall.id(), "unlikely");
    let both = json!(["takes-longer", "endangers-safety"]);
    assert_eq!(
        counted(&of(&with(all_is_well(), limbs, both))),
        ["nutrition"]
    );
}

#[test]
fn slow_at_everything_still_does_not_count() {
    let body = CarerOutcome::ALL
        .iter()
        .fold(all_is_well(), |body, outcome| {
            let limbs = format!("/outcomes/{outcome}/limbs");
            with(body, &limbs, json!([Limb::TakesLonger.id()]))
        });
    assert_eq!(states(&of(&body)), [YES, NO, YES]);
}

#[test]
fn whoever_does_not_know_about_their_wellbeing_is_left_to_a_person() {
    let body = with(all_is_well(), "/health_at_risk", json!("yes"));
    let found = of(&with(body, "/wellbeing_impact", json!("unknown")));
    assert_eq!(states(&found), [YES, YES, OPEN]);
    assert_eq!(found.overall.id(), "undetermined");
}

#[test]
fn the_effect_is_denied_only_when_everything_is_known() {
    assert_eq!(states(&of(&all_is_well())), [YES, NO, YES]);
    let unknown_health = with(all_is_well(), "/health_at_risk", json!("unknown"));
    assert_eq!(states(&of(&unknown_health)), [YES, OPEN, YES]);
    for outcome in CarerOutcome::ALL {
        let limbs = format!("/outcomes/{outcome}/limbs");
        let said_unknown = with(all_is_well(), &limbs, json!("unknown"));
        assert_eq!(states(&of(&said_unknown)), [YES, OPEN, YES], "{outcome}");
        let mut left_out = all_is_well();
        left_out["outcomes"]
            .as_object_mut()
            .unwrap()
            .remove(outcome.id());
        assert_eq!(states(&of(&left_out)), [YES, OPEN, YES], "{outcome}");
    }
}

#[test]
fn one_counted_outcome_is_enough_while_the_others_are_not_known() {
    let body = json!({"outcomes": {"recreation": {"limbs": ["needs-assistance"]}}});
    assert_eq!(states(&of(&body)), [OPEN, YES, OPEN]);
    assert_eq!(of(&body).overall.id(), "undetermined");
}

#[test]
fn one_denied_condition_denies_them_all_even_beside_an_unknown_one() {
    let found = of(&json!({"necessary_care": "no"}));
    assert_eq!(states(&found), [NO, OPEN, OPEN]);
    assert_eq!(found.overall.id(), "unlikely");
    let found = of(&json!({"wellbeing_impact": "not-significant", "health_at_risk": "yes"}));
    assert_eq!(states(&found), [OPEN, YES, NO]);
    assert_eq!(found.overall.id(), "unlikely");
}

#[test]
fn nothing_that_was_told_is_nothing_that_is_known() {
    let found = of(&json!({}));
    assert_eq!(states(&found), [OPEN, OPEN, OPEN]);
    assert_eq!(found.overall.id(), "undetermined");
}

#[test]
fn outcomes_are_told_in_the_order_of_the_regulation() {
    let hard = json!({"limbs": ["pain-distress-anxiety"]});
    let body = json!({"outcomes": {
        "recreation": hard, "work-education": hard, "child-care": hard, "habitable-home": hard,
    }});
    assert_eq!(
        counted(&of(&body)),
        [
            "child-care",
            "habitable-home",
            "work-education",
            "recreation"
        ]
    );
    let all: Vec<&str> = CarerOutcome::ALL.iter().map(|one| one.id()).collect();
    assert_eq!(
        all,
        [
            "child-care",
            "other-caring",
            "habitable-home",
            "nutrition",
            "relationships",
            "work-education",
            "community-facilities",
            "recreation",
        ]
    );
}
