//! Which of the operator's keys a database belongs to. It remembers them by id, in its table `key_check`.

use crate::{Connection, SqlError, run};

/// A key that a program has for a database.
pub struct OwnKey<'a> {
    /// What it is for, such as `sealing`.
    pub purpose: &'a str,
    /// The id of the key in use now.
    pub id: String,
    /// Whether what was written under the key of this id can still be read.
    pub reads: &'a dyn Fn(&str) -> bool,
}

/// The id of a key that the database was written with and that this program does not have; none when all
/// is right. The first program to ask writes its keys down, and a newer key that still reads what the older
/// one wrote takes its place.
///
/// # Errors
/// When the database does not allow it.
pub async fn missing_key<C: Connection>(
    connection: &C,
    keys: &[OwnKey<'_>],
) -> Result<Option<String>, SqlError> {
    for key in keys {
        let purpose = key.purpose;
        let mut written = written_key(connection, purpose).await?;
        if written.is_none() {
            let sql = "INSERT OR IGNORE INTO key_check (purpose, key_id) VALUES (?1, ?2)";
            let parameters = vec![purpose.into(), key.id.as_str().into()];
            run(connection, sql, parameters).await?;
            written = written_key(connection, purpose).await?;
        }
        let written = written.unwrap_or_default();
        if written == key.id {
            continue;
        }
        if !(key.reads)(&written) {
            return Ok(Some(written));
        }
        let sql = "UPDATE key_check SET key_id = ?1 WHERE purpose = ?2 AND key_id = ?3";
        let parameters = vec![key.id.as_str().into(), purpose.into(), written.into()];
        run(connection, sql, parameters).await?;
    }
    Ok(None)
}

async fn written_key<C: Connection>(
    connection: &C,
    purpose: &str,
) -> Result<Option<String>, SqlError> {
    let sql = "SELECT key_id FROM key_check WHERE purpose = ?1";
    let rows = run(connection, sql, vec![purpose.into()]).await?;
    let written = rows.first().map(|row| row.text(0)).transpose()?;
    Ok(written.map(str::to_owned))
}
