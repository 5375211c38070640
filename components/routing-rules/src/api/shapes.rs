//! What these calls answer.

use serde_json::{Map, Value, json};
use vocabulary::RulesetId;

use crate::draft::{Comparison, Looked};
use crate::simulation::{Moves, NO_LOCALITY, Simulated};
use crate::versions::{Deed, Examined, Problem, Shown, Version};

fn ruleset(id: &RulesetId) -> Value {
    json!({"id": id.id, "version": id.version})
}

fn deed(deed: Option<&Deed>) -> Value {
    deed.map_or(Value::Null, |deed| json!({"who": deed.who, "at": deed.at}))
}

pub fn version(version: &Version) -> Value {
    json!({
        "ruleset": ruleset(&version.id), "state": version.state.id(), "in_use": version.in_use,
        "takes_effect": version.takes_effect, "proposed": deed(version.proposed.as_ref()),
        "changed": deed(version.changed.as_ref()),
    })
}

fn compared(comparison: &Comparison) -> Map<String, Value> {
    Map::from_iter([
        (
            "compared_with".to_owned(),
            comparison.with.as_ref().map_or(Value::Null, ruleset),
        ),
        ("difference".to_owned(), json!(comparison.difference)),
    ])
}

/// What routing found out.
fn found(examined: &Examined) -> Map<String, Value> {
    Map::from_iter([
        ("tried".to_owned(), json!(examined.tried)),
        ("never_applied".to_owned(), json!(examined.never_applied)),
        ("unread_facts".to_owned(), json!(examined.unread_facts)),
    ])
}

fn all(parts: impl IntoIterator<Item = Map<String, Value>>) -> Value {
    Value::Object(parts.into_iter().flatten().collect())
}

fn member(name: &str, value: Value) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), value)])
}

pub fn proposed(proposed: &Version, looked: &Looked) -> Value {
    all([
        member("version", version(proposed)),
        compared(&looked.comparison),
        found(&looked.examined),
    ])
}

pub fn problem(problem: &Problem) -> Value {
    json!({"text": problem.text, "line": problem.line, "message": problem.message, "remedy": problem.remedy})
}

pub fn looked(looked: &Looked) -> Value {
    let id = looked.examined.id.as_ref();
    all([
        member("ruleset", id.map_or(Value::Null, ruleset)),
        member(
            "problems",
            looked.problems.iter().map(problem).collect::<Value>(),
        ),
        compared(&looked.comparison),
        found(&looked.examined),
    ])
}

pub fn shown(shown: &Shown, comparison: &Comparison, examined: &Examined) -> Value {
    let rules = examined.rules.iter().map(|rule| {
        json!({"id": rule.id, "when": rule.when, "then": rule.then, "because": rule.because})
    });
    let history = shown.history.iter().map(|event| {
        json!({"at": event.at, "who": event.who, "what": event.what, "version": event.version,
            "takes_effect": event.takes_effect, "because": event.because})
    });
    let texts = json!({"rules": shown.texts.rules, "places": shown.texts.places,
        "calendar": shown.texts.calendar});
    all([
        member("version", version(&shown.version)),
        member("texts", texts),
        member("rules", rules.collect::<Value>()),
        member(
            "problems",
            examined.problems.iter().map(problem).collect::<Value>(),
        ),
        member("history", history.collect::<Value>()),
        compared(comparison),
        found(examined),
    ])
}

pub fn simulated(simulated: &Simulated) -> Value {
    let tally = &simulated.tally;
    json!({
        "compared_with": ruleset(&simulated.compared_with),
        "contacts": tally.contacts, "changed": tally.changed,
        "sooner": tally.sooner, "later": tally.later,
        "decided_otherwise": tally.decided_otherwise,
        "queue": moves(&tally.queue), "priority": moves(&tally.priority),
        "locality": moves(&tally.locality), "applied": tally.applied,
        "next_cursor": simulated.next_cursor,
    })
}

fn moves(moves: &Moves) -> Value {
    let word = |word: &str| match word {
        NO_LOCALITY => Value::Null,
        word => json!(word),
    };
    moves
        .iter()
        .map(|((before, after), contacts)| {
            json!({"before": word(before), "after": word(after), "contacts": contacts})
        })
        .collect()
}
