//! Sealed records and keyed look-ups: how what a person told us is kept so that the database alone
//! gives nothing away.
//!
//! - [`SealingKeys`] seal a record with XChaCha20-Poly1305 under a subkey of the operator's
//!   `sealing_key`. The table, the record's id, the format version and the key id are authenticated,
//!   so a sealed value moved to another place does not open. Keys in `sealing_keys_old` still open.
//! - [`IndexKey`] makes keyed hashes for exact look-ups, for tokens that are kept as a hash only, and
//!   for chains and cursors that must not be forged.
//!
//! What equality still reveals: two records with the same look-up hash have the same normalised
//! value. Nothing here reads a database, a variable or a clock.

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
mod envelope;
mod index_key;
mod key;
mod randomness;
mod record;
mod sealer;
mod settings;

pub use index_key::{IndexKey, same};
pub use key::{Key, KeyId, KeyProblem};
pub use randomness::{NoRandomness, Randomness, SystemRandomness};
pub use record::RecordProblem;
pub use sealer::{NotOpened, Place, Sealer, SealingKeys};
pub use settings::NotAKey;
