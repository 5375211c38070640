//! Reads the contract's JSON body, strictly: every problem at once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use vocabulary::{CarerOutcome, FieldProblem, Limb, reading};

use super::Told;

const MEMBERS: [&str; 4] = [
    "necessary_care",
    "health_at_risk",
    "outcomes",
    "wellbeing_impact",
];
const LIMBS: &str = "limbs";
const UNKNOWN: &str = "unknown";

/// Reads the body of `POST /api/v1/carer-assessments/indication`. A member that is left out is not
/// known, and never a no.
///
/// # Errors
/// Every problem, each with the member's name (`outcomes.nutrition.limbs`) and what to do about it. The
/// body itself is named `body`.
pub fn read(body: &Value) -> Result<Told, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut told = Told::default();
    let Value::Object(members) = body else {
        return Err(vec![FieldProblem::new("body", "must be a JSON object")]);
    };
    for (name, value) in members {
        match name.as_str() {
            "necessary_care" => take(
                name,
                reading::word(value),
                &mut told.necessary_care,
                &mut problems,
            ),
            "health_at_risk" => take(
                name,
                reading::word(value),
                &mut told.health_at_risk,
                &mut problems,
            ),
            "wellbeing_impact" => take(
                name,
                reading::word(value),
                &mut told.wellbeing_impact,
                &mut problems,
            ),
            "outcomes" => told.outcomes = outcomes(value, &mut problems),
            _ => problems.push(unknown("", name, &MEMBERS)),
        }
    }
    if problems.is_empty() {
        Ok(told)
    } else {
        Err(problems)
    }
}

/// Takes in what was read, or every message about it.
fn take<T>(field: &str, read: reading::Read<T>, into: &mut T, problems: &mut Vec<FieldProblem>) {
    match read {
        Ok(value) => *into = value,
        Err(messages) => problems.extend(
            messages
                .into_iter()
                .map(|message| FieldProblem::new(field, message)),
        ),
    }
}

fn outcomes(
    value: &Value,
    problems: &mut Vec<FieldProblem>,
) -> BTreeMap<CarerOutcome, BTreeSet<Limb>> {
    let mut known = BTreeMap::new();
    let Value::Object(members) = value else {
        problems.push(FieldProblem::new(
            "outcomes",
            "must be an object of outcomes; leave out the outcomes that are not known",
        ));
        return known;
    };
    for (id, value) in members {
        let Some(outcome) = CarerOutcome::from_id(id) else {
            let ids: Vec<&str> = CarerOutcome::ALL.iter().map(|one| one.id()).collect();
            problems.push(unknown("outcomes.", id, &ids));
            continue;
        };
        let field = format!("outcomes.{id}");
        match value {
            Value::Object(members) => {
                if let Some(limbs) = limbs(&field, members, problems) {
                    known.insert(outcome, limbs);
                }
            }
            _ => problems.push(FieldProblem::new(
                field,
                "must be an object with the member `limbs`",
            )),
        }
    }
    known
}

/// The limbs of one outcome; nothing where they are not known or not valid.
fn limbs(
    field: &str,
    members: &Map<String, Value>,
    problems: &mut Vec<FieldProblem>,
) -> Option<BTreeSet<Limb>> {
    for name in members.keys().filter(|name| *name != LIMBS) {
        problems.push(unknown(&format!("{field}."), name, &[LIMBS]));
    }
    let field = format!("{field}.{LIMBS}");
    let read = match members.get(LIMBS) {
        Some(Value::String(word)) if word == UNKNOWN => return None,
        Some(Value::Array(_)) => members.get(LIMBS).map(reading::words)?,
        Some(_) => Err(vec![
            "must be a list of limbs, empty when the outcome is achieved, or `unknown`".to_owned(),
        ]),
        None => Err(vec![
            "is missing; send a list of limbs, empty when the outcome is achieved, or `unknown`"
                .to_owned(),
        ]),
    };
    let mut limbs = None;
    take(&field, read.map(Some), &mut limbs, problems);
    limbs
}

fn unknown(within: &str, name: &str, known: &[&str]) -> FieldProblem {
    FieldProblem::new(
        format!("{within}{}", reading::shortened(name)),
        format!(
            "is not known here; the known members are {}",
            known.join(", ")
        ),
    )
}
