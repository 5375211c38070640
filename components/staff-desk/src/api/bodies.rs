//! The bodies of changes: from JSON to a change, or everything that is wrong.

use serde_json::Value;
use vocabulary::{EVENT_OUTCOMES, Priority, queue_ids};
use web::FieldProblem;

use super::members::Members;
use super::{assessments, casework};
use crate::referral::{Action, Change, LimbFinding, S42Decision};

/// Reads the body of a change.
pub fn change(action: Action, body: &Value) -> Result<Change, Vec<FieldProblem>> {
    match action {
        Action::Claim => Members::of(body, &[]).finish(Change::Claim),
        Action::Release => Members::of(body, &[]).finish(Change::Release),
        Action::Assign => {
            let mut members = Members::of(body, &["assignee"]);
            let assignee = members.text("assignee");
            members.finish(Change::Assign { assignee })
        }
        Action::Note => {
            let mut members = Members::of(body, &["text"]);
            let text = members.text("text");
            members.finish(Change::Note { text })
        }
        Action::Priority => priority(body),
        Action::Reroute => {
            let mut members = Members::of(body, &["queue", "reason"]);
            let queue = members.word("queue", &queue_ids());
            let reason = members.text("reason");
            members.finish(Change::Reroute { queue, reason })
        }
        Action::S42Decision => s42_decision(body),
        Action::Close => {
            let mut members = Members::of(body, &["outcome", "note", "no_reply"]);
            let outcome = members.word("outcome", EVENT_OUTCOMES);
            let note = members.optional_text("note");
            let no_reply = members.any("no_reply").is_some() && members.boolean("no_reply");
            members.finish(Change::Close {
                outcome,
                note,
                no_reply,
            })
        }
        Action::Restrict => {
            let mut members = Members::of(body, &["people", "reason"]);
            let people = members.texts("people");
            let reason = members.text("reason");
            members.finish(Change::Restrict { people, reason })
        }
        Action::Assess(kind) => assessments::change(kind, body).map(Change::Assess),
        Action::Work(kind) => casework::change(kind, body).map(Change::Work),
    }
}

/// The priority that a body asks for, whatever else of it is wrong: whether it may be given comes first.
pub fn wanted_priority(action: Action, body: &Value) -> Option<Priority> {
    match action {
        Action::Priority => Priority::from_id(body.get("priority")?.as_str()?),
        _ => None,
    }
}

fn priority(body: &Value) -> Result<Change, Vec<FieldProblem>> {
    let known: Vec<&str> = Priority::MOST_PRESSING_FIRST
        .iter()
        .map(|priority| priority.id())
        .collect();
    let mut members = Members::of(body, &["priority", "reason"]);
    let word = members.word("priority", &known);
    let reason = members.text("reason");
    // A word that is not known is a problem already, so what stands in for it goes nowhere.
    let priority = Priority::from_id(&word).unwrap_or(Priority::Emergency);
    members.finish(Change::Priority { priority, reason })
}

fn s42_decision(body: &Value) -> Result<Change, Vec<FieldProblem>> {
    let mut members = Members::of(body, &["limbs", "decision", "reasons", "queue"]);
    let limbs = members.object("limbs", &["a", "b", "c"], |limbs| {
        ["a", "b", "c"].map(|limb| {
            limbs.object(limb, &["finding", "because"], |members| LimbFinding {
                finding: members.text("finding"),
                because: members.text("because"),
            })
        })
    });
    let decision = members.text("decision");
    let reasons = members.text("reasons");
    let passed_to = members
        .any("queue")
        .map(|_| members.word("queue", &queue_ids()));
    members.finish(Change::S42Decision(S42Decision {
        limbs,
        decision,
        reasons,
        passed_to,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(action: Action, body: &Value) -> Vec<String> {
        change(action, body)
            .expect_err("is not valid")
            .into_iter()
            .map(|problem| problem.field)
            .collect()
    }

    #[test]
    fn a_claim_needs_nothing_and_takes_nothing() {
        assert_eq!(change(Action::Claim, &json!({})), Ok(Change::Claim));
        assert_eq!(fields(Action::Claim, &json!({"force": true})), ["force"]);
        assert_eq!(fields(Action::Claim, &json!([])), ["body"]);
    }

    #[test]
    fn a_worker_hears_of_every_mistake_at_once() {
        assert_eq!(
            fields(
                Action::S42Decision,
                &json!({"limbs": {"a": {"finding": 1}, "c": 1}, "reasons": " "})
            ),
            [
                "limbs.a.finding",
                "limbs.a.because",
                "limbs.b",
                "limbs.c",
                "decision",
                "reasons"
            ]
        );
    }

    #[test]
    fn a_referral_closes_with_an_outcome_of_the_national_list_only() {
        let close = |outcome: &str| change(Action::Close, &json!({ "outcome": outcome }));
        assert!(close("NFA: Support declined").is_ok());
        assert!(close("done").is_err());
        assert_eq!(
            change(
                Action::Close,
                &json!({"outcome": "NFA: Other", "note": null})
            ),
            Ok(Change::Close {
                outcome: "NFA: Other".into(),
                note: None,
                no_reply: false,
            })
        );
    }

    #[test]
    fn a_note_must_say_something_that_can_be_kept() {
        for text in ["", "  \n", "a\0b"] {
            assert_eq!(fields(Action::Note, &json!({ "text": text })), ["text"]);
        }
        assert_eq!(fields(Action::Note, &json!({ "text": 7 })), ["text"]);
        assert_eq!(
            fields(Action::Note, &json!({ "text": "é".repeat(10_001) })),
            ["text"]
        );
        assert!(change(Action::Note, &json!({ "text": "é".repeat(10_000) })).is_ok());
    }

    #[test]
    fn nobody_is_named_twice_in_a_restriction() {
        assert_eq!(
            fields(
                Action::Restrict,
                &json!({"people": ["ann", "ann"], "reason": "Works here."})
            ),
            ["people"]
        );
    }

    #[test]
    fn a_referral_is_rerouted_to_a_queue_that_exists() {
        assert_eq!(
            fields(
                Action::Reroute,
                &json!({"queue": "the-bin", "reason": "No."})
            ),
            ["queue"]
        );
    }
}
