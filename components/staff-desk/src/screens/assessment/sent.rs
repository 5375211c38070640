//! A form of the assessment that was sent: its fields as the body that the API reads, and what is wrong with
//! it in the words of the page.

use ::assessments::Kind;
use pages::ErrorLink;
use serde_json::{Map, Value, json};
use web::{FieldProblem, FormPost};

use super::super::doing::TOO_LONG;
use super::super::filled::{Filled, value};
use crate::api::TEXT_LIMIT;

/// Chosen for a question that the carer did not answer.
pub const OTHER_QUESTION: &str = "other";

/// What the fields of a form begin with, so that no two of a page have one name.
const fn prefix(kind: Kind) -> &'static str {
    match kind {
        Kind::Begin => "begin",
        Kind::Conversation => "conversation",
        Kind::AskAboutJoint => "joint",
        Kind::ChangeAnswer => "answer",
        Kind::Agree => "agree",
        Kind::Decide => "decision",
        Kind::GiveRecord => "record",
        Kind::Decline => "decline",
        Kind::Resume => "resume",
    }
}

/// The members of a body, in the order of the form.
const fn members(kind: Kind) -> &'static [(&'static str, Filled)] {
    use Filled::{Date, Text, YesOrNo};
    match kind {
        Kind::Begin | Kind::Agree | Kind::Decide => &[],
        Kind::Conversation => &[
            ("held_on", Date),
            ("how", Text),
            ("who_was_there", Text),
            ("told_about_process", YesOrNo),
            ("notes", Text),
        ],
        Kind::AskAboutJoint => &[
            ("cared_for", Text),
            ("agrees", YesOrNo),
            ("asked_on", Date),
            ("asked_alone", YesOrNo),
            ("note", Text),
        ],
        Kind::ChangeAnswer => &[
            ("question", Text),
            ("asked", Text),
            ("said", Text),
            ("because", Text),
            ("carer_agrees", YesOrNo),
        ],
        Kind::GiveRecord => &[("on", Date), ("how", Text)],
        Kind::Decline | Kind::Resume => &[("reason", Text)],
    }
}

/// The fields of a form as the body that the API reads, so that there is one set of checks.
pub fn body(kind: Kind, post: &FormPost) -> Value {
    let mut body: Map<String, Value> = members(kind)
        .iter()
        .map(|(member, filled)| {
            let value = value(post, &id_of(kind, member), *filled);
            ((*member).to_owned(), value)
        })
        .collect();
    if kind == Kind::Decide {
        body = decision(post);
    }
    if body.get("question") == Some(&json!(OTHER_QUESTION)) {
        let asked = body
            .get("asked")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let id = own_id(asked);
        body.insert("question".to_owned(), json!(id));
    }
    Value::Object(body)
}

/// The id of a question that a worker asked in their own words.
fn own_id(asked: &str) -> String {
    let words: String = asked
        .chars()
        .map(|c| {
            if c.is_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .take(100)
        .collect();
    format!("asked-{}", words.trim_matches('-'))
}

fn decision(post: &FormPost) -> Map<String, Value> {
    let field = |id: &str, filled| value(post, &format!("decision-{id}"), filled);
    let condition = |id: &str| {
        let (met, because) = (format!("{id}-met"), format!("{id}-because"));
        json!({"met": field(&met, Filled::YesOrNo), "because": field(&because, Filled::Text)})
    };
    let body = json!({
        "conditions": {"necessary_care": condition("necessary-care"), "effect": condition("effect"),
            "wellbeing": condition("wellbeing")},
        "decision": field("decision", Filled::Text), "reasons": field("reasons", Filled::Text),
        "advice": field("advice", Filled::Text),
    });
    match body {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// The id of a member's field on the page: `conditions.effect.met` is `decision-effect-met`.
fn id_of(kind: Kind, field: &str) -> String {
    let field = field.strip_prefix("conditions.").unwrap_or(field);
    format!("{}-{}", prefix(kind), field.replace(['_', '.'], "-"))
}

/// A problem of the API in the words of the page.
pub fn in_words(kind: Kind, problem: &FieldProblem, post: &FormPost) -> ErrorLink {
    let id = id_of(kind, &problem.field);
    let typed = post.first(&id).unwrap_or_default();
    let words = if typed.chars().count() > TEXT_LIMIT {
        TOO_LONG.to_owned()
    } else if typed.contains('\0') {
        "Take out the character that cannot be stored, and type it again".to_owned()
    } else {
        missing(&id).to_owned()
    };
    ErrorLink::new(id, words)
}

/// What the store found wrong, at its field.
pub fn of_store(kind: Kind, field: &str, sentence: &str) -> ErrorLink {
    ErrorLink::new(id_of(kind, field), sentence)
}

/// What to do about a field that was left empty.
fn missing(id: &str) -> &'static str {
    match id {
        "conversation-held-on" => "Enter the day on which you talked, such as 24 12 2026",
        "conversation-how" => "Choose how you talked",
        "conversation-who-was-there" => "Write who was there",
        "conversation-told-about-process" => {
            "Choose whether the carer was told how an assessment goes"
        }
        "conversation-notes" => "Write what was said",
        "joint-agrees" => "Choose whether they agree",
        "joint-asked-on" => "Enter the day on which you asked, such as 24 12 2026",
        "joint-asked-alone" => "Choose whether they were asked alone",
        "answer-question" => "Choose a question",
        "answer-said" => "Write what the answer should say",
        "answer-because" => "Write why it is changed",
        "answer-carer-agrees" => "Choose whether the carer agrees",
        "decision-decision" => "Choose what you decide",
        "decision-reasons" => "Give the reasons for the decision",
        "record-on" => "Enter the day on which the carer was given it, such as 24 12 2026",
        "record-how" => "Choose how the carer was given it",
        "decline-reason" | "resume-reason" => "Write what the carer said",
        _ if id.ends_with("-met") => "Choose whether this condition is met",
        _ if id.ends_with("-because") => "Write what you found",
        _ => "Fill this in",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::referral::Action;

    #[test]
    fn every_field_that_may_be_left_empty_by_mistake_has_words() {
        let nothing = FormPost { pairs: Vec::new() };
        for kind in Kind::ALL {
            let read = crate::api::change(Action::Assess(kind), &body(kind, &nothing));
            for problem in read.err().unwrap_or_default() {
                let error = in_words(kind, &problem, &nothing);
                assert_ne!(error.text, "Fill this in", "{}", error.id);
            }
        }
    }

    #[test]
    fn a_date_is_put_together_and_a_wrong_one_is_not_hidden() {
        let date = |day: &str, month: &str, year: &str| {
            let pairs = [("day", day), ("month", month), ("year", year)];
            let pairs = pairs.map(|(part, typed)| (format!("record-on-{part}"), typed.to_owned()));
            let post = FormPost {
                pairs: pairs.to_vec(),
            };
            body(Kind::GiveRecord, &post)["on"].clone()
        };
        assert_eq!(date("3", "12", "2026"), json!("2026-12-03"));
        assert_eq!(date("3", "", "2026"), json!("2026-00-03"));
        assert_eq!(date("", "", ""), Value::Null);
    }

    #[test]
    fn a_question_in_a_workers_own_words_has_an_id_of_its_own() {
        assert_eq!(own_id("And at night, too?"), "asked-and-at-night--too");
    }
}
