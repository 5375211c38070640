//! When the cap would be reached, if things stay as they are.

use vocabulary::Date;

use crate::Pence;

/// How far ahead a day is named: the design of the Department had statements give an indicative day only within
/// 18 months.
pub const MONTHS_AHEAD: u8 = 18;

/// The Monday on which the cap would be reached, if each Monday after `as_at` counted `weekly`. None when that
/// is more than 18 months after `as_at`, when nothing counts, and when the cap has been reached already.
#[must_use]
pub fn reaches_cap_on(remaining: Pence, weekly: Pence, as_at: Date) -> Option<Date> {
    if remaining == Pence::NOTHING || weekly == Pence::NOTHING {
        return None;
    }
    let more = i64::from(remaining.get() % weekly.get() != 0);
    let weeks = remaining.get() / weekly.get() + more;
    let to_next_monday = 7 - i64::try_from(as_at.days_after_monday()).unwrap_or(0);
    let day = as_at.plus_days(to_next_monday + 7 * (weeks - 1));
    // At the end of the calendar days are brought back into it, and are no Mondays.
    let exists = day.days_after_monday() == 0;
    (exists && day <= as_at.plus_months(i32::from(MONTHS_AHEAD))).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn on(remaining: i64, weekly: i64, as_at: &str) -> Option<String> {
        let pence = |amount| Pence::new(amount).unwrap();
        reaches_cap_on(pence(remaining), pence(weekly), date(as_at)).map(|day| day.to_string())
    }

    #[test]
    fn the_next_monday_is_the_first_that_counts() {
        // 2026-06-01 is a Monday, and has counted already if it has a week.
        assert_eq!(on(1, 100, "2026-06-01").as_deref(), Some("2026-06-08"));
        assert_eq!(on(100, 100, "2026-06-07").as_deref(), Some("2026-06-08"));
        assert_eq!(on(101, 100, "2026-06-07").as_deref(), Some("2026-06-15"));
    }

    #[test]
    fn a_day_is_named_up_to_eighteen_months_ahead_and_no_further() {
        // 18 months after 2026-05-29 is Monday 2027-11-29, the 79th Monday.
        assert_eq!(on(7_900, 100, "2026-05-29").as_deref(), Some("2027-11-29"));
        assert_eq!(on(7_901, 100, "2026-05-29"), None);
    }

    #[test]
    fn no_day_is_named_where_nothing_remains_nothing_counts_or_the_calendar_ends() {
        assert_eq!(on(0, 100, "2026-06-01"), None);
        assert_eq!(on(100, 0, "2026-06-01"), None);
        assert_eq!(on(100, 1, "9999-12-30"), None);
        assert_eq!(on(Pence::MOST.get(), 1, "2026-06-01"), None);
    }
}
