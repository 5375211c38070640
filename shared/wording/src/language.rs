//! A language's words as they are carried: unpacked once, then looked up by their place.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use packed::{Packed, packed};

use crate::phrase::ENGLISH;

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The words of a language other than plain English.
#[derive(Debug, Default, PartialEq)]
pub struct Language {
    id: String,
    unreviewed: Option<String>,
    /// In the order of the English ones; empty where there is none.
    said: Vec<String>,
    elsewhere: BTreeMap<String, String>,
}

type Asked = (bool, Arc<Language>);

/// Every language that was asked for, with whether it was for a development.
static KNOWN: LazyLock<Mutex<Vec<Asked>>> = LazyLock::new(Mutex::default);

impl Language {
    /// The language of this id; without a word where there are none that may be shown.
    pub fn of(id: &str, development: bool) -> Arc<Self> {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let this = |(for_development, language): &&Asked| {
            *for_development == development && language.id == id
        };
        if let Some((_, language)) = known.iter().find(this) {
            return Arc::clone(language);
        }
        let packed = LANGUAGES.iter().find(|(known, _)| *known == id);
        let language = packed.map(|(_, words)| Self::read(id, &words.text()));
        let language = language.filter(|language| development || language.unreviewed.is_none());
        let language = Arc::new(language.unwrap_or_else(|| Self {
            id: id.to_owned(),
            ..Self::default()
        }));
        known.push((development, Arc::clone(&language)));
        language
    }

    /// As the build script has written it.
    fn read(id: &str, text: &str) -> Self {
        let mut lines = text.lines().map(str::to_owned);
        let _name = lines.next();
        let reviewed_by = lines.next().unwrap_or_default();
        let note = lines.next().unwrap_or_default();
        let said = lines.by_ref().take(ENGLISH.len()).collect();
        let pair = |line: String| {
            line.split_once('\t')
                .map(|(one, other)| (one.to_owned(), other.to_owned()))
        };
        Self {
            id: id.to_owned(),
            unreviewed: reviewed_by.trim().is_empty().then_some(note),
            said,
            elsewhere: lines.filter_map(pair).collect(),
        }
    }

    pub fn lang(&self) -> &str {
        match self.id.split_once("-x-") {
            Some((main, _)) => main,
            None => &self.id,
        }
    }

    pub fn unreviewed(&self) -> Option<&str> {
        self.unreviewed.as_deref()
    }

    pub fn said(&self, at: usize) -> Option<&str> {
        self.said
            .get(at)
            .map(String::as_str)
            .filter(|said| !said.is_empty())
    }

    pub fn instead_of(&self, sentence: &str) -> Option<&str> {
        self.elsewhere.get(sentence).map(String::as_str)
    }
}
