//! What the rules that ship do, told as people.

use std::sync::LazyLock;

use referral_routing::{Ruleset, built_in, built_in_texts};
use serde_json::{Value, json};
use vocabulary::{Decision, Facts, Instant};

mod whose;

static RULES: LazyLock<Ruleset> =
    LazyLock::new(|| built_in().expect("the rules that ship are right"));

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// A Tuesday morning.
fn decide(facts: Value) -> Decision {
    RULES.decide(
        &Facts::from_json(&facts).unwrap(),
        at("2026-11-24T10:00:00Z"),
    )
}

#[track_caller]
fn goes(facts: Value, queue: &str, priority: &str) -> Decision {
    let decision = decide(facts.clone());
    assert_eq!(
        (decision.queue.as_str(), decision.priority.id()),
        (queue, priority),
        "{facts}"
    );
    decision
}

fn told(decision: &Decision) -> Vec<&str> {
    decision
        .also_tell
        .iter()
        .map(|told| told.id.as_str())
        .collect()
}

#[test]
fn the_example_of_the_contract_is_answered_as_it_stands_there() {
    let facts = Facts::from_json(&json!({"risks": ["abuse-or-neglect"], "district": "chelmsford"}))
        .unwrap();
    let decision = serde_json::to_value(RULES.decide(&facts, at("2026-12-24T16:00:00Z"))).unwrap();
    for (member, expected) in [
        ("queue", json!("safeguarding-triage")),
        ("priority", json!("urgent")),
        ("respond_by", json!("2026-12-29T11:45:00Z")),
        ("locality", json!("mid")),
        ("district", json!("chelmsford")),
        (
            "destination",
            json!({"kind": "team", "id": "safeguarding-triage", "name": "Safeguarding triage"}),
        ),
        ("also_tell", json!([])),
        ("ruleset", json!({"id": "essex", "version": 3})),
    ] {
        assert_eq!(decision[member], expected, "{member}");
    }
    assert_eq!(decision["reasons"][0]["rule"], "safeguarding-sign");
    assert_eq!(decision["reasons"][0]["facts"], json!(["risks"]));
    assert_eq!(decision.as_object().unwrap().len(), 10);
}

#[test]
fn nothing_known_is_looked_at_by_an_adviser() {
    let decision = goes(json!({}), "ascc-general", "standard");
    assert_eq!(decision.reasons.len(), 1);
    assert_eq!((decision.locality, decision.district), (None, None));
}

#[test]
fn each_need_has_a_team() {
    for (need, queue) in [
        ("personal-care", "locality-mid"),
        ("meals-nutrition", "locality-mid"),
        ("home-safety", "locality-mid"),
        ("keeping-home", "locality-mid"),
        ("mobility-falls", "occupational-therapy"),
        ("equipment-adaptations", "occupational-therapy"),
        ("memory", "locality-mid"),
        ("mental-health", "mental-health"),
        ("learning-disability", "locality-mid"),
        ("autism", "locality-mid"),
        ("sight-hearing", "sensory"),
        ("deafblind", "sensory"),
        ("long-term-condition", "locality-mid"),
        ("drugs-alcohol", "ascc-general"),
        ("loneliness", "ascc-general"),
        ("parenting", "ascc-general"),
        ("care-technology", "care-technology"),
        ("caring-role", "carers"),
        ("break-from-caring", "carers"),
        ("money-charging", "financial-assessment"),
        ("arrange-own-care", "brokerage"),
        ("housing", "ascc-general"),
        ("hospital-discharge", "hospital-discharge"),
        ("end-of-life", "locality-mid"),
        ("day-activities", "locality-mid"),
        ("employment", "ascc-general"),
        ("transport", "ascc-general"),
        ("moving-to-adult-services", "transitions"),
        ("advocacy", "ascc-general"),
        ("information-only", "ascc-general"),
        ("something-else", "ascc-general"),
        ("not-sure", "ascc-general"),
    ] {
        let decision = decide(json!({"needs": [need], "postcode": "CM2 0AA"}));
        assert_eq!(decision.queue, queue, "{need}");
        assert!(
            decision
                .reasons
                .iter()
                .any(|reason| reason.facts.contains(&"needs".to_owned())),
            "{need}"
        );
    }
}

#[test]
fn ongoing_care_goes_to_the_locality_when_that_is_certain_and_to_an_adviser_when_not() {
    for (district, queue) in [
        ("maldon", "locality-mid"),
        ("tendring", "locality-north"),
        ("castle-point", "locality-south-east"),
        ("brentwood", "locality-south-west"),
        ("uttlesford", "locality-west"),
        ("atlantis", "ascc-general"),
    ] {
        goes(
            json!({"needs": ["personal-care"], "district": district}),
            queue,
            "standard",
        );
    }
    let decision = goes(
        json!({"needs": ["personal-care"], "postcode": "cm8 1aa"}),
        "locality-mid",
        "standard",
    );
    assert_eq!(
        (decision.locality.as_deref(), decision.district),
        (Some("mid"), None)
    );
    goes(
        json!({"needs": ["personal-care"], "postcode": "SS11 8AA"}),
        "ascc-general",
        "standard",
    );
}

#[test]
fn ongoing_care_outweighs_equipment_and_money() {
    let needs = json!([
        "personal-care",
        "equipment-adaptations",
        "money-charging",
        "information-only"
    ]);
    goes(
        json!({"needs": needs, "district": "harlow"}),
        "locality-west",
        "standard",
    );
    goes(
        json!({"needs": ["equipment-adaptations", "money-charging"]}),
        "occupational-therapy",
        "standard",
    );
}

