//! Telephone numbers and email addresses, kept as they were typed.

use serde_json::Value;
use vocabulary::reach::{is_email, is_phone};

use super::{Read, text, wrong};
use crate::{Answer, Slip, TextRules};

/// The most characters of an email address.
pub const EMAIL: usize = 254;

pub fn phone(value: &Value, rules: &TextRules) -> Read {
    let typed = text::limited(text::kept(value, false)?, rules.max.unwrap_or(text::LINE))?;
    match typed {
        Some(number) if !is_phone(&number) => wrong(Slip::NotAPhone),
        typed => Ok(typed.map(Answer::Text)),
    }
}

pub fn email(value: &Value, rules: &TextRules) -> Read {
    let typed = text::limited(text::kept(value, false)?, rules.max.unwrap_or(EMAIL))?;
    match typed {
        Some(address) if !is_email(&address) => wrong(Slip::NotAnEmail),
        typed => Ok(typed.map(Answer::Text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_number_that_is_no_text_or_no_phone_number_is_told_what_one_looks_like() {
        let read = |value| phone(&value, &TextRules::default());
        assert_eq!(read(json!("07700")), wrong(Slip::NotAPhone));
        assert!(read(json!(7_700_900_982_u64)).is_err());
    }
}
