//! The calls of care accounts as OpenAPI 3.1.

mod access;
mod import;
mod metering;
mod mine;

use ::metering::Pence;
use serde_json::{Map, Value, json};

/// The part of the document that this component answers for: `paths` and `components`.
pub fn fragment() -> Value {
    let paths = [
        metering::paths(),
        access::paths(),
        mine::paths(),
        import::paths(),
    ];
    let schemas = [metering::schemas(), mine::schemas(), import::schemas()];
    json!({
        "paths": together(paths),
        "components": {
            "schemas": together(schemas),
            "securitySchemes": {"accountToken": {"type": "http", "scheme": "bearer",
                "description": "The token of a session that a person began with a code."}},
        },
    })
}

fn together(parts: impl IntoIterator<Item = Value>) -> Value {
    let mut all = Map::new();
    for part in parts {
        if let Value::Object(members) = part {
            all.extend(members);
        }
    }
    Value::Object(all)
}

fn responses(status: &str, what: &str, shape: Value, problems: &[u16]) -> Value {
    web::openapi::responses(status, what, shape, problems, problem_words)
}

/// The replies of a call that answers nothing.
fn empty(status: &str, what: &str, problems: &[u16]) -> Value {
    let mut all = responses(status, what, json!({}), problems);
    if let Some(well) = all.get_mut(status) {
        *well = json!({ "description": what });
    }
    all
}

fn problem_words(status: u16) -> &'static str {
    match status {
        400 => "The request cannot be read.",
        401 => "No valid token, or a code that is not right.",
        403 => "The roles of this token do not allow it.",
        404 => "There is no such thing, or not for this session.",
        413 => "The body is too large.",
        415 => "The body is not declared as what it has to be.",
        422 => "Understood, but not valid. Every problem is named.",
        429 => "Too many tries from this address of the internet. It says nothing of any account.",
        _ => "The store cannot be used now. Sending the same again is safe.",
    }
}

fn pence() -> Value {
    json!({"type": "integer", "minimum": 0, "maximum": Pence::MOST.get(), "description": "Whole pence."})
}

fn pence_or_null() -> Value {
    let mut pence = pence();
    if let Some(members) = pence.as_object_mut() {
        members.insert("type".to_owned(), json!(["integer", "null"]));
    }
    pence
}

fn day() -> Value {
    json!({"type": "string", "format": "date"})
}

fn instant() -> Value {
    json!({"type": "string", "format": "date-time"})
}

fn text() -> Value {
    json!({"type": "string", "minLength": 1})
}

fn list(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

/// An object all of whose members must be there, but for the optional ones.
fn object(members: Value, optional: &[&str]) -> Value {
    let names: Vec<&String> = members
        .as_object()
        .into_iter()
        .flat_map(|all| all.keys())
        .collect();
    let required: Vec<&&String> = names
        .iter()
        .filter(|name| !optional.contains(&name.as_str()))
        .collect();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": members})
}

/// The same, or null.
fn or_null(mut shape: Value) -> Value {
    if let Some(members) = shape.as_object_mut() {
        members.insert("type".to_owned(), json!(["object", "null"]));
    }
    shape
}
