//! Who is shown what, and who may do what.

use serde_json::json;
use vocabulary::Role;

use super::{Memory, call, get, json, memory, post, text};
use crate::stores::Fault;

#[test]
fn the_rules_are_shown_to_those_who_write_them_and_those_who_look_on() {
    let stores = Memory::default();
    let first = format!("/staff/rules/{}", memory::first());
    for role in Role::ALL {
        let who = format!("kim:{role}");
        let sees = matches!(role, Role::ServiceDesigner | Role::Auditor | Role::Manager);
        let writes = *role == Role::ServiceDesigner;
        let list = get(&stores, &who, "/staff/rules");
        assert_eq!(list.status, if sees { 200 } else { 403 }, "{role}");
        assert_eq!(
            text(&list).contains("/staff/rules/propose"),
            writes,
            "{role}"
        );
        let version = get(&stores, &who, &first);
        assert_eq!(version.status, if sees { 200 } else { 404 }, "{role}");
        assert_eq!(text(&version).contains("/simulate\""), writes, "{role}");
        let propose = get(&stores, &who, "/staff/rules/propose");
        assert_eq!(propose.status, if writes { 200 } else { 403 }, "{role}");
        let simulate = post(&stores, &who, &format!("{first}/simulate"), &[]);
        let expected = match (writes, sees) {
            (true, _) => 200,
            (false, true) => 403,
            (false, false) => 404,
        };
        assert_eq!(simulate.status, expected, "{role}");
        let api = get(&stores, &who, "/api/v1/rulesets");
        assert_eq!(api.status, if sees { 200 } else { 403 }, "{role}");
        let draft = json!({"rules": "id = 1"});
        for target in [
            "/api/v1/rulesets",
            "/api/v1/rulesets/difference",
            "/api/v1/rulesets/simulate",
        ] {
            let refused = call(&stores, &who, target, None, &draft).status == 403;
            assert_eq!(refused, !writes, "{role} {target}");
        }
    }
}

#[test]
fn whoever_is_not_signed_in_signs_in_and_what_they_typed_is_kept() {
    let stores = Memory::default();
    let reply = get(&stores, "nobody", "/staff/rules/propose?of=places");
    assert_eq!(
        reply.header("location"),
        Some("/staff/sign-in?next=%2Fstaff%2Frules%2Fpropose%3Fof%3Dplaces")
    );
    let reply = post(
        &stores,
        "nobody",
        "/staff/rules/propose",
        &[("text", "# what I typed")],
    );
    assert_eq!(reply.status, 401);
    assert!(text(&reply).contains("# what I typed"));
    assert_eq!(get(&stores, "nobody", "/api/v1/rulesets").status, 401);
}

#[test]
fn a_form_of_another_session_does_nothing_and_keeps_what_was_typed() {
    let stores = Memory::default();
    let target = "/staff/rules/propose";
    let fields = [
        ("text", "# what I typed"),
        ("csrf", "stolen"),
        ("do", "propose"),
    ];
    let reply = post(&stores, "dara:service-designer", target, &fields);
    assert_eq!(reply.status, 403);
    assert!(text(&reply).contains("# what I typed"));
    let body = json!({"rules": "x"});
    let mut headers = vec![("content-type", "application/json")];
    headers.push(("x-csrf-token", "stolen"));
    let reply = super::asked(
        &stores,
        "dara:service-designer",
        http::Method::POST,
        "/api/v1/rulesets",
        &headers,
        body.to_string().into_bytes(),
    );
    assert_eq!(reply.status, 403);
}

#[test]
fn whoever_lost_the_role_meanwhile_keeps_what_they_typed() {
    let stores = Memory::default();
    let reply = post(
        &stores,
        "dara:auditor",
        "/staff/rules/propose",
        &[("text", "# what I typed"), ("do", "propose")],
    );
    assert_eq!(reply.status, 403);
    assert!(text(&reply).contains("# what I typed"));
}

#[test]
fn a_store_that_is_away_is_told_and_what_was_typed_can_be_sent_again() {
    let stores = Memory::default();
    stores.fails.set(Some(Fault::Unavailable));
    let reply = get(&stores, "dara:service-designer", "/readyz/routing-rules");
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (503, Some("5"))
    );
    stores.fails.set(Some(Fault::Unavailable));
    let reply = post(
        &stores,
        "dara:service-designer",
        "/staff/rules/propose",
        &[("text", "# what I typed")],
    );
    assert_eq!(reply.status, 503);
    assert!(text(&reply).contains("# what I typed"));
    stores.fails.set(Some(Fault::WrongKey("k1".to_owned())));
    let reply = get(&stores, "dara:service-designer", "/readyz/routing-rules");
    assert!(json(&reply)["detail"].as_str().unwrap().contains("k1"));
}

#[test]
fn an_address_that_is_not_there_is_a_page_for_people_and_a_problem_for_machines() {
    let stores = Memory::default();
    for target in [
        "/staff/rules/essex/99",
        "/staff/rules/essex/two",
        "/staff/rules/a/b/c/d",
    ] {
        let page = get(&stores, "dara:service-designer", target);
        assert_eq!(page.status, 404, "{target}");
        assert!(text(&page).contains("<h1"), "{target}");
    }
    for target in ["/api/v1/rulesets/essex/99", "/api/v1/rulesets/essex/x"] {
        let problem = get(&stores, "dara:service-designer", target);
        assert_eq!(json(&problem)["status"], 404, "{target}");
    }
    let wrong = get(
        &stores,
        "dara:service-designer",
        "/staff/rules/essex/1/approve",
    );
    assert_eq!((wrong.status, wrong.header("allow")), (405, Some("POST")));
}
