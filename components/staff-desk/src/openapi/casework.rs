//! What staff do with a referral between taking it on and closing it.

use ::casework::{ANSWERED, FINDINGS, HOW, Kind, RELATIONS, SAFE_TO_TALK};
use serde_json::{Value, json};

use super::{
    content_list, merge, nullable, object, queue, responses, schema, security, text, words,
};

/// What a step is for, and the shape of its body.
pub fn step(kind: Kind) -> (&'static str, Value) {
    let reason = || object(json!({ "reason": text() }), &["reason"]);
    match kind {
        Kind::ContactAttempt => (
            "Records a try to reach the person, whether or not anybody answered",
            object(
                json!({"how": ids(&HOW), "answered": ids(&ANSWERED), "safe_to_talk": ids(&SAFE_TO_TALK),
                    "note": {"type": ["string", "null"]}}),
                &["how", "answered", "safe_to_talk"],
            ),
        ),
        Kind::Wait => (
            "Says what is being waited for, and until when; the clock runs on",
            object(
                json!({"what_for": text(), "until": day()}),
                &["what_for", "until"],
            ),
        ),
        Kind::EndWait => ("Ends the waiting before its day", reason()),
        Kind::DecideWelfareCheck => (
            "Records a senior's decision on whether somebody goes to see that the person is safe",
            object(
                json!({"decision": ids(&FINDINGS), "reasons": text()}),
                &["decision", "reasons"],
            ),
        ),
        Kind::Escalate => ("Asks a senior to look", reason()),
        Kind::SetCaseNumber => (
            "Records the number under which the case system knows the person",
            object(json!({ "number": text() }), &["number"]),
        ),
        Kind::Allocate => (
            "Records the worker of the case system to whom the person was given",
            object(json!({ "worker": text() }), &["worker"]),
        ),
        Kind::NoteVisitorSafety => (
            "Records what somebody who visits must know to be safe",
            object(
                json!({"what": text(), "source": text(), "dated": day(), "review_on": day()}),
                &["what", "source", "dated", "review_on"],
            ),
        ),
        Kind::EndVisitorSafety => (
            "Records that what was noted for visitors no longer holds",
            reason(),
        ),
        Kind::Link => ("Links another contact with this one", link()),
        Kind::Unlink => ("Takes a link away", link()),
        Kind::Merge => (
            "Lets this contact go on as part of another one",
            object(
                json!({"into": {"type": "string", "example": "ASC-XXXX-XXXX"}, "reason": text()}),
                &["into", "reason"],
            ),
        ),
        Kind::Unmerge => ("Lets a merged contact stand alone again", reason()),
    }
}

fn link() -> Value {
    object(
        json!({"other": {"type": "string", "example": "ASC-XXXX-XXXX"}, "relation": ids(&RELATIONS), "reason": text()}),
        &["other", "relation", "reason"],
    )
}

fn ids(known: &[(&str, &str)]) -> Value {
    words(known.iter().map(|(id, _)| *id))
}

fn day() -> Value {
    json!({"type": "string", "format": "date"})
}

/// Claiming what comes first.
pub fn next() -> Value {
    let nothing = json!({"204": {"description": "Nobody is waiting in these queues."}});
    let claimed = responses(
        "200",
        "The most pressing referral that nobody held, claimed for you, with its ETag.",
        schema("Referral"),
        &[400, 403, 413, 415, 422],
    );
    json!({"summary": "Claims what comes first of what nobody holds", "operationId": "nextReferral",
        "security": security(),
        "requestBody": {"required": false, "content": super::content(object(
            json!({"queues": {"type": "array", "items": queue(), "uniqueItems": true}}), &[]))},
        "responses": merge(claimed, nothing)})
}

/// What was done with a referral, as it shows it.
pub fn shape() -> Value {
    let step = || {
        json!({"type": ["object", "null"], "required": ["at", "who", "what", "said"], "properties": {
            "at": {"type": "string", "format": "date-time"}, "who": {"type": "string"},
            "what": {"type": "string"},
            "said": {"type": "object", "description": "The body that the step came with."}}})
    };
    json!({"type": "object", "required": ["unanswered", "waiting", "welfare_check", "case_number", "allocated_worker",
        "visitor_safety", "links", "merged", "steps"],
    "properties": {
        "unanswered": {"type": "integer", "minimum": 0, "description": "How many tries in a row nobody answered."},
        "waiting": step(), "welfare_check": step(), "case_number": nullable("string"),
        "allocated_worker": nullable("string"), "visitor_safety": step(),
        "links": content_list(step()), "merged": step(), "steps": content_list(step()),
    }})
}
