//! The only code that knows how care accounts are kept.
//!
//! Written once against [`database::Connection`]; the component (`shell`, Wasm only) exports it through
//! `wit/accounts-store`. It keeps, and works nothing out: what counts towards a cap, and what a statement says,
//! is for whoever asks.
//!
//! What holds here:
//! - Whose account it is, its money, its contact on record and its delegates are sealed. An account is found by
//!   keyed hashes: of its reference, and of name and date of birth together.
//! - A week's figures are never taken away. Later ones stand beside them, with the reason.
//! - A statement never changes once it is issued.
//! - Every read and change is an audit event in the same transaction; a read that cannot be written down does
//!   not happen.
//! - What online access answers, and how long it takes, is the same whether an account exists or not.
//! - Nothing is deleted by itself. Staff delete an account that need not be kept any longer (Care Act 2014
//!   s29(2)), with a reason.
//!
//! There is no clock in here: the time is handed in.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod access;
mod audit;
mod care_cap;
mod delegates;
mod desk;
mod fault;
mod importing;
mod keys;
mod messages;
mod mine;
mod opening;
mod records;
mod schema;
#[cfg(target_family = "wasm")]
mod shell;
mod standing;
mod statements;
mod store;
mod upkeep;

pub use access::{Begun, TurnedAway, Visit};
pub use care_cap::shows_demonstration;
pub use desk::Refusal;
pub use fault::Fault;
pub use keys::Keys;
pub use messages::{Delivery, Sent};
pub use statements::Drafted;
pub use store::Store;
pub use upkeep::Worked;
