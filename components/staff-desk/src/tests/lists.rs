//! Lists of referrals, and looking for some, as machines ask for them.

use serde_json::json;

use super::api::{fields, on};
use super::memory::Memory;
use super::people::{AMIR, DORIS, PAT};
use super::{Asking, json};

#[test]
fn the_list_stands_in_the_order_of_the_contract_and_goes_on_by_cursor() {
    let desk = Memory::new();
    let first = Asking::get("/api/v1/referrals?limit=2")
        .token("all")
        .of(&desk);
    let first = json(&first);
    assert_eq!(first["items"][0]["reference"], PAT);
    assert_eq!(first["items"][1]["reference"], DORIS);
    assert_eq!(first["items"][1]["submitted_at"], "2026-11-30T16:45:00Z");
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = Asking::get(&format!("/api/v1/referrals?limit=2&cursor={cursor}"))
        .token("all")
        .of(&desk);
    let rest = json(&rest);
    assert_eq!(rest["items"][0]["reference"], AMIR);
    assert!(rest["next_cursor"].is_null());
}

#[test]
fn a_bad_filter_or_cursor_is_named() {
    let desk = Memory::new();
    for (query, field) in [
        ("limit=0", "limit"),
        ("cursor=abc", "cursor"),
        ("colour=red", "colour"),
    ] {
        let reply = Asking::get(&format!("/api/v1/referrals?{query}"))
            .token("all")
            .of(&desk);
        assert_eq!(
            (reply.status, fields(&reply)),
            (422, vec![field.to_owned()])
        );
    }
}

#[test]
fn a_search_gives_its_reason() {
    let desk = Memory::new();
    let search = |body: serde_json::Value| {
        Asking::post("/api/v1/referrals/search")
            .token("all")
            .json(&body)
            .of(&desk)
    };
    let found = search(json!({"family_name": "Haddad", "reason": "He rang about his shower."}));
    assert_eq!(json(&found)["items"][0]["reference"], AMIR);
    assert_eq!(
        *desk.searched_because.borrow(),
        ["He rang about his shower."]
    );
    assert_eq!(
        fields(&search(json!({"family_name": "Haddad"}))),
        ["reason"]
    );
    assert_eq!(fields(&search(json!({"reason": "Curious."}))), ["body"]);
    assert_eq!(
        fields(&search(
            json!({"date_of_birth": "1941-03", "reason": "Birthday."})
        )),
        ["date_of_birth", "date_of_birth"]
    );
}

#[test]
fn a_page_that_waits_for_news_is_told_when_there_is_none() {
    let desk = Memory::new();
    let first = Asking::get("/api/v1/referrals/changes")
        .signed_in("ann.begum")
        .of(&desk);
    let etag = first.header("etag").unwrap().to_owned();
    let ask = || {
        Asking::get("/api/v1/referrals/changes")
            .signed_in("ann.begum")
            .with("if-none-match", &etag)
            .of(&desk)
            .status
    };
    assert_eq!(ask(), 304);
    on(DORIS, "claim").token("all").matching("1").of(&desk);
    assert_eq!(ask(), 200);
}

#[test]
fn a_list_is_narrowed_and_ordered_by_its_address() {
    let desk = Memory::new();
    {
        let mut referrals = desk.referrals.borrow_mut();
        let doris = referrals
            .iter_mut()
            .find(|referral| referral.entry.reference == DORIS)
            .unwrap();
        doris.entry.waiting_until = Some(vocabulary::Instant::from_unix(1_798_416_000));
        doris.entry.escalated = Some(casework::Escalated::AtRisk);
        doris.entry.needs_welfare_check = true;
        doris.been_in = vec!["carers".to_owned()];
        doris.merged_here = vec![AMIR.to_owned()];
    }
    let items = |query: &str| {
        let reply = Asking::get(&format!("/api/v1/referrals?{query}"))
            .token("all")
            .of(&desk);
        assert_eq!(reply.status, 200, "{query}");
        json(&reply)["items"].as_array().unwrap().clone()
    };
    let waits = items("waiting=true");
    assert_eq!(waits.len(), 1);
    assert_eq!(
        (
            &waits[0]["reference"],
            &waits[0]["waiting_until"],
            &waits[0]["escalated"],
            &waits[0]["needs_welfare_check"]
        ),
        (
            &json!(DORIS),
            &json!("2026-12-28T00:00:00Z"),
            &json!("at-risk"),
            &json!(true)
        )
    );
    assert_eq!(items("waiting=false").len(), 2);
    let received: Vec<String> = items("sort=oldest-first")
        .iter()
        .map(|item| item["submitted_at"].as_str().unwrap().to_owned())
        .collect();
    assert!(received.len() == 3 && received.is_sorted(), "{received:?}");
    let due: Vec<String> = items("sort=due-first")
        .iter()
        .map(|item| item["respond_by"].as_str().unwrap().to_owned())
        .collect();
    assert!(due.is_sorted(), "{due:?}");
    let shown = Asking::get(&format!("/api/v1/referrals/{DORIS}"))
        .token("all")
        .of(&desk);
    let shown = json(&shown);
    assert_eq!(
        (&shown["been_in"], &shown["merged_here"]),
        (&json!(["carers"]), &json!([AMIR]))
    );
}

#[test]
fn every_word_that_a_list_does_not_know_is_named_at_once() {
    let desk = Memory::new();
    let reply = Asking::get("/api/v1/referrals?attention=now&sort=name&sign=x&waiting=2&cursor=")
        .token("all")
        .of(&desk);
    assert_eq!(reply.status, 422);
    let mut named = fields(&reply);
    named.sort();
    assert_eq!(named, ["attention", "cursor", "sign", "sort", "waiting"]);
}
