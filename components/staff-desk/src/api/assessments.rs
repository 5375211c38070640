//! A carer's assessment in the API: the bodies of its steps, and its shape in a referral.

use assessments::{
    Assessment, Change, ChangedAnswer, Conversation, Decision, Finding, GivenRecord, HOW,
    JointAnswer, Kind, Step,
};
use serde::Serialize;
use serde_json::{Value, json};
use vocabulary::Instant;
use web::FieldProblem;

use super::members::Members;
use crate::referral::Referral;

/// The two decisions that a person can record: id, and the words for staff.
pub const DECISIONS: [(&str, &str); 2] = [
    ("eligible", "Eligible: all three conditions are met"),
    ("not-eligible", "Not eligible: a condition is not met"),
];

/// Reads the body of a step.
pub fn change(kind: Kind, body: &Value) -> Result<Change, Vec<FieldProblem>> {
    let how: Vec<&str> = HOW.iter().map(|(id, _)| *id).collect();
    match kind {
        Kind::Begin => Members::of(body, &[]).finish(Change::Begin),
        Kind::Agree => Members::of(body, &[]).finish(Change::Agree),
        Kind::Conversation => {
            let known = [
                "held_on",
                "how",
                "who_was_there",
                "told_about_process",
                "notes",
            ];
            let mut members = Members::of(body, &known);
            let held = Conversation {
                held_on: members.date("held_on"),
                how: members.word("how", &how),
                who_was_there: members.text("who_was_there"),
                told_about_process: members.boolean("told_about_process"),
                notes: members.text("notes"),
            };
            members.finish(Change::Conversation(held))
        }
        Kind::AskAboutJoint => {
            let known = ["cared_for", "agrees", "asked_on", "asked_alone", "note"];
            let mut members = Members::of(body, &known);
            let answer = JointAnswer {
                cared_for: members.optional_text("cared_for"),
                agrees: members.boolean("agrees"),
                asked_on: members.date("asked_on"),
                asked_alone: members.boolean("asked_alone"),
                note: members.optional_text("note"),
            };
            members.finish(Change::AskAboutJoint(answer))
        }
        Kind::ChangeAnswer => {
            let known = [
                "question",
                "asked",
                "said",
                "answer",
                "because",
                "carer_agrees",
            ];
            let mut members = Members::of(body, &known);
            let changed = ChangedAnswer {
                question: members.text("question"),
                asked: members.optional_text("asked"),
                said: members.text("said"),
                value: members.any("answer").map(Value::to_string),
                because: members.text("because"),
                carer_agrees: members.boolean("carer_agrees"),
            };
            members.finish(Change::ChangeAnswer(changed))
        }
        Kind::Decide => decision(body),
        Kind::GiveRecord => {
            let mut members = Members::of(body, &["on", "how"]);
            let given = GivenRecord {
                on: members.date("on"),
                how: members.word("how", &how),
            };
            members.finish(Change::GiveRecord(given))
        }
        Kind::Decline => reason(body).map(Change::Decline),
        Kind::Resume => reason(body).map(Change::Resume),
    }
}

fn reason(body: &Value) -> Result<String, Vec<FieldProblem>> {
    let mut members = Members::of(body, &["reason"]);
    let reason = members.text("reason");
    members.finish(reason)
}

fn decision(body: &Value) -> Result<Change, Vec<FieldProblem>> {
    const CONDITIONS: [&str; 3] = ["necessary_care", "effect", "wellbeing"];
    let mut members = Members::of(body, &["conditions", "decision", "reasons", "advice"]);
    let [necessary_care, effect, wellbeing] =
        members.object("conditions", &CONDITIONS, |conditions| {
            CONDITIONS.map(|condition| {
                conditions.object(condition, &["met", "because"], |members| Finding {
                    met: members.boolean("met"),
                    because: members.text("because"),
                })
            })
        });
    let decision = members.word("decision", &DECISIONS.map(|(id, _)| id));
    let decided = Decision {
        necessary_care,
        effect,
        wellbeing,
        eligible: decision == DECISIONS[0].0,
        reasons: members.text("reasons"),
        advice: members.optional_text("advice"),
    };
    members.finish(Change::Decide(decided))
}

