//! The staff API, in the contract's words.

use serde_json::json;

use super::memory::Memory;
use super::people::{AMIR, DORIS};
use super::{Asking, json};
use crate::stores::Fault;

pub fn on(reference: &str, action: &str) -> Asking {
    Asking::post(&format!("/api/v1/referrals/{reference}/{action}"))
}

pub fn fields(reply: &web::Reply) -> Vec<String> {
    json(reply)["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn without_a_valid_token_or_session_nothing_is_answered() {
    let desk = Memory::new();
    for asking in [
        Asking::get("/api/v1/referrals"),
        Asking::get("/api/v1/referrals").token("wrong"),
        Asking::get("/api/v1/referrals").token(""),
        Asking::get("/api/v1/referrals").with("authorization", "Basic YTpi"),
        Asking::get("/api/v1/referrals").signed_in("nobody"),
        // A token that is wrong is not made good by a cookie.
        Asking::get("/api/v1/referrals")
            .signed_in("ann.begum")
            .token("wrong"),
        Asking::get(&format!("/api/v1/referrals/{DORIS}")),
        on("ASC-0000-0000", "claim"),
        Asking::get("/api/v1/referrals/changes"),
        Asking::post("/api/v1/work"),
    ] {
        assert_eq!(asking.of(&desk).status, 401);
    }
}

#[test]
fn one_referral_is_the_contracts_json_with_its_entity_tag() {
    let desk = Memory::new();
    let reply = Asking::get(&format!("/api/v1/referrals/{DORIS}"))
        .signed_in("ann.begum")
        .of(&desk);
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("etag"), Some("\"1\""));
    let body = json(&reply);
    assert_eq!(body["reference"], DORIS);
    assert_eq!(
        body["form"],
        json!({"id": "safeguarding-concern", "version": 1})
    );
    assert_eq!(
        body["answers"][0],
        json!({"id": "risks", "question": "What are you worried about?",
            "answer": ["abuse-or-neglect", "left-alone-unsafe"]})
    );
    assert_eq!(body["decision"]["queue"], "safeguarding-triage");
    assert_eq!(body["decision"]["respond_by"], "2026-12-01T12:15:00Z");
    assert_eq!(body["assignee"], json!(null));
    assert_eq!(body["timeline"][0]["what"], "received");
}

#[test]
fn a_reference_is_understood_however_it_is_written() {
    let desk = Memory::new();
    let reference = reference::Reference::from_random([9, 8, 7, 6, 5])
        .unwrap()
        .to_string();
    desk.referrals.borrow_mut()[0]
        .entry
        .reference
        .clone_from(&reference);
    let written = reference.to_lowercase();
    assert_eq!(
        Asking::get(&format!("/api/v1/referrals/{written}"))
            .token("all")
            .of(&desk)
            .status,
        200
    );
}

#[test]
fn of_two_claims_one_wins_and_the_other_hears_who_has_it() {
    let desk = Memory::new();
    let claimed = on(DORIS, "claim")
        .token("all")
        .matching("1")
        .json(&json!({}))
        .of(&desk);
    assert_eq!(claimed.status, 200);
    assert_eq!(claimed.header("etag"), Some("\"2\""));
    assert_eq!(json(&claimed)["assignee"], "token:all");
    let again = on(DORIS, "claim").token("all").matching("2").of(&desk);
    assert_eq!(again.status, 409);
    assert!(
        json(&again)["detail"]
            .as_str()
            .unwrap()
            .contains("token:all")
    );
}

#[test]
fn checks_come_in_the_order_of_the_contract() {
    let desk = Memory::new();
    let status = |asking: Asking| asking.of(&desk).status;
    let nonsense = json!({"nonsense": true});
    assert_eq!(status(on(DORIS, "note").json(&nonsense)), 401);
    assert_eq!(
        status(on("ASC-0000-0000", "note").token("reader").json(&nonsense)),
        404
    );
    assert_eq!(
        status(on(DORIS, "note").token("reader").json(&nonsense)),
        403
    );
    assert_eq!(status(on(DORIS, "note").token("all").json(&nonsense)), 428);
    assert_eq!(
        status(on(DORIS, "note").token("all").matching("0").json(&nonsense)),
        412
    );
    assert_eq!(
        status(
            on(DORIS, "close")
                .token("all")
                .matching("1")
                .json(&nonsense)
        ),
        409
    );
    assert_eq!(
        status(on(DORIS, "note").token("all").matching("1").json(&nonsense)),
        422
    );
    assert_eq!(desk.referral(DORIS).etag, "1");
}

