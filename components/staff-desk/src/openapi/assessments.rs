//! A carer's assessment and possible matches.

use ::assessments::{HOW, Kind, State};
use serde_json::{Value, json};
use vocabulary::CarerOutcome;

use super::{
    content_list, nullable, object, reference, responses, schema, security, text, texts, words,
};
use crate::api::DECISIONS;
use crate::possible_match::{Likeness, Relation};

/// What a step is for, and the shape of its body.
pub fn step(kind: Kind) -> (&'static str, Value) {
    let maybe = || json!({"type": ["string", "null"]});
    let yes = || json!({"type": "boolean"});
    match kind {
        Kind::Begin => (
            "Begins to check a carer's self-assessment with the carer",
            object(json!({}), &[]),
        ),
        Kind::Conversation => (
            "Records a conversation with the carer; the first one begins the checking",
            object(
                json!({"held_on": day(), "how": how(), "who_was_there": text(),
                    "told_about_process": yes(), "notes": text()}),
                &[
                    "held_on",
                    "how",
                    "who_was_there",
                    "told_about_process",
                    "notes",
                ],
            ),
        ),
        Kind::AskAboutJoint => (
            "Records whether the carer, or a person cared for, agrees to a joint assessment; each is asked alone",
            object(
                json!({
                    "cared_for": {"type": ["string", "null"], "description": "The name of the person cared for; left out for the carer."},
                    "agrees": yes(), "asked_on": day(),
                    "asked_alone": {"type": "boolean", "description": "Must be true."}, "note": maybe(),
                }),
                &["agrees", "asked_on", "asked_alone"],
            ),
        ),
        Kind::ChangeAnswer => (
            "Changes an answer with the carer's agreement; what was sent is kept",
            object(
                json!({
                    "question": {"type": "string"},
                    "asked": {"type": ["string", "null"], "description": "Needed for a question that was not answered before."},
                    "said": text(), "answer": {"description": "The value of the question's kind."}, "because": text(),
                    "carer_agrees": {"type": "boolean", "description": "Must be true."},
                }),
                &["question", "said", "because", "carer_agrees"],
            ),
        ),
        Kind::Agree => (
            "Carer and worker agree on what the assessment says",
            object(json!({}), &[]),
        ),
        Kind::Decide => (
            "Records a person's decision under sections 13 and 24 of the Care Act 2014",
            object(
                json!({
                    "conditions": conditions(), "decision": decision(), "reasons": text(),
                    "advice": {"type": ["string", "null"], "description": "Needed with not-eligible: section 24(2)."},
                }),
                &["conditions", "decision", "reasons"],
            ),
        ),
        Kind::GiveRecord => (
            "Records that the carer was given the written record",
            object(json!({"on": day(), "how": how()}), &["on", "how"]),
        ),
        Kind::Decline => (
            "Records that the carer does not want the assessment",
            object(json!({"reason": text()}), &["reason"]),
        ),
        Kind::Resume => (
            "Records that the carer wants it after all; opens the referral again where it was closed",
            object(json!({"reason": text()}), &["reason"]),
        ),
    }
}

pub fn possible_matches() -> Value {
    let found = object(
        json!({
            "referral": schema("ReferralItem"), "relation": words(Relation::ALL.iter().copied().map(Relation::id)),
            "because": {"type": "array", "items": words(Likeness::ALL.iter().copied().map(Likeness::id)),
                "description": "What both have in common: besides the last name, unless the relation is same-person."},
            "score": {"type": ["string", "null"], "enum": ["possible", "likely", "strong", null],
                "description": "How sure it is that both are about the same person."},
        }),
        &["referral", "relation", "because", "score"],
    );
    let answer = object(
        json!({"items": content_list(found), "warning": {"type": "string"}}),
        &["items", "warning"],
    );
    json!({"summary": "Contacts that may be about the same person, or about the people whom this one's carer looks after, and the other way round",
        "operationId": "possibleMatches", "security": security(), "parameters": [reference()],
        "responses": responses("200", "At most 20. None where either contact is restricted.", answer, &[403, 404, 422])})
}

