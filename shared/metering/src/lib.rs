//! How far the cost of somebody's care has come towards a cap on care costs.
//!
//! The cap (Care Act 2014 s15 and s16) and the care account (s29) were enacted and **never brought into
//! force**. Every figure is therefore policy that is handed in, never a number of this crate, and what comes
//! out is a demonstration unless the scheme is one day commenced. Nothing here says what anybody must pay.
//!
//! Money is whole pence from end to end; there is no floating point. Nothing is kept, and there is no clock: the
//! day that the account is looked at is handed in.
//!
//! ```
//! use serde_json::json;
//!
//! let account = metering::read(&json!({
//!     "policy": {"cap": 8600000, "daily_living_weekly": 20000, "daily_living_settings": ["care-home"],
//!                "round": "half-up"},
//!     "weeks": [{"week_starting": "2026-01-05", "arranged_by": "self", "setting": "care-home",
//!                "budget": 95000, "charged": 0, "paid": 120000}],
//!     "indexations": [],
//!     "as_at": "2026-06-01",
//! })).unwrap();
//! assert_eq!(metering::meter(&account).unwrap().to_json()["accrued"], 75000);
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

mod account;
mod meter;
mod pence;
mod percent;
mod projection;
mod reading;
mod said;

pub use account::{Account, BroughtForward, Indexation, Policy, Week};
pub use meter::{Entry, Metering, NotCounted, OutOfBounds, meter};
pub use pence::Pence;
pub use percent::{NotAPercent, Percent};
pub use projection::{MONTHS_AHEAD, reaches_cap_on};
pub use reading::read;
pub use said::Because;
