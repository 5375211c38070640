//! Several statements, together or not at all.

use crate::connection::patiently;
use crate::{Connection, SqlError};

/// Runs `work` in a transaction that may write from its first statement on. Nothing but the database
/// may be awaited in it: everybody else who writes is waiting.
///
/// # Errors
/// What `work` answers, after everything was rolled back; and what the database answers.
pub async fn transaction<C, T, E>(
    connection: &C,
    work: impl AsyncFnOnce(&C) -> Result<T, E>,
) -> Result<T, E>
where
    C: Connection,
    E: From<SqlError>,
{
    patiently(connection, async |connection| {
        connection.execute("BEGIN IMMEDIATE", Vec::new()).await
    })
    .await?;
    let outcome = match work(connection).await {
        Ok(done) => match connection.execute("COMMIT", Vec::new()).await {
            Ok(_) => return Ok(done),
            Err(error) => E::from(error),
        },
        Err(error) => error,
    };
    // Fails when SQLite has rolled back by itself, as it does when the disk is full.
    let _ = connection.execute("ROLLBACK", Vec::new()).await;
    Err(outcome)
}
