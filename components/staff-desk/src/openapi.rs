//! The staff API as OpenAPI 3.1, from the same tables that the code reads.

mod assessments;
mod casework;
mod forms;
mod schemas;

use ::assessments::Kind;
use ::casework::{Attention, Kind as Work, Order, Sign};
use serde_json::{Map, Value, json};
use vocabulary::{Channel, EVENT_OUTCOMES, Form, Priority, QUEUES, Status};
use web::openapi::{content, reference as schema};

use crate::api::TEXT_LIMIT;
use crate::referral::Action;

/// The part of the document that the desk answers for: `paths` and `components.schemas`.
pub fn fragment() -> Value {
    let paths = json!({
        "/api/v1/referrals": {"get": list()},
        "/api/v1/referrals/changes": {"get": changes()},
        "/api/v1/referrals/next": {"post": casework::next()},
        "/api/v1/referrals/search": {"post": search()},
        "/api/v1/referrals/{reference}": {"get": read()},
        "/api/v1/referrals/{reference}/audit": {"get": audit()},
        "/api/v1/referrals/{reference}/summary": {"get": assessments::summary()},
        "/api/v1/referrals/{reference}/possible-matches": {"get": assessments::possible_matches()},
        "/api/v1/referrals/{reference}/files/{number}": {"get": file()},
        "/api/v1/work": {"post": work()},
    });
    let steps = Kind::ALL.into_iter().map(Action::Assess);
    let steps = steps.chain(Work::ALL.into_iter().map(Action::Work));
    let changes: Map<String, Value> = Action::ALL
        .into_iter()
        .chain(steps)
        .map(|action| {
            let path = format!("/api/v1/referrals/{{reference}}/{}", action.id());
            (path, json!({"post": change(action)}))
        })
        .collect();
    let paths = merge(merge(paths, Value::Object(changes)), forms::paths());
    json!({"paths": paths, "components": {"schemas": merge(schemas::all(), forms::schemas()), "securitySchemes": {
        "serviceToken": {"type": "http", "scheme": "bearer"},
        "staffSession": {"type": "apiKey", "in": "cookie", "name": crate::who::SESSION_COOKIE},
    }}})
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
        404 => "There is no such thing, or you may not know that there is.",
        409 => {
            "Not possible as things stand: claimed already, a section 42 decision is missing, or a file is not safe to open."
        }
        412 => "The referral has changed since that entity tag.",
        413 => "The body is over 256 KiB.",
        415 => "The body is not declared as JSON.",
        422 => "Understood, but not valid. Every problem is named.",
        428 => "If-Match is missing.",
        _ => "The store cannot be used now. Nothing was accepted.",
    }
}

fn query(name: &str, schema: Value, description: &str) -> Value {
    json!({"name": name, "in": "query", "required": false, "schema": schema, "description": description})
}

fn reference() -> Value {
    json!({"name": "reference", "in": "path", "required": true, "schema": {"type": "string"},
        "example": "ASC-XXXX-XXXX"})
}

fn text() -> Value {
    json!({"type": "string", "minLength": 1, "maxLength": TEXT_LIMIT})
}

fn nullable(kind: &str) -> Value {
    json!({"type": [kind, "null"]})
}

fn words<'a>(ids: impl Iterator<Item = &'a str>) -> Value {
    json!({"type": "string", "enum": ids.collect::<Vec<_>>()})
}

fn finding() -> Value {
    json!({"type": "string", "minLength": 1, "examples": ["yes", "no", "unknown"]})
}

