//! The form of this component, and its words in other languages.

use std::sync::LazyLock;

use form_model::{Words, read_words};
use packed::{Packed, packed};

pub(crate) const ORDER: [&str; 1] = ["carer-assessment"];

/// The newest text.
pub(crate) const NEWEST: Packed = packed!("carer-assessment.toml");

/// Its words in other languages.
const WORDS: Packed = packed!("carer-assessment.en-x-easyread.toml");

/// The text of the form.
pub fn texts() -> impl Iterator<Item = String> {
    NEWEST.texts().into_iter()
}

/// The words as they can be used.
pub(crate) static SPOKEN: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let texts = WORDS.texts().into_iter();
    texts.filter_map(|text| read_words(&text).ok()).collect()
});
