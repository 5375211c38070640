//! How much time is left, in words as well as colour.
//!
//! An emergency's hour runs by the clock; everything else is told in working time, because that is
//! the time that a worker has.

use std::rc::Rc;

use vocabulary::{Instant, Priority};
pub use working_calendar::when;
use working_calendar::{BUILT_IN_ESCALATION, Calendar, Escalation, length_in_words, local_date};

use crate::referral::Entry;
use crate::stores::WorkingTime;

/// Longer stretches of working time are told in days.
const SHORT: i64 = 8 * 3600;
/// What clocks of a page go by, at its moment.
#[derive(Debug, Clone, Default)]
pub struct Times {
    /// Without one, times are told by the clock alone.
    calendar: Option<Rc<Calendar>>,
    /// What is due before these moments is at risk of being late, by rank of priority. Nothing is without rules.
    at_risk_before: Option<[Instant; 4]>,
}

impl Times {
    pub fn of(working: Option<WorkingTime>, now: Instant) -> Self {
        let Some(WorkingTime { calendar, given }) = working else {
            return Self::default();
        };
        let policy = Escalation::read(BUILT_IN_ESCALATION).ok();
        let at_risk_before = policy
            .zip(given)
            .map(|(policy, given)| policy.at_risk_before(now, &calendar, given));
        Self {
            calendar: Some(calendar),
            at_risk_before,
        }
    }
}

/// How a referral stands against its respond-by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    Overdue,
    /// By the policy of escalation, as lists and the work slice have it.
    AtRisk,
    InTime,
}

/// A referral's clock at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    pub pace: Pace,
    /// An hour is never long: no emergency looks as if there were time.
    emergency: bool,
    /// When somebody must have responded: `today at 12:15pm`, `Friday 4 December at 4:30pm`.
    pub due: String,
    /// `Overdue by 2 hours of working time`, `3 working days left`.
    pub words: String,
}

impl Clock {
    /// The clock of an open referral; a closed one has none.
    pub fn of(entry: &Entry, times: &Times, now: Instant) -> Option<Self> {
        if !entry.is_open() {
            return None;
        }
        let emergency = entry.priority == Priority::Emergency;
        // An emergency runs by the clock, and so does everything where there is no calendar.
        let calendar = times.calendar.as_deref().filter(|_| !emergency);
        let due = when(entry.respond_by, now);
        let due = due.strip_prefix("on ").unwrap_or(&due).to_owned();
        if entry.respond_by < now {
            let late = length(calendar, entry.respond_by, now);
            return Some(Self {
                pace: Pace::Overdue,
                emergency,
                words: late.map_or_else(
                    || format!("Overdue since {due}"),
                    |late| format!("Overdue by {late}"),
                ),
                due,
            });
        }
        let words = length(calendar, now, entry.respond_by)
            .map_or_else(|| format!("Due {due}"), |left| format!("{left} left"));
        let rank = usize::from(entry.priority.rank());
        let at_risk_before = times.at_risk_before.and_then(|all| all.get(rank).copied());
        let at_risk = at_risk_before.is_some_and(|before| entry.respond_by < before);
        Some(Self {
            pace: if at_risk { Pace::AtRisk } else { Pace::InTime },
            emergency,
            due,
            words: if at_risk {
                format!("At risk of being late: {}", lower_first(&words))
            } else {
                words
            },
        })
    }

    /// The stylesheet's name for the pace.
    pub const fn class(&self) -> &'static str {
        match self.pace {
            Pace::Overdue => "app-clock app-clock--overdue",
            _ if self.emergency => "app-clock app-clock--emergency",
            Pace::AtRisk => "app-clock app-clock--at-risk",
            Pace::InTime => "app-clock app-clock--in-time",
        }
    }
}

/// A stretch of time in words; none when no working time lies in it.
fn length(calendar: Option<&Calendar>, from: Instant, until: Instant) -> Option<String> {
    let Some(calendar) = calendar else {
        return Some(length_in_words(until.as_unix() - from.as_unix()));
    };
    let seconds = calendar.working_seconds_between(from, until);
    if seconds == 0 {
        return None;
    }
    if seconds < SHORT {
        return Some(format!("{} of working time", length_in_words(seconds)));
    }
    let (mut day, last, mut days) = (local_date(from), local_date(until), 0_u32);
    while day < last {
        day = day.plus_days(1);
        days += u32::from(calendar.is_working_day(day));
    }
    Some(match days {
        0 | 1 => "1 working day".to_owned(),
        _ => format!("{days} working days"),
    })
}