fn content_list(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

fn texts() -> Value {
    json!({"type": "array", "items": {"type": "string"}})
}

/// An object whose members are all known.
fn object(properties: Value, required: &[&str]) -> Value {
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn queue() -> Value {
    words(QUEUES.iter().map(|(id, _)| *id))
}

fn priority() -> Value {
    words(Priority::MOST_PRESSING_FIRST.iter().map(|word| word.id()))
}

fn list() -> Value {
    json!({"summary": "Referrals by priority, respond-by and reference, or in another order", "operationId": "listReferrals",
        "security": security(),
        "parameters": [
            query("queue", queue(), "Only this queue."),
            query("status", words(Status::ALL.iter().map(|word| word.id())), "Only this status; without it, all."),
            query("priority", priority(), "Only this priority."),
            query("locality", json!({"type": "string"}), "Only this locality."),
            query("assignee", json!({"type": "string"}), "Only what this person holds."),
            query("due_before", json!({"type": "string", "format": "date-time"}), "Respond-by before this moment."),
            query("form", words(Form::ALL.iter().map(|form| form.id())), "Only what came through this form."),
            query("channel", words(Channel::ALL.iter().map(|channel| channel.id())), "Only what came this way."),
            query("unassigned", json!({"type": "boolean"}), "Only what nobody holds."),
            query("waiting", json!({"type": "boolean"}), "Only where something is being waited for now, or nothing is."),
            query("sign", words(Sign::ALL.iter().map(|word| word.id())), "Only with this sign that somebody may be in danger."),
            query("attention", words(Attention::ALL.iter().map(|word| word.id())), "Only what is open and somebody should look at now."),
            query("sort", words(Order::ALL.iter().map(|word| word.id())), "In which order; without it, the most pressing first."),
            query("q", json!({"type": "string"}), "Exactly this reference."),
            query("limit", json!({"type": "integer", "minimum": 1, "maximum": 200, "default": 50}), "How many at once."),
            query("cursor", json!({"type": "string"}), "next_cursor of the page before."),
        ],
        "responses": responses("200", "A page of the list.", schema("ReferralList"), &[403, 422])})
}

fn changes() -> Value {
    json!({"summary": "A counter that rises with every change to any referral", "operationId": "referralChanges",
    "security": security(),
    "parameters": [{"name": "If-None-Match", "in": "header", "required": false, "schema": {"type": "string"}}],
    "responses": merge(
        responses("200", "The counter, with an ETag.",
            object(json!({"counter": {"type": "integer"}}), &["counter"]), &[422]),
        json!({"304": {"description": "Nothing has changed since that ETag."}}),
    )})
}

fn merge(mut into: Value, from: Value) -> Value {
    if let (Some(into), Value::Object(from)) = (into.as_object_mut(), from) {
        into.extend(from);
    }
    into
}

fn search() -> Value {
    let criterion = json!({"type": "string"});
    json!({"summary": "Finds referrals by a person's particulars; the reason is written down",
        "operationId": "searchReferrals", "security": security(),
        "requestBody": {"required": true, "content": content(object(json!({
            "given_name": criterion, "family_name": criterion,
            "date_of_birth": {"type": "string", "format": "date", "description": "Counts only together with a name."},
            "phone": criterion, "email": criterion, "postcode": criterion, "reason": text(),
        }), &["reason"]))},
        "responses": responses("200", "At most 50 referrals.", schema("ReferralList"), &[400, 403, 413, 415, 422])})
}

fn read() -> Value {
    json!({"summary": "One referral, in clear", "operationId": "readReferral", "security": security(),
        "parameters": [reference()],
        "responses": responses("200", "The referral, with its ETag.", schema("Referral"), &[403, 404, 422])})
}

fn audit() -> Value {
    json!({"summary": "Every read and change of one referral", "operationId": "auditReferral",
        "security": security(),
        "parameters": [reference(), query("after", json!({"type": "integer", "minimum": 0}), "next_after of the part before.")],
        "responses": responses("200", "Up to 500 events, oldest first.", object(json!({
            "items": {"type": "array", "items": object(json!({
                "sequence": {"type": "integer"}, "at": {"type": "string", "format": "date-time"},
                "who": {"type": "string"}, "what": {"type": "string"}, "because": nullable("string"),
                "hash": {"type": "string"},
            }), &["sequence", "at", "who", "what", "because", "hash"])},
            "next_after": nullable("integer"),
        }), &["items", "next_after"]), &[403, 404, 422])})
}

fn file() -> Value {
    let number = json!({"name": "number", "in": "path", "required": true,
        "schema": {"type": "integer", "minimum": 1},
        "description": "Its place among the files that the referral's answers name."});
    let unchecked = query(
        "unchecked",
        json!({"type": "boolean", "default": false}),
        "Send it although no virus scanner has looked at it.",
    );
    let mut responses = responses("200", "", json!({}), &[403, 404, 409, 422]);
    if let Some(well) = responses.get_mut("200") {
        let bytes = json!({"schema": {"type": "string", "format": "binary"}});
        *well = json!({"description": "The file, to be saved. Its type is what its first bytes say.",
            "content": {"*/*": bytes}});
    }
    json!({"summary": "A file that somebody added to a form", "operationId": "readReferralFile",
        "security": security(),
        "parameters": [reference(), number, unchecked],
        "responses": responses})
}

fn change(action: Action) -> Value {
    let limb = || {
        object(
            json!({"finding": finding(), "because": text()}),
            &["finding", "because"],
        )
    };
    let (summary, body) = match action {
        Action::Claim => (
            "Takes the referral: of any number of claims one wins",
            object(json!({}), &[]),
        ),
        Action::Release => (
            "Puts the referral back into its queue",
            object(json!({}), &[]),
        ),
        Action::Assign => (
            "Hands the referral to somebody",
            object(json!({"assignee": {"type": "string"}}), &["assignee"]),
        ),
        Action::Note => ("Adds a note", object(json!({"text": text()}), &["text"])),
        Action::Priority => (
            "Changes the priority",
            object(
                json!({"priority": priority(), "reason": text()}),
                &["priority", "reason"],
            ),
        ),
        Action::Reroute => (
            "Moves the referral to another queue",
            object(
                json!({"queue": queue(), "reason": text()}),
                &["queue", "reason"],
            ),
        ),
        Action::S42Decision => (
            "Records a decision under section 42 of the Care Act 2014",
            object(
                json!({
                    "limbs": object(json!({"a": limb(), "b": limb(), "c": limb()}), &["a", "b", "c"]),
                    "decision": text(), "reasons": text(),
                    "queue": {"type": ["string", "null"], "description": "With no-enquiry: where it goes instead, in the same step."},
                }),
                &["limbs", "decision", "reasons"],
            ),
        ),
        Action::Close => (
            "Closes the referral with an outcome of the client level data",
            object(
                json!({
                    "outcome": words(EVENT_OUTCOMES.iter().copied()), "note": {"type": ["string", "null"], "maxLength": TEXT_LIMIT},
                    "no_reply": {"type": ["boolean", "null"], "description": "Nobody could be reached."},
                }),
                &["outcome"],
            ),
        ),
        Action::Restrict => (
            "Lets only the people named see the referral; nobody named lifts that",
            object(
                json!({
                    "people": texts(), "reason": text(),
                }),
                &["people", "reason"],
            ),
        ),
        Action::Assess(kind) => assessments::step(kind),
        Action::Work(kind) => casework::step(kind),
    };
    json!({"summary": summary, "operationId": format!("{}Referral", action.id().replace('-', "_")),
        "security": security(),
        "parameters": [reference(), {"name": "If-Match", "in": "header", "required": true,
            "schema": {"type": "string"}, "description": "The ETag that you read."}],
        "requestBody": {"required": false, "content": content(body)},
        "responses": responses("200", "The referral as it now is, with its new ETag.", schema("Referral"),
            &[400, 403, 404, 409, 412, 413, 415, 422, 428])})
}

fn work() -> Value {
    let count = json!({"type": "integer"});
    json!({"summary": "Does one bounded slice of background work; role worker", "operationId": "work",
        "security": security(),
        "requestBody": {"required": false, "content": content(object(json!({}), &[]))},
        "responses": responses("200", "What was done.", object(json!({
            "notices_sent": count, "drafts_expired": count, "receipts_expired": count, "escalated": count, "checkpoints": count,
            "files_scanned": count, "files_infected": count, "files_expired": count,
        }), &["notices_sent", "drafts_expired", "receipts_expired", "escalated", "checkpoints",
            "files_scanned", "files_infected", "files_expired"]), &[400, 403, 413, 415, 422])})
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
                    assert!(
                        described[route.pattern][method.to_lowercase()]["summary"].is_string(),
                        "{method} {}",
                        route.pattern
                    );
                }
            }
        }
        assert_eq!(described.len(), patterns);
    }

    #[test]
    fn every_reference_leads_to_a_schema() {
        let fragment = fragment();
        let text = fragment.to_string();
        for part in text.split("#/components/schemas/").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(
                fragment["components"]["schemas"][name].is_object(),
                "{name}"
            );
        }
    }
}