#[test]
fn a_body_that_cannot_be_read_says_so() {
    let desk = Memory::new();
    let note = || on(DORIS, "note").token("all").matching("1");
    assert_eq!(note().raw(b"{\"text\":").of(&desk).status, 400);
    assert_eq!(note().raw(&vec![b'['; 50_000]).of(&desk).status, 400);
    assert_eq!(
        note()
            .raw(b"{}")
            .with("content-type", "text/plain")
            .of(&desk)
            .status,
        415
    );
    assert_eq!(note().raw(&vec![b' '; 300 * 1024]).of(&desk).status, 413);
    assert_eq!(
        note().with("if-match", "\"1\", \"2\"").of(&desk).status,
        400
    );
}

#[test]
fn a_browser_changes_nothing_without_its_token() {
    let desk = Memory::new();
    let claim = |csrf: Option<&str>| {
        let asking = on(DORIS, "claim").signed_in("ann.begum").matching("1");
        match csrf {
            Some(csrf) => asking.with("x-csrf-token", csrf).of(&desk),
            None => asking.of(&desk),
        }
    };
    assert_eq!(claim(None).status, 403);
    assert_eq!(claim(Some("csrf-of-sam.patel")).status, 403);
    assert_eq!(
        on("ASC-0000-0000", "claim")
            .signed_in("ann.begum")
            .of(&desk)
            .status,
        404
    );
    assert_eq!(claim(Some("csrf-of-ann.begum")).status, 200);
    assert_eq!(
        desk.referral(DORIS).entry.assignee.as_deref(),
        Some("ann.begum")
    );
}

#[test]
fn whether_a_priority_may_be_lowered_comes_before_what_is_missing() {
    let desk = Memory::new();
    let status = |body: &serde_json::Value| {
        on(DORIS, "priority")
            .token("all")
            .matching("1")
            .json(body)
            .of(&desk)
            .status
    };
    assert_eq!(status(&json!({"priority": "standard"})), 409);
    assert_eq!(status(&json!({"priority": "standard", "reason": " "})), 409);
    assert_eq!(status(&json!({"priority": "emergency"})), 422);
    assert_eq!(status(&json!({"priority": "high"})), 422);
}

#[test]
fn a_safeguarding_sign_closes_only_after_a_section_42_decision_by_that_role() {
    let desk = Memory::new();
    let close = json!({"outcome": "NFA: Other"});
    let limb = json!({"finding": "yes", "because": "The neighbour saw bruises."});
    let s42 = json!({"limbs": {"a": limb, "b": limb, "c": limb}, "decision": "enquiry", "reasons": "All three."});
    assert_eq!(
        on(DORIS, "close")
            .token("all")
            .matching("1")
            .json(&close)
            .of(&desk)
            .status,
        409
    );
    let by_adviser = on(DORIS, "s42-decision")
        .signed_in("ann.begum")
        .with("x-csrf-token", "csrf-of-ann.begum")
        .matching("1")
        .json(&s42);
    assert_eq!(by_adviser.of(&desk).status, 403);
    let decided = on(DORIS, "s42-decision")
        .token("all")
        .matching("1")
        .json(&s42)
        .of(&desk);
    assert_eq!(decided.status, 200);
    assert_eq!(json(&decided)["s42_decision"], s42);
    let closed = on(DORIS, "close")
        .token("all")
        .matching("2")
        .json(&close)
        .of(&desk);
    assert_eq!(
        (closed.status, json(&closed)["status"].as_str()),
        (200, Some("closed"))
    );
}