/// One page of what a carer told us.
pub fn summary() -> Value {
    let quote = || {
        let words = || json!({"type": "string"});
        object(
            json!({"question": words(), "asked": words(), "said": words()}),
            &["question", "asked", "said"],
        )
    };
    let outcomes = || {
        let one = object(
            json!({"outcome": words(CarerOutcome::ALL.iter().map(|outcome| outcome.id())),
                "quotes": content_list(quote())}),
            &["outcome", "quotes"],
        );
        content_list(one)
    };
    let hours = object(
        json!({"per_week": nullable("number"), "band": nullable("string"), "fifty_or_more": {"type": "boolean"}}),
        &["per_week", "band", "fifty_or_more"],
    );
    let condition = object(
        json!({"id": {"type": "string"}, "heading": {"type": "string"}, "says": {"type": "string"}}),
        &["id", "heading", "says"],
    );
    let answer = object(
        json!({
            "reference": {"type": "string"}, "cautions": texts(), "safe_to_mention": {"type": "boolean"},
            "hours": hours,
            "sections": {"type": "object", "description": "By heading, strengths first.",
                "additionalProperties": content_list(quote())},
            "outcomes_counted": outcomes(), "takes_longer_only": outcomes(),
            "conditions": content_list(condition), "still_to_ask": texts(),
            "changed_answers": content_list(changed_answer()),
        }),
        &[
            "reference",
            "cautions",
            "safe_to_mention",
            "hours",
            "sections",
            "outcomes_counted",
            "takes_longer_only",
            "conditions",
            "still_to_ask",
            "changed_answers",
        ],
    );
    json!({"summary": "What a carer told us, on one page, strengths first; it decides nothing",
        "operationId": "summariseAssessment", "security": security(), "parameters": [reference()],
        "responses": responses("200", "The summary of what was sent, and what was changed with the carer since.",
            answer, &[403, 404, 409, 422])})
}

/// An answer that was changed with the carer's agreement.
fn changed_answer() -> Value {
    let said = object(
        json!({"said": {"type": "string"}, "answer": {}}),
        &["said", "answer"],
    );
    let version = recorded(
        json!({"said": {"type": "string"}, "answer": {}, "because": {"type": "string"}}),
        &["said", "answer", "because"],
    );
    object(
        json!({
            "id": {"type": "string"}, "question": nullable("string"),
            "sent": {"oneOf": [{"type": "null"}, said]}, "versions": content_list(version),
        }),
        &["id", "question", "sent", "versions"],
    )
}

fn moment() -> Value {
    json!({"type": "string", "format": "date-time"})
}

/// Something that was recorded, with who did and when.
fn recorded(members: Value, required: &[&str]) -> Value {
    let by = json!({"at": moment(), "who": {"type": "string"}});
    let required: Vec<&str> = required.iter().copied().chain(["at", "who"]).collect();
    object(super::merge(members, by), &required)
}

/// The shape of an assessment in a referral.
pub fn assessment() -> Value {
    let state = || words(State::ALL.into_iter().map(State::id));
    let yes = || json!({"type": "boolean"});
    let conversation = recorded(
        json!({"held_on": day(), "how": how(), "who_was_there": {"type": "string"},
            "told_about_process": yes(), "notes": {"type": "string"}}),
        &[
            "held_on",
            "how",
            "who_was_there",
            "told_about_process",
            "notes",
        ],
    );
    let joint = recorded(
        json!({"cared_for": nullable("string"), "agrees": yes(), "asked_on": day(),
            "asked_alone": yes(), "note": nullable("string")}),
        &["cared_for", "agrees", "asked_on", "asked_alone", "note"],
    );
    let decided = recorded(
        json!({"conditions": conditions(), "decision": decision(), "reasons": {"type": "string"},
            "advice": nullable("string")}),
        &["conditions", "decision", "reasons", "advice"],
    );
    let given = recorded(json!({"on": day(), "how": how()}), &["on", "how"]);
    let shape = object(
        json!({
            "state": state(), "at": moment(),
            "states": content_list(object(json!({"state": state(), "at": moment()}), &["state", "at"])),
            "declined_at": nullable("string"), "conversations": content_list(conversation),
            "joint_answers": content_list(joint), "may_be_joint_with": texts(),
            "changed_answers": content_list(changed_answer()), "decisions": content_list(decided),
            "record_given": {"oneOf": [{"type": "null"}, given]},
        }),
        &[
            "state",
            "at",
            "states",
            "declined_at",
            "conversations",
            "joint_answers",
            "may_be_joint_with",
            "changed_answers",
            "decisions",
            "record_given",
        ],
    );
    json!({"oneOf": [{"type": "null"}, shape], "description": "Of a carer's self-assessment only. The answers are as they were sent."})
}

fn day() -> Value {
    json!({"type": "string", "format": "date"})
}

fn how() -> Value {
    words(HOW.iter().map(|(id, _)| *id))
}

fn decision() -> Value {
    words(DECISIONS.iter().map(|(id, _)| *id))
}

fn conditions() -> Value {
    let finding = || {
        object(
            json!({"met": {"type": "boolean"}, "because": text()}),
            &["met", "because"],
        )
    };
    object(
        json!({"necessary_care": finding(), "effect": finding(), "wellbeing": finding()}),
        &["necessary_care", "effect", "wellbeing"],
    )
}
