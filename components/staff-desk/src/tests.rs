//! Workers at the desk: requests in, replies out, over stores kept in memory.

mod acting;
mod api;
mod assessing;
mod chosen;
mod files;
mod forms;
mod lists;
mod memory;
mod pages;
pub mod people;
mod shelf;
mod summaries;
mod working;

use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use http::{HeaderMap, Method};
use vocabulary::Instant;
use web::{Reply, Request};
use working_calendar::{Calendar, RespondBy};

use crate::stores::WorkingTime;
use memory::Memory;

/// Tuesday 1 December 2026, 10:00 in London.
pub fn now() -> Instant {
    Instant::parse("2026-12-01T10:00:00Z").unwrap()
}

/// The calendar that ships, and what the contract gives each priority.
pub fn working_time() -> WorkingTime {
    const RULES: &str = "
        [respond-by]
        emergency = { clock-hours = 1 }
        urgent = { working-hours = 4 }
        soon = { working-days = 2 }
        standard = { working-days = 5 }
    ";
    WorkingTime {
        calendar: Rc::new(Calendar::read(working_calendar::BUILT_IN).unwrap()),
        given: Some(RespondBy::of_published(RULES).unwrap()),
    }
}

/// A request to the desk, built up a header at a time.
pub struct Asking {
    method: Method,
    target: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Asking {
    pub fn get(target: &str) -> Self {
        Self {
            method: Method::GET,
            target: target.to_owned(),
            headers: HeaderMap::new(),
            body: Vec::new(),
        }
    }

    pub fn post(target: &str) -> Self {
        Self {
            method: Method::POST,
            ..Self::get(target)
        }
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    /// As the machine whose token this is.
    pub fn token(self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }

    /// As a worker whose session is named after them.
    pub fn signed_in(self, who: &str) -> Self {
        self.with("cookie", &format!("staff-session={who}"))
    }

    /// With the entity tag as If-Match, in its quotes.
    pub fn matching(self, etag: &str) -> Self {
        self.with("if-match", &format!("\"{etag}\""))
    }

    pub fn json(mut self, body: &serde_json::Value) -> Self {
        self.body = body.to_string().into_bytes();
        self.with("content-type", "application/json")
    }

    pub fn form(mut self, fields: &[(&str, &str)]) -> Self {
        let body: String = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.body = body.into_bytes();
        self.with("content-type", "application/x-www-form-urlencoded")
    }

    pub fn raw(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self.with("content-type", "application/json")
    }

    /// As a browser sends a page with files: fields, and a file with its field and its name.
    pub fn page_with_file(
        mut self,
        fields: &[(&str, &str)],
        (field, name, content): (&str, &str, &[u8]),
    ) -> Self {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(part(&format!("name=\"{name}\""), value.as_bytes()));
        }
        body.extend(part(
            &format!("name=\"{field}\"; filename=\"{name}\""),
            content,
        ));
        body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
        self.body = body;
        self.with(
            "content-type",
            &format!("multipart/form-data; boundary={BOUNDARY}"),
        )
    }

    pub fn of(self, desk: &Memory) -> Reply {
        let request = Request::new(self.method, &self.target, self.headers, Vec::new());
        let mut body = web::Incoming(web::SpinBody::new(self.body));
        let read = async {
            match web::boundary(&request.headers) {
                Some(_) => crate::screens::with_file(request, &mut body).await,
                None => web::read(request, &mut body).await,
            }
        };
        let request = finished(read).unwrap();
        finished(crate::answer(desk, request, now()))
    }
}

const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

fn part(head: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n"].concat()
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
