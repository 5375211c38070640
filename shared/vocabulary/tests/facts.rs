//! What the contract says about the facts of a request.

use serde_json::{Value, json};
use vocabulary::{FACT_NAMES, Facts, has_rule_ten_sign, has_safeguarding_sign};

fn problems(value: &Value) -> Vec<(String, String)> {
    Facts::from_json(value)
        .unwrap_err()
        .into_iter()
        .map(|p| (p.field, p.message))
        .collect()
}

fn everything() -> Value {
    json!({
        "form": "adult-contact", "about": "self", "reporter": "carer", "date-of-birth": "1941-03", "age": 85,
        "reporter-under-18": "no", "postcode": "cm1 1aa ", "district": "chelmsford",
        "needs": ["personal-care", "memory"], "risks": ["self-neglect"], "circumstances": ["homeless"],
        "has-care-needs": "yes", "at-risk": "unknown", "cannot-protect-self": "no",
        "harm-source": "position-of-trust", "in-hospital": "no", "discharge-date": "2026-12-01",
        "caring-hours-per-week": 37.5, "cared-for-postcode": "SS1 1AA", "cared-for-district": "rochford",
        "cared-for-age": 17, "known-to-us": "unknown"
    })
}

#[test]
fn every_fact_of_the_contract_is_read_and_written_as_it_came() {
    let facts = Facts::from_json(&everything()).unwrap();
    assert_eq!(facts.to_json(), everything());
    assert_eq!(facts.to_list().len(), FACT_NAMES.len());
    assert_eq!(Facts::from_list(facts.to_list()), facts);
}

#[test]
fn nothing_known_is_a_set_of_facts_too() {
    let facts = Facts::from_json(&json!({})).unwrap();
    assert_eq!(facts, Facts::default());
    assert!(facts.to_list().is_empty());
}

#[test]
fn an_unknown_district_and_a_postcode_of_emoji_are_unknown_places_and_no_problem() {
    assert!(Facts::from_json(&json!({"district": "atlantis", "postcode": "🏠🏠"})).is_ok());
}

#[test]
fn every_problem_is_reported_with_its_member() {
    let found = problems(&json!({
        "needs": ["memory", "memory", "flying", 3], "risks": "self-neglect", "age": "old", "postcode": null,
        "at-risk": "maybe", "date-of-birth": "1941-02-30", "shoe-size": 9, "district": "a\u{0}b",
        "caring-hours-per-week": 169, "cared-for-age": 3.5, "discharge-date": "2026-12"
    }));
    let of = |field: &str| found.iter().filter(|(f, _)| f == field).count();
    assert_eq!(of("needs"), 3, "not a text, unknown, repeated: {found:?}");
    for field in [
        "risks",
        "age",
        "postcode",
        "at-risk",
        "date-of-birth",
        "shoe-size",
        "district",
        "caring-hours-per-week",
        "cared-for-age",
        "discharge-date",
    ] {
        assert_eq!(of(field), 1, "{field}: {found:?}");
    }
}

#[test]
fn an_unknown_member_or_word_is_named_with_the_known_ones() {
    let found = problems(&json!({"shoe-size": 9, "needs": ["flying"]}));
    let (_, member) = found
        .iter()
        .find(|(field, _)| field == "shoe-size")
        .unwrap();
    assert!(member.contains("cared-for-district"), "{member}");
    let (_, word) = found.iter().find(|(field, _)| field == "needs").unwrap();
    assert!(
        word.contains("`flying`") && word.contains("end-of-life"),
        "{word}"
    );
}

#[test]
fn ten_thousand_wrong_needs_get_a_short_answer() {
    let many: Vec<String> = (0..10_000).map(|n| format!("need-{n}")).collect();
    let found = problems(&json!({ "needs": many }));
    assert_eq!(found.len(), 1);
    assert!(found[0].1.contains("9990 more") && found[0].1.len() < 1_500);
}

#[test]
fn facts_that_are_no_object_are_a_problem() {
    assert_eq!(problems(&json!([]))[0].0, "facts");
}

#[test]
fn what_a_newer_parent_says_is_left_alone_by_an_older_rule_set() {
    use vocabulary::FactValue::{Number, Several, Text};
    let facts = Facts::from_list([
        (
            "needs".into(),
            Several(vec!["memory".into(), "flying".into()]),
        ),
        ("shoe-size".into(), Number(9.0)),
        ("at-risk".into(), Text("perhaps".into())),
        ("age".into(), Number(f64::NAN)),
    ]);
    assert_eq!(facts.to_json(), json!({"needs": ["memory"]}));
}

#[test]
fn the_order_of_a_list_is_not_a_fact() {
    let one = Facts::from_json(&json!({"needs": ["memory", "autism"]})).unwrap();
    let other = Facts::from_json(&json!({"needs": ["autism", "memory"]})).unwrap();
    assert_eq!(one, other);
}

#[test]
fn a_safeguarding_sign_is_a_risk_a_limb_or_the_form() {
    for facts in [
        json!({"risks": ["abuse-or-neglect"]}),
        json!({"risks": ["self-neglect"]}),
        json!({"risks": ["domestic-abuse"]}),
        json!({"risks": ["exploitation", "repeated-falls"]}),
        json!({"at-risk": "yes"}),
        json!({"form": "safeguarding-concern"}),
    ] {
        assert!(
            has_safeguarding_sign(&Facts::from_json(&facts).unwrap()),
            "{facts}"
        );
    }
    for facts in [
        json!({}),
        json!({"at-risk": "unknown"}),
        json!({"risks": ["immediate-danger", "child-at-risk"]}),
    ] {
        assert!(
            !has_safeguarding_sign(&Facts::from_json(&facts).unwrap()),
            "{facts}"
        );
    }
}

#[test]
fn the_nine_risks_of_rule_ten_are_signs_and_the_others_are_not() {
    let signs: Vec<&str> = vocabulary::Risk::ALL
        .iter()
        .map(|risk| risk.id())
        .filter(|id| has_rule_ten_sign(&Facts::from_json(&json!({"risks": [id]})).unwrap()))
        .collect();
    assert_eq!(
        signs,
        [
            "immediate-danger",
            "self-harm-or-suicide",
            "carer-breakdown",
            "left-alone-unsafe",
            "no-food-heat-medication",
            "missing-person",
            "care-not-turning-up",
            "homeless-tonight",
            "child-at-risk",
        ]
    );
}
