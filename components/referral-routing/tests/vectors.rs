//! Every row of `vectors.toml`, whose answers were worked out by hand from the contract, against what the
//! rules that ship decide.

use std::collections::{BTreeMap, BTreeSet};

use referral_routing::built_in;
use serde::Deserialize;
use serde_json::{Map, Value};
use vocabulary::{Decision, Facts, Instant, QUEUES, RECEIVED_AT};

const TEXT: &str = include_str!("vectors.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    vector: Vec<Vector>,
}

/// One contact and what becomes of it; the head of the file explains the members.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    shows: String,
    received_at: String,
    facts: Map<String, Value>,
    queue: String,
    priority: String,
    respond_by: String,
    locality: Option<String>,
    #[serde(default)]
    also_tell: BTreeSet<String>,
    destination_kind: Option<String>,
    destination_name: Option<String>,
    first_advice_says: Option<String>,
    advice_says: Option<String>,
}

fn vectors() -> Vec<Vector> {
    let file: File = toml_reader::from_text(TEXT).unwrap_or_else(|problem| panic!("{problem:?}"));
    file.vector
}

impl Vector {
    fn facts(&self) -> Facts {
        Facts::from_members(&self.facts).unwrap_or_else(|wrong| panic!("{}: {wrong:?}", self.shows))
    }

    fn received(&self) -> Instant {
        let time = self.received_at.parse();
        time.unwrap_or_else(|wrong| panic!("{}: received_at {wrong}", self.shows))
    }

    /// Each member in which a decision differs from this row: its name, what was expected, what was found.
    fn differences(&self, decision: &Decision) -> Vec<String> {
        let found = serde_json::to_value(decision).unwrap();
        let told: BTreeSet<String> = decision.also_tell.iter().map(|d| d.id.clone()).collect();
        let kind = self.destination_kind.as_deref().unwrap_or("team");
        let mut compared = vec![
            ("queue", Value::from(&*self.queue), found["queue"].clone()),
            (
                "priority",
                (&*self.priority).into(),
                found["priority"].clone(),
            ),
            (
                "respond_by",
                (&*self.respond_by).into(),
                found["respond_by"].clone(),
            ),
            (
                "locality",
                self.locality.clone().into(),
                found["locality"].clone(),
            ),
            (
                "destination_kind",
                kind.into(),
                found["destination"]["kind"].clone(),
            ),
            ("also_tell", list(&self.also_tell), list(&told)),
        ];
        if let Some(name) = &self.destination_name {
            let found = found["destination"]["name"].clone();
            compared.push(("destination_name", (&**name).into(), found));
        }
        let mut differences: Vec<String> = compared
            .into_iter()
            .filter(|(_, expected, found)| expected != found)
            .map(|(member, expected, found)| {
                format!("{member}: expected {expected}, found {found}")
            })
            .collect();
        for (member, words, given) in [
            ("first_advice_says", &self.first_advice_says, 1),
            ("advice_says", &self.advice_says, usize::MAX),
        ] {
            let mut advice = decision.advice.iter().take(given);
            if let Some(words) = words
                && !advice.any(|advice| advice.text.contains(words))
            {
                differences.push(format!(
                    "{member}: no word of “{words}” in {}",
                    found["advice"]
                ));
            }
        }
        differences.extend(self.reasons_beyond_the_request(decision));
        differences
    }

    /// Rule 9: there are reasons, and they name only what was said, or the time.
    fn reasons_beyond_the_request(&self, decision: &Decision) -> Vec<String> {
        let said = |fact: &String| self.facts.contains_key(fact) || fact == RECEIVED_AT;
        let beyond = decision.reasons.iter().flat_map(|reason| {
            let unsaid = reason.facts.iter().filter(|fact| !said(fact));
            unsaid.map(|fact| format!("reasons: {} names {fact}, which nobody said", reason.rule))
        });
        let none = decision.reasons.is_empty();
        beyond
            .chain(none.then(|| "reasons: there are none".to_owned()))
            .collect()
    }
}

fn list(ids: &BTreeSet<String>) -> Value {
    ids.iter().map(String::as_str).collect()
}

#[test]
fn every_row_is_decided_as_the_contract_says() {
    let rules = built_in().expect("the rules that ship are right");
    let differing: Vec<String> = vectors()
        .iter()
        .filter_map(|row| {
            let differences = row.differences(&rules.decide(&row.facts(), row.received()));
            let told = format!(
                "{} ({})\n    {}",
                row.shows,
                row.received_at,
                differences.join("\n    ")
            );
            (!differences.is_empty()).then_some(told)
        })
        .collect();
    assert!(
        differing.is_empty(),
        "{} rows differ:\n{}",
        differing.len(),
        differing.join("\n")
    );
}

#[test]
fn there_are_sixty_rows_and_no_two_are_the_same() {
    let rows = vectors();
    assert!(rows.len() >= 60, "only {} rows", rows.len());
    let (mut contacts, mut sentences) = (BTreeMap::new(), BTreeSet::new());
    for row in &rows {
        // As facts and moments, so that another order or another way to write a time is no other row.
        let contact = (row.received(), row.facts().to_json().to_string());
        if let Some(other) = contacts.insert(contact, &row.shows) {
            panic!("the same contact twice: “{other}” and “{}”", row.shows);
        }
        assert!(
            sentences.insert(&row.shows),
            "the same sentence twice: “{}”",
            row.shows
        );
    }
}

#[test]
fn every_queue_of_the_contract_is_in_the_rows() {
    let rows = vectors();
    let reached: BTreeSet<&str> = rows.iter().map(|row| row.queue.as_str()).collect();
    let told: BTreeSet<&String> = rows.iter().flat_map(|row| &row.also_tell).collect();
    // The rules send no contact to these two: they only tell them.
    let only_told = ["organisational-safeguarding", "emergency-duty"];
    let missing: Vec<&str> = QUEUES
        .iter()
        .map(|(id, _)| *id)
        .filter(|id| match only_told.contains(id) {
            true => !told.contains(&(*id).to_owned()),
            false => !reached.contains(id),
        })
        .collect();
    assert_eq!(missing, [""; 0]);
}
