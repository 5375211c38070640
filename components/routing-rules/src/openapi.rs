//! The calls about versions of the rules as OpenAPI 3.1.

use serde_json::{Value, json};
use web::openapi::{content, reference};

use crate::api::bodies::TEXT_LIMIT;
use crate::simulation::PAGE;
use crate::versions::State;

/// The part of the document that this component answers for. The desk's part says how callers show themselves.
pub fn fragment() -> Value {
    json!({"paths": {
        "/api/v1/rulesets": {"get": list(), "post": propose()},
        "/api/v1/rulesets/difference": {"post": difference()},
        "/api/v1/rulesets/simulate": {"post": simulate(
            "simulateRules", "Tries texts on contacts that are kept; role service-designer",
            both(texts(), page()), json!([]),
        )},
        "/api/v1/rulesets/{id}/{version}": {"get": read()},
        "/api/v1/rulesets/{id}/{version}/approve": {"post": change(
            "approveRules", "Publishes a version that somebody else proposed, at once or for later; role service-designer",
            object(json!({"reason": nullable("string"), "takes_effect": nullable_moment()}), &[]),
        )},
        "/api/v1/rulesets/{id}/{version}/withdraw": {"post": change(
            "withdrawRules", "Takes back a proposal, or ends a published version; role service-designer",
            object(json!({"reason": {"type": "string"}}), &["reason"]),
        )},
        "/api/v1/rulesets/{id}/{version}/simulate": {"post": simulate(
            "simulateRuleVersion", "Tries a version on contacts that are kept; role service-designer",
            page(), path(),
        )},
    }, "components": {"schemas": schemas()}})
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
        404 => "There is no such version, or you may not know of it.",
        409 => "Not possible as things stand.",
        412 => "The version has changed since you read it.",
        413 => "The body is over 256 KiB.",
        415 => "The body is not declared as JSON.",
        422 => "Understood, but not valid. Every problem is named.",
        428 => "The header If-Match is missing.",
        _ => "The store cannot be used now. Nothing was accepted.",
    }
}

fn object(properties: Value, required: &[&str]) -> Value {
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn nullable(kind: &str) -> Value {
    json!({"type": [kind, "null"]})
}

fn nullable_moment() -> Value {
    json!({"type": ["string", "null"], "format": "date-time"})
}

fn sentences() -> Value {
    json!({"type": "array", "items": {"type": "string"}})
}

fn path() -> Value {
    json!([
        {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}, "example": "essex"},
        {"name": "version", "in": "path", "required": true, "schema": {"type": "integer", "minimum": 1}, "example": 3},
    ])
}

/// What somebody sends as a draft.
fn texts() -> Value {
    let text = |what: &str| {
        json!({"type": ["string", "null"], "maxLength": TEXT_LIMIT,
            "description": format!("{what}, TOML. Left out, it is as it is in use.")})
    };
    json!({"rules": text("The rules and teams"), "places": text("The places"),
        "calendar": text("Working hours and bank holidays")})
}

/// Which contacts.
fn page() -> Value {
    json!({"cursor": nullable("string"),
        "limit": {"type": ["integer", "null"], "minimum": 1, "maximum": PAGE, "default": PAGE}})
}

/// The members of two objects.
fn both(mut into: Value, from: Value) -> Value {
    if let (Some(into), Value::Object(from)) = (into.as_object_mut(), from) {
        into.extend(from);
    }
    into
}

fn ruleset() -> Value {
    object(
        json!({"id": {"type": "string"}, "version": {"type": "integer"}}),
        &["id", "version"],
    )
}

fn maybe_ruleset() -> Value {
    json!({"oneOf": [{"type": "null"}, ruleset()]})
}

/// What texts change and what nothing uses.
fn looked(more: Value, required: &[&str]) -> Value {
    let properties = json!({"compared_with": maybe_ruleset(), "difference": sentences(),
        "tried": {"type": "integer", "description": "Made-up contacts that it was tried with."},
        "never_applied": sentences(), "unread_facts": sentences()});
    let own = [
        "compared_with",
        "difference",
        "tried",
        "never_applied",
        "unread_facts",
    ];
    object(both(properties, more), &[&own, required].concat())
}

fn schemas() -> Value {
    let moment = json!({"type": "string", "format": "date-time"});
    let deed = object(
        json!({"who": {"type": "string"}, "at": moment}),
        &["who", "at"],
    );
    let maybe_deed = json!({"oneOf": [{"type": "null"}, deed]});
    let states: Vec<&str> = State::ALL.iter().map(|state| state.id()).collect();
    json!({
        "RulesVersion": object(json!({
            "ruleset": ruleset(), "state": {"type": "string", "enum": states},
            "in_use": {"type": "boolean", "description": "Contacts are decided with it now."},
            "takes_effect": nullable_moment(), "proposed": maybe_deed, "changed": maybe_deed,
        }), &["ruleset", "state", "in_use", "takes_effect", "proposed", "changed"]),
        "RulesProblem": object(json!({
            "text": {"type": "string", "enum": ["rules", "places", "calendar"]}, "line": {"type": "integer"},
            "message": {"type": "string"}, "remedy": {"type": "string"},
        }), &["text", "line", "message", "remedy"]),
        "RulesMoves": {"type": "array", "items": object(json!({
            "before": nullable("string"), "after": nullable("string"), "contacts": {"type": "integer"},
        }), &["before", "after", "contacts"])},
    })
}

