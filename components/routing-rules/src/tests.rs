//! Pages and calls, with a store that stands in memory and the real rules.

mod api;
mod memory;
mod pages;
mod roles;

use http::{HeaderMap, Method};
use serde_json::Value;
use vocabulary::Instant;
use web::{Reply, Request};

use memory::Memory;

/// 2026-12-24, 16:00 in London.
pub fn now() -> Instant {
    Instant::parse("2026-12-24T16:00:00Z").unwrap()
}

/// Somebody with a name and roles: `dara:service-designer`.
fn asked(
    stores: &Memory,
    who: &str,
    method: Method,
    target: &str,
    headers: &[(&'static str, &str)],
    body: Vec<u8>,
) -> Reply {
    let mut sent = HeaderMap::new();
    sent.insert("cookie", format!("staff-session={who}").parse().unwrap());
    for (name, value) in headers {
        sent.insert(*name, value.parse().unwrap());
    }
    let request = Request::new(method, target, sent, body);
    let mut answering = std::pin::pin!(crate::answer(stores, request, now()));
    let waker = std::task::Waker::noop();
    match answering
        .as_mut()
        .poll(&mut std::task::Context::from_waker(waker))
    {
        std::task::Poll::Ready(reply) => reply,
        std::task::Poll::Pending => panic!("a store in memory answers at once"),
    }
}

fn get(stores: &Memory, who: &str, target: &str) -> Reply {
    asked(stores, who, Method::GET, target, &[], Vec::new())
}

/// A form that one of our pages sends.
fn post(stores: &Memory, who: &str, target: &str, fields: &[(&str, &str)]) -> Reply {
    let mut body: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    body.push("csrf=csrf".to_owned());
    asked(
        stores,
        who,
        Method::POST,
        target,
        &[("content-type", "application/x-www-form-urlencoded")],
        body.join("&").into_bytes(),
    )
}

fn encoded(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A call of a browser that is signed in.
fn call(stores: &Memory, who: &str, target: &str, tag: Option<&str>, body: &Value) -> Reply {
    let mut headers = vec![
        ("content-type", "application/json"),
        ("x-csrf-token", "csrf"),
    ];
    if let Some(tag) = tag {
        headers.push(("if-match", tag));
    }
    asked(
        stores,
        who,
        Method::POST,
        target,
        &headers,
        body.to_string().into_bytes(),
    )
}

fn text(reply: &Reply) -> String {
    String::from_utf8(reply.body.clone()).unwrap()
}

fn json(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).unwrap()
}
