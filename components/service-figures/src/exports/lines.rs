//! A referral as a line of a table, and as a line of JSON. Names and order of the columns are documented in
//! `docs/how-to/export-referrals.md`, and other systems rely on them.

use serde_json::{Value, json};
use vocabulary::{Instant, Word};

use super::Exported;
use super::exported::Answer;

/// The columns of the table.
pub const COLUMNS: [&str; 29] = [
    "reference",
    "form",
    "form_version",
    "channel",
    "received_at",
    "respond_by",
    "first_response_at",
    "closed_at",
    "status",
    "outcome",
    "queue",
    "queue_on_arrival",
    "priority",
    "priority_on_arrival",
    "locality",
    "district",
    "destination_kind",
    "destination",
    "also_tell",
    "about",
    "reporter",
    "known_to_us",
    "needs",
    "risks",
    "circumstances",
    "safeguarding_sign",
    "rule_ten_sign",
    "s42_decision",
    "rule_set",
];

/// A line of the table: ids, times and what staff decided; no name, no way to reach anybody, nobody's words.
pub fn cells(of: &Exported) -> [String; 29] {
    let facts = of.facts();
    let decision = &of.decision;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        of.reference.clone(),
        of.form.clone(),
        of.form_version.to_string(),
        of.channel.clone(),
        of.received_at.to_string(),
        of.respond_by.to_string(),
        moment(of.first_response_at),
        moment(of.closed_at),
        of.status.clone(),
        text(&of.outcome),
        of.queue.clone(),
        decision.queue.clone(),
        of.priority.id().to_owned(),
        decision.priority.id().to_owned(),
        text(&decision.locality),
        text(&decision.district),
        decision.destination.kind.id().to_owned(),
        decision.destination.id.clone(),
        joined(decision.also_tell.iter().map(|told| told.id.as_str())),
        word(facts.about),
        word(facts.reporter),
        word(facts.known_to_us),
        words(&facts.needs),
        words(&facts.risks),
        words(&facts.circumstances),
        of.safeguarding_sign.to_string(),
        of.rule_ten_sign.to_string(),
        text(&of.s42),
        format!("{} {}", decision.ruleset.id, decision.ruleset.version),
    ]
}

/// The object of a line of JSON, with every answer.
pub fn object(of: &Exported) -> Value {
    let answers: Vec<Value> = of.answers.iter().map(answer).collect();
    json!({
        "reference": of.reference,
        "form": {"id": of.form, "version": of.form_version},
        "channel": of.channel,
        "received_at": of.received_at,
        "respond_by": of.respond_by,
        "first_response_at": of.first_response_at,
        "closed_at": of.closed_at,
        "status": of.status,
        "outcome": of.outcome,
        "queue": of.queue,
        "priority": of.priority.id(),
        "safeguarding_sign": of.safeguarding_sign,
        "rule_ten_sign": of.rule_ten_sign,
        "s42_decision": of.s42,
        "facts": of.facts().to_json(),
        "answers": answers,
        "decision": of.decision,
    })
}

fn answer(answer: &Answer) -> Value {
    json!({"id": answer.question, "question": answer.asked, "answer": answer.value})
}

fn moment(at: Option<Instant>) -> String {
    at.map(|at| at.to_string()).unwrap_or_default()
}

fn word(word: Option<impl Word>) -> String {
    word.map(|word| word.id().to_owned()).unwrap_or_default()
}

fn words<'a, W: Word + 'a>(words: impl IntoIterator<Item = &'a W>) -> String {
    joined(words.into_iter().map(|word| word.id()))
}

/// Ids with a space between two; none has one.
fn joined<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.collect::<Vec<_>>().join(" ")
}
