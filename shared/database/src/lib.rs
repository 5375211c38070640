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
mod migrations;
#[cfg(feature = "native")]
pub mod native;
mod spin;
mod transaction;
mod value;

pub use connection::{Connection, patiently};
pub use error::SqlError;
pub use migrations::{Migration, migrate};
pub use transaction::transaction;
pub use value::{Row, Value};
