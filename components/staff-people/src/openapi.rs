//! The calls about staff and service tokens as OpenAPI 3.1, from the tables that the code reads.

use serde_json::{Value, json};
use vocabulary::Role;
use web::openapi::{content, reference};

use crate::acts::Act;

/// The part of the document that this component answers for. The desk's part says how callers show themselves.
pub fn fragment() -> Value {
    let mut paths = json!({
        "/api/v1/staff": {"get": staff(), "post": create_staff()},
        "/api/v1/staff/{username}": {"get": one()},
        "/api/v1/staff/{username}/audit": {"get": history()},
        "/api/v1/service-tokens": {"get": tokens(), "post": create_token()},
        "/api/v1/service-tokens/{name}/revoke": {"post": revoke()},
    });
    if let Some(paths) = paths.as_object_mut() {
        for act in Act::ALL {
            let path = format!("/api/v1/staff/{{username}}/{}", act.id());
            paths.insert(path, json!({"post": change(act)}));
        }
    }
    json!({"paths": paths, "components": {"schemas": {
        "MemberOfStaff": object(member(), &MEMBER),
        "ServiceToken": object(token(), &["name", "roles", "created_by", "created_at", "revoked_at"]),
    }}})
}

const MEMBER: [&str; 9] = [
    "username",
    "display_name",
    "roles",
    "from_directory",
    "has_one_time_password",
    "suspended",
    "sessions",
    "created_by",
    "created_at",
];

fn member() -> Value {
    json!({
        "username": {"type": "string"}, "display_name": {"type": "string"}, "roles": held(),
        "from_directory": {"type": "boolean", "description": "The council's directory gives them their roles."},
        "has_one_time_password": {"type": "boolean"}, "suspended": {"type": "boolean"},
        "sessions": {"type": "integer", "description": "How many are open."},
        "created_by": {"type": "string"}, "created_at": {"type": "string", "format": "date-time"},
        "one_time_password": {"type": "string", "description": "Only where one was just made."},
    })
}

fn token() -> Value {
    json!({
        "name": {"type": "string"}, "roles": held(), "created_by": {"type": "string"},
        "created_at": {"type": "string", "format": "date-time"},
        "revoked_at": {"type": ["string", "null"], "format": "date-time"},
    })
}

fn list(items: &Value) -> Value {
    object(
        json!({"items": {"type": "array", "items": items}}),
        &["items"],
    )
}

fn staff() -> Value {
    json!({"summary": "Everybody who works here; roles administrator and auditor", "operationId": "listStaff",
        "security": security(),
        "responses": responses("200", "By user name.", list(&reference("MemberOfStaff")), &[403, 422])})
}

fn tokens() -> Value {
    json!({"summary": "Every service token, without the token; roles administrator and auditor",
        "operationId": "listServiceTokens", "security": security(),
        "responses": responses("200", "By name.", list(&reference("ServiceToken")), &[403, 422])})
}

fn one() -> Value {
    json!({"summary": "One member of staff; roles administrator and auditor", "operationId": "readStaff",
        "parameters": [named("username")], "security": security(),
        "responses": responses("200", "The member, with its ETag.", reference("MemberOfStaff"), &[403, 404, 422])})
}

fn history() -> Value {
    let text = json!({"type": "string"});
    let event = object(
        json!({
            "sequence": {"type": "integer"}, "at": {"type": "string", "format": "date-time"}, "who": text, "what": text,
            "because": {"type": ["string", "null"]}, "standing": text,
        }),
        &["sequence", "at", "who", "what", "because", "standing"],
    );
    let after = json!({"name": "after", "in": "query", "required": false, "schema": {"type": "integer"},
        "description": "A sequence number: events after it."});
    json!({"summary": "What was done about a member of staff; roles administrator and auditor",
        "operationId": "auditStaff", "parameters": [named("username"), after], "security": security(),
        "responses": responses("200", "Up to 100 events, the oldest first.", object(json!({
            "items": {"type": "array", "items": event}, "next_after": {"type": ["integer", "null"]},
        }), &["items", "next_after"]), &[403, 404, 422])})
}

fn change(act: Act) -> Value {
    let (summary, own) = match act {
        Act::Roles => (
            "Gives a member of staff other roles",
            Some(("roles", roles())),
        ),
        Act::DisplayName => (
            "Changes the name that colleagues see",
            Some(("display_name", json!({"type": "string"}))),
        ),
        Act::NewPassword => (
            "Gives a one-time password in place of theirs, and ends their sessions",
            None,
        ),
        Act::EndSessions => ("Ends every session of a member of staff", None),
        Act::Suspend => ("Keeps a member of staff out, at once", None),
        Act::Allow => ("Lets a member of staff sign in again", None),
    };
    let mut body = json!({"reason": {"type": "string", "minLength": 1, "maxLength": 1000}});
    let mut required = vec!["reason"];
    if let (Some((name, shape)), Some(members)) = (own, body.as_object_mut()) {
        members.insert(name.to_owned(), shape);
        required.push(name);
    }
    json!({"summary": format!("{summary}; role administrator"), "operationId": format!("staff-{}", act.id()),
        "parameters": [named("username"), {"name": "If-Match", "in": "header", "required": true,
            "schema": {"type": "string"}, "description": "The ETag that you read."}],
        "security": security(),
        "requestBody": {"required": true, "content": content(object(body, &required))},
        "responses": responses("200", "The member as it now is, with its new ETag.", reference("MemberOfStaff"),
            &[400, 403, 404, 409, 412, 413, 415, 422, 428])})
}

fn revoke() -> Value {
    let reason = json!({"reason": {"type": "string", "minLength": 1, "maxLength": 1000}});
    json!({"summary": "Revokes a service token for ever; role administrator", "operationId": "revokeServiceToken",
        "parameters": [named("name")], "security": security(),
        "requestBody": {"required": true, "content": content(object(reason, &["reason"]))},
        "responses": responses("200", "The token, revoked.", reference("ServiceToken"), &[400, 403, 404, 413, 415, 422])})
}

fn named(name: &str) -> Value {
    json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}})
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
        404 => "There is no such thing.",
        409 => {
            "Not possible as things stand: the name is taken, it is your own name, or nobody would be left who manages staff."
        }
        412 => "It has changed since that entity tag.",
        428 => "If-Match is missing.",
        413 => "The body is over 256 KiB.",
        415 => "The body is not declared as JSON.",
        422 => "Understood, but not valid. Every problem is named.",
        _ => "The store cannot be used now. Nothing was accepted.",
    }
}

fn object(properties: Value, required: &[&str]) -> Value {
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// Roles that somebody has, which may be none.
fn held() -> Value {
    json!({"type": "array", "uniqueItems": true, "items": {"type": "string"}})
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
            "display_name": {"type": "string"}, "roles": roles(), "reason": {"type": "string", "maxLength": 1000},
        }), &["username", "roles"]))},
        "responses": responses("201", "Made. The one-time password is shown only here.", reference("MemberOfStaff"),
            &[400, 403, 409, 413, 415, 422])})
}

fn create_token() -> Value {
    json!({"summary": "Makes a service token; role administrator", "operationId": "createServiceToken",
        "security": security(),
        "requestBody": {"required": true, "content": content(object(json!({
            "name": {"type": "string", "pattern": "^[a-z0-9.-]{2,64}$"}, "roles": roles(),
            "reason": {"type": "string", "maxLength": 1000},
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
