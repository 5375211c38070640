//! Care accounts: what somebody's care costs each week, what they pay of it and why, and what was paid.
//!
//! A person, or somebody with authority to act for them, signs in with a code that goes to the contact on
//! record. What would count towards a cap on care costs is worked out by `metering` from policy that is data: the
//! scheme was never brought into force, so nothing here entitles anybody or says what anybody must pay. This
//! crate keeps nothing: accounts are behind the wall of `accounts-store`, which enforces who may see what.
//! Everything but `shell` is tested natively.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

pub mod api;
pub mod costs;
pub mod identities;
mod look;
pub mod money;
pub mod openapi;
pub mod policy;
mod routes;
pub mod screens;
#[cfg(target_family = "wasm")]
mod shell;
pub mod staff;
pub mod statement;
pub mod stores;

#[cfg(test)]
mod tests;

pub use routes::{Place, ROUTES, answer};
