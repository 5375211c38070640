//! `POST /api/v1/forms/{id}/submissions`.

use super::{help_with_meals, one_answer};
use crate::harness::{Json, Site, json, references};

const ADULT: &str = "/api/v1/forms/adult-contact/submissions";
const CONCERN: &str = "/api/v1/forms/safeguarding-concern/submissions";

/// A decision has every member of the contract, and no other.
#[track_caller]
pub fn assert_decision(decision: &Json) {
    let mut members: Vec<&str> = decision
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    members.sort_unstable();
    assert_eq!(
        members,
        [
            "advice",
            "also_tell",
            "destination",
            "district",
            "locality",
            "priority",
            "queue",
            "reasons",
            "respond_by",
            "ruleset"
        ]
    );
    for member in ["kind", "id", "name"] {
        assert!(decision["destination"][member].is_string(), "{decision}");
    }
    let reasons = decision["reasons"].as_array().expect("reasons");
    assert!(
        !reasons.is_empty(),
        "a decision without a reason: {decision}"
    );
    for reason in reasons {
        assert!(
            reason["rule"].is_string() && reason["facts"].is_array(),
            "{reason}"
        );
        let because = reason["because"].as_str().unwrap_or_default();
        assert!(because.contains(' '), "not plain English: {reason}");
    }
    for advice in decision["advice"].as_array().expect("advice") {
        for member in ["id", "title", "text"] {
            assert!(advice[member].is_string(), "{advice}");
        }
    }
    assert!(decision["ruleset"]["id"].is_string() && decision["ruleset"]["version"].is_u64());
}

#[test]
fn a_contact_is_answered_with_everything_that_the_contract_promises() {
    let nobody = Site::shared().nobody();
    let body = json!({"answers": help_with_meals(), "channel": "web"});
    let answer = nobody.caller.post(ADULT, &body).expect(201);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("idempotent-replayed"), None);
    let receipt = answer.json();
    references::assert_well_formed(receipt["reference"].as_str().expect("a reference"));
    // 80 bits are 16 characters of base 32.
    let code = receipt["tracking_code"].as_str().expect("a tracking code");
    assert!(
        code.chars().filter(char::is_ascii_alphanumeric).count() >= 16,
        "{code} can be guessed"
    );
    let submitted_at = receipt["submitted_at"].as_str().expect("a time");
    assert!(
        submitted_at.ends_with('Z') && submitted_at.contains('T'),
        "{submitted_at}"
    );
    assert_eq!(receipt["form"]["id"], "adult-contact");
    assert!(
        receipt["form"]["version"]
            .as_u64()
            .is_some_and(|version| version >= 1)
    );
    let steps = receipt["next_steps"].as_array().expect("next steps");
    assert!(
        !steps.is_empty() && steps.iter().all(Json::is_string),
        "{receipt}"
    );
    assert_decision(&receipt["decision"]);
    assert_eq!(receipt["decision"]["locality"], "mid");
}

#[test]
fn a_safeguarding_concern_of_one_answer_is_urgent_in_safeguarding_triage_with_reasons() {
    let site = Site::shared();
    let receipt = site.nobody().submit("safeguarding-concern", &one_answer());
    let decision = &receipt["decision"];
    assert_decision(decision);
    assert_eq!(decision["queue"], "safeguarding-triage");
    assert_eq!(decision["priority"], "urgent");
    let reference = receipt["reference"].as_str().expect("a reference");
    let (referral, _) = site.administrator().referral(reference);
    assert_eq!(referral["status"], "received");
    assert_eq!(&referral["decision"], decision);
    let answer = &referral["answers"][0];
    assert_eq!(answer["id"], "narrative");
    assert_eq!(answer["answer"], one_answer()["narrative"]);
    assert!(
        answer["question"]
            .as_str()
            .is_some_and(|asked| asked.contains(' ')),
        "{answer}"
    );
}

#[test]
fn a_concern_in_which_nothing_was_answered_is_not_a_contact() {
    let answer = Site::shared()
        .nobody()
        .caller
        .post(CONCERN, &json!({"answers": {}, "channel": "web"}));
    assert!(!answer.invalid_fields().is_empty());
}

#[test]
fn a_resident_hears_of_everything_that_is_missing_at_once() {
    let nobody = Site::shared().nobody();
    let answer = nobody
        .caller
        .post(ADULT, &json!({"answers": {}, "channel": "web"}));
    let fields = answer.invalid_fields().join(" ");
    assert!(fields.contains("about"), "{fields}");
    assert!(fields.contains("needs"), "{fields}");
    assert!(fields.contains("name"), "{fields}");
    let ways = ["phone", "email", "address", "no-safe-way"];
    assert!(ways.iter().any(|way| fields.contains(way)), "{fields}");
}

