//! The description of `/api/v1`: this component's part, and how the parts become one document.
//!
//! Each HTTP component's native library yields its fragment; the build merges them into
//! `openapi.json`, which stands beside this component's manifest and is served from here.

use serde_json::{Map, Value, json};
use web::Reply;

const MERGED: &str = include_str!("../openapi.json");

/// The merged document, as the build left it.
pub fn document() -> Reply {
    Reply::text(200, MERGED).with_header("content-type", "application/json")
}

/// The part of the document that the front door answers for.
pub fn fragment() -> Value {
    let problem = |description: &str| {
        json!({
            "description": description,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        })
    };
    let status = json!({"type": "string", "enum": vocabulary::Status::ALL.iter().map(|status| status.id()).collect::<Vec<_>>()});
    let moment = json!({"type": "string", "format": "date-time"});
    json!({
        "paths": {
            "/api/v1/track": {"post": {
                "operationId": "track",
                "summary": "How far a contact has come, for whoever holds its reference and tracking code.",
                "description": "Anything that is not the right pair, malformed included, is the same 404.",
                "security": [],
                "requestBody": {"required": true, "content": {"application/json": {"schema": {
                    "type": "object",
                    "required": ["reference", "tracking_code"],
                    "additionalProperties": false,
                    "properties": {"reference": {"type": "string", "example": "ASC-XXXX-XXXX"}, "tracking_code": {"type": "string"}},
                }}}},
                "responses": {
                    "200": {"description": "What may be said of it.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Tracked"}}}},
                    "400": problem("Not JSON."),
                    "404": problem("Not the right pair, or tracking is switched off."),
                    "413": problem("The body is over 256 KiB."),
                    "415": problem("The body is not declared as JSON."),
                    "422": problem("The right pair, and members that nobody knows."),
                    "503": problem("The store cannot be used now."),
                },
            }},
        },
        "components": {"schemas": {
            "Tracked": {
                "type": "object",
                "required": ["reference", "status", "submitted_at", "respond_by", "timeline", "assessment"],
                "properties": {
                    "reference": {"type": "string"},
                    "status": status,
                    "submitted_at": moment,
                    "respond_by": {"type": ["string", "null"], "format": "date-time"},
                    "timeline": {"type": "array", "items": {
                        "type": "object",
                        "required": ["at", "what"],
                        "properties": {"at": moment, "what": {"type": "string"}},
                    }},
                    "assessment": {"type": ["object", "null"], "properties": {"state": {"type": "string"}, "at": moment}},
                },
            },
        }},
    })
}

/// What every component's description shares. A fragment's own `Problem` gives way to this one.
fn base() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Front Door",
            "version": "1",
            "description": "The online front door of a council's adult social care. Errors are problem details (RFC 9457). Times are RFC 3339 in UTC.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": {},
        "components": {
            "schemas": {"Problem": {
                "type": "object",
                "description": "RFC 9457. With 422, errors names every field that is not valid.",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                    "errors": {"type": "array", "items": {
                        "type": "object",
                        "required": ["field", "message"],
                        "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
                    }},
                },
            }},
            "securitySchemes": {},
        },
    })
}

/// Makes one document of the fragments: `paths` and everything below `components`.
///
/// # Errors
/// Every name that two fragments use for different things.
pub fn merge(fragments: &[Value]) -> Result<Value, Vec<String>> {
    let mut document = base();
    let mut problems = Vec::new();
    for fragment in fragments {
        join(
            &mut document["paths"],
            &fragment["paths"],
            "paths",
            &mut problems,
        );
        for (kind, parts) in fragment["components"].as_object().into_iter().flatten() {
            let mut parts = parts.clone();
            if let Some(schemas) = parts.as_object_mut().filter(|_| kind == "schemas") {
                schemas.remove("Problem");
            }
            let place = format!("components.{kind}");
            join(
                &mut document["components"][kind],
                &parts,
                &place,
                &mut problems,
            );
        }
    }
    if problems.is_empty() {
        Ok(document)
    } else {
        Err(problems)
    }
}

fn join(into: &mut Value, from: &Value, place: &str, problems: &mut Vec<String>) {
    if !into.is_object() {
        *into = Value::Object(Map::new());
    }
    let (Some(into), Some(from)) = (into.as_object_mut(), from.as_object()) else {
        return;
    };
    for (name, value) in from {
        match into.get(name) {
            Some(there) if there != value => {
                problems.push(format!(
                    "{place}: {name} means different things in two components"
                ));
            }
            _ => {
                into.insert(name.clone(), value.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ROUTES;

    #[test]
    fn the_committed_document_says_what_this_component_answers() {
        let merged: Value = serde_json::from_str(MERGED).unwrap();
        let fragment = fragment();
        for (path, calls) in fragment["paths"].as_object().unwrap() {
            assert_eq!(
                &merged["paths"][path], calls,
                "run frontdoor build: {path} has changed"
            );
        }
        assert_eq!(
            merged["components"]["schemas"]["Tracked"],
            fragment["components"]["schemas"]["Tracked"]
        );
        for path in merged["paths"].as_object().unwrap().keys() {
            assert!(path.starts_with("/api/v1"), "{path}");
        }
    }

    #[test]
    fn every_call_of_ours_is_described() {
        let fragment = fragment();
        for route in ROUTES
            .iter()
            .filter(|route| route.pattern.starts_with("/api/v1"))
        {
            for (method, _) in route.methods {
                let call = &fragment["paths"][route.pattern][method.to_lowercase()];
                assert!(call.is_object(), "{} {}", method, route.pattern);
            }
        }
    }

    #[test]
    fn two_components_cannot_mean_different_things_by_one_name() {
        let one = json!({"paths": {"/api/v1/a": {}}, "components": {"schemas": {"Name": {"type": "string"}}}});
        let same = json!({"paths": {"/api/v1/b": {}}, "components": {"schemas": {"Name": {"type": "string"}}}});
        let other = json!({"paths": {}, "components": {"schemas": {"Name": {"type": "integer"}}}});
        let merged = merge(&[one.clone(), same.clone()]).unwrap();
        assert_eq!(merged["paths"].as_object().unwrap().len(), 2);
        assert_eq!(merge(&[one, same, other]).unwrap_err().len(), 1);
    }
}
