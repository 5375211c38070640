//! The front door through its one entrance, with a case store in memory.

mod tracking;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use assessments::State;
use http::{HeaderMap, Method};
use serde_json::{Value, json};
use vocabulary::{Instant, Status};
use web::{Reply, Request};

use crate::{Assessment, Fault, ROUTES, Step, Store, Tracked, answer};

const REFERENCE: &str = "ASC-7K3M-9QXP";
const CODE: &str = "4T7W-2QXN-8HJD-K5MB";

/// A store that holds one contact, or fails in one way.
#[derive(Default)]
struct Memory {
    contact: Option<Tracked>,
    fault: Option<Fault>,
}

impl Store for Memory {
    async fn track(&self, reference: &str, code: &str) -> Result<Option<Tracked>, Fault> {
        self.ready().await?;
        let right = reference == REFERENCE && code == CODE;
        Ok(self.contact.clone().filter(|_| right))
    }

    async fn ready(&self) -> Result<(), Fault> {
        self.fault.clone().map_or(Ok(()), Err)
    }
}

fn moment(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn with_contact() -> Memory {
    Memory {
        contact: Some(Tracked {
            reference: REFERENCE.into(),
            status: Status::BeingLookedAt,
            submitted_at: moment("2026-12-24T16:00:00Z"),
            respond_by: Some(moment("2026-12-29T11:45:00Z")),
            timeline: vec![
                Step {
                    at: moment("2026-12-24T16:00:00Z"),
                    status: Status::Received,
                },
                Step {
                    at: moment("2026-12-29T09:00:00Z"),
                    status: Status::BeingLookedAt,
                },
            ],
            assessment: None,
        }),
        fault: None,
    }
}

fn failing(fault: Fault) -> Memory {
    Memory {
        contact: None,
        fault: Some(fault),
    }
}

fn send(store: &Memory, method: &str, target: &str, kind: Option<&str>, body: &str) -> Reply {
    let mut headers = HeaderMap::new();
    if let Some(kind) = kind {
        headers.insert("content-type", kind.parse().unwrap());
    }
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let request = Request::new(method, target, headers, body.as_bytes().to_vec());
    let mut answering = pin!(answer(store, request, moment("2026-12-29T10:00:00Z")));
    match answering
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(reply) => reply,
        Poll::Pending => panic!("memory answers at once"),
    }
}

fn get(target: &str) -> Reply {
    send(&Memory::default(), "GET", target, None, "")
}

fn post_form(store: &Memory, body: &str) -> Reply {
    send(
        store,
        "POST",
        "/track",
        Some("application/x-www-form-urlencoded"),
        body,
    )
}

fn post_json(store: &Memory, body: &Value) -> Reply {
    send(
        store,
        "POST",
        "/api/v1/track",
        Some("application/json"),
        &body.to_string(),
    )
}

fn text(reply: &Reply) -> &str {
    std::str::from_utf8(&reply.body).unwrap()
}

fn value(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).unwrap()
}

const PAGES: [&str; 8] = [
    "/",
    "/advice",
    "/advice?need=memory&need=loneliness",
    "/advice/money",
    "/track",
    "/accessibility",
    "/privacy",
    "/cookies",
];

#[test]
fn every_page_can_be_read_without_telling_us_anything() {
    for path in PAGES {
        let reply = get(path);
        assert_eq!(reply.status, 200, "{path}");
        assert!(
            !reply.headers.iter().any(|(name, _)| *name == "set-cookie"),
            "{path}"
        );
        assert_eq!(text(&reply).matches("<h1").count(), 1, "{path}");
        assert!(text(&reply).contains("999"), "{path}");
        assert!(reply.header("content-security-policy").is_some(), "{path}");
        assert_eq!(
            reply.header("referrer-policy"),
            Some("no-referrer"),
            "{path}"
        );
    }
}

#[test]
fn the_start_page_says_999_before_anything_else_to_do() {
    let page = get("/");
    let page = text(&page);
    assert!(page.find("tel:999").unwrap() < page.find("/contact/adult-contact").unwrap());
    for place in [
        "/contact/adult-contact",
        "/contact/worried-about-someone",
        "/carer-assessment",
        "/care-account",
        "/advice",
        "/track",
    ] {
        assert!(page.contains(&format!("href=\"{place}\"")), "{place}");
    }
    for number in ["0345 603 7630", "0345 606 1212", "0345 758 5592"] {
        assert!(page.contains(number), "{number}");
    }
}

#[test]
fn no_links_inside_lead_nowhere() {
    for path in PAGES {
        let reply = get(path);
        for target in text(&reply).split("href=\"/").skip(1) {
            let target = format!("/{}", target.split('"').next().unwrap());
            // Other components answer there.
            let others = ["/contact", "/carer-assessment", "/care-account"];
            if others.iter().any(|other| target.starts_with(other)) {
                continue;
            }
            assert!(
                [200, 303].contains(&get(&target).status),
                "{path} leads to {target}"
            );
        }
    }
}

