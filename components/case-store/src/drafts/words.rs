//! The words that open a draft again: four plain ones, out of a list of 1,024, so 40 bits.
//!
//! They are said once and never sent, and only a keyed hash of them is kept. Those of a draft that has
//! just begun follow from its cookie, so that the first page after it can say them though they are
//! stored nowhere.

use std::sync::LazyLock;

use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;

/// The words in the order of the alphabet. Every page of a draft that has just begun takes four.
static LIST: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../../words.txt").lines().collect());
/// How many bits choose a word.
const BITS_OF_A_WORD: usize = 10;
const WORDS: usize = 4;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The words of a draft that began with this cookie.
    pub(super) fn first_words(&self, cookie: &str) -> String {
        let parts = [cookie.as_bytes()];
        words(&self.keys.index.hash("first words of a draft", &parts))
    }

    /// Words that follow from nothing.
    pub(super) fn draw_words(&self) -> Result<String, Fault> {
        Ok(words(&self.randomness.bytes::<8>()?))
    }

    /// What is kept of words, however they were typed.
    pub(super) fn words_hash(&self, form: &str, typed: &str) -> [u8; 32] {
        let parts = [form.as_bytes(), &normalised(typed).into_bytes()];
        self.keys.index.hash("words of a draft", &parts)
    }
}

/// Four words, each chosen by the next ten bits.
fn words(random: &[u8]) -> String {
    let mut bits = random
        .iter()
        .flat_map(|byte| (0..8).map(move |bit| usize::from(byte >> bit & 1)));
    let mut word = || {
        let chosen = bits
            .by_ref()
            .take(BITS_OF_A_WORD)
            .fold(0, |number, bit| number << 1 | bit);
        LIST.get(chosen).copied().unwrap_or_default()
    };
    let chosen: [&str; WORDS] = std::array::from_fn(|_| word());
    chosen.join(" ")
}

/// Capitals, commas, hyphens and spaces make no difference.
fn normalised(typed: &str) -> String {
    let words = typed
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_ten_bits_are_a_plain_word_of_their_own() {
        assert_eq!(LIST.len(), 1 << BITS_OF_A_WORD);
        assert_eq!(LIST.iter().collect::<BTreeSet<_>>().len(), LIST.len());
        assert!(LIST.is_sorted());
        for word in LIST.iter() {
            let plain = word.bytes().all(|letter| letter.is_ascii_lowercase());
            assert!(plain && (3..=9).contains(&word.len()), "{word}");
        }
    }

    #[test]
    fn all_forty_bits_count() {
        let spoken: BTreeSet<String> = (0..40)
            .map(|bit| {
                let mut bytes = [0; 5];
                bytes[bit / 8] = 1 << (bit % 8);
                words(&bytes)
            })
            .chain([words(&[0; 5])])
            .collect();
        assert_eq!(spoken.len(), 41);
        assert_eq!(words(&[0; 5]), "abacus abacus abacus abacus");
        assert_eq!(words(&[0xff; 5]), "zipper zipper zipper zipper");
    }

    #[test]
    fn words_are_the_same_however_they_are_typed() {
        for typed in [
            "river  candle paper moon ",
            "River, Candle, Paper, Moon.",
            "river-candle-paper\nmoon",
        ] {
            assert_eq!(normalised(typed), "river candle paper moon");
        }
    }
}
