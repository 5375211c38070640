//! spin:sqlite: named databases, each a file below the data folder.
//!
//! - `database`: the file, its readers, and the one writer that everybody takes turns with;
//! - `lease`: what a component's open connection is on this side, and how a statement runs;
//! - `host`: the interface.
//!
//! Statements run where the request runs, not on another thread: a statement takes microseconds, and a
//! hop to another thread and back takes tens of them. That is safe because nothing here waits for a
//! lock in SQLite: a writer waits for its turn before it touches the file, without holding a thread.

mod database;
mod host;
mod lease;

pub use database::Database;
pub use host::{OpenConnection, Sqlite, View};
pub use lease::Lease;