#[test]
fn advice_comes_by_need_and_an_unknown_need_hides_nothing() {
    let chosen = get("/advice?need=memory");
    let (memory, money) = ("/advice/memory-and-mental-health", "/advice/money");
    let at = |page: &Reply, what: &str| text(page).find(what).unwrap();
    assert!(text(&chosen).contains("For what you told us"));
    assert!(at(&chosen, memory) < at(&chosen, money));
    let unknown = get("/advice?need=%3Cscript%3E");
    assert!(!text(&unknown).contains("For what you told us"));
    assert!(text(&unknown).contains(money));
    assert_eq!(
        get("/advice/caring-role").status,
        200,
        "a need leads to its topic"
    );
    assert_eq!(get("/advice/nothing-of-ours").status, 404);
}

#[test]
fn advice_names_the_ways_that_everybody_must_be_told_of() {
    let money = get("/advice/money");
    assert!(text(&money).contains("does not work for the council"));
    let complaints = get("/advice/complaints");
    let page = text(&complaints);
    assert!(
        page.find("Tell the council first").unwrap() < page.find("Then the Ombudsman").unwrap()
    );
    assert!(text(&get("/advice/healthwatch")).contains("Healthwatch Essex"));
    assert!(text(&get("/advice/advocacy")).contains("advocate"));
    assert!(text(&get("/advice/staying-safe")).contains("Call 999"));
}

#[test]
fn somebody_with_the_right_pair_sees_how_far_it_has_come() {
    let reply = post_form(
        &with_contact(),
        &format!("reference={REFERENCE}&tracking-code={CODE}"),
    );
    assert_eq!(reply.status, 200);
    let page = text(&reply);
    assert!(page.contains("Somebody is looking at it."));
    assert!(page.contains("by the end of Tuesday 29 December"));
    assert!(page.contains("Thursday 24 December"));
    assert!(!page.contains(CODE), "the code is not shown again");
    assert!(page.contains("Exit this page"));
}

#[test]
fn whatever_is_not_the_right_pair_is_told_the_same() {
    let store = with_contact();
    let long = "A".repeat(5000);
    let page = |reference: &str, code: &str| {
        let reply = post_form(
            &store,
            &format!("reference={reference}&tracking-code={code}"),
        );
        assert_eq!(reply.status, 404, "{reference} {code}");
        text(&reply).replace(reference, "").replace(code, "")
    };
    let usual = page(REFERENCE, "wrong");
    assert!(usual.contains("We cannot find anything with this reference and tracking code"));
    for (reference, code) in [
        ("ASC-0000-0000", CODE),
        ("nonsense", "nonsense"),
        (long.as_str(), CODE),
    ] {
        assert_eq!(page(reference, code), usual);
    }
    assert_eq!(
        post_form(&store, "reference=%00&tracking-code=%F0%9F%99%82").status,
        404
    );
}

#[test]
fn whoever_left_a_field_empty_is_told_which_and_not_that_nothing_was_found() {
    let store = with_contact();
    let both = post_form(&store, "reference=+&tracking-code=");
    assert_eq!(both.status, 422);
    let page = text(&both);
    assert!(page.contains("href=\"#reference\">Enter your reference"));
    assert!(page.contains("href=\"#tracking-code\">Enter your tracking code"));
    assert!(!page.contains("We cannot find"));
    let one = post_form(&store, &format!("reference={REFERENCE}"));
    assert_eq!(one.status, 422);
    assert!(!text(&one).contains("Enter your reference"));
    assert!(text(&one).contains("Enter your tracking code"));
    assert!(text(&one).contains(&format!("value=\"{REFERENCE}\"")));
}

#[test]
fn whoever_reads_advice_can_leave_it_at_once_and_still_find_it_in_a_search() {
    for path in ["/advice", "/advice/staying-safe"] {
        let reply = get(path);
        assert!(text(&reply).contains("Exit this page"), "{path}");
        assert!(text(&reply).contains("href=\"/track/leave\""), "{path}");
        assert!(!text(&reply).contains("noindex"), "{path}");
        let footer = text(&reply).split("<footer").nth(1).unwrap();
        assert!(!footer.to_lowercase().contains("abuse"), "{path}");
    }
}

#[test]
fn what_was_typed_is_kept_when_it_does_not_fit_or_cannot_be_read() {
    let typed = format!("reference={REFERENCE}&tracking-code=abc");
    let wrong = post_form(&with_contact(), &typed);
    assert!(text(&wrong).contains(&format!("value=\"{REFERENCE}\"")));
    assert!(text(&wrong).contains("<title>Error: "));
    let broken = post_form(&failing(Fault::Unavailable), &typed);
    assert_eq!(
        (broken.status, broken.header("retry-after")),
        (503, Some("30"))
    );
    assert!(text(&broken).contains(&format!("value=\"{REFERENCE}\"")));
    assert!(text(&broken).contains("Exit this page"));
}

