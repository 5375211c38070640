//! spin:sqlite: named databases, each a file below the data folder.
//!
//! - `database`: the file, its readers, and the one writer that everybody takes turns with;
//! - `lease`: what a component's open connection is on this side, and how a statement runs;
//! - `writer`: the thread on which writes that are a statement by themselves share commits;
//! - `statement`: one statement, values in and rows out;
//! - `host`: the interface.
//!
//! Reads, and the statements of a transaction, run where the request runs: a statement takes
//! microseconds, and a hop to another thread and back takes tens of them. That is safe because nothing
//! here waits for a lock in SQLite: a writer waits for its turn before it touches the file, without
//! holding a thread.

mod database;
mod host;
mod lease;
mod statement;
mod writer;

pub use database::Database;
pub use host::{OpenConnection, Sqlite, View};
pub use lease::Lease;
