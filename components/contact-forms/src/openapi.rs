//! The API of the forms and of routing as OpenAPI 3.1, from the same tables that the code reads.

use serde_json::{Value, json};
use vocabulary::{Channel, DestinationKind, FACT_NAMES, Priority, QUEUES};
use web::openapi::{content, reference};

use crate::catalogue;

/// The part of the document that the forms answer for: `paths` and `components`.
pub fn fragment() -> Value {
    json!({
        "paths": {
            "/api/v1/forms": {"get": list()},
            "/api/v1/forms/{form}": {"get": definition()},
            "/api/v1/forms/{form}/schema": {"get": schema()},
            "/api/v1/forms/{form}/submissions": {"post": submit()},
            "/api/v1/routing/decide": {"post": decide()},
        },
        "components": {"schemas": schemas()},
    })
}

/// The replies of an operation: what goes well, and the problems that it can have.
fn responses(status: &str, what: &str, shape: Value, problems: &[u16]) -> Value {
    let problems = [problems, &[503]].concat();
    web::openapi::responses(status, what, shape, &problems, problem_words)
}

fn problem_words(status: u16) -> &'static str {
    match status {
        400 => "Not JSON, or a malformed header.",
        401 => "This channel needs a service token or a session of staff.",
        403 => "Your roles do not allow it, or the CSRF token is missing.",
        404 => "There is no such form.",
        409 => "The Idempotency-Key was used with another body.",
        413 => "The body is over 256 KiB.",
        415 => "The body is not declared as JSON.",
        422 => "Understood, but not valid. Every problem is named.",
        429 => {
            "Too many contacts came from this address within the hour. Nothing was accepted. A contact that says that somebody may be in danger is never refused."
        }
        _ => "The store cannot be used now. Nothing was accepted.",
    }
}

fn form_parameter() -> Value {
    let ids: Vec<String> = catalogue::built_in()
        .unwrap_or_default()
        .into_iter()
        .map(|form| form.id)
        .collect();
    json!({"name": "form", "in": "path", "required": true, "schema": {"type": "string", "examples": ids}})
}

fn list() -> Value {
    let shape = json!({"type": "array", "items": reference("FormSummary")});
    json!({
        "operationId": "listForms",
        "summary": "The published forms",
        "responses": responses("200", "The newest version of every form.", shape, &[]),
    })
}

fn definition() -> Value {
    json!({
        "operationId": "readForm",
        "summary": "The published definition of a form",
        "parameters": [form_parameter()],
        "responses": responses("200", "The newest version, as it was published.", json!({"type": "object"}), &[404]),
    })
}

fn schema() -> Value {
    let mut responses = responses(
        "200",
        "JSON Schema 2020-12.",
        json!({"type": "object"}),
        &[404],
    );
    if let Some(good) = responses.get_mut("200").and_then(Value::as_object_mut) {
        good.insert(
            "content".to_owned(),
            json!({"application/schema+json": {"schema": {"type": "object"}}}),
        );
    }
    json!({
        "operationId": "readFormSchema",
        "summary": "The JSON Schema of the answers of a form",
        "parameters": [form_parameter()],
        "responses": responses,
    })
}