#[derive(Serialize)]
struct StateShape {
    state: &'static str,
    at: Instant,
}

/// A carer's assessment, as a referral shows it.
#[derive(Serialize)]
pub struct AssessmentShape<'a> {
    state: &'static str,
    at: Instant,
    /// Each state that it came to; the first is the submission.
    states: Vec<StateShape>,
    declined_at: Option<Instant>,
    conversations: Vec<Value>,
    joint_answers: Vec<Value>,
    /// The people cared for who agree to a joint assessment, as the carer does.
    may_be_joint_with: Vec<&'a str>,
    /// What the carer sent stays in `answers`.
    changed_answers: Vec<Value>,
    /// Oldest first; the last one stands.
    decisions: Vec<Value>,
    record_given: Option<Value>,
}

impl<'a> AssessmentShape<'a> {
    /// The answers that were changed, alone.
    pub fn into_changed_answers(self) -> Value {
        Value::Array(self.changed_answers)
    }

    pub fn of(assessment: &'a Assessment, referral: &Referral) -> Self {
        let (state, at) = assessment.state();
        let states = assessment.states().into_iter();
        Self {
            state: state.id(),
            at,
            states: states
                .map(|(state, at)| StateShape {
                    state: state.id(),
                    at,
                })
                .collect(),
            declined_at: assessment.declined(),
            conversations: assessment
                .conversations()
                .map(|(step, held)| by(step, json!(held)))
                .collect(),
            joint_answers: assessment
                .joint_answers()
                .map(|(step, answer)| by(step, json!(answer)))
                .collect(),
            may_be_joint_with: assessment.may_be_joint_with(),
            changed_answers: changed_answers(assessment, referral),
            decisions: assessment.steps.iter().filter_map(decided).collect(),
            record_given: assessment
                .record_given()
                .map(|(step, given)| by(step, json!(given))),
        }
    }
}

/// What was recorded, with who did and when.
fn by(step: &Step, mut recorded: Value) -> Value {
    if let Some(members) = recorded.as_object_mut() {
        members.insert("at".to_owned(), json!(step.at));
        members.insert("who".to_owned(), json!(step.who));
    }
    recorded
}

fn changed_answers(assessment: &Assessment, referral: &Referral) -> Vec<Value> {
    let changed = assessment.changed_answers().into_iter();
    changed
        .map(|versions| {
            let sent = referral.answer(versions.question);
            let asked = versions
                .changes
                .first()
                .and_then(|(_, first)| first.asked.as_deref());
            let each = versions.changes.iter().map(|(step, changed)| {
                let answer = changed
                    .value
                    .as_deref()
                    .and_then(|value| serde_json::from_str::<Value>(value).ok());
                by(
                    step,
                    json!({"said": changed.said, "answer": answer, "because": changed.because}),
                )
            });
            json!({
                "id": versions.question, "question": asked,
                "sent": sent.map(|sent| json!({"said": sent.said, "answer": sent.value})),
                "versions": each.collect::<Vec<_>>(),
            })
        })
        .collect()
}

fn decided(step: &Step) -> Option<Value> {
    let Change::Decide(decision) = &step.change else {
        return None;
    };
    let (eligible, not_eligible) = (DECISIONS[0].0, DECISIONS[1].0);
    let word = if decision.eligible {
        eligible
    } else {
        not_eligible
    };
    let recorded = json!({
        "conditions": {
            "necessary_care": decision.necessary_care, "effect": decision.effect,
            "wellbeing": decision.wellbeing,
        },
        "decision": word, "reasons": decision.reasons, "advice": decision.advice,
    });
    Some(by(step, recorded))
}
