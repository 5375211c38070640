//! The calls about what leaves of the answers about equality.

use serde_json::{Value, json};

use super::{nullable, object, query, responses, schema, security};

pub fn paths() -> Value {
    json!({
        "/api/v1/equality/numbers": {"get": numbers()},
        "/api/v1/equality/numbers.csv": {"get": numbers_as_csv()},
        "/api/v1/equality/records": {"get": records()},
    })
}

pub fn schemas() -> Value {
    let month = json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"});
    let number = object(
        json!({
            "question": {"type": "string"}, "answer": {"description": "The value of the question's kind."},
            "people": {"type": ["integer", "null"], "minimum": 5,
                "description": "Null where it is left out, because it or the one next to it is small."},
        }),
        &["question", "answer", "people"],
    );
    json!({
        "EqualityGroup": object(json!({
            "from_month": month, "to_month": month,
            "localities": {"type": "array", "items": nullable("string"), "description": "Null where it was not known."},
            "people": {"type": "integer", "minimum": 10},
            "numbers": {"type": "array", "items": number},
        }), &["from_month", "to_month", "localities", "people", "numbers"]),
        "EqualityRecord": object(json!({
            "reference": {"type": "string"},
            "form": object(json!({"id": {"type": "string"}, "version": {"type": "integer"}}), &["id", "version"]),
            "answers": {"type": "array", "items": schema("Answer")},
        }), &["reference", "form", "answers"]),
    })
}

fn numbers() -> Value {
    json!({"summary": "How many people gave which answers about equality, without small numbers; role manager, auditor or worker",
        "operationId": "equalityNumbers", "security": security(),
        "responses": responses("200", "Every group of people of the months that have ended.",
            object(json!({"items": {"type": "array", "items": schema("EqualityGroup")}}), &["items"]), &[403, 422])})
}

fn numbers_as_csv() -> Value {
    let mut responses = responses("200", "", json!({}), &[403, 422]);
    if let Some(well) = responses.get_mut("200") {
        *well = json!({"description": "The same as a table, a line for each answer.",
            "content": {"text/csv": {"schema": {"type": "string"}}}});
    }
    json!({"summary": "The numbers of answers about equality, for a spreadsheet; role manager, auditor or worker",
        "operationId": "equalityNumbersAsCsv", "security": security(), "responses": responses})
}

fn records() -> Value {
    json!({"summary": "What people asked us to keep with their records, for the council's return; role worker",
        "operationId": "equalityRecords", "security": security(),
        "parameters": [query("cursor", json!({"type": "string"}), "next_cursor of the page before.")],
        "responses": responses("200", "At most 50 records, oldest first. Each is written down in its referral's audit.",
            object(json!({"items": {"type": "array", "items": schema("EqualityRecord")},
                "next_cursor": nullable("string")}), &["items", "next_cursor"]), &[403, 422])})
}
