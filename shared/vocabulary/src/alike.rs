//! What people are called and how they are reached, as two ways of writing it are compared. Each answers
//! nothing for a text in which nothing is left to compare.

/// Letters and digits in lower case: `O'Brien`, `O’BRIEN` and `o brien` are one name.
#[must_use]
pub fn name(written: &str) -> Option<String> {
    kept(
        written
            .chars()
            .flat_map(char::to_lowercase)
            .filter(|c| c.is_alphanumeric()),
    )
}

#[must_use]
pub fn postcode(written: &str) -> Option<String> {
    kept(
        written
            .to_ascii_uppercase()
            .chars()
            .filter(char::is_ascii_alphanumeric),
    )
}

/// An account's reference: `ca-1`, `CA 1` and `CA1` are one, and `CA/1` is another.
#[must_use]
pub fn reference(written: &str) -> Option<String> {
    kept(
        written
            .to_ascii_uppercase()
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '/'),
    )
}

/// An email address, however it was written.
#[must_use]
pub fn email(written: &str) -> Option<String> {
    kept(written.trim().chars().flat_map(char::to_lowercase))
}

/// Digits only, with the United Kingdom's prefix as a leading 0.
#[must_use]
pub fn phone(written: &str) -> Option<String> {
    let international = written.trim_start().starts_with('+');
    let digits: String = written
        .replace("(0)", "")
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let local = digits
        .strip_prefix("0044")
        .or_else(|| international.then(|| digits.strip_prefix("44")).flatten())
        .map(|rest| format!("0{}", rest.trim_start_matches('0')));
    kept(local.unwrap_or(digits).chars())
}

/// A date that is not partial.
#[must_use]
pub fn full_date(written: &str) -> Option<String> {
    let written = written.trim();
    let shape = written.len() == 10
        && written.char_indices().all(|(place, c)| match place {
            4 | 7 => c == '-',
            _ => c.is_ascii_digit(),
        });
    shape.then(|| written.to_owned())
}

fn kept(characters: impl Iterator<Item = char>) -> Option<String> {
    let text: String = characters.collect();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_the_same_in_any_writing_but_for_its_slashes() {
        for written in ["ca-1", " CA 1", "C-A1"] {
            assert_eq!(reference(written).as_deref(), Some("CA1"), "{written}");
        }
        assert_eq!(reference("LAS/4711").as_deref(), Some("LAS/4711"));
        assert_eq!(reference(" - "), None);
    }
}
