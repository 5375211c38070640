//! A rule in plain English.

use super::ToldRule;
use crate::Ruleset;
use crate::ruleset::{Queue, Rule};

/// The rule, as somebody reads it who writes none.
pub fn told(ruleset: &Ruleset, rule: &Rule) -> ToldRule {
    let effects = [
        queue(ruleset, rule),
        priority(rule),
        also_tell(ruleset, rule),
        advice(ruleset, rule),
    ];
    ToldRule {
        id: rule.id.clone(),
        when: rule.when.to_string(),
        then: effects.into_iter().flatten().collect(),
        because: rule.because.clone(),
    }
}

/// Where a rule sends a contact.
pub fn queue(ruleset: &Ruleset, rule: &Rule) -> Option<String> {
    rule.queue.as_ref().map(|queue| match queue {
        Queue::Team(id) => format!("it goes to {}", team(ruleset, id)),
        Queue::Locality { otherwise } => format!(
            "it goes to the team of the person’s locality, or to {} where that is not certain",
            team(ruleset, otherwise)
        ),
    })
}

/// How soon.
pub fn priority(rule: &Rule) -> Option<String> {
    let priority = rule.priority?;
    Some(format!(
        "its priority is at least {}",
        priority.label().to_lowercase()
    ))
}

/// Who is told as well.
pub fn also_tell(ruleset: &Ruleset, rule: &Rule) -> Option<String> {
    let names = listed(rule.also_tell.iter().map(|id| team(ruleset, id)))?;
    Some(format!("{names} must be told as well"))
}

/// What is said to the person.
pub fn advice(ruleset: &Ruleset, rule: &Rule) -> Option<String> {
    let titles = rule.advice.iter().map(|id| {
        let title = ruleset.advice.get(id).map(|advice| &advice.title);
        format!("“{}”", title.unwrap_or(id))
    });
    let titles = listed(titles)?;
    Some(format!("the person is given the advice {titles}"))
}

fn team(ruleset: &Ruleset, id: &str) -> String {
    let team = ruleset.teams.by_id.get(id);
    team.map_or(id, |team| team.name.as_str()).to_owned()
}

/// `a, b and c`; none of nothing.
fn listed(words: impl Iterator<Item = String>) -> Option<String> {
    let mut words: Vec<String> = words.collect();
    let last = words.pop()?;
    Some(match words.is_empty() {
        true => last,
        false => format!("{} and {last}", words.join(", ")),
    })
}
