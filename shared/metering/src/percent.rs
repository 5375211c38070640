//! By how much a cap is changed, read from decimal text so that no digit is lost.

use std::str::FromStr;

use vocabulary::Rounding;

use crate::Pence;

/// How many of the smallest part make one per cent: six decimal places.
const PARTS: i64 = 1_000_000;
const PLACES: usize = 6;
/// The most and the least that a cap may be changed by at once, in per cent.
const MOST: i64 = 1_000;
const LEAST: i64 = -100;

/// A change in per cent, exact to six decimal places, from -100 to 1000. Earnings can fall: the Care Act 2014
/// s16 has the cap follow them either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent {
    parts: i64,
}

/// Why a text is no [`Percent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAPercent {
    /// Not digits, with one point and digits after it, or without.
    Unreadable,
    /// More decimal places than are kept.
    TooFine,
    /// Below -100 or above 1000.
    OutOfRange,
}

impl NotAPercent {
    /// What to do about it.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Unreadable => "must be a decimal number as text, such as \"4.0\" or \"-1.25\"",
            Self::TooFine => "must have at most 6 decimal places",
            Self::OutOfRange => "must be from -100 to 1000",
        }
    }
}

impl Percent {
    /// An amount after this change, rounded to whole pence; none when it is more than any amount may be.
    #[must_use]
    pub fn applied_to(self, amount: Pence, how: Rounding) -> Option<Pence> {
        let whole = i128::from(100 * PARTS);
        amount.times(whole + i128::from(self.parts), whole, how)
    }
}

impl FromStr for Percent {
    type Err = NotAPercent;

    fn from_str(text: &str) -> Result<Self, NotAPercent> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((_, "")) => return Err(NotAPercent::Unreadable),
            Some(both) => both,
            None => (digits, ""),
        };
        let only_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !only_digits(whole) || !only_digits(fraction) {
            return Err(NotAPercent::Unreadable);
        }
        if fraction.len() > PLACES {
            return Err(NotAPercent::TooFine);
        }
        let parts = format!("{whole}{fraction:0<PLACES$}")
            .parse::<i64>()
            .map_err(|_| NotAPercent::OutOfRange)?
            * sign;
        if (LEAST * PARTS..=MOST * PARTS).contains(&parts) {
            Ok(Self { parts })
        } else {
            Err(NotAPercent::OutOfRange)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<i64, NotAPercent> {
        text.parse::<Percent>().map(|percent| percent.parts)
    }

    #[test]
    fn a_percentage_is_read_digit_by_digit() {
        assert_eq!(read("4.0"), Ok(4_000_000));
        assert_eq!(read("4"), Ok(4_000_000));
        assert_eq!(read("0.000001"), Ok(1));
        assert_eq!(read("-1.25"), Ok(-1_250_000));
        assert_eq!(read("1000"), Ok(1_000_000_000));
        assert_eq!(read("-0.0"), Ok(0));
    }

    #[test]
    fn what_is_no_percentage_is_told_apart() {
        for text in [
            "", "-", ".5", "4.", "+4", "4,0", " 4", "4e2", "0x4", "--4", "4.0.0", "٤", "NaN",
        ] {
            assert_eq!(read(text), Err(NotAPercent::Unreadable), "{text:?}");
        }
        assert_eq!(read("0.0000001"), Err(NotAPercent::TooFine));
        for text in ["1000.000001", "-100.000001", "99999999999999999999999999"] {
            assert_eq!(read(text), Err(NotAPercent::OutOfRange), "{text}");
        }
    }

    #[test]
    fn both_directions_are_rounded_to_the_penny() {
        let of = |percent: &str, pence| {
            let percent: Percent = percent.parse().unwrap();
            percent
                .applied_to(Pence::new(pence).unwrap(), Rounding::HalfUp)
                .map(Pence::get)
        };
        assert_eq!(of("4.0", 8_600_000), Some(8_944_000));
        // 12.5 % of 4 pence is half a penny.
        assert_eq!(of("12.5", 4), Some(5));
        // 4 - 0.5 = 3.5, and a half goes up.
        assert_eq!(of("-12.5", 4), Some(4));
        assert_eq!(of("-100", 4), Some(0));
        assert_eq!(of("1000", Pence::MOST.get()), None);
    }
}
