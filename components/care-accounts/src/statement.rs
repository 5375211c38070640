//! Statements: what one says, and when the next is due.
//!
//! A statement is about a whole number of months that have ended, and says what was known when it was issued. It
//! never changes; what changes later stands in the next one. Care Act 2014 s29 and the Department's specification of
//! a care account, neither of which is in force, are what its figures of a cap follow; those figures are there only
//! in a demonstration, and say so.

mod compose;
mod due;

pub use compose::{compose, entry_of};
pub use due::{Period, issue_due, next_period};

use serde::{Deserialize, Serialize};

/// The format that is written now.
pub const FORMAT: u32 = 1;

/// What a statement says. Days are `YYYY-MM-DD`, money is whole pence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub format: u32,
    /// Whose it was when it was issued.
    pub given_name: String,
    pub family_name: String,
    pub period: Days,
    /// `not_in_force`, `demonstration` or `in_force`.
    pub scheme_status: String,
    /// The version of the figures; none where no policy applied.
    pub policy: Option<Version>,
    pub weeks: Vec<Week>,
    pub totals: Sums,
    /// What changed of weeks that earlier statements were about, since the last one.
    pub adjustments: Vec<Adjustment>,
    /// How far the cost of care has come; none unless figures are shown.
    pub cap: Option<Cap>,
}

/// The first and the last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    pub from: String,
    pub to: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    pub id: String,
    pub version: u32,
    pub name: String,
}

/// What a week cost, and who paid what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    pub arranged_by: String,
    pub setting: String,
    pub budget: Option<u64>,
    pub charged: u64,
    pub paid: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    pub week_starting: String,
    #[serde(flatten)]
    pub figures: Figures,
    /// What of it counted; none unless figures of a cap are shown.
    pub counted: Option<u64>,
    pub not_counted: Vec<NotCounted>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotCounted {
    pub amount: u64,
    pub because: String,
}

/// Sums over the weeks of the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// What meeting the eligible needs cost, or would have cost, the council: the budgets.
    pub budget: u64,
    pub charged: u64,
    pub paid: u64,
    pub counted: Option<u64>,
    /// What of it was daily living costs, which never count (s29(3)).
    pub daily_living: Option<u64>,
}

/// A week of an earlier period that came late, or has other figures now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    pub week_starting: String,
    /// When, as RFC 3339.
    pub at: String,
    /// None for a week that came late.
    pub because: Option<String>,
    pub before: Option<Figures>,
    pub after: Figures,
}

/// The cap at the end of the period, and how far the account had come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    pub level: u64,
    pub accrued: u64,
    pub remaining: u64,
    /// With two decimal places.
    pub progress_percent: String,
    pub daily_living_weekly: u64,
    /// Only when that is within 18 months of the end of the period.
    pub reaches_cap_on: Option<String>,
}

impl Content {
    /// Reads what was issued.
    ///
    /// # Errors
    /// It is not of a format that is known here.
    pub fn read(text: &str) -> Result<Self, UnknownFormat> {
        serde_json::from_str::<Self>(text)
            .ok()
            .filter(|content| content.format == FORMAT)
            .ok_or(UnknownFormat)
    }

    /// Whether its figures of a cap are a demonstration.
    pub fn is_demonstration(&self) -> bool {
        self.cap.is_some() && self.scheme_status != "in_force"
    }
}

/// A statement that this version of the component cannot show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownFormat;
