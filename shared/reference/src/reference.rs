//! The reference of a contact, `ASC-XXXX-XXXX`.

use crate::alphabet::{self, BASE};
use std::fmt;

/// The letters in front, which carry no information.
const PREFIX: &str = "ASC";
/// Seven characters that mean something and one that checks them.
const LENGTH: usize = 8;

/// A reference whose check character is right.
///
/// The check is Luhn modulo 32. It finds every single wrong character and every swap of two
/// neighbours but one: the swap of `0` and `Z`. References with those two side by side are therefore
/// never issued, though they are read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(String);

impl Reference {
    /// Makes a reference out of 35 random bits. None, about once in eighty times, when they make one
    /// that is not issued: draw again.
    pub fn from_random(random: [u8; 5]) -> Option<Self> {
        let mut values = alphabet::five_bit_values(&random, LENGTH - 1)?;
        values.push(check_value(&values));
        let swap_goes_unseen = values
            .windows(2)
            .any(|pair| matches!(pair, [0, 31] | [31, 0]));
        (!swap_goes_unseen).then(|| Self::from_values(&values))
    }

    /// Reads what somebody typed. None unless it is a reference, with or without its prefix.
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        Self::read_characters(without_prefix(typed)).or_else(|| Self::read_characters(typed))
    }

    /// As it is written, `ASC-XXXX-XXXX`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn read_characters(typed: &str) -> Option<Self> {
        let values = alphabet::values(typed, LENGTH)?;
        let (check, meaning) = values.split_last()?;
        (values.len() == LENGTH && check_value(meaning) == *check)
            .then(|| Self::from_values(&values))
    }

    fn from_values(values: &[u8]) -> Self {
        Self(format!("{PREFIX}-{}", alphabet::grouped(values)))
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

/// What follows the prefix, when the prefix is there. Its three letters are also letters of the
/// alphabet, so the length decides in `read` whether they were the prefix.
fn without_prefix(typed: &str) -> &str {
    match typed.get(..PREFIX.len()) {
        Some(start) if start.eq_ignore_ascii_case(PREFIX) => {
            typed.get(PREFIX.len()..).unwrap_or_default()
        }
        _ => typed,
    }
}

/// The Luhn modulo 32 check of the values before it.
fn check_value(values: &[u8]) -> u8 {
    let sum = values
        .iter()
        .rev()
        .enumerate()
        .fold(0_u32, |sum, (place, value)| {
            let weighted = if place % 2 == 0 { value * 2 } else { *value };
            sum + u32::from(weighted / BASE + weighted % BASE)
        });
    let remainder = u8::try_from(sum % u32::from(BASE)).unwrap_or_default();
    (BASE - remainder) % BASE
}
