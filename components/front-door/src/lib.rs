//! The front door: start page, advice, tracking, and what stands around them.
//!
//! It answers every route that no other component has, unknown ones included. It knows the case store
//! by two things alone: what somebody with a reference and a code may see, and whether the store is
//! ready. It keeps nothing, sets no cookie, and holds no form of its own but the tracking one.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod advice;
mod frame;
mod health;
mod leaving;
pub mod openapi;
mod routes;
#[cfg(target_family = "wasm")]
mod shell;
mod start;
mod statements;
mod store;
mod tracking;

#[cfg(test)]
mod tests;

pub use routes::{ROUTES, answer};
pub use store::{Assessment, Fault, Step, Store, Tracked};
