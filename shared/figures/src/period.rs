//! The days that figures are about.

use vocabulary::{Date, FieldProblem};

/// The most days of a period: a leap year and a day, so that two years can be compared.
pub const MOST_DAYS: i64 = 367;

/// Days in London, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: Date,
    to: Date,
}

impl Period {
    /// # Errors
    /// The end comes before the beginning, or there are too many days.
    pub fn new(from: Date, to: Date) -> Result<Self, FieldProblem> {
        let days = to.days_since_1970() - from.days_since_1970() + 1;
        if days < 1 {
            return Err(FieldProblem::new(
                "to",
                "Must be the same day as from, or later.",
            ));
        }
        if days > MOST_DAYS {
            let sentence = format!("A period has at most {MOST_DAYS} days. This one has {days}.");
            return Err(FieldProblem::new("to", sentence));
        }
        Ok(Self { from, to })
    }

    /// The `days` up to and including `last`: at least one, and at most as many as a period has.
    #[must_use]
    pub fn last_days(days: i64, last: Date) -> Self {
        let before = days.clamp(1, MOST_DAYS) - 1;
        Self {
            from: last.plus_days(-before),
            to: last,
        }
    }

    /// # Errors
    /// Every problem of a beginning and an end as they were written, each `YYYY-MM-DD`.
    pub fn parse(from: &str, to: &str) -> Result<Self, Vec<FieldProblem>> {
        let read = |field: &str, text: &str| {
            text.parse::<Date>()
                .map_err(|_| FieldProblem::new(field, "Must be a day, such as 2026-11-30."))
        };
        match (read("from", from), read("to", to)) {
            (Ok(from), Ok(to)) => Self::new(from, to).map_err(|problem| vec![problem]),
            (from, to) => Err(from.err().into_iter().chain(to.err()).collect()),
        }
    }

    #[must_use]
    pub fn from(self) -> Date {
        self.from
    }

    #[must_use]
    pub fn to(self) -> Date {
        self.to
    }

    /// Each day, in order.
    pub fn days(self) -> impl Iterator<Item = Date> {
        (self.from.days_since_1970()..=self.to.days_since_1970()).map(Date::from_days_since_1970)
    }

    /// The same days, a month at a time, in order.
    #[must_use]
    pub fn months(self) -> Vec<Self> {
        let mut months = Vec::new();
        let mut from = self.from;
        while from <= self.to {
            let next = from.plus_days(1 - i64::from(from.day())).plus_months(1);
            months.push(Self {
                from,
                to: next.plus_days(-1).min(self.to),
            });
            from = next;
        }
        months
    }

    /// `2026-11` of the first day.
    #[must_use]
    pub fn first_month(self) -> String {
        month_of(self.from)
    }

    /// `2026-11` of the last day.
    #[must_use]
    pub fn last_month(self) -> String {
        month_of(self.to)
    }
}

/// `2026-11` of a day.
#[must_use]
pub fn month_of(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn period(from: &str, to: &str) -> Period {
        Period::parse(from, to).unwrap()
    }

    #[test]
    fn a_period_of_many_months_is_told_by_month() {
        let months = period("2027-11-29", "2028-02-29").months();
        let said: Vec<String> = months
            .iter()
            .map(|part| format!("{} {}", part.from(), part.to()))
            .collect();
        assert_eq!(
            said,
            [
                "2027-11-29 2027-11-30",
                "2027-12-01 2027-12-31",
                "2028-01-01 2028-01-31",
                "2028-02-01 2028-02-29"
            ]
        );
    }

    #[test]
    fn everything_that_is_wrong_is_said() {
        let fields = |from, to| -> Vec<String> {
            let problems = Period::parse(from, to).unwrap_err();
            problems.into_iter().map(|problem| problem.field).collect()
        };
        assert_eq!(fields("yesterday", "2026-02-30"), ["from", "to"]);
        assert_eq!(fields("2026-11-02", "2026-11-01"), ["to"]);
        assert_eq!(fields("2025-01-01", "2026-12-31"), ["to"]);
    }

    proptest! {
        #[test]
        fn its_months_have_each_of_its_days_once(first in 0_i64..30_000, days in 1_i64..=MOST_DAYS) {
            let period = Period::last_days(days, Date::from_days_since_1970(first + days));
            let whole: Vec<Date> = period.days().collect();
            prop_assert_eq!(whole.len() as i64, days);
            let parts: Vec<Date> = period.months().into_iter().flat_map(Period::days).collect();
            prop_assert_eq!(parts, whole);
        }
    }
}
