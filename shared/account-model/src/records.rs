//! Whose account it is, and everything that is kept of its money. Days are `YYYY-MM-DD`.

use serde::{Deserialize, Serialize};
use vocabulary::Instant;

/// Figures that later ones took the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    pub figures: metering::Week,
    pub corrected_at: Instant,
    pub because: String,
}

/// A week of care, with everything that ever stood for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The figures that count.
    pub figures: metering::Week,
    pub entered_at: Instant,
    /// The oldest first.
    pub earlier: Vec<Earlier>,
}

/// What another council had counted when somebody moved here (s37 and s38 as designed).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BroughtForward {
    /// The day of the figure, at its beginning.
    pub date: String,
    pub accrued: u64,
    pub authority: String,
}

/// A statement, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementHead {
    /// 128 random bits in base64url.
    pub id: String,
    /// Counted from 1 within the account.
    pub number: u32,
    pub from: String,
    pub to: String,
    pub issued_at: Instant,
}

/// A statement. Once issued it never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub head: StatementHead,
    /// JSON, whose shape belongs to whoever issues.
    pub content: String,
}

/// Whose account it is, and everything that is kept of its money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// 128 random bits in base64url: what staff pages name it by.
    pub id: String,
    pub account_reference: String,
    pub given_name: String,
    pub family_name: String,
    pub date_of_birth: String,
    pub requested_on: Option<String>,
    pub brought_forward: Option<BroughtForward>,
    pub died_on: Option<String>,
    /// By day, the earliest first.
    pub weeks: Vec<Week>,
    /// The newest first.
    pub statements: Vec<StatementHead>,
    pub updated_at: Instant,
    /// Grows with every change.
    pub revision: u64,
}

/// An account as somebody sees it online.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub account: Account,
    /// The name of the delegate who looks; none when it is the person.
    pub delegate: Option<String>,
}
