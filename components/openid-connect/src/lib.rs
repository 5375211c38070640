//! Signing in with a provider that speaks OpenID Connect: the authorization code flow with PKCE, `state` and
//! `nonce` (OpenID Connect Core 1.0; RFC 6749, 7636, 9207).
//!
//! A provider says who somebody is; which account that opens is for the caller to decide. Nothing is kept here
//! but what the provider publishes of itself, and nothing personal reaches the log.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod address;
mod came_back;
mod discovery;
mod id_token;
mod identity;
mod kept;
mod keys;
mod provider;
mod realm;
mod refusal;
#[cfg(target_family = "wasm")]
mod shell;
mod sign_in;
mod token_request;

pub use identity::Identity;
pub use provider::{Provider, Settings};
pub use realm::Realm;
pub use refusal::Refusal;
pub use sign_in::{Begun, Calls, Known, SignIn};

/// The most bytes of one answer of a provider that are read.
pub const MOST_BYTES: usize = 64 * 1024;
