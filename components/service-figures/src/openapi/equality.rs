//! The calls about what leaves of the answers about equality.

use equality_questions::QUESTIONS;
use serde_json::{Value, json};
use web::openapi::{content, reference, responses};

pub fn paths() -> Value {
    let question = "/api/v1/equality/questions/{question}";
    let groups = lines(
        "Every group of people of the months that have ended.",
        "EqualityGroup",
        json!({}),
    );
    let told = (
        "All groups together, and each locality.".to_owned(),
        content(reference("EqualityQuestion")),
    );
    json!({
        "/api/v1/equality/numbers": {"get": call("equalityNumbers",
            "How many people gave which answers about equality, without small numbers; role manager, auditor or worker",
            groups)},
        "/api/v1/equality/numbers.csv": {"get": call("equalityNumbersAsCsv",
            "The numbers of answers about equality, for a spreadsheet; role manager, auditor or worker",
            table("The same as a table, a line for each answer."))},
        question: {"get": one(call("equalityQuestion",
            "How many people gave which answer to one question about equality; role manager, auditor or worker", told))},
        (format!("{question}.csv")): {"get": one(call("equalityQuestionAsCsv",
            "The answers to one question about equality, for a spreadsheet; role manager, auditor or worker",
            table("A line for each answer.")))},
        "/api/v1/equality/records": {"get": records()},
    })
}

pub fn schemas() -> Value {
    let month = json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"});
    let number = object(
        json!({
            "question": {"type": "string"},
            "answer": {"description": "The value of the question's kind; null for those who were asked and did not answer."},
            "people": {"type": ["integer", "null"], "minimum": 5,
                "description": "Null where it is left out, because it or the one next to it is small."},
        }),
        &["question", "answer", "people"],
    );
    json!({
        "EqualityGroup": object(json!({
            "from_month": month, "to_month": month,
            "localities": {"type": "array", "items": json!({"type": ["string", "null"]}), "description": "Null where it was not known."},
            "people": {"type": "integer", "minimum": 10},
            "numbers": {"type": "array", "items": number},
        }), &["from_month", "to_month", "localities", "people", "numbers"]),
        "EqualityQuestion": object(json!({
            "question": {"type": "string"},
            "asked": {"type": "integer", "minimum": 0, "description": "People of whom it is told that they were asked."},
            "items": {"type": "array", "items": {"type": "object",
                "description": "An answer: how many people gave it, their share of those asked in per cent with two decimals, \
                    and how many in each locality. Null is what is left out because it is small, \
                    and {\"at_least\": number} what is not all because some groups leave it out. Those who did not answer \
                    have null as their answer, and what is left out is a line of its own, left-out."}},
        }), &["question", "asked", "items"]),
        "EqualityRecord": object(json!({
            "reference": {"type": "string"},
            "form": object(json!({"id": {"type": "string"}, "version": {"type": "integer"}}), &["id", "version"]),
            "answers": {"type": "array", "items": reference("Answer")},
        }), &["reference", "form", "answers"]),
    })
}

fn object(properties: Value, required: &[&str]) -> Value {
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn table(what: &str) -> (String, Value) {
    let content = json!({"text/csv": {"schema": {"type": "string"}}});
    (what.to_owned(), content)
}

fn lines(what: &str, items: &str, more: Value) -> (String, Value) {
    let mut properties = json!({"items": {"type": "array", "items": reference(items)}});
    let mut required = vec!["items"];
    if let (Some(members), Value::Object(more)) = (properties.as_object_mut(), more) {
        if !more.is_empty() {
            required.push("next_cursor");
        }
        members.extend(more);
    }
    (what.to_owned(), content(object(properties, &required)))
}

/// A call that takes nothing: its id, what it is for, and what it answers.
fn call(id: &str, summary: &str, (what, body): (String, Value)) -> Value {
    let mut all = responses(
        "200",
        "",
        json!({}),
        &[401, 403, 422, 503],
        |status| match status {
            401 => "No valid service token or session.",
            403 => "Your roles do not allow it.",
            422 => "Understood, but not valid. Every problem is named.",
            _ => "The store cannot be used now.",
        },
    );
    if let Some(well) = all.get_mut("200") {
        *well = json!({"description": what, "content": body});
    }
    json!({"operationId": id, "summary": summary, "responses": all,
        "security": [{"serviceToken": []}, {"staffSession": []}]})
}

/// A call with one parameter.
fn with(parameter: Value, mut call: Value) -> Value {
    if let Some(members) = call.as_object_mut() {
        members.insert("parameters".to_owned(), json!([parameter]));
    }
    call
}

/// A call about one question.
fn one(call: Value) -> Value {
    let ids: Vec<&str> = QUESTIONS.iter().map(|question| question.id).collect();
    let parameter = json!({"name": "question", "in": "path", "required": true,
        "schema": {"type": "string", "enum": ids}, "description": "The id of the question."});
    with(parameter, call)
}

fn records() -> Value {
    let cursor = json!({"name": "cursor", "in": "query", "schema": {"type": "string"},
        "description": "next_cursor of the page before."});
    let answered = lines(
        "At most 50 records, oldest first. Each is written down in its referral's audit.",
        "EqualityRecord",
        json!({"next_cursor": {"type": ["string", "null"]}}),
    );
    let call = call(
        "equalityRecords",
        "What people asked us to keep with their records, for the council's return; role worker",
        answered,
    );
    with(cursor, call)
}
