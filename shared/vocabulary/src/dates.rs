//! Calendar dates, whole and partial. People do not always know a whole birth date.

use std::fmt;
use std::str::FromStr;

/// A day of the calendar, `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

/// A date of which the day, or the month and the day, may not be known: `1941`, `1941-03`, `1941-03-09`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

/// How many days the month has. Zero for a month that does not exist.
#[must_use]
pub fn days_in_month(year: i16, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

impl Date {
    /// The date, if there is such a day in the years 1 to 9999.
    #[must_use]
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year) && day >= 1 && day <= days_in_month(year, month);
        exists.then_some(Self { year, month, day })
    }

    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// Whole years from this day to another; negative when the other comes first.
    #[must_use]
    pub fn whole_years_until(self, later: Self) -> i32 {
        let birthday_to_come = (later.month, later.day) < (self.month, self.day);
        i32::from(later.year) - i32::from(self.year) - i32::from(birthday_to_come)
    }

    /// Days from 1970-01-01, negative before it. Years are counted from March, so that a leap day is
    /// the last of its year.
    #[must_use]
    pub fn days_since_1970(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        year.div_euclid(400) * 146_097 + day_of_era - 719_468
    }

    /// The day so many days after 1970-01-01, brought into the years 1 to 9999.
    #[must_use]
    pub fn from_days_since_1970(days: i64) -> Self {
        let days = days.clamp(FIRST_DAY, LAST_DAY) + 719_468;
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let month = (month_from_march + 2) % 12 + 1;
        // Each is in its range, because the days are.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Self {
            year: (year_of_era + days.div_euclid(146_097) * 400 + i64::from(month <= 2)) as i16,
            month: month as u8,
            day: (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u8,
        }
    }

    /// The day so many days later, or earlier.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_days_since_1970(self.days_since_1970().saturating_add(days))
    }

    /// The same day so many months later, or earlier; the last of its month where that is shorter. Brought into
    /// the years 1 to 9999.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let counted = i32::from(self.year) * 12 + i32::from(self.month) - 1;
        let counted = counted.saturating_add(months);
        let year = i16::try_from(counted.div_euclid(12)).unwrap_or_default();
        let month = u8::try_from(counted.rem_euclid(12) + 1).unwrap_or_default();
        let day = self.day.min(days_in_month(year, month));
        let end = if months < 0 { FIRST_DAY } else { LAST_DAY };
        Self::new(year, month, day).unwrap_or_else(|| Self::from_days_since_1970(end))
    }

    /// 0 for a Monday, 6 for a Sunday.
    #[must_use]
    pub fn days_after_monday(self) -> usize {
        // 1970-01-01 was a Thursday.
        usize::try_from((self.days_since_1970() + 3).rem_euclid(7)).unwrap_or(0)
    }
}

/// 0001-01-01 and 9999-12-31, in days from 1970-01-01.
const FIRST_DAY: i64 = -719_162;
const LAST_DAY: i64 = 2_932_896;

impl PartialDate {
    /// The first day that it may be.
    #[must_use]
    pub fn earliest(self) -> Date {
        Date {
            year: self.year,
            month: self.month.unwrap_or(1),
            day: self.day.unwrap_or(1),
        }
    }

    /// The last day that it may be.
    #[must_use]
    pub fn latest(self) -> Date {
        let month = self.month.unwrap_or(12);
        Date {
            year: self.year,
            month,
            day: self.day.unwrap_or_else(|| days_in_month(self.year, month)),
        }
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self {
            year: date.year,
            month: Some(date.month),
            day: Some(date.day),
        }
    }
}

/// Digits only, of exactly this length: no sign, no space.
fn number(text: &str, length: usize) -> Option<u16> {
    (text.len() == length && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

impl FromStr for PartialDate {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('-');
        let year = parts.next().and_then(|part| number(part, 4)).ok_or(())?;
        let year = i16::try_from(year).map_err(|_| ())?;
        let mut two_digits = || match parts.next() {
            None => Ok(None),
            Some(part) => match number(part, 2).map(u8::try_from) {
                Some(Ok(value)) => Ok(Some(value)),
                _ => Err(()),
            },
        };
        let (month, day) = (two_digits()?, two_digits()?);
        if parts.next().is_some() {
            return Err(());
        }
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok_or(())?;
        Ok(Self { year, month, day })
    }
}

impl FromStr for Date {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let partial: PartialDate = text.parse()?;
        match (partial.month, partial.day) {
            (Some(month), Some(day)) => Self::new(partial.year, month, day).ok_or(()),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birth_date_may_be_a_year_a_month_or_a_day() {
        for text in ["1941", "1941-03", "1941-03-09", "2024-02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "41",
            "1941-13",
            "1941-02-29",
            "1941-3-9",
            "1941-03-09-01",
            "+941",
            "0000",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text} is not a date");
        }
        assert!("1941-03".parse::<Date>().is_err());
    }

    #[test]
    fn months_end_where_the_month_ends_and_a_calendar_has_an_end() {
        for (day, months, then) in [
            ("2026-01-31", 1, "2026-02-28"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2026-01-15", -12, "2025-01-15"),
            ("2025-12-01", 12, "2026-12-01"),
            ("2026-01-01", -1, "2025-12-01"),
            ("2026-08-31", 18, "2028-02-29"),
            ("9999-01-01", 18, "9999-12-31"),
            ("2026-01-01", i32::MAX, "9999-12-31"),
            ("0001-02-02", -2, "0001-01-01"),
        ] {
            let day: Date = day.parse().unwrap();
            assert_eq!(day.plus_months(months).to_string(), then);
        }
    }

    #[test]
    fn a_partial_date_knows_the_first_and_the_last_day_that_it_allows() {
        let february: PartialDate = "2024-02".parse().unwrap();
        assert_eq!(february.earliest().to_string(), "2024-02-01");
        assert_eq!(february.latest().to_string(), "2024-02-29");
        let year: PartialDate = "2008".parse().unwrap();
        assert_eq!(year.latest().to_string(), "2008-12-31");
    }

    #[test]
    fn days_are_counted_without_a_gap_from_the_year_one_to_9999() {
        let (first, last) = (
            Date::new(1, 1, 1).unwrap(),
            Date::new(9999, 12, 31).unwrap(),
        );
        assert_eq!(
            (first.days_since_1970(), last.days_since_1970()),
            (FIRST_DAY, LAST_DAY)
        );
        let mut previous = first;
        for days in FIRST_DAY + 1..=LAST_DAY {
            let day = Date::from_days_since_1970(days);
            assert_eq!(Date::new(day.year, day.month, day.day), Some(day));
            assert!(day > previous && day.days_since_1970() == days);
            previous = day;
        }
        assert_eq!(Date::new(2026, 12, 28).unwrap().days_after_monday(), 0);
        assert_eq!(last.plus_days(1), last);
    }

    #[test]
    fn somebody_born_on_a_leap_day_is_a_year_older_on_the_first_of_march() {
        let born: Date = "2008-02-29".parse().unwrap();
        assert_eq!(born.whole_years_until("2026-02-28".parse().unwrap()), 17);
        assert_eq!(born.whole_years_until("2026-03-01".parse().unwrap()), 18);
    }
}
