//! What people should know about a rule set before they let it decide: what keeps it from being used, what each
//! rule says, which rules never applied, and which facts nothing reads.

mod compare;
mod entries;
mod words;

pub use compare::compare;

use std::collections::BTreeSet;

use vocabulary::RulesetId;

use crate::check::{CONTACTS, invariants_broken};
use crate::fact::{Fact, FactSet};
use crate::law;
use crate::{Problem, Ruleset, Texts};

/// One rule in plain English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldRule {
    pub id: String,
    /// When it applies.
    pub when: String,
    /// What it does then, one sentence each.
    pub then: Vec<String>,
    /// What staff read as the reason.
    pub because: String,
}

/// What was found out about a rule set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examined {
    /// None where the texts cannot be read.
    pub id: Option<RulesetId>,
    /// Everything that keeps it from being used.
    pub problems: Vec<Problem>,
    /// The rules, in the order in which they outweigh each other.
    pub rules: Vec<ToldRule>,
    /// Id and name of each team.
    pub teams: Vec<(String, String)>,
    /// How many made-up contacts it was tried with.
    pub tried: u32,
    /// The ids of rules that applied to none of them.
    pub never_applied: Vec<String>,
    /// The names of facts that neither a rule nor what always holds reads.
    pub unread_facts: Vec<String>,
}

/// Reads a rule set and tries it with made-up contacts.
#[must_use]
pub fn examine(texts: Texts<'_>) -> Examined {
    let ruleset = match Ruleset::read(texts) {
        Ok(ruleset) => ruleset,
        Err(problems) => {
            return Examined {
                problems,
                ..Examined::default()
            };
        }
    };
    let mut applied: BTreeSet<String> = BTreeSet::new();
    let problems = invariants_broken(&ruleset, |decision| {
        for reason in &decision.reasons {
            if !applied.contains(&reason.rule) {
                applied.insert(reason.rule.clone());
            }
        }
    });
    let rules = ruleset.rules.iter();
    Examined {
        id: Some(ruleset.id.clone()),
        problems,
        rules: rules
            .clone()
            .map(|rule| words::told(&ruleset, rule))
            .collect(),
        teams: ruleset
            .teams
            .by_id
            .values()
            .map(|team| (team.id.clone(), team.name.clone()))
            .collect(),
        tried: CONTACTS,
        never_applied: rules
            .filter(|rule| !applied.contains(&rule.id))
            .map(|rule| rule.id.clone())
            .collect(),
        unread_facts: unread_facts(&ruleset),
    }
}

/// The facts that neither a rule nor what always holds reads.
fn unread_facts(ruleset: &Ruleset) -> Vec<String> {
    let read = ruleset
        .rules
        .iter()
        .fold(law::reads(ruleset), |read, rule| {
            read.and(rule.when.asked())
        });
    let unread = Fact::all().filter(|fact| !read.has(*fact));
    unread
        .fold(FactSet::NONE, |set, fact| set.and(fact.into()))
        .names()
}
