//! A connection, and patience with a database that somebody else is writing.

use crate::{Row, SqlError, Value, only};

/// One connection to one database. Whoever holds it holds it alone.
#[allow(async_fn_in_trait)] // Components have one thread; the native connection never waits.
pub trait Connection {
    /// Runs exactly one statement and reads its result to the end.
    async fn execute(&self, sql: &str, parameters: Vec<Value>) -> Result<Vec<Row>, SqlError>;

    /// Waits so many milliseconds before something is tried again.
    async fn pause(&self, milliseconds: u64);
}

impl<C: Connection> Connection for &C {
    async fn execute(&self, sql: &str, parameters: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        (**self).execute(sql, parameters).await
    }

    async fn pause(&self, milliseconds: u64) {
        (**self).pause(milliseconds).await;
    }
}

/// The pauses between tries. SQLite itself waits up to five seconds within each try; these are for
/// the refusals that it makes at once, such as while the journal's mode changes.
const PAUSES: [u64; 9] = [2, 5, 10, 20, 40, 80, 160, 320, 640];

/// Tries something again while the database is busy, and gives up as `Unavailable`.
///
/// # Errors
/// What `attempt` answers, and `Unavailable` when the database stays busy.
pub async fn patiently<C: Connection, T>(
    connection: &C,
    attempt: impl AsyncFn(&C) -> Result<T, SqlError>,
) -> Result<T, SqlError> {
    for pause in PAUSES {
        match attempt(connection).await {
            Err(SqlError::Busy) => connection.pause(pause).await,
            other => return other,
        }
    }
    attempt(connection).await.map_err(|error| match error {
        SqlError::Busy => SqlError::Unavailable("it stayed busy".to_owned()),
        other => other,
    })
}

/// Runs one statement, patiently.
///
/// # Errors
/// As [`patiently`].
pub async fn run<C: Connection>(
    connection: &C,
    sql: &str,
    parameters: Vec<Value>,
) -> Result<Vec<Row>, SqlError> {
    patiently(connection, async |connection| {
        connection.execute(sql, parameters.clone()).await
    })
    .await
}

/// `PRAGMA synchronous` of FULL: a commit is on the disk before anybody is told.
const FULL: i64 = 2;

/// Whether the database waits for the disk, as every store promises.
///
/// # Errors
/// `Defect` when it does not.
pub async fn is_durable<C: Connection>(connection: &C) -> Result<(), SqlError> {
    let rows = run(connection, "PRAGMA synchronous", Vec::new()).await?;
    match only(&rows)?.integer(0)? < FULL {
        true => Err(SqlError::Defect(
            "the database does not wait for the disk (synchronous is not FULL)".to_owned(),
        )),
        false => Ok(()),
    }
}
