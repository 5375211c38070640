//! Contacts that may belong together.

use super::Entry;

pub use casework::{Likeness, Relation, Score};

/// A contact that may belong to another one: a guess for staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PossibleMatch {
    pub entry: Entry,
    pub relation: Relation,
    pub because: Vec<Likeness>,
    /// Only where both may be about the same person.
    pub score: Option<Score>,
}