#[test]
fn a_reference_in_an_address_is_not_looked_up() {
    let target = format!("/track?reference={REFERENCE}&tracking-code={CODE}");
    let reply = send(&with_contact(), "GET", &target, None, "");
    assert_eq!(reply.status, 200);
    assert!(!text(&reply).contains("Somebody is looking at it."));
}

#[test]
fn the_call_answers_what_the_contract_says() {
    let reply = post_json(
        &with_contact(),
        &json!({"reference": REFERENCE, "tracking_code": CODE}),
    );
    assert_eq!(reply.status, 200);
    assert_eq!(
        value(&reply),
        json!({
            "reference": REFERENCE,
            "status": "being-looked-at",
            "submitted_at": "2026-12-24T16:00:00Z",
            "respond_by": "2026-12-29T11:45:00Z",
            "timeline": [
                {"at": "2026-12-24T16:00:00Z", "what": "We have received what you sent us."},
                {"at": "2026-12-29T09:00:00Z", "what": "Somebody is looking at it."},
            ],
            "assessment": null,
        })
    );
}

#[test]
fn what_is_not_json_is_refused_as_everywhere() {
    let store = with_contact();
    let json = Some("application/json");
    let status = |kind, body: &str| send(&store, "POST", "/api/v1/track", kind, body).status;
    assert_eq!(status(json, "{"), 400);
    assert_eq!(status(json, ""), 400);
    assert_eq!(status(json, &"[".repeat(50_000)), 400);
    assert_eq!(
        status(json, &format!("\"{}\"", "a".repeat(300 * 1024))),
        413
    );
    assert_eq!(status(Some("text/plain"), "{}"), 415);
    assert_eq!(
        post_json(
            &failing(Fault::Unavailable),
            &json!({"reference": "a", "tracking_code": "b"})
        )
        .status,
        503
    );
}

#[test]
fn a_store_with_another_key_is_not_ready_and_the_key_is_named() {
    assert_eq!(get("/readyz").status, 200);
    assert_eq!(get("/readyz/front-door").status, 200);
    let reply = send(
        &failing(Fault::WrongKey("k-1f3a".into())),
        "GET",
        "/readyz",
        None,
        "",
    );
    assert_eq!(reply.status, 503);
    assert!(text(&reply).contains("k-1f3a"));
    let reply = send(&failing(Fault::Unavailable), "GET", "/healthz", None, "");
    assert_eq!(reply.status, 200, "the component itself is well");
}

#[test]
fn an_address_that_nobody_knows_is_told_what_to_do() {
    for path in [
        "/nothing",
        "/readyz/nothing",
        "/adviceX",
        "/track/other",
        "/assets/none.css",
    ] {
        let reply = get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(text(&reply).contains("Page not found"), "{path}");
        assert!(text(&reply).contains("999"), "{path}");
    }
    let posted = send(
        &Memory::default(),
        "POST",
        "/nothing",
        Some("application/x-www-form-urlencoded"),
        "narrative=Mum+fell",
    );
    assert!(posted.status == 404 && text(&posted).contains("Mum fell"));
    for path in ["/api", "/api/v1/nothing", "/api/v2/track"] {
        let reply = get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert_eq!(
            reply.header("content-type"),
            Some("application/problem+json")
        );
    }
}

#[test]
fn a_wrong_method_is_told_the_right_ones() {
    let page = send(&Memory::default(), "DELETE", "/track", None, "");
    assert_eq!(
        (page.status, page.header("allow")),
        (405, Some("GET, POST, HEAD"))
    );
    let api = get("/api/v1/track");
    assert_eq!((api.status, api.header("allow")), (405, Some("POST")));
    assert_eq!(api.header("content-type"), Some("application/problem+json"));
}

#[test]
fn a_slash_too_many_and_head_are_forgiven() {
    assert_eq!(get("/advice/").status, 200);
    assert_eq!(get("/track/").status, 200);
    assert_eq!(
        send(&Memory::default(), "HEAD", "/advice", None, "").status,
        200
    );
}

#[test]
fn style_script_and_icon_are_served_by_the_component_itself() {
    let page = get("/");
    for path in [pages::stylesheet("").path, pages::script("").path] {
        assert!(text(&page).contains(&path));
        let reply = get(&path);
        assert_eq!(reply.status, 200);
        assert!(reply.header("cache-control").unwrap().contains("immutable"));
    }
    assert_eq!(
        get("/favicon.ico").header("content-type"),
        Some("image/x-icon")
    );
}

#[test]
fn the_description_of_the_api_is_served_and_is_json() {
    let reply = get("/api/openapi.json");
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(value(&reply)["openapi"], "3.1.0");
}

#[test]
fn every_route_is_met_by_a_test_of_this_file() {
    let text = include_str!("tests.rs");
    for route in ROUTES {
        let fixed = route.pattern.split('{').next().unwrap();
        assert!(
            text.contains(fixed) || fixed == "/track/leave",
            "{}",
            route.pattern
        );
    }
}
