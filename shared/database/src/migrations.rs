//! Numbered migrations that only add, so that a program of the version before can go on working on
//! the schema of the version after.

use crate::connection::patiently;
use crate::{Connection, SqlError, transaction};

/// One step of a schema. Its statements are run one by one in one transaction.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    pub version: u32,
    /// The oldest version of the program's schema that may still use the database afterwards.
    pub min_compatible: u32,
    pub statements: &'static [&'static str],
}

/// Brings a database to the newest of these migrations. Costs one read when there is nothing to do,
/// and any number of programs may do it at the same moment.
///
/// # Errors
/// `TooNew` when the database belongs to a program that this one is too old for.
pub async fn migrate<C: Connection>(
    connection: &C,
    migrations: &[Migration],
) -> Result<(), SqlError> {
    let newest = migrations.last().map_or(0, |last| last.version);
    if let Some(standing) = patiently(connection, standing).await?
        && standing.version >= newest
    {
        return standing.may_be_used_by(newest);
    }
    patiently(connection, write_ahead).await?;
    transaction(connection, async |connection| {
        connection
            .execute(
                "CREATE TABLE IF NOT EXISTS schema (version INTEGER NOT NULL, min_compatible INTEGER NOT NULL)",
                Vec::new(),
            )
            .await?;
        // Somebody else may have migrated since we looked.
        let standing = standing(connection).await?;
        let version = standing.as_ref().map_or(0, |standing| standing.version);
        for migration in migrations.iter().filter(|m| m.version > version) {
            run(connection, migration).await?;
        }
        Ok(())
    })
    .await
}

/// What the database says of itself.
struct Standing {
    version: u32,
    min_compatible: u32,
}

impl Standing {
    fn may_be_used_by(&self, program: u32) -> Result<(), SqlError> {
        if self.min_compatible > program {
            return Err(SqlError::TooNew(self.min_compatible));
        }
        Ok(())
    }
}

async fn standing<C: Connection>(connection: &C) -> Result<Option<Standing>, SqlError> {
    let sql = "SELECT version, min_compatible FROM schema";
    let rows = match connection.execute(sql, Vec::new()).await {
        Err(SqlError::Defect(message)) if message.contains("no such table") => return Ok(None),
        other => other?,
    };
    rows.first()
        .map(|row| {
            Ok(Standing {
                version: row.count(0)?,
                min_compatible: row.count(1)?,
            })
        })
        .transpose()
}

/// Writers then disturb no reader, and a commit costs one wait for the disk. The mode stays in the
/// file; `synchronous` is SQLite's own default on every later connection, which `ready` checks hold.
async fn write_ahead<C: Connection>(connection: &C) -> Result<(), SqlError> {
    connection
        .execute("PRAGMA journal_mode = WAL", Vec::new())
        .await?;
    connection
        .execute("PRAGMA synchronous = FULL", Vec::new())
        .await?;
    Ok(())
}

async fn run<C: Connection>(connection: &C, migration: &Migration) -> Result<(), SqlError> {
    for statement in migration.statements {
        connection.execute(statement, Vec::new()).await?;
    }
    connection.execute("DELETE FROM schema", Vec::new()).await?;
    connection
        .execute(
            "INSERT INTO schema (version, min_compatible) VALUES (?1, ?2)",
            vec![migration.version.into(), migration.min_compatible.into()],
        )
        .await?;
    Ok(())
}
