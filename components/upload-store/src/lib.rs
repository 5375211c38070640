//! The only code that knows how the files that residents add are kept.
//!
//! Written once against [`database::Connection`]; the component (`shell`, Wasm only) exports it through
//! `wit/upload-store`. A file arrives in pieces (`receiving`), each sealed on its own, so that nothing ever
//! holds a whole file in memory. Staff open one piece by piece, once a scanner found nothing (`opening`).
//! The slice of background work has files scanned and lets go of what nobody sent (`maintenance`).
//!
//! What holds here:
//! - A file is reached by 256 random bits, of which only a keyed hash is kept. Its name and what it is are
//!   sealed in one small record.
//! - What nobody sent goes: after an hour when it never arrived whole, after 28 days otherwise.
//! - What was found infected has no bytes.
//! - A full disk is an answer of its own, so that the rest of a form can go on.
//!
//! It does not decide which types of file a form takes, and does not look into files. There is no clock in
//! here: the time is handed in.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

pub mod clamd;
mod fault;
mod file;
mod keys;
mod maintenance;
mod opening;
mod receiving;
mod scanning;
mod schema;
#[cfg(target_family = "wasm")]
mod shell;
mod store;

pub use fault::Fault;
pub use file::{File, Scan};
pub use keys::Keys;
pub use maintenance::Worked;
pub use opening::NotOpened;
pub use receiving::{LARGEST_FILE, LARGEST_PIECE, NotKept};
pub use scanning::{Line, NoAnswer, Scanner, Verdict};
pub use store::Store;
