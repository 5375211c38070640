//! `POST /api/v1/track`.

use super::{help_with_meals, one_answer};
use crate::harness::{Json, Site, json};

const TRACK: &str = "/api/v1/track";

#[track_caller]
fn track(receipt: &Json) -> Json {
    let body =
        json!({"reference": receipt["reference"], "tracking_code": receipt["tracking_code"]});
    Site::shared()
        .nobody()
        .caller
        .post(TRACK, &body)
        .expect(200)
        .json()
}

/// Nothing that staff know may stand in what a person is told.
fn assert_discreet(tracked: &Json) {
    let text = tracked.to_string().to_lowercase();
    for word in [
        "queue",
        "ascc",
        "team",
        "safeguarding",
        "abuse",
        "token:",
        "note",
        "adult-contact",
        "claimed",
    ] {
        assert!(!text.contains(word), "\"{word}\" in {text}");
    }
}

#[test]
fn a_resident_sees_what_is_happening_from_beginning_to_end() {
    let site = Site::shared();
    let receipt = site.nobody().submit("adult-contact", &help_with_meals());
    let tracked = track(&receipt);
    let mut members: Vec<&str> = tracked
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    members.sort_unstable();
    assert_eq!(
        members,
        [
            "assessment",
            "reference",
            "respond_by",
            "status",
            "submitted_at",
            "timeline"
        ]
    );
    assert_eq!(tracked["reference"], receipt["reference"]);
    assert_eq!(tracked["status"], "received");
    assert_eq!(tracked["submitted_at"], receipt["submitted_at"]);
    assert_eq!(tracked["respond_by"], receipt["decision"]["respond_by"]);
    assert_eq!(tracked["assessment"], Json::Null);
    assert_discreet(&tracked);

    let reference = receipt["reference"].as_str().expect("a reference");
    let worker = site.with_roles(&["adviser"]);
    worker
        .change_now(reference, "claim", &json!({}))
        .expect(200);
    worker
        .change_now(
            reference,
            "note",
            &json!({"text": "Spoke to the daughter."}),
        )
        .expect(200);
    let tracked = track(&receipt);
    assert_eq!(tracked["status"], "being-looked-at");
    assert_discreet(&tracked);

    let outcome = json!({"outcome": "NFA: Information and advice or signposting"});
    worker.change_now(reference, "close", &outcome).expect(200);
    let tracked = track(&receipt);
    assert_eq!(tracked["status"], "closed");
    let timeline = tracked["timeline"].as_array().expect("a timeline");
    assert_eq!(
        timeline.len(),
        3,
        "received, being looked at, closed: {tracked}"
    );
    for step in timeline {
        assert!(
            step["at"].is_string() && step["what"].as_str().is_some_and(|what| what.contains(' ')),
            "{step}"
        );
    }
    assert_discreet(&tracked);
}

#[test]
fn a_reference_is_read_as_people_write_it() {
    let site = Site::shared();
    let receipt = site.nobody().submit("adult-contact", &help_with_meals());
    let written = receipt["reference"]
        .as_str()
        .expect("a reference")
        .to_lowercase()
        .replace('-', " ");
    let body = json!({"reference": written, "tracking_code": receipt["tracking_code"]});
    site.nobody().caller.post(TRACK, &body).expect(200);
}

#[test]
fn a_contact_with_a_safeguarding_sign_says_received_for_ever() {
    let site = Site::shared();
    let receipt = site.nobody().submit("safeguarding-concern", &one_answer());
    let reference = receipt["reference"].as_str().expect("a reference");
    let worker = site.with_roles(&["safeguarding"]);
    let before = track(&receipt);
    assert_eq!(before["respond_by"], Json::Null);
    worker
        .change_now(reference, "claim", &json!({}))
        .expect(200);
    assert_eq!(track(&receipt), before, "a claim shows");
    assert_eq!(before["status"], "received");
    assert_discreet(&before);
}

#[test]
fn a_contact_about_somebody_else_shows_statuses_only() {
    let mut answers = help_with_meals();
    answers["about"] = json!("someone-else");
    let receipt = Site::shared().nobody().submit("adult-contact", &answers);
    let tracked = track(&receipt);
    assert_eq!(tracked["status"], "received");
    assert_eq!(tracked["respond_by"], Json::Null);
}

#[test]
fn everything_that_is_not_the_right_pair_gets_the_same_answer() {
    let nobody = Site::shared().nobody();
    let mine = nobody.submit("adult-contact", &help_with_meals());
    let other = nobody.submit("adult-contact", &help_with_meals());
    let (reference, code) = (&mine["reference"], &mine["tracking_code"]);
    let right = nobody
        .caller
        .post(
            TRACK,
            &json!({"reference": reference, "tracking_code": code}),
        )
        .expect(200);
    drop(right);
    let mut answers: Vec<Vec<u8>> = Vec::new();
    for body in [
        json!({"reference": reference, "tracking_code": other["tracking_code"]}),
        json!({"reference": other["reference"], "tracking_code": code}),
        json!({"reference": reference, "tracking_code": ""}),
        json!({"reference": reference, "tracking_code": "0000-0000-0000-0000"}),
        json!({"reference": "ASC-0000-0000", "tracking_code": code}),
        json!({"reference": "ASC-0000-0001", "tracking_code": code}),
        json!({"reference": "' or 1=1 --", "tracking_code": code}),
        json!({"reference": reference, "tracking_code": "\u{1f511}"}),
        json!({"reference": "", "tracking_code": ""}),
    ] {
        let answer = nobody.caller.post(TRACK, &body);
        answer.clone().problem(404);
        answers.push(answer.body);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "a wrong pair can be told from another");
}
