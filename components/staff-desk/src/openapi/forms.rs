//! The calls about versions of forms.

use serde_json::{Value, json};

use super::{content, merge, nullable, object, responses, schema, security, text, texts, words};
use crate::form_versions::State;
use crate::publishing::FORM_TEXT_LIMIT;

pub fn paths() -> Value {
    let call = |action: &str, body: Value, summary: &str, id: &str| {
        (
            format!("/api/v1/staff-forms/{{form}}/{{version}}/{action}"),
            json!({"post": change(body, summary, id)}),
        )
    };
    let changes = [
        call(
            "approve",
            object(json!({"reason": {"type": ["string", "null"]}}), &[]),
            "Publishes a version that somebody else proposed; role service-designer",
            "approveFormVersion",
        ),
        call(
            "withdraw",
            object(json!({"reason": text()}), &["reason"]),
            "Takes back a proposal, or no longer offers a published version; role service-designer",
            "withdrawFormVersion",
        ),
    ];
    let fixed = json!({
        "/api/v1/staff-forms": {"get": list(), "post": propose()},
        "/api/v1/staff-forms/difference": {"post": difference()},
        "/api/v1/staff-forms/{form}/{version}": {"get": read()},
    });
    merge(fixed, Value::Object(changes.into_iter().collect()))
}

pub fn schemas() -> Value {
    let moment = json!({"type": "string", "format": "date-time"});
    let deed = object(
        json!({"who": {"type": "string"}, "at": moment}),
        &["who", "at"],
    );
    let maybe_deed = json!({"oneOf": [{"type": "null"}, deed]});
    json!({
        "FormVersion": object(json!({
            "form": form(), "state": words(State::ALL.iter().map(|state| state.id())),
            "offered": {"type": "boolean", "description": "People who begin now get this version."},
            "proposed": maybe_deed, "changed": maybe_deed,
        }), &["form", "state", "offered", "proposed", "changed"]),
        "FormEvent": object(json!({
            "at": moment, "who": {"type": "string"}, "what": {"type": "string"}, "version": {"type": "integer"},
            "because": nullable("string"),
        }), &["at", "who", "what", "version", "because"]),
    })
}

fn form() -> Value {
    object(
        json!({"id": {"type": "string"}, "version": {"type": "integer"}}),
        &["id", "version"],
    )
}

fn form_text() -> Value {
    content(object(
        json!({"text": {"type": "string", "maxLength": FORM_TEXT_LIMIT, "description": "The whole form, TOML."}}),
        &["text"],
    ))
}

fn version_of_path() -> Value {
    json!([
        {"name": "form", "in": "path", "required": true, "schema": {"type": "string"}, "example": "adult-contact"},
        {"name": "version", "in": "path", "required": true, "schema": {"type": "integer", "minimum": 1}, "example": 2},
    ])
}

/// What a text changes, each difference a sentence.
fn compared() -> Value {
    json!({"compared_with": nullable("integer"), "difference": texts()})
}

fn list() -> Value {
    json!({"summary": "Every version of every form; roles service-designer and auditor",
        "operationId": "listFormVersions", "security": security(),
        "responses": responses("200", "By form, the newest first.", object(json!({
            "items": {"type": "array", "items": schema("FormVersion")},
        }), &["items"]), &[403, 422])})
}

fn propose() -> Value {
    json!({"summary": "Proposes a version, for somebody else to approve; role service-designer",
        "operationId": "proposeFormVersion", "security": security(),
        "requestBody": {"required": true, "content": form_text()},
        "responses": responses("201", "Proposed, with its ETag and what it changes.", object(
            merge(json!({"version": schema("FormVersion")}), compared()),
            &["version", "compared_with", "difference"],
        ), &[400, 403, 409, 413, 415, 422])})
}

fn difference() -> Value {
    let problem = object(
        json!({"line": {"type": "integer"}, "message": {"type": "string"}, "remedy": {"type": "string"}}),
        &["line", "message", "remedy"],
    );
    json!({"summary": "What a text would change, and what is wrong with it; nothing is stored",
        "operationId": "differenceOfForm", "security": security(),
        "requestBody": {"required": true, "content": form_text()},
        "responses": responses("200", "The difference and every problem.", object(merge(json!({
            "form": {"oneOf": [{"type": "null"}, form()]},
            "problems": {"type": "array", "items": problem},
        }), compared()), &["form", "compared_with", "difference", "problems"]), &[400, 403, 413, 415, 422])})
}

fn read() -> Value {
    json!({"summary": "One version with its text, what it changes and what happened to its form",
        "operationId": "readFormVersion", "security": security(), "parameters": version_of_path(),
        "responses": responses("200", "The version, with its ETag.", object(merge(json!({
            "version": schema("FormVersion"), "text": {"type": "string"},
            "history": {"type": "array", "items": schema("FormEvent")},
        }), compared()), &["version", "text", "compared_with", "difference", "history"]), &[404, 422])})
}

fn change(body: Value, summary: &str, id: &str) -> Value {
    let mut parameters = version_of_path();
    if let Some(parameters) = parameters.as_array_mut() {
        parameters.push(json!({"name": "If-Match", "in": "header", "required": true,
            "schema": {"type": "string"}, "description": "The ETag that you read."}));
    }
    json!({"summary": summary, "operationId": id, "security": security(), "parameters": parameters,
        "requestBody": {"required": false, "content": content(body)},
        "responses": responses("200", "The version as it now is, with its new ETag.", schema("FormVersion"),
            &[400, 403, 404, 409, 412, 413, 415, 422, 428])})
}
