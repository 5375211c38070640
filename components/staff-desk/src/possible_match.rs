//! Contacts that may belong together: a carer's, and those about the people whom the carer looks after. A
//! guess for staff; nothing is merged by it.

use crate::referral::Entry;

/// What every list of possible matches says first.
pub const WARNING: &str = "Do not mention either contact to the other person.";

/// How two contacts may belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The other may be about somebody whom this one's carer looks after.
    LooksAfter,
    /// The other may be from somebody who looks after this one's person.
    IsLookedAfterBy,
    /// Both may be from people who look after the same person.
    LooksAfterTheSamePerson,
}

impl Relation {
    pub const ALL: [Self; 3] = [
        Self::LooksAfter,
        Self::IsLookedAfterBy,
        Self::LooksAfterTheSamePerson,
    ];

    /// The word of the API.
    pub const fn id(self) -> &'static str {
        match self {
            Self::LooksAfter => "looks-after",
            Self::IsLookedAfterBy => "is-looked-after-by",
            Self::LooksAfterTheSamePerson => "looks-after-the-same-person",
        }
    }

    /// What staff read.
    pub const fn words(self) -> &'static str {
        match self {
            Self::LooksAfter => "May be about somebody whom this carer looks after",
            Self::IsLookedAfterBy => "May be from somebody who looks after this person",
            Self::LooksAfterTheSamePerson => "May be from somebody who looks after the same person",
        }
    }
}

/// What two contacts have in common, besides the family name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    GivenName,
    DateOfBirth,
    Postcode,
    Phone,
    Email,
}

impl Likeness {
    pub const ALL: [Self; 5] = [
        Self::GivenName,
        Self::DateOfBirth,
        Self::Postcode,
        Self::Phone,
        Self::Email,
    ];

    /// The word of the API.
    pub const fn id(self) -> &'static str {
        match self {
            Self::GivenName => "given-name",
            Self::DateOfBirth => "date-of-birth",
            Self::Postcode => "postcode",
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }

    /// What staff read.
    pub const fn words(self) -> &'static str {
        match self {
            Self::GivenName => "the same first name",
            Self::DateOfBirth => "the same date of birth",
            Self::Postcode => "the same postcode",
            Self::Phone => "the same phone number",
            Self::Email => "the same email address",
        }
    }
}

/// A contact that may belong to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleMatch {
    pub entry: Entry,
    pub relation: Relation,
    pub because: Vec<Likeness>,
}

impl PossibleMatch {
    /// Why it may be, as a sentence without a full stop: the family name is always the same.
    pub fn reasons(&self) -> String {
        let mut reasons = vec!["the same last name"];
        reasons.extend(self.because.iter().map(|likeness| likeness.words()));
        let reasons: Vec<String> = reasons.into_iter().map(str::to_owned).collect();
        crate::screens::in_a_row(&reasons)
    }
}
