//! Reads TOML that people write: rules, places, calendars.
//!
//! Somebody who writes no Rust must learn **everything** that is wrong at once, each with its line and
//! what to do. Reading into Rust types stops at the first mistake, so this walks the tree instead.
//! It knows nothing of what a text means: that is for who reads it.

mod section;
mod tree;

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

pub use section::{Noted, Section};
pub use tree::{Misfit, from_text, from_tree};

/// Something wrong in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// From 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// Collects what is wrong with one text while it is read.
#[derive(Debug)]
pub struct Ledger<'t> {
    text: &'t str,
    /// Where each line ends.
    line_ends: Vec<usize>,
    problems: RefCell<Vec<Problem>>,
}

impl<'t> Ledger<'t> {
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            text,
            line_ends: ends.map(|(index, _)| index).collect(),
            problems: RefCell::default(),
        }
    }

    /// The whole text as a tree, as far as it can be understood.
    pub fn parse(&self) -> Spanned<DeTable<'t>> {
        let (root, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let line = error.span().map_or(1, |span| self.line(&span));
            self.note(line, error.message(), "Write it as TOML (https://toml.io).");
        }
        root
    }

    /// The outermost table; members that are not in `known` are problems.
    pub fn root<'a>(&'a self, root: &'a Spanned<DeTable<'t>>, known: &[&str]) -> Section<'a, 't> {
        Section::new(self, root.get_ref(), 1, "the text", known)
    }

    /// Notes something wrong.
    pub fn note(&self, line: u32, message: impl Into<String>, remedy: impl Into<String>) {
        self.problems.borrow_mut().push(Problem {
            line,
            message: message.into(),
            remedy: remedy.into(),
        });
    }

    /// Notes a name that nobody knows, listing those that are known.
    pub fn note_unknown<'k>(
        &self,
        line: u32,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let known: Vec<&str> = known.into_iter().collect();
        self.note(
            line,
            format!("{what} `{name}` is not known"),
            format!("Use one of: {}.", known.join(", ")),
        );
    }

    /// Everything that was wrong, in the order of the text.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort();
        problems.dedup();
        problems
    }

    fn line(&self, span: &Range<usize>) -> u32 {
        let newlines = self.line_ends.partition_point(|end| *end < span.start);
        u32::try_from(newlines)
            .unwrap_or(u32::MAX)
            .saturating_add(1)
    }
}
