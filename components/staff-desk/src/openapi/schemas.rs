//! The shapes that several calls answer.

use serde_json::{Value, json};
use vocabulary::Status;

use super::{merge, nullable, object, priority, schema, texts, words};

/// Every shape by its name.
pub fn all() -> Value {
    let moment = json!({"type": "string", "format": "date-time"});
    let item = json!({
        "reference": {"type": "string"}, "status": words(Status::ALL.iter().map(|word| word.id())),
        "form": object(json!({"id": {"type": "string"}, "version": {"type": "integer"}}), &["id", "version"]),
        "queue": {"type": "string"}, "priority": priority(), "respond_by": moment, "submitted_at": moment,
        "locality": nullable("string"), "assignee": nullable("string"), "name": nullable("string"),
        "needs": texts(), "risks": texts(), "safeguarding_sign": {"type": "boolean"},
        "waiting_until": {"type": ["string", "null"], "format": "date-time"},
        "unanswered": {"type": "integer", "minimum": 0}, "merged_into": nullable("string"),
        "needs_welfare_check": {"type": "boolean", "description": "Nobody answers who may be in danger, and somebody who leads has yet to decide."},
        "escalated": {"type": ["string", "null"], "enum": ["at-risk", "overdue", null], "description": "How far it was written down that it is late."},
    });
    let item_names = [
        "reference",
        "status",
        "form",
        "queue",
        "priority",
        "respond_by",
        "submitted_at",
        "locality",
        "assignee",
        "name",
        "needs",
        "risks",
        "safeguarding_sign",
        "waiting_until",
        "unanswered",
        "merged_into",
        "needs_welfare_check",
        "escalated",
    ];
    let finding = object(
        json!({"finding": {"type": "string"}, "because": {"type": "string"}}),
        &["finding", "because"],
    );
    let more = json!({
        "channel": {"type": "string"},
        "answers": {"type": "array", "items": schema("Answer")},
        "decision": {"type": "object", "description": "As routing decided on arrival."},
        "rule_ten_sign": {"type": "boolean"}, "about_someone_else": {"type": "boolean"}, "flags": texts(),
        "s42_decision": {"oneOf": [{"type": "null"}, object(json!({
            "limbs": object(json!({"a": finding, "b": finding, "c": finding}), &["a", "b", "c"]),
            "decision": {"type": "string"}, "reasons": {"type": "string"}, "queue": {"type": "string"},
        }), &["limbs", "decision", "reasons"])]},
        "outcome": nullable("string"), "restricted_to": texts(),
        "timeline": {"type": "array", "items": object(json!({"at": moment, "who": {"type": "string"},
            "what": {"type": "string"}, "text": nullable("string")}), &["at", "who", "what", "text"])},
        "assessment": super::assessments::assessment(), "casework": super::casework::shape(),
        "also_here": {"type": "array", "items": object(json!({"who": {"type": "string"}, "at": moment}), &["who", "at"])},
        "been_in": texts(), "merged_here": texts(),
    });
    let more_names = [
        "channel",
        "answers",
        "decision",
        "rule_ten_sign",
        "about_someone_else",
        "flags",
        "s42_decision",
        "outcome",
        "restricted_to",
        "timeline",
        "assessment",
        "casework",
        "also_here",
        "been_in",
        "merged_here",
    ];
    let all_names: Vec<&str> = item_names.into_iter().chain(more_names).collect();
    json!({
        "Answer": object(json!({"id": {"type": "string"}, "question": {"type": "string"},
            "answer": {"description": "The value of the question's kind."}}), &["id", "question", "answer"]),
        "ReferralItem": object(item.clone(), &item_names),
        "ReferralList": object(json!({"items": {"type": "array", "items": schema("ReferralItem")},
            "next_cursor": nullable("string")}), &["items", "next_cursor"]),
        "Referral": object(merge(item, more), &all_names),
        "Problem": json!({"type": "object", "required": ["type", "title", "status", "detail"], "properties": {
            "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {"type": "array", "items": object(json!({"field": {"type": "string"},
                "message": {"type": "string"}}), &["field", "message"])},
        }}),
    })
}
