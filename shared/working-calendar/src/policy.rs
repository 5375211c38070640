//! How long local policy gives for a first response, by priority: the table `respond-by` of a rule set.
//!
//! It stands here and not with the rules because whoever changes a priority needs it too, and knows no rule.

use toml_reader::{Ledger, Section};
use vocabulary::Priority;

use crate::Allowance;

/// The name of the table in a rule set.
const TABLE: &str = "respond-by";

/// How long local policy gives, by priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RespondBy {
    emergency: Allowance,
    urgent: Allowance,
    soon: Allowance,
    standard: Allowance,
}

impl RespondBy {
    /// The policy of a rule set whose text is being read. What is wrong is noted in its ledger.
    pub fn of(root: &Section<'_, '_>) -> Option<Self> {
        let table = needed_table(
            root,
            TABLE,
            &Priority::MOST_PRESSING_FIRST.map(Priority::id),
        )?;
        let [emergency, urgent, soon, standard] =
            Priority::MOST_PRESSING_FIRST.map(|priority| allowance(&table, priority.id()));
        Some(Self {
            emergency: emergency?,
            urgent: urgent?,
            soon: soon?,
            standard: standard?,
        })
    }

    /// The policy of a rule set that was published, and so was checked; none where the text holds none.
    #[must_use]
    pub fn of_published(rules: &str) -> Option<Self> {
        let ledger = Ledger::new(rules);
        let tree = ledger.parse();
        Self::of(&ledger.root(&tree, &[TABLE]))
    }

    /// The time that this priority gives.
    #[must_use]
    pub fn allowance(self, priority: Priority) -> Allowance {
        match priority {
            Priority::Emergency => self.emergency,
            Priority::Urgent => self.urgent,
            Priority::Soon => self.soon,
            Priority::Standard => self.standard,
        }
    }
}

fn needed_table<'a, 't>(
    root: &Section<'a, 't>,
    name: &str,
    known: &[&str],
) -> Option<Section<'a, 't>> {
    if !root.has(name) {
        let message = format!("`{name}` is missing");
        root.ledger()
            .note(root.line(), message, format!("Add the table [{name}]."));
    }
    root.section(name, known)
}

fn allowance(table: &Section<'_, '_>, name: &str) -> Option<Allowance> {
    let known = ["clock-hours", "working-hours", "working-days"];
    let section = needed_table(table, name, &known)?;
    let given: Vec<Allowance> = [
        section
            .whole("clock-hours")
            .map(|hours| Allowance::ClockHours(hours.value)),
        section
            .whole("working-hours")
            .map(|hours| Allowance::WorkingHours(hours.value)),
        section
            .whole("working-days")
            .map(|days| Allowance::WorkingDays(days.value)),
    ]
    .into_iter()
    .flatten()
    .collect();
    match given.as_slice() {
        [
            Allowance::ClockHours(1..=1000)
            | Allowance::WorkingHours(1..=1000)
            | Allowance::WorkingDays(1..=1000),
        ] => given.first().copied(),
        _ => {
            section.ledger().note(
                section.line(),
                format!("`{name}` gives no time, or more than one"),
                format!("Write one of {}, from 1 to 1000.", known.join(", ")),
            );
            None
        }
    }
}
