//! What the pages say of themselves in each language: buttons, headings, mistakes, days and months.
//!
//! A form's own words stand with the form. Everything else that a resident reads on a form's pages is a
//! [`Phrase`] of `words/en.toml`, which is complete, and has its counterpart in `words/pl.toml` and so
//! on. Whoever changes a word changes a file there, and no code. A phrase may have named places:
//!
//! ```
//! use wording::Wording;
//! use wording::phrase::mistake;
//! let said = Wording::english().fill(mistake::NOTHING_TYPED, &[("what", "your name")]);
//! assert_eq!(said.text, "Enter your name");
//! ```
//!
//! What a language lacks is said in English and marked as English, so that a screen reader says it
//! right. Words that nobody has reviewed are for a development only. Looking a phrase up is an index into
//! a list; a language is unpacked once an instance.
//!
//! Nothing here knows a form, a request or which language somebody wants.

mod check;
mod language;
mod said;

pub use check::{Problem, check};
pub use said::{Said, Sentence};

use std::sync::Arc;

use language::Language;

/// A phrase of `words/en.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase(usize);

/// The phrases: a module for each table of `words/en.toml`, a constant for each phrase.
pub mod phrase {
    use super::Phrase;
    include!(concat!(env!("OUT_DIR"), "/phrases.rs"));
}

/// The words of one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wording(Option<Arc<Language>>);

impl Wording {
    /// The words as they were written first.
    pub fn english() -> &'static Self {
        static ENGLISH: Wording = Wording(None);
        &ENGLISH
    }

    /// The words of the language with this id, such as `pl` or `en-x-easyread`, as far as there are any
    /// that may be shown: in a `development`, those too that nobody has reviewed.
    pub fn of(id: &str, development: bool) -> Self {
        match id {
            "en" => Self(None),
            id => Self(Some(Language::of(id, development))),
        }
    }

    /// For the `lang` attribute of a page in these words. Easy Read is English.
    pub fn lang(&self) -> &str {
        self.0
            .as_ref()
            .map_or(ENGLISH_LANG, |language| language.lang())
    }

    /// What to say on each page while nobody has reviewed these words.
    pub fn unreviewed(&self) -> Option<&str> {
        self.0.as_ref()?.unreviewed()
    }

    /// The phrase as it stands, with no place filled.
    pub fn say(&self, phrase: Phrase) -> Said<'_> {
        let own = self.0.as_ref().and_then(|language| language.said(phrase.0));
        match own {
            Some(text) => Said::here(text),
            None => self.in_english(phrase::ENGLISH.get(phrase.0).copied().unwrap_or_default()),
        }
    }

    /// The phrase with its places filled.
    pub fn fill(&self, phrase: Phrase, places: &[(&str, &str)]) -> Sentence {
        let said = self.say(phrase);
        Sentence {
            text: said::filled(said.text, places),
            lang: said.lang,
        }
    }

    /// A sentence that comes from elsewhere, such as the authority's file, where it is English.
    pub fn instead_of<'a>(&'a self, sentence: &'a str) -> Said<'a> {
        let own = self
            .0
            .as_ref()
            .and_then(|language| language.instead_of(sentence));
        own.map_or_else(|| self.in_english(sentence), Said::here)
    }

    /// An English sentence that was made from one of these phrases, in these words; `place` says what a
    /// place held. One that was made from none of them stays as it is, and marked.
    pub fn said_again(
        &self,
        english: &str,
        phrases: &[Phrase],
        place: impl Fn(&str, &str) -> String,
    ) -> Sentence {
        let made_from = phrases.iter().find_map(|phrase| {
            let places = said::places(Self::english().say(*phrase).text, english)?;
            Some((*phrase, places))
        });
        let Some((phrase, held)) = made_from.filter(|_| self.0.is_some()) else {
            let lang = self.in_english(english).lang;
            return Sentence {
                text: english.to_owned(),
                lang,
            };
        };
        let held: Vec<(&str, String)> = held
            .into_iter()
            .map(|(name, value)| (name, place(name, value)))
            .collect();
        let places: Vec<(&str, &str)> = held
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.fill(phrase, &places)
    }

    /// English words: marked, where the words around them are in another language.
    pub fn in_english<'a>(&self, text: &'a str) -> Said<'a> {
        let marked = self.lang() != ENGLISH_LANG;
        Said {
            text,
            lang: marked.then_some(ENGLISH_LANG),
        }
    }
}

const ENGLISH_LANG: &str = "en";

#[cfg(test)]
mod tests;
