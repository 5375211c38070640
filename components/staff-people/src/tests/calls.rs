//! The same for scripts.

use serde_json::json;

use super::memory::Memory;
use super::{Asking, fields, json};

const ANN: &str = "/api/v1/staff/ann.begum";

#[test]
fn members_are_read_with_a_tag_and_changed_with_it() {
    let staff = Memory::new();
    let all = Asking::get("/api/v1/staff").token("reader").of(&staff);
    assert_eq!(json(&all)["items"].as_array().unwrap().len(), 3);
    let ann = Asking::get(ANN).token("reader").of(&staff);
    assert_eq!(ann.header("etag"), Some("\"1\""));
    assert_eq!(json(&ann)["roles"], json!(["adviser"]));
    let body = json!({"roles": ["senior"], "reason": "Acting up."});
    let post = |token: &str, tag: Option<&str>, body: &serde_json::Value| {
        let asking = Asking::post(&format!("{ANN}/roles"))
            .token(token)
            .json(body);
        match tag {
            Some(tag) => asking.matching(tag).of(&staff),
            None => asking.of(&staff),
        }
    };
    assert_eq!(post("reader", Some("1"), &body).status, 403);
    assert_eq!(post("all", None, &body).status, 428);
    assert_eq!(post("all", Some("0"), &body).status, 412);
    let wrong = json!({"roles": ["king"], "why": "x"});
    assert_eq!(post("reader", Some("1"), &wrong).status, 403);
    assert_eq!(post("all", None, &wrong).status, 428);
    assert_eq!(post("all", Some("0"), &wrong).status, 412);
    assert_eq!(
        fields(&post("all", Some("1"), &wrong)),
        ["why", "roles", "reason"]
    );
    let changed = post("all", Some("1"), &body);
    assert_eq!(
        (changed.status, changed.header("etag")),
        (200, Some("\"1+\""))
    );
    assert_eq!(json(&changed)["roles"], json!(["senior"]));
    let told = Asking::get(&format!("{ANN}/audit"))
        .token("reader")
        .of(&staff);
    assert_eq!(json(&told)["items"][0]["because"], "Acting up.");
    let password = Asking::post(&format!("{ANN}/new-password"))
        .token("all")
        .matching("1+")
        .json(&json!({"reason": "Forgot it."}))
        .of(&staff);
    assert_eq!(json(&password)["one_time_password"], "one-time");
}

#[test]
fn nobody_is_not_there_for_those_who_may_look() {
    let staff = Memory::new();
    let at = |path: &str| Asking::get(path).token("reader").of(&staff).status;
    assert_eq!(at("/api/v1/staff/no.body"), 404);
    assert_eq!(at("/api/v1/staff/no.body/audit"), 404);
    assert_eq!(at("/api/v1/staff?limit=5"), 422);
    assert_eq!(at("/api/v1/staff/ann.begum/audit?after=x"), 422);
    assert_eq!(Asking::get("/api/v1/staff").of(&staff).status, 401);
    let without_token = Asking::post("/api/v1/staff/ann.begum/suspend")
        .signed_in("ada.clark")
        .matching("1")
        .json(&json!({"reason": "x"}))
        .of(&staff);
    assert_eq!(without_token.status, 403, "a browser shows its token");
}

#[test]
fn a_token_is_listed_without_its_secret_and_revoked() {
    let staff = Memory::new();
    let body = json!({"name": "ticker", "roles": ["worker"]});
    let made = Asking::post("/api/v1/service-tokens")
        .token("all")
        .json(&body)
        .of(&staff);
    assert_eq!(made.status, 201);
    let listed = Asking::get("/api/v1/service-tokens")
        .token("reader")
        .of(&staff);
    assert_eq!(json(&listed)["items"][0]["revoked_at"], json!(null));
    assert!(!String::from_utf8_lossy(&listed.body).contains("secret"));
    let revoke = |token: &str, name: &str, body: &serde_json::Value| {
        let path = format!("/api/v1/service-tokens/{name}/revoke");
        Asking::post(&path).token(token).json(body).of(&staff)
    };
    let why = json!({"reason": "Sold."});
    assert_eq!(revoke("reader", "ticker", &why).status, 403);
    assert_eq!(revoke("all", "nothing", &json!({})).status, 404);
    assert_eq!(fields(&revoke("all", "ticker", &json!({}))), ["reason"]);
    let revoked = revoke("all", "ticker", &why);
    assert!(json(&revoked)["revoked_at"].is_string());
}
