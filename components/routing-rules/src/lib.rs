//! The rules that decide where contacts go: proposing a version, trying it on contacts that are kept, publishing
//! it at once or for later, and withdrawing it.
//!
//! A request comes in, we find out who is asking, ask the store for versions and routing for what it makes of them,
//! and answer a page or JSON. Who may do what is decided behind the walls. Everything but `shell` is pure and
//! tested natively.

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
pub mod draft;
pub mod openapi;
mod routes;
pub mod screens;
#[cfg(target_family = "wasm")]
mod shell;
pub mod simulation;
pub mod stores;
#[cfg(test)]
mod tests;
pub mod versions;

pub use routes::{Place, ROUTES, answer};
