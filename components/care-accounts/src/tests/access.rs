//! Coming to an account through the API.

use http::Method;
use serde_json::json;

use super::memory::{CODE, Memory};
use super::people::{ADA, ADA_BORN, BEN, BEN_BORN};
use super::{Asking, json as read};
use crate::stores::Fault;

const ACCESS: &str = "/api/v1/care-accounts/access";
const SESSIONS: &str = "/api/v1/care-accounts/sessions";
const CURRENT: &str = "/api/v1/care-accounts/sessions/current";
const MINE: &str = "/api/v1/care-accounts/mine";

fn ask(stores: &Memory, reference: &str, born: &str) -> web::Reply {
    Asking::post(ACCESS)
        .json(&json!({"account_reference": reference, "date_of_birth": born}))
        .of(stores)
}

fn enter(stores: &Memory, reference: &str, code: &str) -> web::Reply {
    Asking::post(SESSIONS)
        .json(&json!({"account_reference": reference, "code": code}))
        .of(stores)
}

#[test]
fn whoever_asks_for_a_code_hears_the_same() {
    let stores = Memory::new();
    let known = ask(&stores, ADA, ADA_BORN);
    assert_eq!(known.status, 202);
    for (reference, born) in [
        ("CA-0000-0000", ADA_BORN),
        (ADA, "1950-01-01"),
        (BEN, BEN_BORN),
    ] {
        assert_eq!(ask(&stores, reference, born), known);
    }
    assert_eq!(stores.asked.borrow().len(), 4);
}

#[test]
fn a_code_opens_the_account_until_the_person_leaves() {
    let stores = Memory::new();
    ask(&stores, ADA, ADA_BORN);
    let entered = enter(&stores, ADA, CODE);
    assert_eq!(entered.status, 201);
    let begun = read(&entered);
    assert_eq!(begun["expires_at"], "2026-11-24T10:20:00Z");
    let token = begun["token"].as_str().unwrap();
    let mine = || Asking::get(MINE).token(token).of(&stores);
    assert_eq!(read(&mine())["account"]["account_reference"], json!(ADA));
    let left = Asking::of_method(Method::DELETE, CURRENT)
        .token(token)
        .of(&stores);
    assert_eq!(left.status, 204);
    assert_eq!(mine().status, 401);
}

#[test]
fn a_wrong_code_and_an_unknown_account_are_refused_alike() {
    let stores = Memory::new();
    ask(&stores, ADA, ADA_BORN);
    let wrong = enter(&stores, ADA, "000000");
    assert_eq!(wrong.status, 401);
    assert_eq!(enter(&stores, "CA-0000-0000", CODE), wrong);
}

#[test]
fn what_cannot_be_understood_is_refused_with_every_problem() {
    let stores = Memory::new();
    let body = json!({"account_reference": " ", "date_of_birth": "9 March", "code": "1"});
    let reply = Asking::post(ACCESS).json(&body).of(&stores);
    assert_eq!(reply.status, 422);
    let problem = read(&reply);
    let errors = problem["errors"].as_array().unwrap();
    let fields: Vec<&str> = errors
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["code", "account_reference", "date_of_birth"]);
    assert!(stores.asked.borrow().is_empty());
    assert_eq!(Asking::post(ACCESS).raw(b"{").of(&stores).status, 400);
    assert_eq!(Asking::post(ACCESS).of(&stores).status, 415);
}

#[test]
fn too_many_tries_wait_and_a_store_that_is_away_says_so() {
    let stores = Memory::new();
    stores.too_many.set(Some(90));
    let reply = ask(&stores, ADA, ADA_BORN);
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (429, Some("90"))
    );
    assert_eq!(enter(&stores, ADA, CODE).status, 429);
    let away = Memory::new().breaks(Fault::Unavailable);
    let reply = ask(&away, ADA, ADA_BORN);
    assert_eq!(reply.status, 503);
    assert!(reply.header("retry-after").is_some());
}

#[test]
fn nobody_looks_without_a_token_and_a_cookie_is_none() {
    let stores = Memory::new().with_session("ada", super::people::ADA_ID, None);
    assert_eq!(Asking::get(MINE).of(&stores).status, 401);
    assert_eq!(Asking::get(MINE).signed_in("ada").of(&stores).status, 401);
    assert_eq!(Asking::get(MINE).token("eve").of(&stores).status, 401);
    assert_eq!(Asking::get(MINE).token("ada").of(&stores).status, 200);
    let current = Asking::of_method(Method::DELETE, CURRENT);
    assert_eq!(current.of(&stores).status, 401);
}
