//! What comes in about care accounts from a case-management or finance system, and the policy that accounts
//! are metered by.
//!
//! [`Lines`] reads a file of either kind, NDJSON or CSV, in the pieces that it comes in, strictly and never more
//! than one line at a time: a bad line is named with everything that is wrong with it, and the rest is read.
//! What is wrong is told by field and never by value, as a line is somebody's personal data.
//! [`policy`] has the figures of a scheme, versioned by date and number. The cap on care costs was never brought
//! into force.
//!
//! Nothing is kept here, and nothing knows whether an account exists or a week was there before: that is for the
//! store.
//!
//! ```
//! use accounts::{Line, Lines};
//!
//! let mut lines = Lines::ndjson();
//! let piece = br#"{"kind": "week", "account_reference": "A-1", "week_starting": "2026-01-05", "arranged_by": "self",
//!     "setting": "home", "budget": 30000, "charged": 0, "paid": 30000}"#.map(|b| if b == b'\n' { b' ' } else { b });
//! assert_eq!(lines.of(&piece).count(), 0, "the line may go on in the next piece");
//! let last = lines.end().next().unwrap().unwrap();
//! assert!(matches!(last, (1, Line::Week(week)) if week.account_reference.as_str() == "A-1"));
//! ```

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::float_arithmetic
    )
)]

mod csv;
mod json;
mod line;
mod lines;
mod physical;
pub mod policy;
mod reading;

pub use line::{AccountLine, AccountReference, BroughtForward, Line, WeekLine};
pub use lines::{FromRead, Lines, Outcome, Rejected};
pub use physical::LONGEST;
