//! What staff do with a referral between taking it on and closing it: the bodies of the steps, and their shape.

use casework::{
    ANSWERED, Attempt, Change, FINDINGS, HOW, Kind, Link, Merge, RELATIONS, SAFE_TO_TALK, Step,
    VisitorSafety, Wait, WelfareCheck,
};
use serde::Serialize;
use serde_json::{Value, json};
use vocabulary::Instant;
use web::FieldProblem;

use super::members::Members;
use crate::referral::Referral;

/// Reads the body of a step.
pub fn change(kind: Kind, body: &Value) -> Result<Change, Vec<FieldProblem>> {
    match kind {
        Kind::ContactAttempt => {
            let mut members = Members::of(body, &["how", "answered", "safe_to_talk", "note"]);
            let attempt = Attempt {
                how: members.word("how", &ids(&HOW)),
                answered: members.word("answered", &ids(&ANSWERED)),
                safe_to_talk: members.word("safe_to_talk", &ids(&SAFE_TO_TALK)),
                note: members.optional_text("note"),
            };
            members.finish(Change::ContactAttempt(attempt))
        }
        Kind::Wait => {
            let mut members = Members::of(body, &["what_for", "until"]);
            let wait = Wait {
                what_for: members.text("what_for"),
                until: members.date("until"),
            };
            members.finish(Change::Wait(wait))
        }
        Kind::DecideWelfareCheck => {
            let mut members = Members::of(body, &["decision", "reasons"]);
            let check = WelfareCheck {
                decision: members.word("decision", &ids(&FINDINGS)),
                reasons: members.text("reasons"),
            };
            members.finish(Change::DecideWelfareCheck(check))
        }
        Kind::SetCaseNumber => one_text("number", body).map(Change::SetCaseNumber),
        Kind::Allocate => one_text("worker", body).map(Change::Allocate),
        Kind::NoteVisitorSafety => {
            let mut members = Members::of(body, &["what", "source", "dated", "review_on"]);
            let noted = VisitorSafety {
                what: members.text("what"),
                source: members.text("source"),
                dated: members.date("dated"),
                review_on: members.date("review_on"),
            };
            members.finish(Change::NoteVisitorSafety(noted))
        }
        Kind::Link => link(body).map(Change::Link),
        Kind::Unlink => link(body).map(Change::Unlink),
        Kind::Merge => {
            let mut members = Members::of(body, &["into", "reason"]);
            let merge = Merge {
                into: members.text("into"),
                because: members.text("reason"),
            };
            members.finish(Change::Merge(merge))
        }
        Kind::EndWait => one_text("reason", body).map(Change::EndWait),
        Kind::Escalate => one_text("reason", body).map(Change::Escalate),
        Kind::EndVisitorSafety => one_text("reason", body).map(Change::EndVisitorSafety),
        Kind::Unmerge => one_text("reason", body).map(Change::Unmerge),
    }
}

fn ids<'a>(known: &'a [(&'a str, &'a str)]) -> Vec<&'a str> {
    known.iter().map(|(id, _)| *id).collect()
}

fn one_text(member: &str, body: &Value) -> Result<String, Vec<FieldProblem>> {
    let mut members = Members::of(body, &[member]);
    let text = members.text(member);
    members.finish(text)
}

fn link(body: &Value) -> Result<Link, Vec<FieldProblem>> {
    let mut members = Members::of(body, &["other", "relation", "reason"]);
    let link = Link {
        other: members.text("other"),
        relation: members.word("relation", &ids(&RELATIONS)),
        because: members.text("reason"),
    };
    members.finish(link)
}

/// What was done with a referral, as it shows it: where that stands, and every step.
#[derive(Serialize)]
pub struct CaseworkShape<'a> {
    unanswered: usize,
    waiting: Option<Value>,
    welfare_check: Option<Value>,
    case_number: Option<&'a str>,
    allocated_worker: Option<&'a str>,
    visitor_safety: Option<Value>,
    links: Vec<Value>,
    merged: Option<Value>,
    steps: Vec<Value>,
}

