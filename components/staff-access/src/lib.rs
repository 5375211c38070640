//! Who may come in: staff, machines, roles, sessions, and the lock-out after wrong passwords.
//!
//! Written once against [`database::Connection`]; the component (`shell`, Wasm only) exports it through
//! `wit/staff-access`. Of cookies, tokens and user names that were tried only keyed hashes are kept; of
//! typed passwords argon2id with the index key as a pepper. Who may do what with a referral is not
//! decided here but in the case store. There is no clock in here: the time is handed in.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod audit;
mod directory;
mod fault;
mod keys;
mod lock_out;
mod passwords;
mod people;
mod refusal;
mod saved_views;
mod schema;
mod sessions;
#[cfg(target_family = "wasm")]
mod shell;
mod sign_in;
mod store;
mod upkeep;

pub use directory::{Identity, NotLetIn};
pub use fault::Fault;
pub use keys::Keys;
pub use people::Colleague;
pub use refusal::Refusal;
pub use sessions::{Actor, Session};
pub use sign_in::{Begun, NotSignedIn};
pub use store::Store;
pub use upkeep::{DemonstrationStaff, DemonstrationToken};
