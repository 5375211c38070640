//! `POST /api/v1/routing/decide`: the rules over HTTP. The rules themselves are tested, with random
//! facts, beside their code; here stand the promises that somebody outside relies on.

use super::submissions::assert_decision;
use crate::harness::{Json, Site, json};

const DECIDE: &str = "/api/v1/routing/decide";
/// A Wednesday in winter, 10:00 in London.
const WEDNESDAY: &str = "2026-01-14T10:00:00Z";
/// A Saturday.
const SATURDAY: &str = "2026-01-17T10:00:00Z";

#[track_caller]
fn decide_at(facts: &Json, received_at: &str) -> Json {
    let nobody = Site::shared().nobody();
    let body = json!({"facts": facts, "received_at": received_at});
    let decision = nobody.caller.post(DECIDE, &body).expect(200).json();
    assert_decision(&decision);
    let known = facts.as_object().expect("facts");
    for reason in decision["reasons"].as_array().expect("reasons") {
        for fact in reason["facts"].as_array().expect("facts") {
            let fact = fact.as_str().expect("a fact's name");
            assert!(
                fact == "received_at" || known.contains_key(fact),
                "{fact} was never said: {decision}"
            );
        }
    }
    decision
}

#[track_caller]
fn decide(facts: &Json) -> Json {
    decide_at(facts, WEDNESDAY)
}

fn told(decision: &Json) -> Vec<&str> {
    let also_tell = decision["also_tell"].as_array().expect("also_tell");
    also_tell
        .iter()
        .filter_map(|destination| destination["id"].as_str())
        .collect()
}

fn at_least_urgent(decision: &Json) -> bool {
    decision["priority"] == "urgent" || decision["priority"] == "emergency"
}

#[test]
fn the_example_of_the_contract_is_answered_to_the_letter() {
    let facts =
        json!({"risks": ["domestic-abuse"], "postcode": "CM1 1AA", "district": "chelmsford"});
    let decision = decide_at(&facts, "2026-12-24T16:00:00Z");
    for (member, value) in [
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
    ] {
        assert_eq!(decision[member], value, "{member}");
    }
    let sign = decision["reasons"]
        .as_array()
        .expect("reasons")
        .iter()
        .find(|reason| reason["rule"] == "safeguarding-sign");
    assert_eq!(
        sign.expect("the rule of the sign")["facts"],
        json!(["risks"])
    );
    assert_eq!(decision["ruleset"]["id"], "essex");
}

#[test]
fn a_contact_of_which_nothing_is_known_still_gets_a_queue() {
    let decision = decide(&json!({}));
    assert_eq!(decision["locality"], Json::Null);
    assert_eq!(decision["destination"]["kind"], "team");
}

/// Facts and the queue that the invariants of the contract leave.
#[test]
fn each_contact_goes_where_the_contract_says() {
    for (facts, queue) in [
        (
            json!({"risks": ["abuse-or-neglect"]}),
            "safeguarding-triage",
        ),
        (
            json!({"risks": ["self-neglect"], "needs": ["information-only"]}),
            "safeguarding-triage",
        ),
        (
            json!({"at-risk": "yes", "district": "thurrock"}),
            "safeguarding-triage",
        ),
        (
            json!({"form": "safeguarding-concern", "age": 18}),
            "safeguarding-triage",
        ),
        (
            json!({"risks": ["exploitation"], "needs": ["caring-role"], "about": "self"}),
            "safeguarding-triage",
        ),
        (
            json!({"risks": ["immediate-danger"]}),
            "safeguarding-triage",
        ),
        (json!({"needs": ["caring-role"], "about": "self"}), "carers"),
        (
            json!({"needs": ["break-from-caring", "information-only"]}),
            "carers",
        ),
        (
            json!({"needs": ["caring-role"], "district": "thurrock", "cared-for-district": "basildon"}),
            "carers",
        ),
        (
            json!({"needs": ["caring-role"], "cared-for-postcode": ""}),
            "carers",
        ),
        (
            json!({"age": 12, "needs": ["equipment-adaptations"]}),
            "childrens-services",
        ),
        (
            json!({"date-of-birth": "2020", "risks": ["abuse-or-neglect"]}),
            "childrens-services",
        ),
        (
            json!({"age": 40, "cared-for-age": 16, "needs": ["moving-to-adult-services"]}),
            "transitions",
        ),
        (
            json!({"age": 40, "cared-for-age": 9, "needs": ["caring-role"]}),
            "childrens-services",
        ),
        (
            json!({"district": "thurrock", "needs": ["meals-nutrition"]}),
            "out-of-area",
        ),
        (
            json!({"district": "southend-on-sea", "needs": ["mobility-falls"]}),
            "out-of-area",
        ),
    ] {
        assert_eq!(decide(&facts)["queue"], queue, "{facts}");
    }
}

