//! Holds any rule set against what must be true of every rule set, before it is published.
//!
//! [`check`] reads the three texts, and when they are sound decides a few thousand made-up contacts
//! with them, always the same ones. Whether a decision is right is judged by [`invariants`], which know
//! the contract and share no code with the rules or with what always holds.

pub mod invariants;
mod made_up;

use std::collections::BTreeSet;

use vocabulary::Decision;

use crate::{Problem, Ruleset, Text, Texts};

pub use made_up::MadeUp;

/// How many contacts are made up.
pub(crate) const CONTACTS: u32 = 4_000;

/// Everything that is wrong with a rule set.
#[must_use]
pub fn check(texts: Texts<'_>) -> Vec<Problem> {
    match Ruleset::read(texts) {
        Ok(ruleset) => check_decisions(&ruleset),
        Err(problems) => problems,
    }
}

/// Decides made-up contacts, and tells each invariant that was broken once, with an example.
#[must_use]
pub fn check_decisions(ruleset: &Ruleset) -> Vec<Problem> {
    invariants_broken(ruleset, |_| {})
}

/// The same, with a look at each decision.
pub(crate) fn invariants_broken(
    ruleset: &Ruleset,
    mut look: impl FnMut(&Decision),
) -> Vec<Problem> {
    let mut made_up = MadeUp::new();
    let mut broken = BTreeSet::new();
    let mut problems = Vec::new();
    for _ in 0..CONTACTS {
        let (facts, received) = made_up.contact();
        let decision = ruleset.decide(&facts, received);
        look(&decision);
        for invariant in &invariants::ALL {
            if broken.contains(&invariant.number) {
                continue;
            }
            let seen = invariants::Seen {
                ruleset,
                facts: &facts,
                received,
                decision: &decision,
            };
            if let Err(message) = (invariant.holds)(&seen) {
                broken.insert(invariant.number);
                problems.push(Problem {
                    text: Text::Rules,
                    line: 1,
                    message: format!(
                        "Rule {} of the contract is broken ({}): {message}",
                        invariant.number, invariant.says
                    ),
                    remedy: format!(
                        "Look at the rules that apply to {} received at {received}.",
                        facts.to_json()
                    ),
                });
            }
        }
    }
    problems
}
