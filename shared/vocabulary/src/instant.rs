//! A moment, to the second, in UTC. JSON has it as RFC 3339; people see it in words, which is the
//! business of `shared/working-calendar`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::dates::Date;

/// Whole seconds since 1970-01-01T00:00:00Z, never before it and never after the year 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// Why a text is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATime;

impl fmt::Display for NotATime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "must be a time such as 2026-12-24T16:00:00Z (RFC 3339), between the years 1970 and 9999",
        )
    }
}

impl std::error::Error for NotATime {}

const DAY: i64 = 86_400;

impl Instant {
    pub const EARLIEST: Self = Self(0);
    /// 9999-12-31T23:59:59Z.
    pub const LATEST: Self = Self(253_402_300_799);

    /// The moment so many seconds after 1970 began, brought into the range when it lies outside.
    #[must_use]
    pub fn from_unix(seconds: i64) -> Self {
        Self(seconds.clamp(Self::EARLIEST.0, Self::LATEST.0))
    }

    #[must_use]
    pub fn as_unix(self) -> i64 {
        self.0
    }

    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_unix(self.0.saturating_add(seconds))
    }

    /// Reads RFC 3339 with any offset; fractions of a second are left off.
    ///
    /// # Errors
    /// When it is not RFC 3339, or lies outside the years 1970 to 9999.
    pub fn parse(text: &str) -> Result<Self, NotATime> {
        text.parse()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = Date::from_days_since_1970(self.0.div_euclid(DAY));
        let second = self.0.rem_euclid(DAY);
        write!(
            f,
            "{date}T{:02}:{:02}:{:02}Z",
            second / 3600,
            second / 60 % 60,
            second % 60
        )
    }
}

/// Reads a fixed number of digits from the front.
fn digits<'a>(text: &'a str, length: usize, rest: &mut &'a str) -> Result<i64, NotATime> {
    let (head, tail) = text.split_at_checked(length).ok_or(NotATime)?;
    if !head.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NotATime);
    }
    *rest = tail;
    head.parse().map_err(|_| NotATime)
}

/// Reads one of these characters from the front.
fn one_of<'a>(text: &'a str, allowed: &[char], rest: &mut &'a str) -> Result<char, NotATime> {
    let mut characters = text.chars();
    let first = characters
        .next()
        .filter(|c| allowed.contains(c))
        .ok_or(NotATime)?;
    *rest = characters.as_str();
    Ok(first)
}

/// Two digits, no greater than `most`.
fn two_digits<'a>(text: &'a str, most: i64, rest: &mut &'a str) -> Result<i64, NotATime> {
    digits(text, 2, rest).and_then(|value| {
        if value <= most {
            Ok(value)
        } else {
            Err(NotATime)
        }
    })
}

impl FromStr for Instant {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let (date, mut rest) = text.split_at_checked(10).ok_or(NotATime)?;
        let date: Date = date.parse().map_err(|()| NotATime)?;
        one_of(rest, &['T', 't', ' '], &mut rest)?;
        let hour = two_digits(rest, 23, &mut rest)?;
        one_of(rest, &[':'], &mut rest)?;
        let minute = two_digits(rest, 59, &mut rest)?;
        one_of(rest, &[':'], &mut rest)?;
        // RFC 3339 has leap seconds; our count of seconds has not.
        let second = two_digits(rest, 60, &mut rest)?.min(59);
        if let Some(fraction) = rest.strip_prefix('.') {
            let after = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if after.len() == fraction.len() {
                return Err(NotATime);
            }
            rest = after;
        }
        let offset = match one_of(rest, &['Z', 'z', '+', '-'], &mut rest)? {
            'Z' | 'z' => 0,
            sign => {
                let hours = two_digits(rest, 23, &mut rest)?;
                one_of(rest, &[':'], &mut rest)?;
                let minutes = two_digits(rest, 59, &mut rest)?;
                let seconds = hours * 3600 + minutes * 60;
                if sign == '-' { -seconds } else { seconds }
            }
        };
        if !rest.is_empty() {
            return Err(NotATime);
        }
        let seconds = date.days_since_1970() * DAY + hour * 3600 + minute * 60 + second - offset;
        let instant = Self::from_unix(seconds);
        if instant.0 == seconds {
            Ok(instant)
        } else {
            Err(NotATime)
        }
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contract_s_times_read_back_as_they_were_written() {
        for text in [
            "1970-01-01T00:00:00Z",
            "2026-12-29T11:45:00Z",
            "2024-02-29T23:59:59Z",
            "2000-03-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
        ] {
            assert_eq!(Instant::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(
            Instant::parse("2026-12-24T16:00:00Z").unwrap().as_unix(),
            1_798_128_000
        );
    }

    #[test]
    fn offsets_and_fractions_of_a_second_are_understood() {
        for text in [
            "2026-06-01T10:30:05+01:00",
            "2026-06-01T09:30:05.999999Z",
            "2026-06-01t09:30:05z",
            "2026-05-31T23:30:05-10:00",
        ] {
            assert_eq!(
                Instant::parse(text).unwrap().to_string(),
                "2026-06-01T09:30:05Z"
            );
        }
    }

    #[test]
    fn what_is_not_a_time_is_refused() {
        for text in [
            "",
            "now",
            "2026-12-24",
            "2026-12-24T16:00Z",
            "2026-12-24T16:00:00",
            "2026-02-30T16:00:00Z",
            "2026-12-24T24:00:00Z",
            "2026-12-24T16:60:00Z",
            "2026-12-24T16:00:00.Z",
            "2026-12-24T16:00:00Zz",
            "1969-12-31T23:59:59Z",
            "1970-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-00:01",
            "-026-12-24T16:00:00Z",
            "2026-12-24T16:00:00+0100",
            "é026-12-24T16:00:00Z",
        ] {
            assert_eq!(Instant::parse(text), Err(NotATime), "{text}");
        }
    }

    #[test]
    fn every_day_of_four_centuries_is_told_apart() {
        let mut day = Instant::parse("1970-01-01T12:00:00Z").unwrap();
        while day < Instant::parse("2371-01-01T00:00:00Z").unwrap() {
            assert_eq!(Instant::parse(&day.to_string()), Ok(day));
            day = day.plus_seconds(DAY);
        }
    }
}
