//! Whose figures count, and whether anybody may see them. The scheme was never brought into force.

use std::sync::LazyLock;

use account_model::Account;
use accounts::policy::{Policies, Policy, SchemeStatus};
use metering::{BroughtForward, Metering, Pence, Week};
use vocabulary::Date;

/// The versions that ship. Their own tests read them, so that they can be read here.
static POLICIES: LazyLock<Option<Policies>> = LazyLock::new(|| Policies::built_in().ok());

/// How often a statement is issued where no policy could say.
const MONTHS_BETWEEN_STATEMENTS: u32 = 12;

/// The version that applies on a day.
pub fn on(day: Date) -> Option<&'static Policy> {
    POLICIES.as_ref().map(|policies| policies.on(day))
}

/// Whether there is a scheme on this day.
pub fn status(day: Date, demonstration: bool) -> SchemeStatus {
    on(day).map_or(SchemeStatus::NotInForce, |policy| {
        policy.status(demonstration)
    })
}

/// How far an account had come on a day, whatever that is worth: see [`status`] before you show it.
pub fn meter(account: &Account, as_at: Date) -> Option<Metering> {
    let weeks: Vec<Week> = account
        .weeks
        .iter()
        .map(|week| week.figures.clone())
        .filter(|week| week.week_starting <= as_at)
        .collect();
    let policies = POLICIES.as_ref()?;
    policies
        .meter(&weeks, brought_forward(account, as_at), as_at)
        .ok()
}

/// What the council before had counted, as far as that was known on a day.
fn brought_forward(account: &Account, as_at: Date) -> Option<BroughtForward> {
    let figure = account.brought_forward.as_ref()?;
    let brought = BroughtForward {
        date: figure.date.parse().ok()?,
        accrued: Pence::new(i64::try_from(figure.accrued).ok()?)?,
    };
    (brought.date <= as_at).then_some(brought)
}

/// The months from one statement to the next, at this progress in hundredths of a per cent.
pub fn months_to_next_statement(day: Date, progress: i64) -> u32 {
    on(day).map_or(MONTHS_BETWEEN_STATEMENTS, |policy| {
        policy.months_to_next_statement(progress)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::people;

    #[test]
    fn no_scheme_is_in_force_and_a_demonstration_only_where_it_is_asked_for() {
        let today = people::day("2026-11-24");
        assert_eq!(status(today, false), SchemeStatus::NotInForce);
        assert_eq!(status(today, true), SchemeStatus::Demonstration);
    }

    #[test]
    fn what_another_council_had_counted_is_where_somebody_starts() {
        let mut account = people::omar().held.account;
        let today = people::day("2026-11-24");
        assert_eq!(meter(&account, today).unwrap().accrued, Pence::NOTHING);
        account.brought_forward = Some(account_model::BroughtForward {
            date: "2026-01-01".into(),
            accrued: 1_234,
            authority: "Example council".into(),
        });
        assert_eq!(meter(&account, today).unwrap().accrued.get(), 1_234);
        assert_eq!(
            meter(&account, people::day("2025-12-31")).unwrap().accrued,
            Pence::NOTHING
        );
    }
}
