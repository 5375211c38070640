//! One small face for SQLite, whoever runs it: statements, transactions, migrations.
//!
//! A store is written once against [`Connection`]. In a component the connection is Spin's
//! (`spin_connection!`), in tests and in the native baseline of the bench it is SQLite in the same
//! process (feature `native`). Three habits that Spin asks for are built in here, so that no store
//! can forget them:
//!
//! - one statement per `execute`: Spin silently runs only the first of several;
//! - every result is read to its end before the next statement;
//! - a connection that is dropped in the middle of a transaction is closed, which rolls it back.
//!
//! What all stores do alike stands here too: what they are (`store!`), their faults (`fault!`), which keys
//! a database belongs to ([`missing_key`]), and the edge of their components (`spin_store!`).

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod connection;
mod error;
mod fault;
mod keys;
mod migrations;
#[cfg(feature = "native")]
pub mod native;
mod spin;
mod spin_store;
mod store;
mod transaction;
mod value;

pub use connection::{Connection, is_durable, patiently, run};
pub use error::SqlError;
pub use keys::{OwnKey, missing_key};
pub use migrations::{Migration, migrate};
pub use transaction::transaction;
pub use value::{Row, Value, only};
