//! What changes from one rule set to another, a sentence each: the rules first, because they decide most.

use std::collections::BTreeSet;

use super::entries;
use super::words::{self, told};
use crate::ruleset::Rule;
use crate::{Problem, Ruleset, Texts};

/// What changes between two rule sets. An earlier one that cannot be read has no rules to compare.
///
/// # Errors
/// Every problem of the later one.
pub fn compare(before: Texts<'_>, after: Texts<'_>) -> Result<Vec<String>, Vec<Problem>> {
    let later = Ruleset::read(after)?;
    let mut sentences = match Ruleset::read(before) {
        Ok(earlier) => rules(&earlier, &later),
        Err(_) => vec![
            "The earlier version cannot be read any more, so its rules are not compared."
                .to_owned(),
        ],
    };
    for (of, before, after) in [
        ("", before.rules, after.rules),
        ("Places: ", before.places, after.places),
        ("Calendar: ", before.calendar, after.calendar),
    ] {
        sentences.extend(
            entries::compare(before, after)
                .into_iter()
                .map(|sentence| format!("{of}{sentence}")),
        );
    }
    Ok(sentences)
}

fn rules(earlier: &Ruleset, later: &Ruleset) -> Vec<String> {
    let mut sentences = Vec::new();
    let find = |ruleset: &'_ Ruleset, id: &str| -> Option<Rule> {
        ruleset.rules.iter().find(|rule| rule.id == id).cloned()
    };
    for (place, rule) in later.rules.iter().enumerate() {
        match find(earlier, &rule.id) {
            None => sentences.push(added(later, rule, place)),
            Some(was) => changed(earlier, &was, later, rule, &mut sentences),
        }
    }
    for rule in &earlier.rules {
        if find(later, &rule.id).is_none() {
            let told = told(earlier, rule);
            sentences.push(format!(
                "The rule “{}” is gone. It was: when {}, {}.",
                rule.id,
                told.when,
                told.then.join("; ")
            ));
        }
    }
    sentences.extend(moved(earlier, later));
    sentences
}

fn added(later: &Ruleset, rule: &Rule, place: usize) -> String {
    let told = told(later, rule);
    let stands = match later.rules.get(place + 1) {
        Some(next) => format!("before “{}”", next.id),
        None => "at the end".to_owned(),
    };
    format!(
        "There is a new rule “{}”, {stands}: when {}, {}.",
        rule.id,
        told.when,
        told.then.join("; ")
    )
}

fn changed(earlier: &Ruleset, was: &Rule, later: &Ruleset, is: &Rule, sentences: &mut Vec<String>) {
    let id = &is.id;
    if was.when != is.when {
        sentences.push(format!(
            "The rule “{id}” applied when {}. Now it applies when {}.",
            was.when, is.when
        ));
    }
    // What is named otherwise, and is the same, is told of the team or of the advice.
    for (same, before, after) in [
        (
            was.queue == is.queue,
            words::queue(earlier, was),
            words::queue(later, is),
        ),
        (
            was.priority == is.priority,
            words::priority(was),
            words::priority(is),
        ),
        (
            was.also_tell == is.also_tell,
            words::also_tell(earlier, was),
            words::also_tell(later, is),
        ),
        (
            was.advice == is.advice,
            words::advice(earlier, was),
            words::advice(later, is),
        ),
    ] {
        match (before, after) {
            _ if same => {}
            (Some(before), Some(after)) => sentences.push(format!(
                "Of the rule “{id}” it was said: {before}. Now: {after}."
            )),
            (Some(before), None) => sentences.push(format!(
                "Of the rule “{id}” it was said: {before}. Now it no longer says so."
            )),
            (None, Some(after)) => {
                sentences.push(format!("The rule “{id}” now also says: {after}."));
            }
            (None, None) => {}
        }
    }
    if was.because != is.because {
        sentences.push(format!(
            "The reason of the rule “{id}” was: “{}” Now: “{}”",
            was.because, is.because
        ));
    }
}

/// Rules that stand in another place among those that both have. The fewest that must move are told.
fn moved(earlier: &Ruleset, later: &Ruleset) -> Vec<String> {
    let ids = |ruleset: &Ruleset| -> Vec<String> {
        ruleset.rules.iter().map(|rule| rule.id.clone()).collect()
    };
    let (before, after) = (ids(earlier), ids(later));
    // Where each rule that both have stood before, in the order of now.
    let stood: Vec<usize> = after
        .iter()
        .filter_map(|id| before.iter().position(|was| was == id))
        .collect();
    let stays: BTreeSet<usize> = longest_rising(&stood).into_iter().collect();
    let moved = |id: &&String| {
        let stood = before.iter().position(|was| was == *id);
        stood.is_some_and(|place| !stays.contains(&place))
    };
    after
        .iter()
        .enumerate()
        .filter(|(_, id)| moved(id))
        .map(|(place, id)| {
            let stands = match after.get(place + 1) {
                Some(next) => format!("before “{next}”"),
                None => "at the end".to_owned(),
            };
            format!(
                "The rule “{id}” has moved and stands {stands}. An earlier rule outweighs a later one."
            )
        })
        .collect()
}

/// The longest part of a list whose numbers rise.
fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    // For each number, the longest rising part that ends with it.
    let mut ending: Vec<Vec<usize>> = Vec::new();
    for number in numbers {
        let longest = ending
            .iter()
            .filter(|part| part.last().is_some_and(|last| last < number))
            .max_by_key(|part| part.len());
        let mut part = longest.cloned().unwrap_or_default();
        part.push(*number);
        ending.push(part);
    }
    ending.into_iter().max_by_key(Vec::len).unwrap_or_default()
}
