//! What weeks of care come to: what they cost, who pays what of it, and what was paid of what was charged.
//!
//! Nothing here works out what anybody must pay: charges come from the council's own systems.

use account_model::Week;
use metering::Pence;
use vocabulary::{ArrangedBy, Date};

/// One week, as people understand it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// What the person pays: the charge, or what they paid for care that they arranged.
    pub theirs: u64,
    /// What the council pays on top of it.
    pub councils: u64,
}

impl Share {
    /// Of care that the council arranged, the budget is what it costs and the charge is the person's share. Of
    /// care that they arranged themselves, they pay all.
    pub fn of(week: &metering::Week) -> Self {
        match week.arranged_by {
            ArrangedBy::Council => {
                let theirs = week.charged.unsigned();
                let cost = week.budget.map_or(theirs, Pence::unsigned);
                Self {
                    theirs,
                    councils: cost.saturating_sub(theirs),
                }
            }
            ArrangedBy::Adult => Self {
                theirs: week.paid.unsigned(),
                councils: 0,
            },
        }
    }

    /// Whether what the week cost is known: of care that the council arranged, without a budget it is not.
    pub fn is_whole(week: &metering::Week) -> bool {
        week.arranged_by == ArrangedBy::Adult || week.budget.is_some()
    }

    /// What both pay; of a week without a budget, what is known of it.
    pub fn cost(self) -> u64 {
        self.theirs.saturating_add(self.councils)
    }
}

/// Sums over some weeks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    pub weeks: u64,
    pub budget: u64,
    pub charged: u64,
    pub paid: u64,
    /// Of `paid`, what was paid for care that the council charges for.
    pub paid_of_charges: u64,
}

impl Totals {
    pub fn of<'a>(weeks: impl IntoIterator<Item = &'a Week>) -> Self {
        let mut totals = Self::default();
        for week in weeks {
            let week = &week.figures;
            totals.weeks += 1;
            totals.budget += week.budget.map_or(0, Pence::unsigned);
            totals.charged += week.charged.unsigned();
            totals.paid += week.paid.unsigned();
            if week.arranged_by == ArrangedBy::Council {
                totals.paid_of_charges += week.paid.unsigned();
            }
        }
        totals
    }

    /// What is still to pay of what the council charged.
    pub fn still_to_pay(self) -> u64 {
        self.charged.saturating_sub(self.paid_of_charges)
    }

    /// What was paid beyond what the council charged.
    pub fn overpaid(self) -> u64 {
        self.paid_of_charges.saturating_sub(self.charged)
    }
}

/// The weeks that began in the year up to a day.
pub fn of_last_year(weeks: &[Week], today: Date) -> impl Iterator<Item = &Week> {
    let from = today.plus_months(-12);
    weeks.iter().filter(move |week| {
        let monday = week.figures.week_starting;
        monday > from && monday <= today
    })
}

/// Year and month of a day.
pub type Month = (i16, u8);

/// The weeks by the month that they began in, the newest first.
pub fn by_month(weeks: &[Week]) -> Vec<(Month, Vec<&Week>)> {
    let mut months: Vec<(Month, Vec<&Week>)> = Vec::new();
    for week in weeks.iter().rev() {
        let monday = week.figures.week_starting;
        let month = (monday.year(), monday.month());
        match months.last_mut() {
            Some((known, weeks)) if *known == month => weeks.insert(0, week),
            _ => months.push((month, vec![week])),
        }
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::people::{ada, council_week, day, own_week};

    #[test]
    fn of_care_that_the_council_arranged_it_pays_what_it_does_not_charge() {
        let week = council_week(day("2026-11-02"));
        let share = Share::of(&week);
        assert_eq!(
            (share.theirs, share.councils, share.cost()),
            (8_000, 17_000, 25_000)
        );
        let no_budget = metering::Week {
            budget: None,
            ..week
        };
        assert_eq!(Share::of(&no_budget).cost(), 8_000);
        assert!(!Share::is_whole(&no_budget) && Share::is_whole(&council_week(day("2026-11-02"))));
    }

    #[test]
    fn of_care_that_somebody_arranged_they_pay_all() {
        let share = Share::of(&own_week(day("2026-11-02")));
        assert_eq!((share.theirs, share.councils), (120_000, 0));
    }

    #[test]
    fn what_is_still_to_pay_is_of_charges_alone() {
        let account = ada().held.account;
        let mut totals = Totals::of(&account.weeks);
        assert_eq!((totals.still_to_pay(), totals.overpaid()), (0, 0));
        totals.paid_of_charges -= 5;
        assert_eq!(totals.still_to_pay(), 5);
        totals.paid_of_charges += 7;
        assert_eq!((totals.still_to_pay(), totals.overpaid()), (0, 2));
    }

    #[test]
    fn a_year_back_is_a_year_and_months_have_their_weeks_in_order() {
        let weeks = ada().held.account.weeks;
        let year: Vec<Date> = of_last_year(&weeks, day("2026-11-24"))
            .map(|week| week.figures.week_starting)
            .collect();
        assert_eq!((year[0], year.len()), (day("2025-12-01"), 51));
        let months = by_month(&weeks);
        assert_eq!(months[0].0, (2026, 11));
        assert_eq!(months[0].1[0].figures.week_starting, day("2026-11-02"));
        let all: usize = months.iter().map(|(_, weeks)| weeks.len()).sum();
        assert_eq!(all, weeks.len());
    }
}