fn submit() -> Value {
    let key = json!({
        "name": "Idempotency-Key", "in": "header", "required": false,
        "description": "Makes sending again the same contact. 1 to 255 visible ASCII characters.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    });
    let mut responses = responses(
        "201",
        "Durably stored.",
        reference("Submitted"),
        &[400, 401, 403, 404, 409, 413, 415, 422, 429],
    );
    if let Some(good) = responses.get_mut("201").and_then(Value::as_object_mut) {
        good.insert("headers".to_owned(), json!({"Idempotent-Replayed": {
            "description": "`true` when this is the first answer to a submission that came again.",
            "schema": {"type": "string", "enum": ["true"]},
        }}));
    }
    json!({
        "operationId": "submitForm",
        "summary": "Sends a contact",
        "description": "Nobody has to sign in for the channel `web`.",
        "security": [{}, {"serviceToken": []}, {"staffSession": []}],
        "parameters": [form_parameter(), key],
        "requestBody": {"required": true, "content": content(reference("Submission"))},
        "responses": responses,
    })
}

fn decide() -> Value {
    json!({
        "operationId": "decide",
        "summary": "Asks the routing rules. Nothing is stored.",
        "requestBody": {"required": true, "content": content(reference("DecideRequest"))},
        "responses": responses("200", "The decision.", reference("Decision"), &[400, 413, 415, 422]),
    })
}

fn schemas() -> Value {
    let text = json!({"type": "string"});
    let time = json!({"type": "string", "format": "date-time"});
    let texts = json!({"type": "array", "items": text});
    let version = json!({
        "type": "object", "required": ["id", "version"],
        "properties": {"id": text, "version": {"type": "integer", "minimum": 1}},
    });
    let channels: Vec<&str> = Channel::ALL.iter().map(|channel| channel.id()).collect();
    let priorities: Vec<&str> = Priority::MOST_PRESSING_FIRST
        .iter()
        .map(|priority| priority.id())
        .collect();
    let queues: Vec<&str> = QUEUES.iter().map(|(id, _)| *id).collect();
    let kinds = [
        DestinationKind::Team,
        DestinationKind::Partner,
        DestinationKind::OtherAuthority,
        DestinationKind::Children,
    ];
    let fact = |name: &&str| ((*name).to_owned(), json!({}));
    let facts: serde_json::Map<String, Value> = FACT_NAMES.iter().map(fact).collect();
    json!({
        "FormSummary": {
            "type": "object", "required": ["id", "title", "version", "languages"],
            "properties": {"id": text, "title": text, "version": {"type": "integer"}, "languages": texts},
        },
        "Submission": {
            "type": "object", "required": ["answers"], "additionalProperties": false,
            "properties": {
                "answers": {"type": "object", "description": "Question id and value; see the form's schema."},
                "channel": {"enum": channels, "default": "web"},
                "started_at": {"type": "string", "format": "date-time",
                    "description": "When the call or the visit started; with another channel than web only."},
            },
        },
        "Submitted": {
            "type": "object",
            "required": ["reference", "tracking_code", "submitted_at", "form", "decision", "next_steps"],
            "properties": {
                "reference": {"type": "string", "pattern": "^ASC-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$"},
                "tracking_code": text, "submitted_at": time, "form": version,
                "decision": reference("Decision"), "next_steps": texts,
                "not_asked": {"type": "array", "items": text,
                    "description": "Questions that were answered, but are not asked of somebody with these other answers. They were not kept."},
            },
        },
        "DecideRequest": {
            "type": "object", "required": ["facts", "received_at"], "additionalProperties": false,
            "properties": {
                "facts": {"type": "object", "additionalProperties": false, "properties": facts},
                "received_at": time,
            },
        },
        "Destination": {
            "type": "object", "required": ["kind", "id", "name"],
            "properties": {"kind": {"enum": kinds}, "id": text, "name": text},
        },
        "Decision": {
            "type": "object",
            "required": ["queue", "priority", "respond_by", "locality", "district", "destination", "also_tell", "advice", "reasons", "ruleset"],
            "properties": {
                "queue": {"enum": queues}, "priority": {"enum": priorities}, "respond_by": time,
                "locality": {"type": ["string", "null"]}, "district": {"type": ["string", "null"]},
                "destination": reference("Destination"),
                "also_tell": {"type": "array", "items": reference("Destination")},
                "advice": {"type": "array", "items": {
                    "type": "object", "required": ["id", "title", "text"],
                    "properties": {"id": text, "title": text, "text": text},
                }},
                "reasons": {"type": "array", "minItems": 1, "items": {
                    "type": "object", "required": ["rule", "because", "facts"],
                    "properties": {"rule": text, "because": text, "facts": texts},
                }},
                "ruleset": version,
            },
        },
    })
}
