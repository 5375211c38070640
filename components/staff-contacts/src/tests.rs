//! A worker on the telephone, over stores in memory.

mod advice;
mod asking;
mod memory;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use http::{HeaderMap, Method};
use vocabulary::Instant;
use web::{Reply, Request};

use memory::Memory;

/// Tuesday 1 December 2026, 10:00 in London.
fn now() -> Instant {
    Instant::parse("2026-12-01T10:00:00Z").unwrap()
}

fn ask(stores: &Memory, method: Method, target: &str, role: &str, body: &str) -> Reply {
    let mut headers = HeaderMap::new();
    headers.insert("cookie", format!("staff-session={role}").parse().unwrap());
    headers.insert(
        "content-type",
        "application/x-www-form-urlencoded".parse().unwrap(),
    );
    let request = Request::new(method, target, headers, body.as_bytes().to_vec());
    match pin!(crate::answer(stores, request, now())).poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(reply) => reply,
        Poll::Pending => panic!("stores in memory never wait"),
    }
}

fn get(stores: &Memory, target: &str) -> Reply {
    ask(stores, Method::GET, target, "adviser", "")
}

/// Sends a page with the token of the session. The page was opened ten minutes ago.
fn post(stores: &Memory, target: &str, fields: &[(&str, &str)]) -> Reply {
    post_as(stores, target, "adviser", fields)
}

fn post_as(stores: &Memory, target: &str, role: &str, fields: &[(&str, &str)]) -> Reply {
    let opened = opened().as_unix().to_string();
    let mut body = form_urlencoded::Serializer::new(String::new());
    for (name, value) in [
        ("csrf", "token"),
        ("opened", opened.as_str()),
        ("channel", "phone"),
    ] {
        if !fields.iter().any(|(given, _)| *given == name) {
            body.append_pair(name, value);
        }
    }
    let body = body.extend_pairs(fields).finish();
    ask(stores, Method::POST, target, role, &body)
}

/// When the worker opened the page.
fn opened() -> Instant {
    now().plus_seconds(-600)
}

fn text(reply: &Reply) -> String {
    String::from_utf8(reply.body.clone()).unwrap()
}