#[test]
fn a_form_says_what_somebody_asks_for() {
    for (form, queue) in [
        ("change-or-problem", "complaints"),
        ("arrange-my-care", "brokerage"),
        ("care-technology", "care-technology"),
        ("equipment-adaptations", "occupational-therapy"),
        ("carer-assessment", "carers"),
        ("adult-contact", "ascc-general"),
    ] {
        goes(json!({"form": form}), queue, "standard");
    }
    goes(
        json!({"form": "safeguarding-concern"}),
        "safeguarding-triage",
        "urgent",
    );
    goes(
        json!({"form": "change-or-problem", "known-to-us": "yes", "needs": ["personal-care"]}),
        "reviews",
        "standard",
    );
    // Care that does not come is no paperwork.
    goes(
        json!({"form": "change-or-problem", "risks": ["care-not-turning-up"]}),
        "ascc-general",
        "urgent",
    );
}

#[test]
fn somebody_who_leaves_hospital_today_or_tomorrow_is_urgent() {
    goes(json!({"in-hospital": "yes"}), "hospital-discharge", "soon");
    goes(
        json!({"in-hospital": "yes", "discharge-date": "2026-11-25"}),
        "hospital-discharge",
        "urgent",
    );
    goes(
        json!({"in-hospital": "yes", "discharge-date": "2026-11-26"}),
        "hospital-discharge",
        "soon",
    );
    goes(
        json!({"circumstances": ["in-hospital"], "district": "thurrock"}),
        "hospital-discharge",
        "soon",
    );
}

#[test]
fn immediate_danger_says_999_first_and_is_an_emergency_for_an_adult_and_a_child() {
    let adult = goes(
        json!({"risks": ["domestic-abuse", "immediate-danger"]}),
        "safeguarding-triage",
        "emergency",
    );
    assert_eq!(adult.respond_by, at("2026-11-24T11:00:00Z"));
    assert_eq!(adult.advice[0].id, "call-999");
    let child = goes(
        json!({"risks": ["immediate-danger"], "age": 9}),
        "childrens-services",
        "emergency",
    );
    assert_eq!(
        (child.advice[0].id.as_str(), child.destination.kind),
        ("call-999", vocabulary::DestinationKind::Children)
    );
}

#[test]
fn others_who_must_know_are_told() {
    assert_eq!(
        told(&decide(json!({"risks": ["child-at-risk"]}))),
        ["childrens-services"]
    );
    assert_eq!(
        told(&decide(json!({"reporter-under-18": "yes"}))),
        ["childrens-services"]
    );
    assert_eq!(
        told(&decide(json!({"harm-source": "position-of-trust"}))),
        ["organisational-safeguarding"]
    );
    assert_eq!(
        told(&decide(json!({"harm-source": "partner-or-family"}))),
        [""; 0]
    );
    assert_eq!(
        told(&decide(json!({"risks": ["carer-breakdown"]}))),
        ["carers"]
    );
    assert_eq!(
        told(&decide(
            json!({"needs": ["moving-to-adult-services"], "age": 17})
        )),
        ["transitions"]
    );
}

#[test]
fn while_the_service_is_closed_the_emergency_duty_service_is_told_of_what_cannot_wait() {
    let night = |facts: Value| {
        RULES.decide(
            &Facts::from_json(&facts).unwrap(),
            at("2026-11-24T17:00:00Z"),
        )
    };
    for facts in [
        json!({"risks": ["missing-person"]}),
        json!({"form": "safeguarding-concern"}),
        json!({"at-risk": "yes"}),
    ] {
        let decision = night(facts);
        assert_eq!(told(&decision), ["emergency-duty"]);
        let reason = decision
            .reasons
            .iter()
            .find(|reason| reason.rule == "outside-working-hours")
            .unwrap();
        assert!(reason.facts.contains(&"received_at".to_owned()));
        assert!(
            decision
                .advice
                .iter()
                .any(|advice| advice.text.contains("0345 606 1212"))
        );
    }
    assert!(told(&night(json!({"needs": ["personal-care"]}))).is_empty());
    assert!(told(&decide(json!({"risks": ["missing-person"]}))).is_empty());
}

#[test]
fn every_rule_can_say_itself_in_english() {
    let said: Vec<String> = RULES
        .rules()
        .iter()
        .map(|rule| format!("{}: {}", rule.id, rule.when))
        .collect();
    assert!(said.contains(&"mental-health: the needs include “Mental health”".to_owned()));
    assert!(said.contains(
        &"going-home-today-or-tomorrow: the days until discharge is 0 or more and the days until discharge is under 2".to_owned()
    ), "{said:#?}");
}

#[test]
fn every_rule_that_ships_is_needed_by_somebody() {
    let mut made_up = referral_routing::check::MadeUp::new();
    let mut applied = std::collections::BTreeSet::new();
    for _ in 0..20_000 {
        let (facts, received) = made_up.contact();
        applied.extend(
            RULES
                .decide(&facts, received)
                .reasons
                .into_iter()
                .map(|reason| reason.rule),
        );
    }
    let never: Vec<&str> = RULES
        .rules()
        .iter()
        .map(|rule| rule.id.as_str())
        .filter(|id| !applied.contains(*id))
        .collect();
    assert_eq!(never, [""; 0]);
}