#[test]
fn nobody_is_handed_a_referral_who_does_not_exist() {
    let desk = Memory::new();
    let assign = |to: &str| {
        on(DORIS, "assign")
            .token("all")
            .matching("1")
            .json(&json!({"assignee": to}))
            .of(&desk)
    };
    for nobody in ["nobody.here", "token:nobody-at-all"] {
        let reply = assign(nobody);
        assert_eq!(
            (reply.status, fields(&reply)),
            (422, vec!["assignee".to_owned()])
        );
    }
    assert_eq!(assign("sam.patel").status, 200);
}

#[test]
fn a_restricted_referral_does_not_exist_for_others() {
    let desk = Memory::new();
    let restrict = json!({"people": ["jo.marsh"], "reason": "Her nephew works here."});
    assert_eq!(
        on(DORIS, "restrict")
            .token("all")
            .matching("1")
            .json(&restrict)
            .of(&desk)
            .status,
        200
    );
    let read = |who: &str| {
        Asking::get(&format!("/api/v1/referrals/{DORIS}"))
            .signed_in(who)
            .of(&desk)
            .status
    };
    assert_eq!((read("ann.begum"), read("jo.marsh")), (404, 200));
    assert_eq!(
        on(DORIS, "claim")
            .token("all")
            .matching("2")
            .of(&desk)
            .status,
        404
    );
}

#[test]
fn what_waits_for_section_42_is_not_kept_from_those_who_decide() {
    let desk = Memory::new();
    let restrict = |reference: &str, people: &[&str], etag: &str| {
        let reply = on(reference, "restrict")
            .token("all")
            .matching(etag)
            .json(&json!({"people": people, "reason": "Her nephew works here."}))
            .of(&desk);
        (reply.status, reply)
    };
    let (status, refused) = restrict(DORIS, &["sam.patel", "mo.khan"], "1");
    assert_eq!((status, fields(&refused)), (422, vec!["people".to_owned()]));
    assert_eq!(
        restrict(DORIS, &["sam.patel"], "0").0,
        412,
        "in the order of checks"
    );
    assert_eq!(restrict(DORIS, &["sam.patel", "jo.marsh"], "1").0, 200);
    assert_eq!(restrict(AMIR, &["sam.patel"], "1").0, 200, "no sign");
}

#[test]
fn the_audit_names_every_read_and_change() {
    let desk = Memory::new();
    on(DORIS, "claim").token("all").matching("1").of(&desk);
    let reply = Asking::get(&format!("/api/v1/referrals/{DORIS}/audit?after=1"))
        .token("all")
        .of(&desk);
    let body = json(&reply);
    assert_eq!(body["items"][0]["what"], "claimed");
    assert_eq!(body["items"].as_array().unwrap().len(), 1);
    assert!(body["next_after"].is_null());
}

#[test]
fn only_a_worker_machine_does_background_work() {
    let desk = Memory::new();
    assert_eq!(
        Asking::post("/api/v1/work")
            .token("reader")
            .of(&desk)
            .status,
        403
    );
    let reply = Asking::post("/api/v1/work").token("all").of(&desk);
    assert_eq!(
        (reply.status, json(&reply)["drafts_expired"].as_u64()),
        (200, Some(2))
    );
}

#[test]
fn a_store_that_cannot_be_used_says_when_to_try_again() {
    let desk = Memory::new().breaks(Fault::Unavailable);
    let reply = Asking::get("/api/v1/referrals").token("all").of(&desk);
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (503, Some("5"))
    );
    let desk = Memory::new().breaks(Fault::WrongKey("k1".to_owned()));
    let reply = Asking::get("/readyz/staff-desk").of(&desk);
    assert_eq!(reply.status, 503);
    assert!(json(&reply)["detail"].as_str().unwrap().contains("k1"));
    assert_eq!(
        Asking::get("/readyz/staff-desk").of(&Memory::new()).status,
        200
    );
}

#[test]
fn what_is_not_there_is_404_and_what_is_not_meant_so_is_405() {
    let desk = Memory::new();
    let reply = on(DORIS, "delete").token("all").of(&desk);
    assert_eq!(
        (reply.status, reply.header("content-type")),
        (404, Some("application/problem+json"))
    );
    let reply = Asking::get(&format!("/api/v1/referrals/{DORIS}/claim"))
        .token("all")
        .of(&desk);
    assert_eq!((reply.status, reply.header("allow")), (405, Some("POST")));
}
