//! What is read, and everything that is wrong at once.

use serde_json::{Value, json};
use vocabulary::{Answer, CarerOutcome, Limb, WellbeingImpact};

use super::super::read;

fn problems(body: &Value) -> Vec<(String, String)> {
    let found = read(body).expect_err("it is not valid");
    found
        .into_iter()
        .map(|one| (one.field, one.message))
        .collect()
}

/// The field of the one thing that is wrong with this body.
fn wrong(body: &Value) -> String {
    let mut found = problems(body);
    assert_eq!(found.len(), 1, "{found:#?}");
    let (field, message) = found.remove(0);
    assert!(!message.is_empty());
    field
}

#[test]
fn a_whole_body_is_read_as_it_was_sent() {
    let told = read(&json!({
        "necessary_care": "yes",
        "health_at_risk": "no",
        "outcomes": {
            "nutrition": {"limbs": []},
            "recreation": {"limbs": ["takes-longer", "needs-assistance"]},
            "relationships": {"limbs": "unknown"},
        },
        "wellbeing_impact": "not-significant",
    }))
    .unwrap();
    assert_eq!(told.necessary_care, Answer::Yes);
    assert_eq!(told.health_at_risk, Answer::No);
    assert_eq!(told.wellbeing_impact, WellbeingImpact::NotSignificant);
    assert_eq!(told.outcomes.len(), 2);
    assert!(told.outcomes[&CarerOutcome::Nutrition].is_empty());
    assert!(
        told.outcomes[&CarerOutcome::Recreation]
            .iter()
            .eq([&Limb::NeedsAssistance, &Limb::TakesLonger])
    );
}

#[test]
fn every_problem_is_told_at_once_with_what_is_known() {
    let found = problems(&json!({
        "necessary_care": "maybe",
        "health_at_risk": true,
        "savings": 0,
        "outcomes": {
            "sleep": {"limbs": []},
            "nutrition": {"limbs": ["slow", "takes-longer", "takes-longer"]},
            "recreation": {"limb": []},
        },
        "wellbeing_impact": null,
    }));
    let fields: Vec<&str> = found.iter().map(|(field, _)| field.as_str()).collect();
    let mut sorted = fields.clone();
    sorted.sort_unstable();
    assert_eq!(
        sorted,
        [
            "health_at_risk",
            "necessary_care",
            "outcomes.nutrition.limbs",
            "outcomes.nutrition.limbs",
            "outcomes.recreation.limb",
            "outcomes.recreation.limbs",
            "outcomes.sleep",
            "savings",
            "wellbeing_impact",
        ]
    );
    let said = |field: &str| {
        let of: Vec<&str> = found
            .iter()
            .filter(|(name, _)| name == field)
            .map(|(_, message)| message.as_str())
            .collect();
        of.join("; ")
    };
    assert!(said("necessary_care").contains("yes, no, unknown"));
    assert!(said("savings").contains("necessary_care, health_at_risk, outcomes, wellbeing_impact"));
    assert!(said("outcomes.sleep").contains("child-care, other-caring"));
    assert!(said("outcomes.recreation.limb").contains("limbs"));
    assert!(said("outcomes.recreation.limbs").contains("is missing"));
    let limbs = said("outcomes.nutrition.limbs");
    assert!(limbs.contains("`slow`") && limbs.contains("needs-assistance"));
    assert!(limbs.contains("`takes-longer` is given more than once"));
}

#[test]
fn what_is_of_the_wrong_type_is_refused() {
    for body in [json!([]), json!("yes"), json!(null), json!(7)] {
        assert_eq!(wrong(&body), "body");
    }
    for outcomes in [json!([]), json!("unknown"), json!(null)] {
        assert_eq!(wrong(&json!({"outcomes": outcomes})), "outcomes");
    }
    for outcome in [json!([]), json!("unknown"), json!(null)] {
        let body = json!({"outcomes": {"nutrition": outcome}});
        assert_eq!(wrong(&body), "outcomes.nutrition");
    }
    for limbs in [
        json!("needs-assistance"),
        json!(null),
        json!({}),
        json!(true),
        json!([1]),
        json!(["unknown"]),
        json!(["takes-longer\u{0}"]),
    ] {
        let body = json!({"outcomes": {"nutrition": {"limbs": limbs}}});
        assert_eq!(wrong(&body), "outcomes.nutrition.limbs", "{body}");
    }
    assert_eq!(
        wrong(&json!({"wellbeing_impact": "yes"})),
        "wellbeing_impact"
    );
}

#[test]
fn a_name_that_somebody_sent_is_shortened_before_it_is_said_again() {
    let long = "x".repeat(4000);
    let field = wrong(&json!({ long: 1 }));
    assert!(field.len() < 60, "{field}");
    assert!(field.starts_with("xxx"));
}
