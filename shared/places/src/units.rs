//! Second halves of postcodes, written so that ten thousands of them are a short text that people can read.
//!
//! A word for each digit and letter with which they begin, with every letter that follows: `0AABD 1BX` are
//! `0AA`, `0AB`, `0AD` and `1BX`.

use std::collections::BTreeMap;
use std::fmt;

/// Second halves of postcodes that have the same first half.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    words: String,
}

impl Units {
    /// Reads the words.
    ///
    /// # Errors
    /// The first word that is none.
    pub fn read(text: &str) -> Result<Self, &str> {
        let wrong = text.split_ascii_whitespace().find(|word| !is_word(word));
        wrong.map_or(Ok(()), Err)?;
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        Ok(Self {
            words: words.join(" "),
        })
    }

    /// Writes second halves such as `1AA`, in any order.
    pub fn of<'u>(inward: impl IntoIterator<Item = &'u str>) -> Self {
        let mut words: BTreeMap<&str, String> = BTreeMap::new();
        for unit in inward {
            if let Some((begins, last)) = unit.split_at_checked(2) {
                words.entry(begins).or_default().push_str(last);
            }
        }
        let words: Vec<String> = words
            .into_iter()
            .map(|(begins, last)| {
                let mut letters: Vec<char> = last.chars().collect();
                letters.sort_unstable();
                letters.dedup();
                begins.chars().chain(letters).collect()
            })
            .collect();
        Self {
            words: words.join(" "),
        }
    }

    /// Whether a second half such as `1AA` is among them.
    #[must_use]
    pub fn has(&self, inward: &str) -> bool {
        let Some((begins, last)) = inward.split_at_checked(2) else {
            return false;
        };
        let mut words = self.words.split(' ');
        words.any(|word| {
            word.strip_prefix(begins)
                .is_some_and(|letters| letters.contains(last))
        })
    }
}

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

/// A digit, and at least two capital letters.
fn is_word(word: &str) -> bool {
    let mut characters = word.chars();
    word.len() >= 3
        && characters.next().is_some_and(|c| c.is_ascii_digit())
        && characters.all(|c| c.is_ascii_uppercase())
}
