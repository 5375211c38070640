//! Care accounts as people and machines meet them: requests in, replies out, over stores kept in memory.

mod access;
mod importing;
pub mod memory;
mod metering;
mod mine;
mod pages;
pub mod people;
mod provider;
mod ready;
mod staff;
mod statements;
mod suspensions;
mod unsaid;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use http::{HeaderMap, Method};
use vocabulary::Instant;
use web::{Reply, Request};

use memory::Memory;

/// Tuesday 24 November 2026, 10:00 in London.
pub fn now() -> Instant {
    Instant::parse("2026-11-24T10:00:00Z").unwrap()
}

/// A request, built up a header at a time.
pub struct Asking {
    method: Method,
    target: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Asking {
    pub fn of_method(method: Method, target: &str) -> Self {
        Self {
            method,
            target: target.to_owned(),
            headers: HeaderMap::new(),
            body: Vec::new(),
        }
    }

    pub fn get(target: &str) -> Self {
        Self::of_method(Method::GET, target)
    }

    pub fn post(target: &str) -> Self {
        Self::of_method(Method::POST, target)
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    /// As the machine, or through the API the person, whose token this is.
    pub fn token(self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }

    /// As the member of staff whose session is named after them.
    pub fn staff(self, who: &str) -> Self {
        self.with("cookie", &format!("staff-session={who}"))
    }

    /// As the person whose session this is.
    pub fn signed_in(self, session: &str) -> Self {
        self.with("cookie", &format!("care-account={session}"))
    }

    pub fn json(self, body: &serde_json::Value) -> Self {
        self.raw(body.to_string().as_bytes())
    }

    pub fn raw(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self.with("content-type", "application/json")
    }

    pub fn form(mut self, fields: &[(&str, &str)]) -> Self {
        let body: String = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.body = body.into_bytes();
        self.with("content-type", "application/x-www-form-urlencoded")
    }

    pub fn of(self, stores: &Memory) -> Reply {
        let request = Request::new(self.method, &self.target, self.headers, self.body);
        finished(crate::answer(stores, request, now()))
    }
}

/// What a future answers that never waits.
pub fn finished<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("stores in memory never wait"),
    }
}

pub fn json(reply: &Reply) -> serde_json::Value {
    serde_json::from_slice(&reply.body).unwrap()
}

/// What somebody sees, as text with its markup.
pub fn page(reply: &Reply) -> String {
    String::from_utf8(reply.body.clone()).unwrap()
}
