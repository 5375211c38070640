//! What is said, to the letter, and what is never said.

use serde_json::json;
use vocabulary::{CarerOutcome, Word};

use super::super::{STATEMENT, in_words};
use super::of;

#[test]
fn the_answer_has_the_shape_of_the_contract() {
    let body = json!({
        "necessary_care": "yes",
        "health_at_risk": "yes",
        "outcomes": {
            "recreation": {"limbs": ["needs-assistance"]},
            "nutrition": {"limbs": ["takes-longer"]},
            "child-care": {"limbs": ["endangers-safety", "takes-longer"]},
        },
        "wellbeing_impact": "significant",
    });
    assert_eq!(
        of(&body).to_json(),
        json!({
            "conditions": {
                "necessary-care": {
                    "state": "indicated",
                    "because": "You told us that the person could not manage without the care you give.",
                },
                "effect": {
                    "state": "indicated",
                    "because": "You told us that your health is getting worse, or may get worse. You told \
                        us that you need help, are in pain or distress, or are not safe with: looking after \
                        children; free time and things that you enjoy. You told us that it takes you longer: \
                        eating and drinking well. We have written that down. The rules for carers do not \
                        count time alone, so tell us if it is hard in another way too.",
                },
                "wellbeing": {
                    "state": "indicated",
                    "because": "You told us that caring makes a big difference to how you are.",
                },
            },
            "outcomes_counted": ["child-care", "recreation"],
            "overall": "likely",
            "statement": STATEMENT,
        })
    );
}

#[test]
fn what_is_not_known_is_named() {
    let found = of(&json!({"outcomes": {"nutrition": {"limbs": []}, "recreation": {"limbs": []}}}));
    assert_eq!(
        found.effect.because,
        "We do not know yet about: your health; looking after children; looking after other people; \
         keeping your home fit to live in; keeping up with family and friends; work, training, \
         education or volunteering; using local services and places."
    );
    assert_eq!(
        found.necessary_care.because,
        "We do not know yet whether the person could manage without the care you give."
    );
    assert_eq!(
        found.wellbeing.because,
        "We do not know yet how much difference caring makes to how you are."
    );
    let found = of(&json!({"health_at_risk": "no"}));
    assert!(
        found
            .effect
            .because
            .starts_with("We do not know yet about: looking after children;")
    );
}

#[test]
fn a_no_says_what_was_told_and_no_more() {
    let outcomes: serde_json::Map<_, _> = CarerOutcome::ALL
        .iter()
        .map(|one| (one.id().to_owned(), json!({"limbs": []})))
        .collect();
    let found = of(&json!({
        "necessary_care": "no",
        "health_at_risk": "no",
        "outcomes": outcomes,
        "wellbeing_impact": "not-significant",
    }));
    assert_eq!(
        found.effect.because,
        "You told us that your health is not at risk, and of nothing else that the rules for carers count."
    );
    assert_eq!(
        found.necessary_care.because,
        "You told us that the person could manage without the care you give."
    );
    assert_eq!(
        found.wellbeing.because,
        "You told us that caring does not make a big difference to how you are."
    );
}

#[test]
fn the_statement_says_that_the_council_decides_and_what_the_right_is() {
    assert!(STATEMENT.starts_with(
        "You have a right to a carer’s assessment whatever these answers say. This is not a decision."
    ));
    assert!(STATEMENT.contains("The council decides with you"));
    assert!(!STATEMENT.contains("  "));
}

#[test]
fn every_outcome_has_words_of_its_own() {
    let words: std::collections::BTreeSet<&str> =
        CarerOutcome::ALL.iter().copied().map(in_words).collect();
    assert_eq!(words.len(), CarerOutcome::ALL.len());
    assert!(words.iter().all(|words| words.len() > 10));
    assert!(<CarerOutcome as Word>::ALL.len() == 8);
}