/// `Most pressing first` within a sentence.
pub fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{people, working_time};

    fn told(received: &str, respond_by: &str, now: &str, priority: Priority) -> (Pace, String) {
        let at = |text: &str| Instant::parse(text).unwrap();
        let mut entry = people::doris().entry;
        entry.received_at = at(received);
        entry.respond_by = at(respond_by);
        entry.priority = priority;
        let now = at(now);
        let clock = Clock::of(&entry, &Times::of(Some(working_time()), now), now).unwrap();
        (clock.pace, clock.words)
    }

    #[test]
    fn an_evening_is_no_time_that_a_worker_has() {
        // Four working hours from Monday 16:45: a quarter of an hour that day, the rest on Tuesday.
        let told = |now| {
            told(
                "2026-11-30T16:45:00Z",
                "2026-12-01T12:30:00Z",
                now,
                Priority::Urgent,
            )
        };
        assert_eq!(
            told("2026-11-30T20:00:00Z"),
            (
                Pace::InTime,
                "3 hours 45 minutes of working time left".into()
            )
        );
        assert_eq!(
            told("2026-12-01T11:45:00Z"),
            (
                Pace::AtRisk,
                "At risk of being late: 45 minutes of working time left".into()
            )
        );
        assert_eq!(
            told("2026-12-01T14:30:00Z"),
            (Pace::Overdue, "Overdue by 2 hours of working time".into())
        );
    }

    #[test]
    fn what_became_urgent_later_is_at_risk_when_lists_say_so() {
        // It came a week before it became urgent: two of the four hours are left, and a quarter is one.
        let told = |now| {
            told(
                "2026-11-24T09:00:00Z",
                "2026-12-01T12:30:00Z",
                now,
                Priority::Urgent,
            )
            .0
        };
        assert_eq!(told("2026-12-01T10:30:00Z"), Pace::InTime);
        assert_eq!(told("2026-12-01T11:30:00Z"), Pace::InTime);
        assert_eq!(told("2026-12-01T11:30:01Z"), Pace::AtRisk);
    }

    #[test]
    fn days_are_counted_in_working_days() {
        let told = |now| {
            told(
                "2026-11-27T09:00:00Z",
                "2026-12-04T16:30:00Z",
                now,
                Priority::Standard,
            )
        };
        assert_eq!(
            told("2026-11-28T12:00:00Z"),
            (Pace::InTime, "5 working days left".into())
        );
        assert_eq!(
            told("2026-12-01T10:00:00Z"),
            (Pace::InTime, "3 working days left".into())
        );
        // After Friday's close no working time has passed until Monday.
        assert_eq!(
            told("2026-12-05T10:00:00Z"),
            (Pace::Overdue, "Overdue since yesterday at 4:30pm".into())
        );
        assert_eq!(
            told("2026-12-09T10:00:00Z"),
            (Pace::Overdue, "Overdue by 3 working days".into())
        );
    }

    #[test]
    fn an_emergency_runs_by_the_clock_at_night_too() {
        let told = |now| {
            told(
                "2026-12-05T02:00:00Z",
                "2026-12-05T03:00:00Z",
                now,
                Priority::Emergency,
            )
        };
        assert_eq!(
            told("2026-12-05T02:10:00Z"),
            (Pace::InTime, "50 minutes left".into())
        );
        assert_eq!(
            told("2026-12-05T02:50:00Z"),
            (
                Pace::AtRisk,
                "At risk of being late: 10 minutes left".into()
            )
        );
        assert_eq!(
            told("2026-12-05T04:30:00Z"),
            (Pace::Overdue, "Overdue by 1 hour 30 minutes".into())
        );
    }

    #[test]
    fn an_emergency_never_looks_as_if_there_were_time() {
        let mut pat = people::pat().entry;
        let class = |entry: &Entry| {
            Clock::of(entry, &Times::default(), entry.received_at)
                .unwrap()
                .class()
        };
        assert_eq!(class(&pat), "app-clock app-clock--emergency");
        pat.priority = Priority::Standard;
        assert_eq!(class(&pat), "app-clock app-clock--in-time");
    }

    #[test]
    fn what_is_closed_has_no_clock() {
        let mut entry = people::doris().entry;
        entry.status = "closed".to_owned();
        assert_eq!(Clock::of(&entry, &Times::default(), entry.respond_by), None);
    }

    #[test]
    fn near_days_have_their_own_words() {
        let at = |text: &str| Instant::parse(text).unwrap();
        let now = at("2026-12-01T10:00:00Z");
        for (time, words) in [
            ("2026-12-01T12:15:00Z", "today at 12:15pm"),
            ("2026-12-02T17:00:00Z", "tomorrow at 5pm"),
            ("2026-11-30T17:00:00Z", "yesterday at 5pm"),
            ("2026-12-04T16:30:00Z", "on Friday 4 December at 4:30pm"),
            ("2027-01-04T12:00:00Z", "on Monday 4 January 2027 at midday"),
        ] {
            assert_eq!(when(at(time), now), words);
        }
    }
}
