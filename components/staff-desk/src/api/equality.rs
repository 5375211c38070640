//! What leaves of the answers about equality: numbers for those who answer for the service, and records for
//! the council's return.

use serde::Serialize;
use serde_json::{Value, json};
use vocabulary::{Instant, Role};
use web::{Attachment, Problem, Reply, Request};

use super::query;
use super::shapes::{AnswerShape, Form};
use crate::equality::{Group, Kept, as_csv, numbers_are_for};
use crate::stores::{Refusal, Stores};
use crate::who::Caller;

/// The calls about equality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Numbers,
    NumbersAsCsv,
    Records,
}

pub async fn answer(
    stores: &impl Stores,
    call: Call,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    // Whether the caller may comes before whether the query is valid; the store looks at it again.
    let may = match call {
        Call::Numbers | Call::NumbersAsCsv => numbers_are_for(&caller.actor),
        Call::Records => caller.actor.has(Role::Worker),
    };
    if !may {
        return Err(Refusal::NotAllowed.into());
    }
    match call {
        Call::Numbers | Call::NumbersAsCsv => {
            query::nothing(&request.query).map_err(Problem::invalid)?;
            let groups = stores.equality_groups(&caller.actor, now).await?;
            Ok(match call {
                Call::NumbersAsCsv => table(&groups),
                _ => Reply::json(
                    200,
                    &json!({"items": groups.iter().map(group).collect::<Vec<_>>()}),
                ),
            })
        }
        Call::Records => {
            let cursor = query::cursor(&request.query).map_err(Problem::invalid)?;
            let page = stores
                .equality_records(cursor.as_deref(), &caller.actor, now)
                .await?;
            let items: Vec<KeptShape> = page.records.iter().map(KeptShape::of).collect();
            Ok(Reply::json(
                200,
                &json!({"items": items, "next_cursor": page.next_cursor}),
            ))
        }
    }
}

fn table(groups: &[Group]) -> Reply {
    let csv = as_csv(groups).into_bytes();
    let file = Attachment {
        name: "equality-numbers.csv",
        media_type: "text/csv; charset=utf-8",
        size: Some(csv.len() as u64),
    };
    Reply::attachment(file, csv, None)
}

fn group(group: &Group) -> Value {
    let numbers: Vec<Value> = group
        .numbers
        .iter()
        .map(|number| {
            json!({"question": number.question, "answer": number.answer, "people": number.people})
        })
        .collect();
    json!({"from_month": group.from_month, "to_month": group.to_month, "localities": group.localities,
        "people": group.people, "numbers": numbers})
}

#[derive(Serialize)]
struct KeptShape<'a> {
    reference: &'a str,
    form: Form<'a>,
    answers: Vec<AnswerShape<'a>>,
}

impl<'a> KeptShape<'a> {
    fn of(kept: &'a Kept) -> Self {
        Self {
            reference: &kept.reference,
            form: Form::from(&kept.form),
            answers: kept.answers.iter().map(AnswerShape::from).collect(),
        }
    }
}
