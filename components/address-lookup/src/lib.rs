//! The addresses of a postcode, asked of a service that speaks the OS Places API of Ordnance Survey.
//!
//! A postcode goes out and addresses come back. Nothing of the person is known here, nothing is kept, and
//! nothing that was asked for reaches the log. Another service is another component behind the same wall
//! (`wit/address-lookup`).

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod delivery_point;
mod lettering;
mod reply;
mod service;
#[cfg(target_family = "wasm")]
mod shell;

pub use reply::{Failure, MOST_BYTES, read};
pub use service::Service;

/// A postal address, in the parts of the forms' own address answer. What is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    pub line_1: String,
    pub line_2: String,
    pub town: String,
    pub county: String,
    pub postcode: String,
}