#[test]
fn another_councils_resident_is_named_that_council() {
    let decision = decide(&json!({"district": "thurrock", "needs": ["meals-nutrition"]}));
    assert_eq!(decision["destination"]["kind"], "other-authority");
    assert!(
        decision["destination"]["name"]
            .as_str()
            .is_some_and(|name| name.contains("Thurrock")),
        "{decision}"
    );
    // With a safeguarding sign it is ours, and the advice names the other council.
    let decision = decide(&json!({"district": "thurrock", "risks": ["domestic-abuse"]}));
    assert_eq!(decision["destination"]["kind"], "team");
    assert!(
        decision["advice"].to_string().contains("Thurrock"),
        "{decision}"
    );
}

#[test]
fn nobody_is_sent_to_another_council_on_a_guess() {
    for facts in [
        json!({"postcode": "SS3 9AA", "needs": ["memory"]}),
        json!({"postcode": "\u{1f3e0}\u{1f3e0}", "needs": ["memory"]}),
        json!({"district": "atlantis", "needs": ["memory"]}),
        json!({"needs": ["memory"]}),
        json!({"district": "thurrock", "circumstances": ["in-hospital"], "needs": ["memory"]}),
        json!({"district": "thurrock", "circumstances": ["homeless"], "needs": ["housing"]}),
        json!({"district": "thurrock", "risks": ["homeless-tonight"]}),
    ] {
        assert_ne!(decide(&facts)["queue"], "out-of-area", "{facts}");
    }
}

#[test]
fn a_known_district_wins_over_the_postcode() {
    let decision =
        decide(&json!({"postcode": "CM1 1AA", "district": "castle-point", "needs": ["memory"]}));
    assert_eq!(decision["district"], "castle-point");
    assert_eq!(decision["locality"], "south-east");
}

#[test]
fn somebody_in_immediate_danger_is_told_999_first() {
    for facts in [
        json!({"risks": ["immediate-danger"]}),
        json!({"risks": ["immediate-danger"], "age": 9}),
    ] {
        let decision = decide(&facts);
        assert_eq!(decision["priority"], "emergency", "{facts}");
        let first = &decision["advice"][0];
        assert!(
            first["text"]
                .as_str()
                .is_some_and(|text| text.contains("999")),
            "{first}"
        );
        assert_eq!(decision["respond_by"], "2026-01-14T11:00:00Z");
    }
}

#[test]
fn what_cannot_wait_is_urgent_and_stays_ours() {
    for risk in [
        "immediate-danger",
        "left-alone-unsafe",
        "no-food-heat-medication",
        "carer-breakdown",
        "self-harm-or-suicide",
        "missing-person",
        "care-not-turning-up",
        "homeless-tonight",
        "child-at-risk",
    ] {
        let decision = decide(
            &json!({"risks": [risk], "district": "southend-on-sea", "needs": ["money-charging"]}),
        );
        assert!(at_least_urgent(&decision), "{risk}: {decision}");
        assert_ne!(decision["queue"], "out-of-area", "{risk}");
    }
}

#[test]
fn childrens_services_are_told_of_a_child_who_may_be_at_risk() {
    for facts in [
        json!({"risks": ["child-at-risk"]}),
        json!({"reporter-under-18": "yes", "needs": ["caring-role"]}),
    ] {
        assert!(
            told(&decide(&facts)).contains(&"childrens-services"),
            "{facts}"
        );
    }
    assert!(at_least_urgent(&decide(
        &json!({"age": 15, "risks": ["domestic-abuse"]})
    )));
}

#[test]
fn a_partial_birth_date_never_makes_an_adult_a_child() {
    let born =
        |date: &str| decide(&json!({"date-of-birth": date, "needs": ["memory"]}))["queue"].clone();
    assert_ne!(
        born("2008"),
        "childrens-services",
        "some born in 2008 are 18 on 14 January 2026"
    );
    assert_ne!(born("2008-01"), "childrens-services");
    assert_ne!(born("2008-01-14"), "childrens-services", "18 today");
    assert_eq!(born("2008-01-15"), "childrens-services", "18 tomorrow");
    assert_eq!(born("2009"), "childrens-services");
}

#[test]
fn organisational_safeguarding_hears_of_somebody_who_is_paid_to_care() {
    for source in ["care-service-or-paid-worker", "position-of-trust"] {
        let decision = decide(&json!({"risks": ["abuse-or-neglect"], "harm-source": source}));
        assert!(
            told(&decision).contains(&"organisational-safeguarding"),
            "{decision}"
        );
        assert_eq!(decision["queue"], "safeguarding-triage");
    }
}

#[test]
fn the_emergency_duty_service_is_told_of_danger_when_the_office_is_shut() {
    for facts in [
        json!({"risks": ["exploitation"]}),
        json!({"risks": ["carer-breakdown"]}),
    ] {
        assert!(
            told(&decide_at(&facts, SATURDAY)).contains(&"emergency-duty"),
            "{facts}"
        );
        assert!(
            !told(&decide_at(&facts, WEDNESDAY)).contains(&"emergency-duty"),
            "{facts}"
        );
    }
    let no_danger = decide_at(&json!({"needs": ["loneliness"]}), SATURDAY);
    assert!(!told(&no_danger).contains(&"emergency-duty"), "{no_danger}");
}

