//! A safeguarding sign, and the slice of work.

use account_model::Online;
use serde_json::{Value, json};

use super::memory::Memory;
use super::people::ADA_ID;
use super::{Asking, json as read};

const SUSPENSIONS: &str = "/api/v1/care-accounts/suspensions";
const WORK: &str = "/api/v1/care-accounts/work";

fn sign() -> Value {
    json!({"given_name": "Ada", "family_name": "Winter", "date_of_birth": "1941-03-09",
        "because": "A safeguarding sign came in."})
}

#[test]
fn a_sign_ends_what_is_open_at_once_for_the_person_and_for_who_acts_for_them() {
    let stores = Memory::new()
        .with_session("ada", ADA_ID, None)
        .with_session("ben", ADA_ID, Some("Ben Winter"));
    let reply = Asking::post(SUSPENSIONS)
        .json(&sign())
        .token("worker")
        .of(&stores);
    assert_eq!((reply.status, &read(&reply)["suspended"]), (200, &json!(1)));
    assert_eq!(stores.kept.borrow()[0].held.online, Online::Suspended);
    for token in ["ada", "ben"] {
        let mine = Asking::get("/api/v1/care-accounts/mine").token(token);
        assert_eq!(mine.of(&stores).status, 401);
        let page = Asking::get("/care-account/summary").signed_in(token);
        assert_eq!(page.of(&stores).status, 401);
    }
}

#[test]
fn only_a_machine_of_ours_may_tell_of_a_sign() {
    let stores = Memory::new();
    let ask = |token: &str| Asking::post(SUSPENSIONS).json(&sign()).token(token);
    assert_eq!(ask("nobody").of(&stores).status, 401);
    assert_eq!(ask("manager").of(&stores).status, 403);
    let wrong = Asking::post(SUSPENSIONS)
        .json(&json!({"given_name": 7}))
        .token("worker")
        .of(&stores);
    assert_eq!(wrong.status, 422);
    assert_eq!(read(&wrong)["errors"].as_array().unwrap().len(), 4);
}

#[test]
fn a_slice_of_work_issues_what_is_due_and_the_next_finds_nothing() {
    let stores = Memory::new();
    let work = || {
        let reply = Asking::post(WORK).token("worker").of(&stores);
        assert_eq!(reply.status, 200);
        read(&reply)
    };
    let first = work();
    assert_eq!(
        (&first["statements_issued"], &first["messages_sent"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(work()["statements_issued"], 0);
    assert_eq!(Asking::post(WORK).token("manager").of(&stores).status, 403);
    assert_eq!(Asking::post(WORK).of(&stores).status, 401);
    let odd = Asking::post(WORK)
        .json(&json!({"all": true}))
        .token("worker");
    assert_eq!(odd.of(&stores).status, 422);
}
