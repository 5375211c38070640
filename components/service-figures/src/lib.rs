//! How the service does: the dashboard, its figures for machines, answers about equality, and exports.
//!
//! A request comes in, we find out who is asking, ask the store of cases for figures, and answer a page, JSON or a
//! table. Nothing here counts cases or sees a person: the store counts, says what may leave, and decides for whom.
//! Everything but `shell` is pure and tested natively.

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
pub mod equality;
pub mod exports;
pub mod openapi;
mod routes;
pub mod screens;
pub mod sheets;
#[cfg(target_family = "wasm")]
mod shell;
pub mod stores;
#[cfg(test)]
mod tests;

pub use routes::{Place, ROUTES, answer};
