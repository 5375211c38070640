//! `Idempotency-Key`: a repeat is the same contact, and no key ever loses one.

use std::collections::BTreeSet;

use super::{help_with_meals, one_answer};
use crate::harness::{Answer, Json, Machine, Site, json};

fn send(machine: &Machine, form: &str, answers: &Json, key: &str) -> Answer {
    let body = json!({"answers": answers, "channel": "web"});
    let path = format!("/api/v1/forms/{form}/submissions");
    machine
        .caller
        .post_with(&path, &body, &[("idempotency-key", key)])
}

/// A key that no other run has used.
fn key(name: &str) -> String {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .expect("a clock");
    format!("{name}-{}", now.as_nanos())
}

#[test]
fn a_repeat_gets_the_first_answer() {
    let nobody = Site::shared().nobody();
    let key = key("repeat");
    let first = send(&nobody, "adult-contact", &help_with_meals(), &key).expect(201);
    let second = send(&nobody, "adult-contact", &help_with_meals(), &key).expect(201);
    assert_eq!(first.header("idempotent-replayed"), None);
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
    assert_eq!(first.json(), second.json());
}

#[test]
fn the_same_json_written_differently_is_the_same_contact() {
    let nobody = Site::shared().nobody();
    let key = key("written-differently");
    let path = "/api/v1/forms/adult-contact/submissions";
    let headers = [("idempotency-key", key.as_str())];
    let tight = br#"{"answers":{"about":"self","given-name":"Ina","needs":["memory"],"no-safe-way":true},"channel":"web"}"#;
    let loose = br#" { "channel" : "web",
        "answers": {"no-safe-way": true, "needs": ["memory"], "given-name": "In\u0061", "about": "self"} } "#;
    let first = nobody.caller.post_bytes(path, tight, &headers).expect(201);
    let second = nobody.caller.post_bytes(path, loose, &headers).expect(201);
    assert_eq!(first.json(), second.json());
}

#[test]
fn a_key_with_another_contact_is_refused() {
    let nobody = Site::shared().nobody();
    let key = key("another");
    send(&nobody, "adult-contact", &help_with_meals(), &key).expect(201);
    let mut other = help_with_meals();
    other["needs"] = json!(["loneliness"]);
    send(&nobody, "adult-contact", &other, &key).problem(409);
    // What came first still stands.
    let again = send(&nobody, "adult-contact", &help_with_meals(), &key).expect(201);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
}

#[test]
fn a_key_with_another_contact_is_not_refused_when_somebody_may_be_in_danger() {
    let site = Site::shared();
    let nobody = site.nobody();
    let key = key("danger");
    let first = send(&nobody, "adult-contact", &help_with_meals(), &key)
        .expect(201)
        .json();
    let mut references = BTreeSet::from([first["reference"].to_string()]);
    for risk in ["domestic-abuse", "no-food-heat-medication"] {
        let mut other = help_with_meals();
        other["risks"] = json!([risk]);
        let stored = send(&nobody, "adult-contact", &other, &key).expect(201);
        assert_eq!(stored.header("idempotent-replayed"), None);
        let stored = stored.json();
        assert!(
            references.insert(stored["reference"].to_string()),
            "an old reference"
        );
        let (referral, _) = site
            .administrator()
            .referral(stored["reference"].as_str().expect("a reference"));
        assert_eq!(referral["decision"]["priority"], "urgent");
    }
}

#[test]
fn a_mistake_does_not_use_a_key_up() {
    let nobody = Site::shared().nobody();
    let key = key("mistake");
    send(&nobody, "adult-contact", &json!({}), &key).problem(422);
    let sent = send(&nobody, "adult-contact", &help_with_meals(), &key).expect(201);
    assert_eq!(sent.header("idempotent-replayed"), None);
}

#[test]
fn a_key_belongs_to_its_form() {
    let nobody = Site::shared().nobody();
    let key = key("form");
    let adult = send(
        &nobody,
        "adult-contact",
        &json!({"risks": ["repeated-falls"]}),
        &key,
    )
    .expect(201);
    let concern = send(&nobody, "safeguarding-concern", &one_answer(), &key).expect(201);
    assert_ne!(adult.json()["reference"], concern.json()["reference"]);
}

#[test]
fn a_key_is_1_to_255_visible_characters() {
    let nobody = Site::shared().nobody();
    let unique = key("k");
    let longest = format!("{unique}{}", "~".repeat(255 - unique.len()));
    send(&nobody, "adult-contact", &help_with_meals(), &longest).expect(201);
    for wrong in [&format!("{longest}~"), "two words", ""] {
        send(&nobody, "adult-contact", &help_with_meals(), wrong).problem(400);
    }
}

#[test]
fn thirty_two_clicks_at_once_are_one_contact() {
    let site = Site::shared();
    let key = key("clicks");
    let references: BTreeSet<String> = std::thread::scope(|scope| {
        let clicks: Vec<_> = (0..32)
            .map(|_| {
                scope.spawn(|| {
                    let sent =
                        send(&site.nobody(), "adult-contact", &help_with_meals(), &key).expect(201);
                    sent.json()["reference"].to_string()
                })
            })
            .collect();
        clicks
            .into_iter()
            .map(|click| click.join().expect("an answer"))
            .collect()
    });
    assert_eq!(references.len(), 1, "{references:?}");
}
