//! Staff who sign in, and administrators, over a store in memory.

mod calls;
mod directory;
mod making;
mod memory;
mod pages;
mod signing_in;

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

/// A request, built up a header at a time.
struct Asking {
    method: Method,
    target: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Asking {
    fn get(target: &str) -> Self {
        Self {
            method: Method::GET,
            target: target.to_owned(),
            headers: HeaderMap::new(),
            body: Vec::new(),
        }
    }

    fn post(target: &str) -> Self {
        Self {
            method: Method::POST,
            ..Self::get(target)
        }
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    /// As the machine whose token this is.
    fn token(self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }

    /// As somebody whose session is named after them.
    fn signed_in(self, who: &str) -> Self {
        self.with("cookie", &format!("staff-session={who}"))
    }

    fn json(mut self, body: &serde_json::Value) -> Self {
        self.body = body.to_string().into_bytes();
        self.with("content-type", "application/json")
    }

    fn matching(self, tag: &str) -> Self {
        self.with("if-match", &format!("\"{tag}\""))
    }

    fn form(mut self, fields: &[(&str, &str)]) -> Self {
        let body: String = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.body = body.into_bytes();
        self.with("content-type", "application/x-www-form-urlencoded")
    }

    fn of(self, staff: &Memory) -> Reply {
        let request = Request::new(self.method, &self.target, self.headers, self.body);
        match pin!(crate::answer(staff, request, now()))
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(reply) => reply,
            Poll::Pending => panic!("a store in memory never waits"),
        }
    }
}

fn page(reply: &Reply) -> String {
    String::from_utf8(reply.body.clone()).unwrap()
}

fn json(reply: &Reply) -> serde_json::Value {
    serde_json::from_slice(&reply.body).unwrap()
}

/// The fields that a problem names.
fn fields(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.status, 422);
    let body = json(reply);
    let errors = body["errors"].as_array().unwrap().iter();
    errors
        .map(|error| error["field"].as_str().unwrap().to_owned())
        .collect()
}
