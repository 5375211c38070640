//! What leaves of referrals for other systems: a table, lines of JSON, or the national client level data, of the days
//! that somebody chose and for a reason that is written down.
//!
//! A file leaves in pieces, each as it is read from the store, so that little of it is in memory at once. Where a piece
//! cannot be read, the answer breaks off, and nobody takes half of it for the whole.

pub mod asked;
pub mod exported;
pub mod lines;
pub mod pieces;
pub mod quality;

pub use asked::{Asked, Kind};
pub use exported::{ExportPage, Exported, Period, Purpose};