impl<'a> From<&'a Referral> for CaseworkShape<'a> {
    fn from(referral: &'a Referral) -> Self {
        let casework = &referral.casework;
        let last = |found: Option<&Step>| found.map(shape);
        Self {
            unanswered: casework.unanswered(),
            waiting: last(referral.waiting().map(|(step, _)| step)),
            welfare_check: last(casework.welfare_check().map(|(step, _)| step)),
            case_number: casework.case_number(),
            allocated_worker: casework.allocated_worker(),
            visitor_safety: last(casework.visitor_safety().map(|(step, _)| step)),
            links: casework
                .links()
                .iter()
                .map(|linked| shape(linked.step))
                .collect(),
            merged: last(casework.merged().map(|(step, _)| step)),
            steps: casework.steps.iter().map(shape).collect(),
        }
    }
}

/// A step in the words of the body that it came with.
fn shape(step: &Step) -> Value {
    let said = match &step.change {
        Change::ContactAttempt(attempt) => json!({"how": attempt.how, "answered": attempt.answered,
            "safe_to_talk": attempt.safe_to_talk, "note": attempt.note}),
        Change::Wait(wait) => json!({"what_for": wait.what_for, "until": wait.until}),
        Change::DecideWelfareCheck(check) => {
            json!({"decision": check.decision, "reasons": check.reasons})
        }
        Change::SetCaseNumber(number) => json!({ "number": number }),
        Change::Allocate(worker) => json!({ "worker": worker }),
        Change::NoteVisitorSafety(noted) => json!({"what": noted.what, "source": noted.source,
            "dated": noted.dated, "review_on": noted.review_on}),
        Change::Link(link) | Change::Unlink(link) => {
            json!({"other": link.other, "relation": link.relation, "reason": link.because})
        }
        Change::Merge(merge) => json!({"into": merge.into, "reason": merge.because}),
        Change::EndWait(why)
        | Change::Escalate(why)
        | Change::EndVisitorSafety(why)
        | Change::Unmerge(why) => json!({ "reason": why }),
    };
    json!({"at": at(step.at), "who": step.who, "what": step.change.kind().verb(), "said": said})
}

fn at(at: Instant) -> Value {
    serde_json::to_value(at).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_step_was_sent_with_is_what_it_shows() {
        let bodies = [
            (
                Kind::ContactAttempt,
                json!({"how": "phone", "answered": "nobody", "safe_to_talk": "not-asked", "note": null}),
            ),
            (
                Kind::Wait,
                json!({"what_for": "The GP's letter", "until": "2026-12-01"}),
            ),
            (Kind::EndWait, json!({"reason": "It came."})),
            (
                Kind::DecideWelfareCheck,
                json!({"decision": "visit", "reasons": "No reply."}),
            ),
            (Kind::Escalate, json!({"reason": "Urgent."})),
            (Kind::SetCaseNumber, json!({"number": "M-17"})),
            (Kind::Allocate, json!({"worker": "Jo Field"})),
            (
                Kind::NoteVisitorSafety,
                json!({"what": "A dog", "source": "GP", "dated": "2026-11-01", "review_on": "2027-05-01"}),
            ),
            (Kind::EndVisitorSafety, json!({"reason": "It died."})),
            (
                Kind::Link,
                json!({"other": "ASC-1111-111N", "relation": "looks-after", "reason": "She said so."}),
            ),
            (
                Kind::Unlink,
                json!({"other": "ASC-1111-111N", "relation": "looks-after", "reason": "Not so."}),
            ),
            (
                Kind::Merge,
                json!({"into": "ASC-1111-111N", "reason": "The same call."}),
            ),
            (Kind::Unmerge, json!({"reason": "Two people."})),
        ];
        assert_eq!(bodies.len(), Kind::ALL.len());
        for (kind, body) in bodies {
            let step = Step {
                at: Instant::from_unix(0),
                who: "kim".to_owned(),
                change: change(kind, &body).unwrap(),
            };
            assert_eq!(shape(&step)["said"], body, "{kind:?}");
            assert_eq!(step.change.kind(), kind);
        }
    }

    #[test]
    fn a_step_names_everything_that_is_missing() {
        let wrong = change(Kind::ContactAttempt, &json!({"who": "me"})).unwrap_err();
        let fields: Vec<&str> = wrong.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["who", "how", "answered", "safe_to_talk"]);
    }
}