fn list() -> Value {
    json!({"summary": "Every version of the rules; roles service-designer, auditor and manager",
        "operationId": "listRules", "security": security(),
        "responses": responses("200", "The newest first.", object(json!({
            "items": {"type": "array", "items": reference("RulesVersion")},
        }), &["items"]), &[403, 422])})
}

fn propose() -> Value {
    json!({"summary": "Proposes a version, for somebody else to approve; role service-designer",
        "operationId": "proposeRules", "security": security(),
        "requestBody": {"required": true, "content": content(object(texts(), &[]))},
        "responses": responses("201", "Proposed, with its ETag and what it changes.",
            looked(json!({"version": reference("RulesVersion")}), &["version"]),
            &[400, 403, 409, 413, 415, 422])})
}

fn difference() -> Value {
    json!({"summary": "What texts would change, what is wrong with them and what nothing uses; nothing is stored",
        "operationId": "differenceOfRules", "security": security(),
        "requestBody": {"required": true, "content": content(object(texts(), &[]))},
        "responses": responses("200", "The difference and every problem.", looked(json!({
            "ruleset": maybe_ruleset(),
            "problems": {"type": "array", "items": reference("RulesProblem")},
        }), &["ruleset", "problems"]), &[400, 403, 409, 413, 415, 422])})
}

fn read() -> Value {
    let rule = object(
        json!({"id": {"type": "string"}, "when": {"type": "string"}, "then": sentences(),
            "because": {"type": "string"}}),
        &["id", "when", "then", "because"],
    );
    let event = object(
        json!({"at": {"type": "string", "format": "date-time"}, "who": {"type": "string"},
            "what": {"type": "string"}, "version": {"type": "integer"}, "takes_effect": nullable_moment(),
            "because": nullable("string")}),
        &["at", "who", "what", "version", "takes_effect", "because"],
    );
    let own = object(
        json!({"rules": {"type": "string"}, "places": {"type": "string"}, "calendar": {"type": "string"}}),
        &["rules", "places", "calendar"],
    );
    json!({"summary": "One version: its texts, its rules in English, what it changes and what happened",
        "operationId": "readRules", "security": security(), "parameters": path(),
        "responses": responses("200", "The version, with its ETag.", looked(json!({
            "version": reference("RulesVersion"), "texts": own,
            "rules": {"type": "array", "items": rule},
            "problems": {"type": "array", "items": reference("RulesProblem")},
            "history": {"type": "array", "items": event},
        }), &["version", "texts", "rules", "problems", "history"]), &[404, 422])})
}

fn simulate(id: &str, summary: &str, body: Value, parameters: Value) -> Value {
    let count = json!({"type": "integer"});
    json!({"summary": summary, "operationId": id, "security": security(), "parameters": parameters,
        "description": "Contacts are decided again from their facts alone, the newest first, by the version in use and by \
                        this one. Numbers come back and nobody's contact; that the facts were read is written down.",
        "requestBody": {"required": true, "content": content(object(body, &[]))},
        "responses": responses("200", "How many go from where to where.", object(json!({
            "compared_with": ruleset(), "contacts": count, "changed": count, "sooner": count, "later": count,
            "decided_otherwise": count,
            "queue": reference("RulesMoves"), "priority": reference("RulesMoves"),
            "locality": reference("RulesMoves"),
            "applied": {"type": "object", "additionalProperties": count},
            "next_cursor": nullable("string"),
        }), &["compared_with", "contacts", "changed", "sooner", "later", "decided_otherwise", "queue", "priority",
            "locality", "applied", "next_cursor"]), &[400, 403, 404, 409, 413, 415, 422])})
}

fn change(id: &str, summary: &str, body: Value) -> Value {
    let mut parameters = path();
    if let Some(parameters) = parameters.as_array_mut() {
        parameters.push(json!({"name": "If-Match", "in": "header", "required": true,
            "schema": {"type": "string"}, "description": "The ETag that you read."}));
    }
    json!({"summary": summary, "operationId": id, "security": security(), "parameters": parameters,
        "requestBody": {"required": false, "content": content(body)},
        "responses": responses("200", "The version as it now is, with its new ETag.", reference("RulesVersion"),
            &[400, 403, 404, 409, 412, 413, 415, 422, 428])})
}
