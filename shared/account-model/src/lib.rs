//! A care account as it is kept and shown, and what staff do with it.
//!
//! The words of `wit/accounts-store` in Rust, for the store behind that wall and for those who ask through it.
//! Money is whole pence; the weeks are those that the meter counts.

mod desk;
mod importing;
mod mirror;
mod mirror_desk;
mod powers;
mod records;

pub use desk::{
    AuditEvent, Authority, Change, ContactOnRecord, Criteria, Delegate, DelegateStanding, Found,
    Held, NewDelegate, Online, Person,
};
pub use importing::{
    AccountLine, Counts, Line, MOST_LINES, Numbered, Rejected, Source, Taken, WeekLine,
};
pub use mirror::NotMirrored;
#[doc(hidden)]
pub use mirror::words;
pub use powers::Power;
pub use records::{Account, BroughtForward, Earlier, Seen, Statement, StatementHead, Week};
