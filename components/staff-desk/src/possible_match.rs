//! Contacts that may belong together: those about the same person, a carer's, and those about the people whom the
//! carer looks after. A guess for staff; nothing is merged by it.

use crate::referral::Entry;

/// What every list of possible matches says first.
pub const WARNING: &str = "Do not mention either contact to the other person.";

pub use casework::{Likeness, Relation, Score};

/// A contact that may belong to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleMatch {
    pub entry: Entry,
    pub relation: Relation,
    pub because: Vec<Likeness>,
    /// Only where both may be about the same person.
    pub score: Option<Score>,
}

impl PossibleMatch {
    /// Why it may be, as a sentence without a full stop. Between a carer and those whom the carer looks after the
    /// family name is always the same.
    pub fn reasons(&self) -> String {
        let named = (self.relation != Relation::SamePerson).then_some(Likeness::FamilyName);
        let reasons = named.into_iter().chain(self.because.iter().copied());
        let reasons: Vec<String> = reasons
            .map(|likeness| likeness.words().to_owned())
            .collect();
        crate::screens::in_a_row(&reasons)
    }
}
