//! Sending and asking through the API.

use serde_json::{Value, json};

use super::memory::Memory;
use super::{json as read, send, text};

const ADULT: &str = "/api/v1/forms/adult-contact/submissions";
const CONCERN: &str = "/api/v1/forms/safeguarding-concern/submissions";
const JSON: (&str, &str) = ("content-type", "application/json");

fn post(stores: &Memory, target: &str, body: &Value) -> web::Reply {
    send(stores, "POST", target, &[JSON], &body.to_string())
}

fn enough() -> Value {
    json!({"about": "self", "given-name": "Ann", "needs": ["memory"], "phone": "07700 900982"})
}

fn fields(reply: &web::Reply) -> Vec<String> {
    let body = read(reply);
    let errors = body["errors"]
        .as_array()
        .unwrap_or_else(|| panic!("{body}"));
    errors
        .iter()
        .map(|error| error["field"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_contact_that_says_enough_is_stored_once_with_its_decision() {
    let stores = Memory::default();
    let reply = post(&stores, ADULT, &json!({"answers": enough()}));
    assert_eq!(reply.status, 201, "{}", text(&reply));
    let body = read(&reply);
    assert_eq!(body["reference"], "ASC-0000-0000");
    assert_eq!(body["form"], json!({"id": "adult-contact", "version": 2}));
    assert_eq!(body["submitted_at"], "2026-11-24T10:00:00Z");
    assert_eq!(body["decision"]["queue"], "ascc-general");
    assert!(!body["next_steps"].as_array().unwrap().is_empty());
    assert_eq!(stores.asked.get(), 1, "one write, and nothing else");
    let contact = stores.only_contact();
    assert_eq!(contact.channel, "web");
    assert_eq!(contact.person.phone.as_deref(), Some("07700 900982"));
    let asked: Vec<(&str, &str)> = contact
        .answers
        .iter()
        .map(|answer| (answer.question.as_str(), answer.said.as_str()))
        .collect();
    assert_eq!(
        asked,
        [
            ("about", "Me"),
            ("needs", "Memory"),
            ("phone", "07700 900982"),
            ("given-name", "Ann")
        ]
    );
}

#[test]
fn a_concern_needs_one_answer_whatever_it_is() {
    let stores = Memory::default();
    assert_eq!(post(&stores, CONCERN, &json!({"answers": {}})).status, 422);
    for answers in [
        json!({"narrative": "Bruises."}),
        json!({"postcode": "CM1"}),
        json!({"danger-now": "no"}),
    ] {
        assert_eq!(
            post(&stores, CONCERN, &json!({"answers": answers})).status,
            201,
            "{answers}"
        );
    }
    assert!(
        stores
            .contacts
            .borrow()
            .iter()
            .all(|contact| contact.safeguarding_sign)
    );
}

#[test]
fn what_is_missing_is_said_all_at_once() {
    let reply = post(&Memory::default(), ADULT, &json!({"answers": {}}));
    assert_eq!(reply.status, 422);
    assert_eq!(fields(&reply), ["about", "needs", "given-name", "address"]);
}

#[test]
fn each_of_the_ways_to_reach_somebody_will_do_and_so_will_none_that_is_safe() {
    for (id, value) in [
        ("phone", json!("01632 960001")),
        ("email", json!("ann@example.com")),
        ("address", json!({"line-1": "1 High Street"})),
        ("no-safe-way", json!(true)),
    ] {
        let mut answers = json!({"about": "self", "family-name": "Lee", "needs": ["not-sure"]});
        answers[id] = value;
        assert_eq!(
            post(&Memory::default(), ADULT, &json!({"answers": answers})).status,
            201,
            "{id}"
        );
    }
}

#[test]
fn somebody_who_tells_of_a_risk_is_asked_for_nothing_more() {
    for answers in [
        json!({"risks": ["no-food-heat-medication"]}),
        json!({"danger-now": "yes"}),
    ] {
        let stores = Memory::default();
        assert_eq!(
            post(&stores, ADULT, &json!({"answers": answers})).status,
            201,
            "{answers}"
        );
        assert!(stores.only_contact().rule_ten_sign);
    }
    for answers in [
        json!({"risks": ["none"]}),
        json!({"risks": ["not-sure"]}),
        json!({"danger-now": "no"}),
    ] {
        assert_eq!(
            post(&Memory::default(), ADULT, &json!({"answers": answers})).status,
            422,
            "{answers}"
        );
    }
}

#[test]
fn every_problem_is_named_and_nothing_is_stored() {
    let stores = Memory::default();
    let body = json!({
        "answers": {"about": "nobody", "given-name": "A\u{0}nn", "needs": ["memory", "memory"], "phone": 7,
            "date-of-birth": "1985-02-31", "postcode": "🏠🏠", "favourite-colour": "blue"},
        "channel": "pigeon",
        "extra": 1,
    });
    let reply = post(&stores, ADULT, &body);
    assert_eq!(reply.status, 422);
    let mut fields = fields(&reply);
    fields.sort();
    assert_eq!(
        fields,
        [
            "about",
            "channel",
            "date-of-birth",
            "extra",
            "favourite-colour",
            "given-name",
            "needs",
            "phone",
            "postcode"
        ]
    );
    assert!(stores.contacts.borrow().is_empty());
}

#[test]
fn ten_thousand_needs_are_refused_in_few_words() {
    let needs: Vec<String> = (0..10_000).map(|n| format!("need-{n}")).collect();
    let mut answers = enough();
    answers["needs"] = json!(needs);
    let reply = post(&Memory::default(), ADULT, &json!({"answers": answers}));
    assert_eq!(reply.status, 422);
    assert!(reply.body.len() < 4_000, "{}", reply.body.len());
}

#[test]
fn a_body_that_is_no_submission_is_told_so() {
    let stores = Memory::default();
    for (body, status) in [
        ("{", 400),
        ("[]", 422),
        ("{}", 422),
        (r#"{"answers": []}"#, 422),
        (r#""\ud800""#, 400),
    ] {
        assert_eq!(
            send(&stores, "POST", ADULT, &[JSON], body).status,
            status,
            "{body}"
        );
    }
    assert_eq!(send(&stores, "POST", ADULT, &[], "{}").status, 415);
    let long = format!("\"{}\"", "a".repeat(300 * 1024));
    assert_eq!(send(&stores, "POST", ADULT, &[JSON], &long).status, 413);
    assert_eq!(
        post(
            &stores,
            "/api/v1/forms/nothing/submissions",
            &json!({"answers": {}})
        )
        .status,
        404
    );
    assert_eq!(send(&stores, "GET", ADULT, &[], "").status, 405);
}

#[test]
fn the_same_key_and_body_is_the_same_contact() {
    let stores = Memory::default();
    let headers = [JSON, ("idempotency-key", "k-1")];
    let one = format!(r#"{{"channel": "web", "answers": {}}}"#, enough());
    let other = format!(r#"{{"answers": {}, "channel": "web"}}"#, enough());
    let first = send(&stores, "POST", ADULT, &headers, &one);
    let again = send(&stores, "POST", ADULT, &headers, &other);
    assert_eq!((first.status, again.status), (201, 201));
    assert_eq!(first.header("idempotent-replayed"), None);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(first.body, again.body);
    let mut changed = enough();
    changed["given-name"] = json!("Bob");
    let reply = send(
        &stores,
        "POST",
        ADULT,
        &headers,
        &json!({"answers": changed}).to_string(),
    );
    assert_eq!(reply.status, 409);
    changed["risks"] = json!(["abuse-or-neglect"]);
    let reply = send(
        &stores,
        "POST",
        ADULT,
        &headers,
        &json!({"answers": changed}).to_string(),
    );
    assert_eq!(reply.status, 201, "a sign is never refused");
}

#[test]
fn a_malformed_key_is_refused_before_anything_is_stored() {
    let stores = Memory::default();
    let body = json!({"answers": enough()}).to_string();
    for key in ["", "two words", "café", &"k".repeat(256)] {
        let reply = send(
            &stores,
            "POST",
            ADULT,
            &[JSON, ("idempotency-key", key)],
            &body,
        );
        assert_eq!(reply.status, 400, "{key}");
    }
    assert_eq!(
        send(
            &stores,
            "POST",
            ADULT,
            &[JSON, ("idempotency-key", &"k".repeat(255))],
            &body
        )
        .status,
        201
    );
    assert_eq!(stores.contacts.borrow().len(), 1);
}

#[test]
fn only_staff_enter_a_telephone_call_and_its_clock_starts_when_it_started() {
    let stores = Memory::default();
    let body =
        json!({"answers": enough(), "channel": "phone", "started_at": "2026-11-24T09:40:00Z"})
            .to_string();
    let with = |headers: &[(&str, &str)]| {
        let headers: Vec<(&str, &str)> = [JSON].iter().chain(headers).copied().collect();
        send(&stores, "POST", ADULT, &headers, &body)
    };
    assert_eq!(with(&[]).status, 401);
    assert_eq!(with(&[("authorization", "Bearer nobody")]).status, 401);
    assert_eq!(
        with(&[("authorization", "Bearer token-of-auditor")]).status,
        403
    );
    assert_eq!(with(&[("cookie", "staff-session=signed-in")]).status, 403);
    assert_eq!(stores.contacts.borrow().len(), 0);
    assert_eq!(
        with(&[("authorization", "Bearer token-of-adviser")]).status,
        201
    );
    let contact = stores.only_contact();
    assert_eq!(contact.received_at.to_string(), "2026-11-24T09:40:00Z");
    assert_eq!(contact.entered_by.unwrap().id, "token:adviser");
    assert_eq!(
        with(&[
            ("cookie", "staff-session=signed-in"),
            ("x-csrf-token", "session-token")
        ])
        .status,
        201
    );
}

#[test]
fn a_resident_cannot_turn_the_clock_back() {
    let body = json!({"answers": enough(), "started_at": "2026-11-24T09:40:00Z"});
    let reply = post(&Memory::default(), ADULT, &body);
    assert_eq!(
        (reply.status, fields(&reply)),
        (422, vec!["started_at".to_owned()])
    );
}

#[test]
fn what_is_not_asked_of_somebody_is_not_kept_and_they_are_told() {
    let stores = Memory::default();
    let mut answers = enough();
    answers["person-knows"] = json!("agrees");
    let reply = post(&stores, ADULT, &json!({"answers": answers}));
    assert_eq!(reply.status, 201);
    assert_eq!(read(&reply)["not_asked"], json!(["person-knows"]));
    assert!(
        !stores
            .only_contact()
            .answers
            .iter()
            .any(|answer| answer.question == "person-knows")
    );
}

#[test]
fn when_the_store_is_down_nothing_was_accepted_and_it_says_when_to_try_again() {
    let stores = Memory::default();
    stores.down.set(true);
    let reply = post(&stores, ADULT, &json!({"answers": enough()}));
    assert_eq!(reply.status, 503);
    assert_eq!(reply.header("retry-after"), Some("5"));
    assert_eq!(
        send(&stores, "GET", "/readyz/contact-forms", &[], "").status,
        503
    );
    stores.down.set(false);
    assert_eq!(
        send(&stores, "GET", "/readyz/contact-forms", &[], "").status,
        200
    );
}

#[test]
fn the_forms_describe_themselves() {
    let stores = Memory::default();
    let forms = read(&send(&stores, "GET", "/api/v1/forms", &[], ""));
    assert_eq!(forms[0]["id"], "adult-contact");
    assert_eq!(forms[1]["languages"], json!(["en"]));
    let definition = read(&send(
        &stores,
        "GET",
        "/api/v1/forms/adult-contact",
        &[],
        "",
    ));
    assert_eq!(definition["page"][0]["question"][0]["id"], "danger-now");
    let schema = read(&send(
        &stores,
        "GET",
        "/api/v1/forms/adult-contact/schema",
        &[],
        "",
    ));
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert_eq!(schema["properties"]["no-safe-way"]["type"], "boolean");
    let needs = &schema["properties"]["needs"]["items"]["enum"];
    assert!(needs.as_array().unwrap().contains(&json!("memory")));
    assert_eq!(
        send(&stores, "GET", "/api/v1/forms/nothing", &[], "").status,
        404
    );
}

#[test]
fn anybody_can_ask_the_rules() {
    let stores = Memory::default();
    let ask = |body: Value| post(&stores, "/api/v1/routing/decide", &body);
    let reply = ask(
        json!({"facts": {"risks": ["abuse-or-neglect"]}, "received_at": "2026-12-24T16:00:00Z"}),
    );
    assert_eq!(
        (reply.status, read(&reply)["queue"].clone()),
        (200, json!("safeguarding-triage"))
    );
    assert_eq!(fields(&ask(json!({}))), ["facts", "received_at"]);
    let wrong = json!({"facts": {"needs": ["x"], "colour": 1}, "received_at": "now", "more": true});
    let mut found = fields(&ask(wrong));
    found.sort();
    assert_eq!(found, ["colour", "more", "needs", "received_at"]);
    assert_eq!(stores.asked.get(), 0, "it stores nothing and reads nobody");
}

#[test]
fn the_document_describes_every_call() {
    let fragment = crate::openapi::fragment();
    for route in crate::routes::ROUTES
        .iter()
        .copied()
        .flatten()
        .filter(|route| route.pattern.starts_with("/api/"))
    {
        for (method, _) in route.methods {
            let operation = &fragment["paths"][route.pattern][method.to_lowercase()];
            assert!(
                operation["responses"].is_object(),
                "{method} {}",
                route.pattern
            );
        }
    }
}

#[test]
fn a_box_left_unticked_is_no_way_to_be_reached() {
    let mut answers = enough();
    answers.as_object_mut().unwrap().remove("phone");
    answers["no-safe-way"] = json!(false);
    let reply = post(&Memory::default(), ADULT, &json!({"answers": answers}));
    assert_eq!(reply.status, 422);
    assert_eq!(fields(&reply), ["address"]);
}

#[test]
fn whoever_is_not_sure_of_anything_can_still_tell_us_of_a_concern() {
    for answers in [
        json!({"risks": ["not-sure"]}),
        json!({"risks": ["none"]}),
        json!({"danger-now": "not-sure"}),
        json!({"has-care-needs": "unknown"}),
        json!({"no-safe-way": false}),
    ] {
        assert_eq!(
            post(&Memory::default(), CONCERN, &json!({"answers": answers})).status,
            201,
            "{answers}"
        );
    }
}

#[test]
fn a_key_that_was_used_is_named_before_what_is_wrong_with_the_body() {
    let stores = Memory::default();
    let headers = [JSON, ("idempotency-key", "one")];
    let send = |body: Value| send(&stores, "POST", ADULT, &headers, &body.to_string());
    assert_eq!(send(json!({"answers": {}})).status, 422);
    assert_eq!(send(json!({"answers": enough()})).status, 201);
    assert_eq!(send(json!({"answers": {}})).status, 409);
}

#[test]
fn a_call_of_the_year_1000_is_told_which_years_there_are() {
    let stores = Memory::default();
    let body =
        json!({"answers": enough(), "channel": "phone", "started_at": "1000-01-01T00:00:00Z"});
    let headers = [JSON, ("authorization", "Bearer token-of-adviser")];
    let reply = send(&stores, "POST", ADULT, &headers, &body.to_string());
    assert_eq!(reply.status, 422);
    assert!(text(&reply).contains("1970"), "{}", text(&reply));
}
