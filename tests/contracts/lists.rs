//! `GET /api/v1/referrals`.

use std::collections::BTreeSet;

use super::help_with_meals;
use crate::harness::{Json, Site, json};

const PRIORITIES: [&str; 4] = ["emergency", "urgent", "soon", "standard"];

/// What a list is ordered by.
fn place(item: &Json) -> (usize, String, String) {
    let priority = PRIORITIES.iter().position(|word| item["priority"] == *word);
    (
        priority.expect("a priority"),
        item["respond_by"].as_str().expect("a time").to_owned(),
        item["reference"].as_str().expect("a reference").to_owned(),
    )
}

#[test]
fn a_list_is_in_order_and_misses_nobody() {
    let site = Site::shared();
    let nobody = site.nobody();
    let mine: BTreeSet<String> = (0..20)
        .map(|count| {
            let mut answers = help_with_meals();
            if count % 3 == 0 {
                let risk = ["immediate-danger", "carer-breakdown", "repeated-falls"][count / 3 % 3];
                answers["risks"] = json!([risk]);
            }
            let receipt = nobody.submit("adult-contact", &answers);
            receipt["reference"]
                .as_str()
                .expect("a reference")
                .to_owned()
        })
        .collect();
    let listed = site.with_roles(&["adviser"]).list("", 7);
    let places: Vec<_> = listed.iter().map(place).collect();
    assert!(places.is_sorted(), "out of order");
    let references: Vec<String> = places
        .into_iter()
        .map(|(_, _, reference)| reference)
        .collect();
    let once: BTreeSet<&String> = references.iter().collect();
    assert_eq!(once.len(), references.len(), "somebody stands twice");
    assert!(
        mine.iter().all(|reference| once.contains(reference)),
        "somebody is missing"
    );
}

#[test]
fn a_filter_leaves_only_what_fits() {
    let site = Site::shared();
    let adviser = site.with_roles(&["adviser"]);
    let mut answers = help_with_meals();
    answers["risks"] = json!(["care-not-turning-up"]);
    answers["postcode"] = json!("CM9 5AA");
    answers["district"] = json!("maldon");
    let receipt = site.nobody().submit("adult-contact", &answers);
    let reference = receipt["reference"].as_str().expect("a reference");
    let queue = receipt["decision"]["queue"].as_str().expect("a queue");
    adviser
        .change_now(reference, "claim", &json!({}))
        .expect(200);
    let mine = [
        format!("&q={reference}"),
        format!("&assignee={}", adviser.name),
        format!(
            "&queue={queue}&priority=urgent&locality=mid&status=being-looked-at&assignee={}",
            adviser.name
        ),
        format!("&assignee={}&due_before=2999-01-01T00:00:00Z", adviser.name),
        format!("&q={}", reference.to_lowercase()),
    ];
    for query in mine {
        let found = adviser.list(&query, 50);
        assert_eq!(found.len(), 1, "{query}: {found:?}");
        assert_eq!(found[0]["reference"], reference);
    }
    let name = &adviser.name;
    for query in [
        format!("&assignee={name}&queue=sensory"),
        format!("&assignee={name}&status=closed"),
        format!("&assignee={name}&priority=standard"),
        format!("&assignee={name}&locality=west"),
        format!("&assignee={name}&due_before=2020-01-01T00:00:00Z"),
        "&q=ASC-0000-0000".to_owned(),
    ] {
        assert!(adviser.list(&query, 50).is_empty(), "{query}");
    }
}

#[test]
fn without_a_filter_closed_referrals_are_listed_too() {
    let site = Site::shared();
    let adviser = site.with_roles(&["adviser"]);
    let receipt = site.nobody().submit("adult-contact", &help_with_meals());
    let reference = receipt["reference"].as_str().expect("a reference");
    adviser
        .change_now(
            reference,
            "close",
            &json!({"outcome": "NFA: Support declined"}),
        )
        .expect(200);
    let everything = adviser.list("", 200);
    assert!(
        everything
            .iter()
            .any(|item| item["reference"] == reference && item["status"] == "closed")
    );
}

#[test]
fn fifty_come_at_a_time_unless_asked_otherwise() {
    let site = Site::shared();
    let nobody = site.nobody();
    for _ in 0..52 {
        nobody.submit("adult-contact", &help_with_meals());
    }
    let adviser = site.with_roles(&["adviser"]);
    let page = adviser.caller.get("/api/v1/referrals").expect(200).json();
    assert_eq!(page["items"].as_array().map(Vec::len), Some(50));
    assert!(page["next_cursor"].is_string());
}

#[test]
fn a_query_that_cannot_be_meant_is_named() {
    let site = Site::shared();
    let adviser = site.with_roles(&["adviser"]);
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("queue=the-bin", "queue"),
        ("status=lost", "status"),
        ("priority=high", "priority"),
        ("due_before=soon", "due_before"),
        ("q=Ashdown", "q"),
        ("cursor=made-up", "cursor"),
        ("colour=green", "colour"),
    ] {
        let answer = adviser.caller.get(&format!("/api/v1/referrals?{query}"));
        assert_eq!(answer.invalid_fields(), [field], "{query}");
    }
    site.nobody().caller.get("/api/v1/referrals").problem(401);
}

#[test]
fn a_cursor_that_was_tampered_with_is_refused() {
    let site = Site::shared();
    let nobody = site.nobody();
    for _ in 0..3 {
        nobody.submit("adult-contact", &help_with_meals());
    }
    let adviser = site.with_roles(&["adviser"]);
    let page = adviser
        .caller
        .get("/api/v1/referrals?limit=1")
        .expect(200)
        .json();
    let cursor = page["next_cursor"].as_str().expect("a cursor");
    adviser
        .caller
        .get(&format!("/api/v1/referrals?limit=1&cursor={cursor}"))
        .expect(200);
    for place in [0, cursor.len() / 2, cursor.len() - 2] {
        let mut bytes = cursor.as_bytes().to_vec();
        bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
        let tampered = String::from_utf8(bytes).expect("ASCII");
        let answer = adviser
            .caller
            .get(&format!("/api/v1/referrals?limit=1&cursor={tampered}"));
        assert_eq!(answer.invalid_fields(), ["cursor"], "at {place}");
    }
}

#[test]
fn the_counter_of_changes_rises_with_every_change_and_with_no_read() {
    let site = Site::shared();
    let adviser = site.with_roles(&["adviser"]);
    let counter = || adviser.caller.get("/api/v1/referrals/changes").expect(200);
    let before = counter().json()["counter"].as_u64().expect("a number");
    site.nobody().submit("adult-contact", &help_with_meals());
    let after = counter();
    assert!(after.json()["counter"].as_u64().expect("a number") > before);
    site.nobody()
        .caller
        .get("/api/v1/referrals/changes")
        .problem(401);
}
