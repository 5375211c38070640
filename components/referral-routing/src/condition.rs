//! When a rule applies: typed data, never a language. A condition can say itself in English.

use std::fmt;

use crate::case::Case;
use crate::fact::{Fact, FactSet};

/// When a rule applies.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Asks(Question),
}

/// What a condition asks of one fact. A fact that is missing is unknown, and answers no question but
/// whether it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub(crate) fact: Fact,
    pub(crate) test: Test,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// One of these words. `bits` are their places in the vocabulary.
    Is { bits: u64, labels: Vec<String> },
    /// Any of these words among several.
    Includes { bits: u64, labels: Vec<String> },
    /// One of these texts.
    IsText(Vec<String>),
    /// Every number that it may be is under this one.
    Under(f64),
    /// Every number that it may be is at least this one.
    AtLeast(f64),
    /// Whether it is there.
    Known(bool),
}

impl Condition {
    /// The facts that make it hold, or nothing when it does not hold.
    pub(crate) fn holds(&self, case: &Case<'_>) -> Option<FactSet> {
        match self {
            Self::All(parts) => parts.iter().try_fold(FactSet::NONE, |read, part| {
                Some(read.and(part.holds(case)?))
            }),
            Self::Any(parts) => {
                let mut held = parts.iter().filter_map(|part| part.holds(case));
                let first = held.next()?;
                Some(held.fold(first, FactSet::and))
            }
            Self::Not(part) => match part.holds(case) {
                Some(_) => None,
                None => Some(part.asked().only(case.present)),
            },
            Self::Asks(question) => question
                .holds(case)
                .then(|| FactSet::of(question.fact).only(case.present)),
        }
    }

    /// Every fact that it asks for.
    pub(crate) fn asked(&self) -> FactSet {
        match self {
            Self::All(parts) | Self::Any(parts) => parts
                .iter()
                .fold(FactSet::NONE, |asked, part| asked.and(part.asked())),
            Self::Not(part) => part.asked(),
            Self::Asks(question) => question.fact.into(),
        }
    }
}

impl Question {
    fn holds(&self, case: &Case<'_>) -> bool {
        match &self.test {
            Test::Is { bits, .. } | Test::Includes { bits, .. } => {
                case.words(self.fact) & bits != 0
            }
            Test::IsText(texts) => case
                .text(self.fact)
                .is_some_and(|text| texts.iter().any(|t| t == text)),
            Test::Under(limit) => case.span(self.fact).is_some_and(|(_, most)| most < *limit),
            Test::AtLeast(limit) => case
                .span(self.fact)
                .is_some_and(|(least, _)| least >= *limit),
            Test::Known(known) => case.present.has(self.fact) == *known,
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => joined(f, parts, " and "),
            Self::Any(parts) => joined(f, parts, " or "),
            Self::Not(part) => write!(f, "it is not so that {part}"),
            Self::Asks(question) => question.fmt(f),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Condition], word: &str) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(word)?;
        }
        match part {
            Condition::All(_) | Condition::Any(_) => write!(f, "({part})")?,
            _ => write!(f, "{part}")?,
        }
    }
    Ok(())
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, subject) = self.fact.kind();
        let quoted = |words: &[String]| {
            words
                .iter()
                .map(|word| format!("“{word}”"))
                .collect::<Vec<_>>()
                .join(" or ")
        };
        match &self.test {
            Test::Is { labels, .. } => write!(f, "{subject} is {}", quoted(labels)),
            Test::IsText(texts) => write!(f, "{subject} is {}", quoted(texts)),
            Test::Includes { labels, .. } => write!(f, "{subject} include {}", quoted(labels)),
            Test::Under(limit) => write!(f, "{subject} is under {limit}"),
            Test::AtLeast(limit) => write!(f, "{subject} is {limit} or more"),
            Test::Known(true) => write!(f, "{subject} is known"),
            Test::Known(false) => write!(f, "{subject} is not known"),
        }
    }
}
