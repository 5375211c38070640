//! What leaves of the answers about equality: numbers for those who answer for the service, and records for
//! the council's return.

use equality_questions::Question;
use serde_json::{Value, json};
use vocabulary::{Actor, Instant, Role};
use web::{Attachment, FieldProblem, Problem, Reply, Request};

use crate::equality::{Group, Kept, Told, as_csv, numbers_are_for};
use crate::stores::{Refusal, Stores};

/// The calls about equality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// Group by group.
    Numbers,
    NumbersAsCsv,
    /// One question, all groups together and by locality.
    Question,
    Records,
}

/// Answers a call; `name` is the question's, with `.csv` behind it for a table.
///
/// # Errors
/// The caller may not see it, there is no such question, or the query is not valid.
pub async fn answer(
    stores: &impl Stores,
    call: Call,
    name: &str,
    asked_by: &Actor,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let (id, is_table) = match name.strip_suffix(".csv") {
        Some(id) => (id, true),
        None => (name, call == Call::NumbersAsCsv),
    };
    let question = Question::find(id);
    if call == Call::Question && question.is_none() {
        return Err(Problem::not_found());
    }
    // Whether the caller may comes before whether the query is valid; the store looks at it again.
    let may = match call {
        Call::Records => asked_by.has(Role::Worker),
        _ => numbers_are_for(asked_by),
    };
    if !may {
        return Err(Refusal::NotAllowed.into());
    }
    if call == Call::Records {
        let cursor = cursor(&request.query)?;
        let page = stores.equality_records(cursor, asked_by, now).await?;
        let items: Vec<Value> = page.records.iter().map(kept).collect();
        let body = json!({"items": items, "next_cursor": page.next_cursor});
        return Ok(Reply::json(200, &body));
    }
    only(&request.query, None)?;
    let groups = stores.equality_groups(asked_by, now).await?;
    Ok(match (question, is_table) {
        (None, true) => table("equality-numbers.csv", as_csv(&groups)),
        (None, false) => {
            let items: Vec<Value> = groups.iter().map(group).collect();
            Reply::json(200, &json!({"items": items}))
        }
        (Some(question), true) => {
            let name = format!("equality-{}.csv", question.id);
            table(&name, Told::of(question, &groups).sheet().as_csv())
        }
        (Some(question), false) => {
            let told = Told::of(question, &groups);
            let body = json!({"question": question.id, "asked": told.all.asked, "items": told.sheet().items()});
            Reply::json(200, &body)
        }
    })
}

/// Refuses every member of a query but `known`.
fn only(query: &[(String, String)], known: Option<&str>) -> Result<(), Problem> {
    let unknown = query
        .iter()
        .filter(|(name, _)| Some(name.as_str()) != known);
    let problems: Vec<FieldProblem> = unknown
        .map(|(name, _)| FieldProblem::new(name, "Is not known here."))
        .collect();
    match problems.is_empty() {
        true => Ok(()),
        false => Err(Problem::invalid(problems)),
    }
}

/// Where to go on, as the page before said.
fn cursor(query: &[(String, String)]) -> Result<Option<&str>, Problem> {
    only(query, Some("cursor"))?;
    let wrong = |words: &str| Problem::invalid(vec![FieldProblem::new("cursor", words)]);
    match query {
        [] => Ok(None),
        [(_, cursor)] if !cursor.is_empty() && cursor.len() <= 1_000 => Ok(Some(cursor)),
        [_] => Err(wrong("Must be the next_cursor of the page before.")),
        _ => Err(wrong("Stands here twice. Send it once.")),
    }
}

fn table(name: &str, csv: String) -> Reply {
    let csv = csv.into_bytes();
    let file = Attachment {
        name,
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

fn kept(kept: &Kept) -> Value {
    let answers = kept.answers.iter().map(
        |answer| json!({"id": answer.question, "question": answer.asked, "answer": answer.value}),
    );
    json!({"reference": kept.reference, "form": {"id": kept.form, "version": kept.form_version},
        "answers": answers.collect::<Vec<_>>()})
}
