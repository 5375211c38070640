//! The form of a carer's self-assessment: that it can be published, that its ids are those that
//! `carers` reads, and where the people of the issue end up.

mod bad_input;
mod personas;
mod shape;
mod words;

use std::sync::LazyLock;

use form_model::{Accepted, Form, read};
use serde_json::{Map, Value};
use vocabulary::{Date, Instant};

const TEXT: &str =
    include_str!("../../../../components/carer-assessment/forms/carer-assessment.toml");

static FORM: LazyLock<Form> =
    LazyLock::new(|| read(TEXT).unwrap_or_else(|problems| panic!("{problems:#?}")));

/// A Tuesday morning, while the offices are open.
fn now() -> Instant {
    Instant::parse("2026-11-24T10:00:00Z").unwrap()
}

fn today() -> Date {
    Date::new(2026, 11, 24).unwrap()
}

fn members(answers: Value) -> Map<String, Value> {
    match answers {
        Value::Object(members) => members,
        other => panic!("answers are an object, not {other}"),
    }
}

/// The answers, as the API and the last page take them in.
#[track_caller]
fn accepted(answers: Value) -> Accepted<'static> {
    let accepted = FORM
        .accept(&members(answers), today())
        .unwrap_or_else(|findings| panic!("{findings:#?}"));
    assert!(accepted.left_out.is_empty(), "{:?}", accepted.left_out);
    accepted
}
