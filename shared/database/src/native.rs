//! SQLite in the same process, over rusqlite: for tests, and for the native baseline of the bench.
//!
//! It keeps the same promises as Spin and our own host: WAL, synchronous=FULL, foreign keys, five
//! seconds of patience, and writers that take turns in the order in which they came. Its futures
//! never wait for anything but the database itself, which blocks: call [`finish`] on a thread that may
//! block.

mod pool;
mod turns;

pub use pool::{NativeConnection, Pool};

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Runs a future of a store on a [`NativeConnection`] to its end, on this thread.
///
/// # Errors
/// When the future waits for something that is not the native database; it is then dropped.
pub fn finish<T>(future: impl Future<Output = T>) -> Result<T, WaitsForSomethingElse> {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(done) => Ok(done),
        Poll::Pending => Err(WaitsForSomethingElse),
    }
}

/// A future was handed to [`finish`] that waits for more than the native database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitsForSomethingElse;

impl std::fmt::Display for WaitsForSomethingElse {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("the future waits for more than the native database")
    }
}

impl std::error::Error for WaitsForSomethingElse {}
