//! Postcodes, whole or only the first half, however they are written.

use places::Postcode;
use serde_json::Value;

use super::{Read, text, wrong};
use crate::{Answer, Slip, TextRules};

pub fn read(value: &Value, rules: &TextRules) -> Read {
    let typed = text::limited(text::kept(value, false)?, rules.max.unwrap_or(text::LINE))?;
    match typed {
        Some(postcode) if !looks_like_a_postcode(&postcode) => wrong(Slip::NotAPostcode),
        typed => Ok(typed.map(Answer::Text)),
    }
}

/// Whether it has the form of a postcode or of its first half. Case, spaces and punctuation are
/// forgiven; whether there is such a place is not looked at.
pub fn looks_like_a_postcode(typed: &str) -> bool {
    let with_some_second_half = || Postcode::parse(&format!("{typed} 1AA"));
    Postcode::parse(typed)
        .or_else(with_some_second_half)
        .is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_is_taken_however_it_is_written() {
        for typed in [
            "CM1 1QH",
            "cm11qh",
            "CM1  1QH.",
            "sw1a-1aa",
            "W1A 0AX",
            "CM1",
            "SS3",
            "GIR 0AA",
        ] {
            assert!(looks_like_a_postcode(typed), "{typed}");
        }
    }

    #[test]
    fn an_emoji_is_no_postcode() {
        for typed in ["🏠🏠🏠", "Chelmsford", "CM1 1CI", "12345", ""] {
            assert!(!looks_like_a_postcode(typed), "{typed}");
        }
    }
}
