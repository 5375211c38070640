//! The service answers in capitals. People read `14 High Street` more easily than `14 HIGH STREET`, and a
//! screen reader does not spell it out.

/// Words that stay small within a name.
const SMALL: [&str; 15] = [
    "and", "at", "by", "cum", "de", "in", "la", "le", "near", "next", "of", "on", "the", "under",
    "upon",
];
/// Abbreviations without a vowel that are not initials.
const SHORTENED: [&str; 8] = ["st", "mt", "dr", "mr", "mrs", "rd", "ltd", "ft"];
/// The longest initials that are known by having no vowel, such as `NHS`.
const INITIALS: usize = 4;

/// Text in capitals as people write it. Text that has small letters already is left alone.
pub fn written(text: &str) -> String {
    let text = text.trim();
    if text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let mut written = String::with_capacity(text.len());
    for (place, word) in text.split_whitespace().enumerate() {
        if place > 0 {
            written.push(' ');
        }
        for (part, piece) in word.split('-').enumerate() {
            if part > 0 {
                written.push('-');
            }
            push(&mut written, piece, place == 0 && part == 0);
        }
    }
    written
}

fn push(written: &mut String, word: &str, first: bool) {
    let small = word.to_lowercase();
    let letters = small.trim_matches(|c: char| !c.is_alphanumeric());
    if SMALL.contains(&letters) && !first {
        written.push_str(&small);
    } else if is_kept(letters) {
        written.push_str(word);
    } else {
        push_named(written, &small);
    }
}

/// Whether it stays in capitals: a number with a letter, a letter on its own, or initials.
fn is_kept(letters: &str) -> bool {
    let has_digit = letters.contains(|c: char| c.is_ascii_digit());
    let count = letters.chars().count();
    let initials = count <= INITIALS
        && letters.chars().all(char::is_alphabetic)
        && !letters.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        && !SHORTENED.contains(&letters);
    (has_digit && !is_ordinal(letters)) || count == 1 || initials
}

/// `1st`, `22nd`.
fn is_ordinal(letters: &str) -> bool {
    let ending = letters.trim_start_matches(|c: char| c.is_ascii_digit());
    ending.len() < letters.len() && ["st", "nd", "rd", "th"].contains(&ending)
}

/// With a capital at the front, and after `O'`.
fn push_named(written: &mut String, small: &str) {
    let mut before = 0;
    let mut capital = true;
    for c in small.chars() {
        match c {
            '\'' | '’' => capital = before == 1,
            _ if c.is_alphanumeric() => before += 1,
            _ => {}
        }
        if capital && c.is_alphabetic() {
            written.extend(c.to_uppercase());
            capital = false;
        } else {
            // After a digit comes no capital: `1st`.
            capital &= !c.is_alphanumeric();
            written.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn names_are_written_as_people_write_them() {
        for (text, read) in [
            ("HIGH STREET", "High Street"),
            ("WESTCLIFF-ON-SEA", "Westcliff-on-Sea"),
            ("ST. JOHN'S COURT", "St. John's Court"),
            ("O'CONNOR HOUSE", "O'Connor House"),
            ("THE BOARD OF TRADE", "The Board of Trade"),
            ("FLAT 12B", "Flat 12B"),
            ("FLAT A", "Flat A"),
            ("1ST FLOOR", "1st Floor"),
            ("MID ESSEX NHS TRUST", "Mid Essex NHS Trust"),
            ("SMITH & SONS (ESSEX) LTD", "Smith & Sons (Essex) Ltd"),
            ("  LAYER-DE-LA-HAYE ", "Layer-de-la-Haye"),
            ("Ystâd Deg", "Ystâd Deg"),
            ("", ""),
        ] {
            assert_eq!(written(text), read);
        }
    }
}
