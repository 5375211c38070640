//! Administrators make members of staff and service tokens.

use serde_json::json;

use super::memory::Memory;
use super::{Asking, fields, json};

#[test]
fn an_administrator_makes_staff_with_a_one_time_password() {
    let desk = Memory::new();
    let make = |token: &str, body: serde_json::Value| {
        Asking::post("/api/v1/staff")
            .token(token)
            .json(&body)
            .of(&desk)
    };
    let lee = json!({"username": "lee.ward", "roles": ["adviser"]});
    assert_eq!(make("reader", lee.clone()).status, 403);
    let made = make("all", lee.clone());
    assert_eq!(made.status, 201);
    assert_eq!(json(&made)["one_time_password"], "one-time");
    assert_eq!(made.header("etag"), Some("\"1\""));
    assert_eq!(make("all", lee).status, 409);
    for (body, field) in [
        (
            json!({"username": "Lee Ward", "roles": ["adviser"]}),
            "username",
        ),
        (json!({"username": "lee", "roles": ["king"]}), "roles"),
        (json!({"username": "lee", "roles": []}), "roles"),
        (json!({"roles": ["adviser"]}), "username"),
        (
            json!({"username": "lee", "roles": ["adviser"], "password": "x"}),
            "password",
        ),
    ] {
        assert_eq!(fields(&make("all", body)), [field]);
    }
}

#[test]
fn an_administrator_makes_a_token_that_is_shown_once() {
    let desk = Memory::new();
    let reply = Asking::post("/api/v1/service-tokens")
        .token("all")
        .json(&json!({"name": "ticker", "roles": ["worker"]}))
        .of(&desk);
    assert_eq!(reply.status, 201);
    assert_eq!(json(&reply)["token"], "secret-of-ticker");
}
