//! Checkpoints: signed hashes over all events so far, written now and then.

use database::{Connection, SqlError, run};
use sealing::IndexKey;
use vocabulary::Instant;

/// How many events are read at once.
const SLICE: i64 = 500;
/// How often one is written while little happens, and how many events do not wait for that.
const EVERY_SECONDS: i64 = 300;
const EVENTS_THAT_DO_NOT_WAIT: i64 = 1_000;
/// How many audit events one holds at most.
pub(crate) const MOST_IN_CHECKPOINT: i64 = 5_000;

/// Signs the events since the last checkpoint, where it is time. Answers how many checkpoints were written.
/// Whoever else does it at the same moment signs the same ones, and one of the two is kept.
///
/// # Errors
/// When the database does not allow it.
pub async fn write_checkpoint<C: Connection>(
    connection: &C,
    key: &IndexKey,
    now: Instant,
) -> Result<u32, SqlError> {
    let (last, written_at, mut hash) = last_checkpoint(connection).await?;
    let sql = "SELECT coalesce(max(sequence), 0) FROM audit";
    let rows = run(connection, sql, Vec::new()).await?;
    let newest = rows.first().map_or(Ok(0), |row| row.integer(0))?;
    let lately = now.as_unix() - written_at < EVERY_SECONDS;
    if lately && newest - last < EVENTS_THAT_DO_NOT_WAIT {
        return Ok(0);
    }
    let mut reached = last;
    while reached < last + MOST_IN_CHECKPOINT {
        let sql = "SELECT sequence, hash FROM audit WHERE sequence > ?1 ORDER BY sequence LIMIT ?2";
        let rows = run(connection, sql, vec![reached.into(), SLICE.into()]).await?;
        for row in &rows {
            reached = row.integer(0)?;
            hash = checkpoint_hash(key, &hash, reached, row.blob(1)?);
        }
        if rows.len() < usize::try_from(SLICE).unwrap_or_default() {
            break;
        }
    }
    if reached == last {
        return Ok(0);
    }
    let sql = "INSERT OR IGNORE INTO checkpoint (sequence, at, hash) VALUES (?1, ?2, ?3)
        RETURNING sequence";
    let parameters = vec![reached.into(), now.as_unix().into(), hash.into()];
    let written = run(connection, sql, parameters).await?;
    Ok(u32::try_from(written.len()).unwrap_or(u32::MAX))
}

/// The last checkpoint: up to which event, written when, its hash.
async fn last_checkpoint<C: Connection>(connection: &C) -> Result<(i64, i64, Vec<u8>), SqlError> {
    let sql = "SELECT sequence, at, hash FROM checkpoint ORDER BY sequence DESC LIMIT 1";
    let rows = run(connection, sql, Vec::new()).await?;
    rows.first().map_or(Ok((0, 0, Vec::new())), |row| {
        Ok((row.integer(0)?, row.integer(1)?, row.blob(2)?.to_vec()))
    })
}

/// One more event under the hash of all before it.
pub(crate) fn checkpoint_hash(
    key: &IndexKey,
    before: &[u8],
    sequence: i64,
    event: &[u8],
) -> Vec<u8> {
    let parts = [before, &sequence.to_be_bytes(), event];
    key.hash("checkpoint", &parts).to_vec()
}

/// The checkpoint at or before a sequence number: its own number and hash.
pub(crate) async fn checkpoint_before<C: Connection>(
    connection: &C,
    sequence: i64,
) -> Result<(i64, Vec<u8>), SqlError> {
    let sql = "SELECT sequence, hash FROM checkpoint WHERE sequence <= ?1
        UNION ALL SELECT 0, x'' ORDER BY 1 DESC LIMIT 1";
    let rows = run(connection, sql, vec![sequence.into()]).await?;
    rows.first().map_or(Ok((0, Vec::new())), |row| {
        Ok((row.integer(0)?, row.blob(1)?.to_vec()))
    })
}

/// The next 500 checkpoints after an event: number and hash.
pub(crate) async fn checkpoints_after<C: Connection>(
    connection: &C,
    sequence: i64,
) -> Result<Vec<(i64, Vec<u8>)>, SqlError> {
    let sql =
        "SELECT sequence, hash FROM checkpoint WHERE sequence > ?1 ORDER BY sequence LIMIT ?2";
    let rows = run(connection, sql, vec![sequence.into(), SLICE.into()]).await?;
    rows.iter()
        .map(|row| Ok((row.integer(0)?, row.blob(1)?.to_vec())))
        .collect()
}

/// The number of the last checkpoint; 0 where there is none.
pub(crate) async fn signed_up_to<C: Connection>(connection: &C) -> Result<i64, SqlError> {
    Ok(last_checkpoint(connection).await?.0)
}
