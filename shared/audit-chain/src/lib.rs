//! An audit log in a database: chains of keyed hashes, one global sequence over all of them, and checkpoints.
//!
//! A link's hash covers the link before it, so nothing can be changed, left out or put in between without the
//! key. A chain's head stands where its store keeps it; what could be cut off at the end of everything is held
//! by the checkpoints. What the links say, and in which row a head stands, is the business of each store.
//!
//! A store has the tables `audit (sequence INTEGER PRIMARY KEY, ..., hash BLOB)` and
//! `checkpoint (sequence INTEGER PRIMARY KEY, at INTEGER, hash BLOB)`.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod chain;
mod checkpoint;
mod event;
mod verify;

pub use chain::{Chain, Covered, Link, link_hash, link_record};
pub use checkpoint::write_checkpoint;
pub use event::{Event, Head};
pub use verify::{Log, Verified, verify};
