//! What comes from a case-management or finance system, and what became of it.

use serde::Serialize;

use crate::BroughtForward;

/// How many lines are taken at once, in one transaction.
pub const MOST_LINES: usize = 500;

/// An account, or a week of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    Account(AccountLine),
    Week(WeekLine),
}

/// Whose account it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLine {
    pub account_reference: String,
    pub given_name: String,
    pub family_name: String,
    pub date_of_birth: String,
    /// The contact on record, to which access codes go.
    pub email: Option<String>,
    pub phone: Option<String>,
    pub requested_on: Option<String>,
    pub brought_forward: Option<BroughtForward>,
    pub died_on: Option<String>,
}

/// A week of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekLine {
    pub account_reference: String,
    pub figures: metering::Week,
    /// Why these figures replace the earlier ones.
    pub correction: Option<String>,
}

/// A line, and its number in its file, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    pub number: u64,
    pub line: Line,
}

/// A line that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    pub number: u64,
    /// What is wrong with it and what to do, in a sentence without personal data.
    pub reason: String,
    /// It is the week of an account that is not there.
    pub account_unknown: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub added: u32,
    pub changed: u32,
    pub unchanged: u32,
}

/// What became of some lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub accounts: Counts,
    pub weeks: Counts,
    pub rejected: Vec<Rejected>,
}

/// Which file lines come from, so that it can be gone on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// SHA-256 of the whole file.
    pub digest: Vec<u8>,
    /// How many of its lines have been dealt with after these.
    pub reached: u64,
}
