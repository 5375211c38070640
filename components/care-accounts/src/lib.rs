//! Care accounts: what would count towards a cap on care costs.
//!
//! The scheme was never brought into force, so its figures are policy that is sent with each call. This crate
//! keeps nothing and knows nobody's account; the rules are in `metering`. Everything but `shell` is tested
//! natively.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod meter;
pub mod openapi;
mod routes;
#[cfg(target_family = "wasm")]
mod shell;

#[cfg(test)]
mod tests;

pub use routes::{ROUTES, answer};
