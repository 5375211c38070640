//! The description of `/api/v1`: this component's part, and how the parts become one document.
//!
//! Each HTTP component's native library yields its fragment; the build merges them into
//! `openapi.json`, which stands beside this component's manifest and is served from here.

use std::collections::BTreeMap;

use assessments::State;
use serde_json::{Map, Value, json};
use web::Reply;

const MERGED: &str = include_str!("../openapi.json");

const PROBLEM: &str = "Problem";

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
                    "assessment": {"type": ["object", "null"], "required": ["state", "at"], "properties": {
                        "state": {"type": "string", "enum": State::ALL.map(State::id)}, "at": moment}},
                },
            },
        }},
    })
}

/// Problems as every component sends them. A fragment's own `Problem` gives way to this one.
fn problem() -> Value {
    json!({
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
    })
}

/// Makes one document of the fragments: `paths` and everything below `components`.
///
/// # Errors
/// Every name that two fragments use for different things.
pub fn merge(fragments: &[Value]) -> Result<Value, Vec<String>> {
    let mut paths = Map::new();
    let mut components: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    let mut problems = Vec::new();
    for fragment in fragments {
        let members = |name: &str| {
            fragment
                .get(name)
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
        };
        for (path, calls) in members("paths") {
            add(&mut paths, path, calls, &mut problems);
        }
        for (kind, parts) in members("components") {
            let into = components.entry(kind).or_default();
            for (name, part) in parts.as_object().into_iter().flatten() {
                if name != PROBLEM {
                    add(into, name, part, &mut problems);
                }
            }
        }
    }
    let schemas = components.entry("schemas").or_default();
    schemas.insert(PROBLEM.to_owned(), problem());
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Front Door",
            "version": "1",
            "description": "The online front door of a council's adult social care. Errors are problem details (RFC 9457). Times are RFC 3339 in UTC.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": components,
    }))
}

fn add(into: &mut Map<String, Value>, name: &str, part: &Value, problems: &mut Vec<String>) {
    match into.get(name) {
        Some(there) if there != part => {
            problems.push(format!("{name} means different things in two components"));
        }
        _ => {
            into.insert(name.to_owned(), part.clone());
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
