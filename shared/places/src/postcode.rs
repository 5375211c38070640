//! Postcodes as people type them. That one has the right form does not mean that it exists.

use std::fmt;

/// A postcode of the right form, in capitals.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode {
    outward: String,
    inward: String,
}

/// The longest text that is looked at: nobody types more spaces and dots than this.
const LONGEST: usize = 40;

/// Letters that the second half never has.
const NEVER_INWARD: &str = "CIKMOV";

impl Postcode {
    /// Reads a whole postcode, whatever its case, spaces and punctuation. Half of one is none: `SS1`
    /// may be the beginning of `SS12`.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let mut letters = String::new();
        for (index, c) in typed.chars().enumerate() {
            if index >= LONGEST || (c.is_alphanumeric() && !c.is_ascii()) {
                return None;
            }
            if c.is_ascii_alphanumeric() {
                letters.push(c.to_ascii_uppercase());
            }
        }
        let (outward, inward) = letters.split_at_checked(letters.len().checked_sub(3)?)?;
        let right = is_inward(inward) && (is_outward(outward) || letters == "GIR0AA");
        right.then(|| Self {
            outward: outward.to_owned(),
            inward: inward.to_owned(),
        })
    }

    /// The first half, such as `CM1`.
    #[must_use]
    pub fn outcode(&self) -> &str {
        &self.outward
    }

    /// The second half, such as `1AA`.
    #[must_use]
    pub fn inward(&self) -> &str {
        &self.inward
    }

    /// The letters at the front, such as `CM`.
    #[must_use]
    pub fn area(&self) -> &str {
        self.outward
            .split(|c: char| c.is_ascii_digit())
            .next()
            .unwrap_or_default()
    }
}

/// The first half of what somebody typed, whether or not the second one follows; in capitals.
pub(crate) fn outcode_of(typed: &str) -> Option<String> {
    if let Some(postcode) = Postcode::parse(typed) {
        return Some(postcode.outward);
    }
    let text = typed.trim().to_ascii_uppercase();
    is_outward(&text).then_some(text)
}

/// `A9`, `A9A`, `A99`, `AA9`, `AA9A` or `AA99`.
fn is_outward(text: &str) -> bool {
    let shape: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '9' } else { 'A' })
        .collect();
    matches!(
        shape.as_str(),
        "A9" | "A9A" | "A99" | "AA9" | "AA9A" | "AA99"
    )
}

/// `9AA` without the letters that are never used.
fn is_inward(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|c| c.is_ascii_digit())
        && characters.clone().count() == 2
        && characters.all(|c| c.is_ascii_uppercase() && !NEVER_INWARD.contains(c))
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.outward, self.inward)
    }
}
