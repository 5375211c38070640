//! What happens to people, told through requests and replies, with stores in memory.

mod afterwards;
mod any_form;
mod api;
mod bad_input;
mod begun;
mod browser;
mod equality_languages;
mod files;
mod forms_journeys;
mod forms_languages;
mod forms_promises;
mod forms_queues;
mod forms_words;
mod handover;
mod kinds;
mod limits;
mod link_messages;
mod look_up;
mod memory;
mod pages;
mod safety;
mod saving;
mod uploads;
mod versions;
mod which_area;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use memory::Memory;
use serde_json::Value;
use vocabulary::Instant;
use web::{Reply, Request};

/// A Tuesday in opening hours.
fn now() -> Instant {
    Instant::parse("2026-11-24T10:00:00Z").unwrap()
}

/// The stores in memory never wait for anything.
fn done<T>(future: impl Future<Output = T>) -> T {
    match pin!(future)
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the stores in memory never wait"),
    }
}

/// The cookie that a reply sets, as a browser sends it back.
fn cookie_of(reply: &Reply) -> String {
    let cookie = reply.header("set-cookie").unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

fn send_at(
    stores: &Memory,
    now: Instant,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Reply {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name: HeaderName = name.parse().unwrap();
        map.append(name, HeaderValue::from_str(value).unwrap());
    }
    let method: Method = method.parse().unwrap();
    let request = Request::new(method, target, map, body.as_bytes().to_vec());
    done(crate::answer(stores, request, now))
}

fn send(
    stores: &Memory,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Reply {
    send_at(stores, now(), method, target, headers, body)
}

fn text(reply: &Reply) -> String {
    String::from_utf8(reply.body.clone()).unwrap()
}

fn json(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).unwrap()
}