#[test]
fn one_of_two_names_and_one_of_four_ways_to_reach_somebody_are_enough() {
    let nobody = Site::shared().nobody();
    for (name, way) in [
        ("given-name", json!({"phone": "01632 960102"})),
        ("family-name", json!({"email": "w@example.org"})),
        (
            "given-name",
            json!({"address": {"line-1": "1 Low Road", "town": "Maldon", "postcode": "CM9 5AA"}}),
        ),
        ("family-name", json!({"no-safe-way": true})),
    ] {
        let mut answers = json!({"about": "self", "needs": ["loneliness"]});
        answers[name] = json!("Ashdown");
        answers
            .as_object_mut()
            .expect("an object")
            .extend(way.as_object().expect("an object").clone());
        nobody.submit("adult-contact", &answers);
    }
}

#[test]
fn when_somebody_is_at_risk_nothing_else_is_required() {
    let nobody = Site::shared().nobody();
    for risk in [
        "repeated-falls",
        "domestic-abuse",
        "no-food-heat-medication",
        "immediate-danger",
    ] {
        nobody.submit("adult-contact", &json!({"risks": [risk]}));
    }
}

#[test]
fn every_mistake_in_the_answers_is_named_with_its_question() {
    let nobody = Site::shared().nobody();
    let answers = json!({
        "about": 7,
        "given-name": ["Winifred"],
        "needs": ["meals-nutrition", "a-pony", "meals-nutrition"],
        "date-of-birth": "1941-13-40",
        "no-safe-way": "yes",
        "favourite-colour": "green",
    });
    let answer = nobody
        .caller
        .post(ADULT, &json!({"answers": answers, "channel": "web"}));
    let fields = answer.invalid_fields().join(" ");
    for field in [
        "about",
        "given-name",
        "needs",
        "date-of-birth",
        "no-safe-way",
        "favourite-colour",
    ] {
        assert!(fields.contains(field), "{field} is not among {fields}");
    }
}

#[test]
fn members_that_nobody_asked_for_are_named() {
    let nobody = Site::shared().nobody();
    let body = json!({"answers": one_answer(), "channel": "web", "priority": "emergency"});
    assert_eq!(
        nobody.caller.post(CONCERN, &body).invalid_fields(),
        ["priority"]
    );
    for body in [
        json!({"channel": "web"}),
        json!([]),
        json!({"answers": [], "channel": "web"}),
    ] {
        nobody.caller.post(CONCERN, &body).invalid_fields();
    }
}

#[test]
fn only_staff_and_machines_may_write_down_a_telephone_call() {
    let site = Site::shared();
    for channel in [
        "phone",
        "email",
        "post",
        "face-to-face",
        "textphone-or-relay",
        "video-bsl",
    ] {
        let body = json!({"answers": one_answer(), "channel": channel});
        site.nobody().caller.post(CONCERN, &body).problem(401);
        site.administrator().caller.post(CONCERN, &body).expect(201);
    }
    let body = json!({"answers": one_answer(), "channel": "carrier-pigeon"});
    assert_eq!(
        site.administrator()
            .caller
            .post(CONCERN, &body)
            .invalid_fields(),
        ["channel"]
    );
}

#[test]
fn the_clock_of_a_telephone_call_starts_when_the_call_started() {
    let site = Site::shared();
    let body =
        json!({"answers": one_answer(), "channel": "phone", "started_at": "2026-01-14T10:00:00Z"});
    let receipt = site
        .administrator()
        .caller
        .post(CONCERN, &body)
        .expect(201)
        .json();
    assert_eq!(receipt["decision"]["respond_by"], "2026-01-14T14:00:00Z");
    let body =
        json!({"answers": one_answer(), "channel": "web", "started_at": "2026-01-14T10:00:00Z"});
    let fields = site
        .administrator()
        .caller
        .post(CONCERN, &body)
        .invalid_fields();
    assert_eq!(fields, ["started_at"]);
    for wrong in [json!("yesterday"), json!(7), json!("2999-01-01T00:00:00Z")] {
        let body = json!({"answers": one_answer(), "channel": "phone", "started_at": wrong});
        assert_eq!(
            site.administrator()
                .caller
                .post(CONCERN, &body)
                .invalid_fields(),
            ["started_at"]
        );
    }
}

#[test]
fn a_token_that_is_not_one_is_refused_even_for_a_contact_over_the_web() {
    let stranger = Site::shared().machine("stranger", Some("not-a-token"));
    let body = json!({"answers": one_answer(), "channel": "phone"});
    stranger.caller.post(CONCERN, &body).problem(401);
}

#[test]
fn a_form_that_is_not_there_takes_no_contact() {
    let nobody = Site::shared().nobody();
    let body = json!({"answers": one_answer(), "channel": "web"});
    nobody
        .caller
        .post("/api/v1/forms/dog-licence/submissions", &body)
        .problem(404);
    nobody.caller.get(ADULT).problem(405);
}

#[test]
fn writing_again_is_a_new_contact_each_time() {
    let nobody = Site::shared().nobody();
    let first = nobody.submit("adult-contact", &help_with_meals());
    let second = nobody.submit("adult-contact", &help_with_meals());
    assert_ne!(first["reference"], second["reference"]);
    assert_ne!(first["tracking_code"], second["tracking_code"]);
}
