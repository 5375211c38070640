//! The calls about staff and service tokens as OpenAPI 3.1, from the tables that the code reads.

use serde_json::{Value, json};
use vocabulary::Role;
use web::openapi::content;

/// The part of the document that this component answers for. The desk's part says how callers show themselves.
pub fn fragment() -> Value {
    json!({"paths": {
        "/api/v1/staff": {"post": create_staff()},
        "/api/v1/service-tokens": {"post": create_token()},
    }})
}

fn security() -> Value {
    json!([{"serviceToken": []}, {"staffSession": []}])
}

/// The replies of an operation: what goes well, and the problems that it can have.
fn responses(status: &str, what: &str, shape: Value, problems: &[u16]) -> Value {
    let problems = [&[401], problems, &[503]].concat();
    web::openapi::responses(status, what, shape, &problems, problem_words)
}

fn problem_words(status: u16) -> &'static str {
    match status {
        400 => "The request cannot be read: not JSON, or a malformed header.",
        401 => "No valid service token or session.",
        403 => "Your roles do not allow it, or the CSRF token is missing.",
        409 => "Not possible as things stand.",
        413 => "The body is over 256 KiB.",
        415 => "The body is not declared as JSON.",
        422 => "Understood, but not valid. Every problem is named.",
        _ => "The store cannot be used now. Nothing was accepted.",
    }
}

fn object(properties: Value, required: &[&str]) -> Value {
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn roles() -> Value {
    let known: Vec<&str> = Role::ALL.iter().map(|role| role.id()).collect();
    json!({"type": "array", "minItems": 1, "uniqueItems": true, "items": {"type": "string", "enum": known}})
}

fn create_staff() -> Value {
    json!({"summary": "Makes a member of staff; role administrator", "operationId": "createStaff",
        "security": security(),
        "requestBody": {"required": true, "content": content(object(json!({
            "username": {"type": "string", "pattern": "^[a-z0-9.-]{2,64}$"},
            "display_name": {"type": "string"}, "roles": roles(),
        }), &["username", "roles"]))},
        "responses": responses("201", "Made. The one-time password is shown only here.", object(json!({
            "username": {"type": "string"}, "display_name": {"type": "string"}, "roles": roles(),
            "one_time_password": {"type": "string"},
        }), &["username", "display_name", "roles", "one_time_password"]), &[400, 403, 409, 413, 415, 422])})
}

fn create_token() -> Value {
    json!({"summary": "Makes a service token; role administrator", "operationId": "createServiceToken",
        "security": security(),
        "requestBody": {"required": true, "content": content(object(json!({
            "name": {"type": "string", "pattern": "^[a-z0-9.-]{2,64}$"}, "roles": roles(),
        }), &["name", "roles"]))},
        "responses": responses("201", "Made. The token is shown only here.", object(json!({
            "name": {"type": "string"}, "roles": roles(), "token": {"type": "string"},
        }), &["name", "roles", "token"]), &[400, 403, 409, 413, 415, 422])})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::{Place, ROUTES};

    #[test]
    fn every_call_of_the_api_is_described_and_nothing_else() {
        let fragment = fragment();
        let described = fragment["paths"].as_object().unwrap();
        let mut patterns = 0;
        for route in ROUTES {
            let is_api = |(_, place): &(&str, Place)| matches!(place, Place::Api(_));
            patterns += usize::from(route.methods.iter().any(is_api));
            for (method, place) in route.methods {
                if matches!(place, Place::Api(_)) {
                    let operation = &described[route.pattern][method.to_lowercase()];
                    assert!(
                        operation["summary"].is_string(),
                        "{method} {}",
                        route.pattern
                    );
                }
            }
        }
        assert_eq!(described.len(), patterns);
    }
}
