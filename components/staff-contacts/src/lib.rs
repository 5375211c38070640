//! Contacts that staff enter for somebody who is on the telephone, writes a letter or stands before them.
//!
//! The forms are the published ones; `form-site` reads, checks and decides them as it does for residents. This
//! component shows all questions of one on a page, says how and when the contact came, and says what to tell the
//! caller. It keeps nothing. Everything here but `shell` is pure and tested natively.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod call;
mod routes;
mod screens;
#[cfg(target_family = "wasm")]
mod shell;
pub mod stores;
#[cfg(test)]
mod tests;

pub use routes::{Place, ROUTES, answer};
