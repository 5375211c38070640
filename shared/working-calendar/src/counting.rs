//! Counting working time, to the second.

use vocabulary::{Date, Instant};

use crate::calendar::{Allowance, Calendar, Opening};
use crate::zone;

/// How many days ahead an opening is looked for. A calendar that is closed longer never opens.
const LOOK_AHEAD: i64 = 400;

impl Calendar {
    /// Whether the service is open at this moment. Closing time itself is outside.
    #[must_use]
    pub fn is_open(&self, at: Instant) -> bool {
        self.openings(zone::local_date(at))
            .iter()
            .any(|opening| opening.opens <= at && at < opening.closes)
    }

    /// When the service next opens: the moment itself when it is open.
    #[must_use]
    pub fn next_opening(&self, at: Instant) -> Instant {
        self.opening_at_or_after(at)
            .map_or(Instant::LATEST, |opening| opening.opens.max(at))
    }

    /// The end of the time that local policy gives for a first response to what reached us then.
    ///
    /// A contact outside working periods counts as arriving when the next one opens. Working hours are
    /// counted to the second inside working periods; hours that run out exactly at close end at close.
    /// N working days means: the close of business on the Nth working day after the day on which it
    /// counts as arriving.
    #[must_use]
    pub fn respond_by(&self, received: Instant, allowance: Allowance) -> Instant {
        match allowance {
            Allowance::ClockHours(hours) => received.plus_seconds(i64::from(hours) * 3600),
            Allowance::WorkingHours(hours) => {
                self.after_working_seconds(received, i64::from(hours) * 3600)
            }
            Allowance::WorkingDays(days) => self.close_after_working_days(received, days),
        }
    }

    /// The working time between two moments, in seconds; negative when the second comes first.
    #[must_use]
    pub fn working_seconds_between(&self, from: Instant, until: Instant) -> i64 {
        if until < from {
            return -self.working_seconds_between(until, from);
        }
        let (mut date, last) = (zone::local_date(from), zone::local_date(until));
        let mut seconds = 0;
        loop {
            for opening in self.openings(date) {
                let (start, end) = (opening.opens.max(from), opening.closes.min(until));
                seconds += (end.as_unix() - start.as_unix()).max(0);
            }
            if date >= last {
                return seconds;
            }
            date = date.plus_days(1);
        }
    }

    /// The moment at which so many working seconds have passed.
    pub(crate) fn after_working_seconds(&self, received: Instant, mut left: i64) -> Instant {
        let mut at = received;
        while let Some(opening) = self.opening_at_or_after(at) {
            let start = opening.opens.max(at);
            let available = opening.closes.as_unix() - start.as_unix();
            if left <= available {
                return start.plus_seconds(left);
            }
            left -= available;
            at = opening.closes;
        }
        Instant::LATEST
    }

    fn close_after_working_days(&self, received: Instant, days: u32) -> Instant {
        let Some(arrival) = self.opening_at_or_after(received) else {
            return Instant::LATEST;
        };
        let mut date = zone::local_date(arrival.opens);
        for _ in 0..days {
            match self.working_day_after(date) {
                Some(next) => date = next,
                None => return Instant::LATEST,
            }
        }
        self.openings(date)
            .last()
            .map_or(Instant::LATEST, |opening| opening.closes)
    }

    fn working_day_after(&self, date: Date) -> Option<Date> {
        (1..=LOOK_AHEAD)
            .map(|days| date.plus_days(days))
            .find(|next| *next > date && self.is_working_day(*next))
    }

    /// The working period that this moment is in, or else the next.
    fn opening_at_or_after(&self, at: Instant) -> Option<Opening> {
        let today = zone::local_date(at);
        (0..=LOOK_AHEAD).find_map(|days| {
            self.openings(today.plus_days(days))
                .into_iter()
                .find(|opening| at < opening.closes && opening.opens < opening.closes)
        })
    }
}
