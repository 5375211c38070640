//! Contacts that may belong together.

use super::Entry;

/// How two contacts may belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The other may be about somebody whom this one's carer looks after.
    LooksAfter,
    /// The other may be from somebody who looks after this one's person.
    IsLookedAfterBy,
    /// Both may be from people who look after the same person.
    LooksAfterTheSamePerson,
}

/// What two contacts have in common, besides the family name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    GivenName,
    DateOfBirth,
    Postcode,
    Phone,
    Email,
}

/// A contact that may belong to another one: a guess for staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PossibleMatch {
    pub entry: Entry,
    pub relation: Relation,
    pub because: Vec<Likeness>,
}
