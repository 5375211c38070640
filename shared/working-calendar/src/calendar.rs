//! What a calendar holds.

use std::collections::BTreeSet;

use vocabulary::{Date, Instant};

use crate::zone;

/// When the service is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// For each day of the week from Monday: when it opens and closes, in seconds of the day, in order.
    pub(crate) week: [Vec<(u32, u32)>; 7],
    pub(crate) holidays: BTreeSet<Date>,
    pub(crate) holidays_known_until: Date,
}

/// How long local policy gives for a first response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowance {
    /// Hours that run day and night.
    ClockHours(u32),
    /// Hours that run while the service is open.
    WorkingHours(u32),
    /// Until the service closes on the so-manieth working day after the contact counts as arriving.
    WorkingDays(u32),
}

/// A stretch of time in which the service is open: from its first moment until, but not with, its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Opening {
    pub opens: Instant,
    pub closes: Instant,
}

impl Calendar {
    /// The working periods of a day, in order.
    pub(crate) fn openings(&self, date: Date) -> Vec<Opening> {
        if self.holidays.contains(&date) {
            return Vec::new();
        }
        let periods = self
            .week
            .get(date.days_after_monday())
            .map_or(&[][..], Vec::as_slice);
        let opening = |&(opens, closes): &(u32, u32)| Opening {
            opens: zone::instant(date, opens),
            closes: zone::instant(date, closes),
        };
        periods.iter().map(opening).collect()
    }

    /// Whether the service opens at all on this day.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        !self.holidays.contains(&date)
            && self
                .week
                .get(date.days_after_monday())
                .is_some_and(|periods| !periods.is_empty())
    }

    /// The working seconds of the longest working day of a week.
    pub(crate) fn longest_working_day(&self) -> i64 {
        let length = |periods: &Vec<(u32, u32)>| {
            periods
                .iter()
                .map(|(opens, closes)| i64::from(closes.saturating_sub(*opens)))
                .sum()
        };
        self.week.iter().map(length).max().unwrap_or_default()
    }

    /// The last day up to which the bank holidays are known.
    #[must_use]
    pub fn holidays_known_until(&self) -> Date {
        self.holidays_known_until
    }

    /// What somebody must be told when the holidays known will not be enough for long: a year ahead, so that
    /// nobody is ever promised a day that turns out to be a holiday.
    #[must_use]
    pub fn warning(&self, now: Instant) -> Option<String> {
        const A_YEAR: i64 = 366;
        let last = self.holidays_known_until;
        (zone::local_date(now).plus_days(A_YEAR) > last).then(|| {
            format!(
                "Bank holidays are known up to {last} only; after that, response times are counted \
                 from weekends alone. Add the next years to the calendar."
            )
        })
    }
}
