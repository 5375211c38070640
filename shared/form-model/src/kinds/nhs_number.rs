//! NHS numbers: ten digits of which the last is computed from the others (Modulus 11).

use serde_json::{Value, json};

use super::{Read, text, wrong};
use crate::{Answer, Slip, TextRules};

pub fn read(value: &Value, _rules: &TextRules) -> Read {
    let Some(typed) = text::limited(text::kept(value, false)?, text::LINE)? else {
        return Ok(None);
    };
    let digits: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '.'))
        .collect();
    match is_nhs_number(&digits) {
        true => Ok(Some(Answer::Text(digits))),
        false => wrong(Slip::NotAnNhsNumber),
    }
}

/// Nine digits are weighted from 10 down to 2; what their sum lacks to a multiple of 11 is the tenth.
/// Where that would be 10 there is no such number.
fn is_nhs_number(digits: &str) -> bool {
    let figures: Option<Vec<u32>> = digits.chars().map(|c| c.to_digit(10)).collect();
    let Some((check, nine)) = figures.as_deref().and_then(<[u32]>::split_last) else {
        return false;
    };
    let sum: u32 = nine
        .iter()
        .zip((2..=10).rev())
        .map(|(figure, weight)| figure * weight)
        .sum();
    nine.len() == 9 && *check == (11 - sum % 11) % 11
}

/// As it stands on letters: 943 476 5919.
pub fn say(digits: &str) -> String {
    match (digits.get(..3), digits.get(3..6), digits.get(6..)) {
        (Some(first), Some(second), Some(third)) => format!("{first} {second} {third}"),
        _ => digits.to_owned(),
    }
}

pub fn schema() -> Value {
    json!({"type": "string", "pattern": "^[ .–-]*([0-9][ .–-]*){10}$"})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Read {
        read(&json!(text), &TextRules::default())
    }

    #[test]
    fn an_nhs_number_may_be_spaced_in_any_way() {
        // The example of the NHS Data Dictionary's own description of the check digit.
        for text in ["943 476 5919", "9434765919", " 943-476-5919 "] {
            assert_eq!(
                typed(text),
                Ok(Some(Answer::Text("9434765919".to_owned()))),
                "{text}"
            );
        }
        assert_eq!(say("9434765919"), "943 476 5919");
        assert_eq!(typed(""), Ok(None));
    }

    #[test]
    fn a_digit_that_is_wrong_lacking_or_too_many_is_noticed() {
        for text in [
            "943 476 5918",
            "943 476 591",
            "943 476 59190",
            "493 476 5919",
            "٩٤٣٤٧٦٥٩١٩",
            "a",
        ] {
            assert_eq!(typed(text), wrong(Slip::NotAnNhsNumber), "{text}");
        }
        assert!(read(&json!(9_434_765_919_u64), &TextRules::default()).is_err());
    }

    #[test]
    fn of_all_last_digits_at_most_one_is_right() {
        for nine in ["943476591", "000000000", "123456789", "987654321"] {
            let right = (0..10)
                .filter(|last| is_nhs_number(&format!("{nine}{last}")))
                .count();
            assert!(right <= 1, "{nine}");
        }
    }
}
