//! When a referral is at risk of being late, and who hears of it: policy that is data.

use toml_reader::{Ledger, Noted, Problem, Section};
use vocabulary::{Instant, Priority, Role};

use crate::{Allowance, Calendar, RespondBy};

/// The policy that ships, as TOML.
pub const BUILT_IN: &str = include_str!("../escalation.toml");

/// Local policy of escalation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// At risk when less than this part of the time that the priority gives is left, in per cent.
    pub at_risk_percent: u32,
    pub at_risk_to: Role,
    pub overdue_to: Role,
}

impl Escalation {
    /// Reads the policy, or says everything that is wrong with it.
    ///
    /// # Errors
    /// Every problem, with its line and what to do about it.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let ledger = Ledger::new(text);
        let tree = ledger.parse();
        let root = ledger.root(&tree, &["at-risk-percent", "at-risk-to", "overdue-to"]);
        let percent = root.needed_whole("at-risk-percent");
        if let Some(percent) = percent.as_ref().filter(|percent| percent.value > 100) {
            let message = "`at-risk-percent` is more than the whole time";
            ledger.note(percent.line, message, "Write a number from 0 to 100.");
        }
        let (at_risk_to, overdue_to) = (role(&root, "at-risk-to"), role(&root, "overdue-to"));
        let problems = ledger.into_problems();
        match (percent, at_risk_to, overdue_to) {
            (Some(percent), Some(at_risk_to), Some(overdue_to)) if problems.is_empty() => {
                Ok(Self {
                    at_risk_percent: percent.value,
                    at_risk_to,
                    overdue_to,
                })
            }
            _ => Err(problems),
        }
    }

    /// What is due before this moment is at risk now, for each priority, the most pressing first.
    #[must_use]
    pub fn at_risk_before(
        self,
        now: Instant,
        calendar: &Calendar,
        given: RespondBy,
    ) -> [Instant; 4] {
        Priority::MOST_PRESSING_FIRST.map(|priority| {
            let part = |seconds: i64| seconds * i64::from(self.at_risk_percent) / 100;
            let hours = |hours: u32| i64::from(hours) * 3600;
            match given.allowance(priority) {
                Allowance::ClockHours(given) => now.plus_seconds(part(hours(given))),
                Allowance::WorkingHours(given) => {
                    calendar.after_working_seconds(now, part(hours(given)))
                }
                Allowance::WorkingDays(given) => {
                    let seconds = i64::from(given) * calendar.longest_working_day();
                    calendar.after_working_seconds(now, part(seconds))
                }
            }
        })
    }
}

fn role(root: &Section<'_, '_>, name: &str) -> Option<Role> {
    let Noted { value, line } = root.needed_text(name)?;
    let role = Role::from_id(&value);
    if role.is_none() {
        let known = Role::ALL.iter().map(|role| role.id());
        root.ledger().note_unknown(line, "The role", &value, known);
    }
    role
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "
        [respond-by]
        emergency = { clock-hours = 1 }
        urgent = { working-hours = 4 }
        soon = { working-days = 2 }
        standard = { working-days = 5 }
    ";

    fn before(now: &str) -> [String; 4] {
        let calendar = Calendar::read(crate::BUILT_IN).unwrap();
        let given = RespondBy::of_published(RULES).unwrap();
        let policy = Escalation::read(BUILT_IN).unwrap();
        let now = Instant::parse(now).unwrap();
        policy
            .at_risk_before(now, &calendar, given)
            .map(|at| at.to_string())
    }

    #[test]
    fn a_quarter_of_the_time_that_a_priority_gives_is_a_warning() {
        // A Monday at ten: a quarter of an hour, one working hour, half a day, a day and a quarter.
        assert_eq!(
            before("2026-11-23T10:00:00Z"),
            [
                "2026-11-23T10:15:00Z",
                "2026-11-23T11:00:00Z",
                "2026-11-23T14:07:30Z",
                "2026-11-24T12:03:45Z"
            ]
        );
    }

    #[test]
    fn nothing_but_an_emergency_comes_nearer_while_we_are_closed() {
        let [emergency, urgent, ..] = before("2026-11-21T20:00:00Z");
        assert_eq!(emergency, "2026-11-21T20:15:00Z");
        assert_eq!(urgent, "2026-11-23T09:45:00Z");
    }

    #[test]
    fn a_policy_says_all_that_is_wrong_with_it() {
        let wrong = Escalation::read("at-risk-percent = 101\nat-risk-to = \"boss\"\nwhen = 3\n");
        let said: Vec<String> = wrong
            .unwrap_err()
            .into_iter()
            .map(|problem| problem.message)
            .collect();
        assert_eq!(said.len(), 4, "{said:#?}");
    }
}
