//! NHS numbers, as people write them.

use serde_json::{Value, json};
use vocabulary::is_nhs_number;

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
}