/// Arrival, then when each priority is due.
#[test]
fn the_clock_runs_in_working_time() {
    for (received_at, urgent, soon, standard) in [
        // Inside a working day.
        (
            WEDNESDAY,
            "2026-01-14T14:00:00Z",
            "2026-01-16T16:30:00Z",
            "2026-01-21T17:00:00Z",
        ),
        // Hours that run out exactly at close end at close.
        (
            "2026-01-14T13:00:00Z",
            "2026-01-14T17:00:00Z",
            "2026-01-16T16:30:00Z",
            "2026-01-21T17:00:00Z",
        ),
        // At close it is the next day already.
        (
            "2026-01-14T17:00:00Z",
            "2026-01-15T12:45:00Z",
            "2026-01-19T17:00:00Z",
            "2026-01-22T17:00:00Z",
        ),
        // To the second, over a Friday's earlier close.
        (
            "2026-01-16T16:29:59Z",
            "2026-01-19T12:44:59Z",
            "2026-01-20T17:00:00Z",
            "2026-01-23T16:30:00Z",
        ),
        (
            SATURDAY,
            "2026-01-19T12:45:00Z",
            "2026-01-21T17:00:00Z",
            "2026-01-26T17:00:00Z",
        ),
        // British Summer Time.
        (
            "2026-07-01T07:00:00Z",
            "2026-07-01T11:45:00Z",
            "2026-07-03T15:30:00Z",
            "2026-07-08T16:00:00Z",
        ),
        // The clocks go forward on Sunday 29 March.
        (
            "2026-03-27T15:30:00Z",
            "2026-03-30T10:45:00Z",
            "2026-03-31T16:00:00Z",
            "2026-04-07T16:00:00Z",
        ),
        // Christmas: Friday and, in its place, Monday are bank holidays.
        (
            "2026-12-24T16:00:00Z",
            "2026-12-29T11:45:00Z",
            "2026-12-30T17:00:00Z",
            "2027-01-05T17:00:00Z",
        ),
    ] {
        for facts in [
            json!({"risks": ["self-neglect"]}),
            json!({"needs": ["information-only"]}),
            json!({"needs": ["loneliness"]}),
            json!({"needs": ["personal-care"]}),
            json!({"needs": ["hospital-discharge"], "in-hospital": "yes"}),
            json!({"risks": ["repeated-falls"]}),
        ] {
            let decision = decide_at(&facts, received_at);
            let due = match decision["priority"].as_str() {
                Some("urgent") => urgent,
                Some("soon") => soon,
                Some("standard") => standard,
                other => panic!("{other:?} for {facts}"),
            };
            assert_eq!(
                decision["respond_by"], due,
                "{received_at} {facts} {}",
                decision["priority"]
            );
        }
    }
}

#[test]
fn the_order_of_facts_and_lists_decides_nothing() {
    let nobody = Site::shared().nobody();
    let one = br#"{"facts":{"needs":["memory","loneliness","housing"],"risks":["repeated-falls","child-at-risk"],"age":81},"received_at":"2026-01-14T10:00:00Z"}"#;
    let other = br#"{"received_at":"2026-01-14T10:00:00Z","facts":{"age":81,"risks":["child-at-risk","repeated-falls"],"needs":["housing","memory","loneliness"]}}"#;
    let first = nobody.caller.post_bytes(DECIDE, one, &[]).expect(200);
    let second = nobody.caller.post_bytes(DECIDE, other, &[]).expect(200);
    assert_eq!(first.json(), second.json());
}

#[test]
fn what_cannot_be_read_is_named() {
    let nobody = Site::shared().nobody();
    let fields = |body: Json| nobody.caller.post(DECIDE, &body).invalid_fields().join(" ");
    assert!(fields(json!({"facts": {}})).contains("received_at"));
    assert!(fields(json!({"received_at": WEDNESDAY})).contains("facts"));
    let both = fields(json!({}));
    assert!(
        both.contains("facts") && both.contains("received_at"),
        "{both}"
    );
    assert!(
        fields(json!({"facts": {}, "received_at": WEDNESDAY, "rules": "mine"})).contains("rules")
    );
    assert!(fields(json!({"facts": {}, "received_at": "Wednesday"})).contains("received_at"));
    let many = fields(json!({"received_at": WEDNESDAY, "facts": {
        "needs": ["a-pony"], "risks": "domestic-abuse", "about": ["self"], "age": "old",
        "shoe-size": 9, "reporter": "burglar", "circumstances": ["homeless", "homeless"], "date-of-birth": "31/12/1950",
    }}));
    for fact in [
        "needs",
        "risks",
        "about",
        "age",
        "shoe-size",
        "reporter",
        "circumstances",
        "date-of-birth",
    ] {
        assert!(many.contains(fact), "{fact} is not among {many}");
    }
}

#[test]
fn deciding_stores_nothing() {
    let site = Site::shared();
    let administrator = site.administrator();
    let district = "uttlesford";
    let before = administrator.list("&locality=west", 200).len();
    for _ in 0..3 {
        decide(&json!({"district": district, "needs": ["parenting"]}));
    }
    assert_eq!(
        administrator.list("&locality=west", 200).len(),
        before,
        "nobody else writes from Uttlesford"
    );
}
