//! Who works here: signing in and out, members of staff, their roles, and service tokens.
//!
//! It handles typed passwords, so it has no cases: whoever finds a way into these pages is no nearer to what
//! residents wrote. It keeps nothing and decides nothing about a role: `staff-access` does both behind its wall.
//! Everything here but `shell` is pure and tested natively.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod acts;
pub mod api;
pub mod openapi;
mod routes;
pub mod screens;
#[cfg(target_family = "wasm")]
mod shell;
pub mod stores;
#[cfg(test)]
mod tests;

pub use routes::{Place, ROUTES, answer};
