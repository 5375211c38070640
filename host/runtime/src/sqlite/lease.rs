//! What a component's open connection is on this side: a reader, and the writer while it is its turn.

use super::database::{Database, Link};
use crate::bindings::spin::sqlite::sqlite::{Error, QueryResult, RowResult, Value};
use rusqlite::types::{Value as SqlValue, ValueRef};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::OwnedMutexGuard;

/// How long a write waits for another process that holds the file.
const PATIENCE: Duration = Duration::from_secs(5);
/// A result above this is refused: an instance has far less memory.
const LARGEST_RESULT: usize = 64 * 1024 * 1024;

/// An open connection. Dropping it rolls back what was not committed.
pub struct Lease {
    database: Arc<Database>,
    reader: Option<Link>,
    writer: Option<OwnedMutexGuard<Link>>,
    /// A transaction that began with a read has come to write: it goes on where it began, holding the turn.
    upgraded: bool,
    last_insert_rowid: i64,
    changes: u64,
}

impl Lease {
    /// A connection to a database, which costs nothing before the first statement.
    pub fn new(database: &Arc<Database>) -> Self {
        Self {
            database: Arc::clone(database),
            reader: None,
            writer: None,
            upgraded: false,
            last_insert_rowid: 0,
            changes: 0,
        }
    }

    pub fn last_insert_rowid(&self) -> i64 {
        self.last_insert_rowid
    }

    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Runs one statement and reads all of its rows.
    pub async fn execute(
        &mut self,
        sql: &str,
        parameters: Vec<Value>,
    ) -> Result<QueryResult, Error> {
        let parameters: Vec<SqlValue> = parameters.into_iter().map(into_sql).collect();
        let took_turn = self.take_turn_if_it_writes(sql).await? && !self.upgraded;
        let began = Instant::now();
        let result = loop {
            let result = run(self.link()?, sql, &parameters);
            match result {
                Err(rusqlite::Error::SqliteFailure(failure, _))
                    if took_turn
                        && failure.code == rusqlite::ErrorCode::DatabaseBusy
                        && began.elapsed() < PATIENCE =>
                {
                    // Only another process can be in the way. Nothing was done yet, so it can be tried again.
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
                result => break result,
            }
        };
        self.after_statement();
        result.map_err(into_error)
    }

    async fn take_turn_if_it_writes(&mut self, sql: &str) -> Result<bool, Error> {
        if self.writer.is_some() {
            return Ok(false);
        }
        if self.reader.is_none() {
            self.reader = Some(self.database.reader().map_err(into_error)?);
        }
        let Some(reader) = &self.reader else {
            return Err(Error::InvalidConnection);
        };
        if !self.database.writes(sql, reader).map_err(into_error)? {
            return Ok(false);
        }
        self.upgraded = !reader.connection.is_autocommit();
        self.writer = Some(self.database.turn().await);
        Ok(true)
    }

    fn link(&self) -> Result<&Link, Error> {
        match (&self.writer, &self.reader) {
            (Some(writer), _) if !self.upgraded => Ok(writer),
            (_, Some(reader)) => Ok(reader),
            _ => Err(Error::InvalidConnection),
        }
    }

    /// Remembers what the statement did, and gives the turn to the next when the transaction is over.
    fn after_statement(&mut self) {
        if self.writer.is_none() {
            return;
        }
        let Ok(link) = self.link() else { return };
        let over = link.connection.is_autocommit();
        let (rowid, changes) = (
            link.connection.last_insert_rowid(),
            link.connection.changes(),
        );
        (self.last_insert_rowid, self.changes) = (rowid, changes);
        if over {
            self.writer = None;
            self.upgraded = false;
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        // The reader first: an upgraded transaction is the reader's, and the turn guards it.
        if let Some(reader) = self.reader.take() {
            self.database.give_back(reader);
        }
        if let Some(writer) = self.writer.take() {
            writer.roll_back();
        }
    }
}

fn run(link: &Link, sql: &str, parameters: &[SqlValue]) -> rusqlite::Result<QueryResult> {
    link.begin_statement();
    let mut statement = link.connection.prepare_cached(sql)?;
    let columns: Vec<String> = statement
        .column_names()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let width = columns.len();
    let mut rows = statement.query(rusqlite::params_from_iter(parameters))?;
    let mut read = Vec::new();
    let mut size = 0;
    while let Some(row) = rows.next()? {
        let mut values = Vec::with_capacity(width);
        for index in 0..width {
            let value = from_sql(row.get_ref(index)?);
            size += weight(&value);
            values.push(value);
        }
        if size > LARGEST_RESULT {
            return Err(rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_TOOBIG),
                Some("the result is larger than 64 MiB".to_owned()),
            ));
        }
        read.push(RowResult { values });
    }
    Ok(QueryResult {
        columns,
        rows: read,
    })
}

fn weight(value: &Value) -> usize {
    16 + match value {
        Value::Text(text) => text.len(),
        Value::Blob(bytes) => bytes.len(),
        _ => 0,
    }
}

fn into_sql(value: Value) -> SqlValue {
    match value {
        Value::Integer(number) => SqlValue::Integer(number),
        Value::Real(number) => SqlValue::Real(number),
        Value::Text(text) => SqlValue::Text(text),
        Value::Blob(bytes) => SqlValue::Blob(bytes),
        Value::Null => SqlValue::Null,
    }
}

fn from_sql(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        ValueRef::Null => Value::Null,
    }
}

fn into_error(error: rusqlite::Error) -> Error {
    match error {
        rusqlite::Error::SqliteFailure(failure, _)
            if failure.code == rusqlite::ErrorCode::DiskFull =>
        {
            Error::DatabaseFull
        }
        other => Error::Io(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database(name: &str) -> Arc<Database> {
        let folder =
            std::env::temp_dir().join(format!("runtime-sqlite-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Database::open("cases", &folder.join("cases.db")).unwrap()
    }

    async fn rows(lease: &mut Lease, sql: &str) -> Vec<Vec<Value>> {
        lease
            .execute(sql, vec![])
            .await
            .unwrap()
            .rows
            .into_iter()
            .map(|row| row.values)
            .collect()
    }

    fn number(rows: &[Vec<Value>]) -> i64 {
        match rows {
            [row] if matches!(row.as_slice(), [Value::Integer(_)]) => match row[0] {
                Value::Integer(number) => number,
                _ => unreachable!(),
            },
            other => panic!("not one number: {other:?}"),
        }
    }

    #[tokio::test]
    async fn what_was_not_committed_is_gone_and_the_next_in_line_can_write() {
        let database = database("rollback");
        let mut one = Lease::new(&database);
        one.execute("CREATE TABLE t (n INTEGER)", vec![])
            .await
            .unwrap();
        one.execute("BEGIN IMMEDIATE", vec![]).await.unwrap();
        one.execute("INSERT INTO t VALUES (?)", vec![Value::Integer(1)])
            .await
            .unwrap();
        assert_eq!((one.changes(), one.last_insert_rowid()), (1, 1));
        let mut other = Lease::new(&database);
        let waiting = tokio::spawn(async move {
            other
                .execute("INSERT INTO t VALUES (2)", vec![])
                .await
                .unwrap();
            other
        });
        tokio::task::yield_now().await;
        assert_eq!(database.waiting(), 1);
        drop(one);
        let mut other = waiting.await.unwrap();
        assert_eq!(number(&rows(&mut other, "SELECT n FROM t").await), 2);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn many_writers_at_once_all_get_their_turn() {
        let database = database("turns");
        Lease::new(&database)
            .execute("CREATE TABLE t (n INTEGER)", vec![])
            .await
            .unwrap();
        let writers: Vec<_> = (0..32)
            .map(|_| {
                let mut lease = Lease::new(&database);
                tokio::spawn(async move {
                    for _ in 0..5 {
                        lease.execute("BEGIN IMMEDIATE", vec![]).await.unwrap();
                        let count = number(&rows(&mut lease, "SELECT COUNT(*) FROM t").await);
                        tokio::task::yield_now().await;
                        lease
                            .execute("INSERT INTO t VALUES (?)", vec![Value::Integer(count)])
                            .await
                            .unwrap();
                        lease.execute("COMMIT", vec![]).await.unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(
            number(
                &rows(
                    &mut Lease::new(&database),
                    "SELECT COUNT(DISTINCT n) FROM t"
                )
                .await
            ),
            160
        );
    }

    #[tokio::test]
    async fn a_transaction_that_began_with_a_read_can_go_on_to_write() {
        let database = database("upgrade");
        let mut lease = Lease::new(&database);
        lease
            .execute("CREATE TABLE t (n INTEGER)", vec![])
            .await
            .unwrap();
        lease.execute("BEGIN", vec![]).await.unwrap();
        assert_eq!(number(&rows(&mut lease, "SELECT COUNT(*) FROM t").await), 0);
        lease
            .execute("INSERT INTO t VALUES (7)", vec![])
            .await
            .unwrap();
        lease.execute("COMMIT", vec![]).await.unwrap();
        assert_eq!(
            number(&rows(&mut Lease::new(&database), "SELECT n FROM t").await),
            7
        );
        Lease::new(&database)
            .execute("INSERT INTO t VALUES (8)", vec![])
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn two_statements_in_one_and_other_files_are_refused() {
        let database = database("refused");
        let mut lease = Lease::new(&database);
        for sql in [
            "SELECT 1; SELECT 2",
            "ATTACH '/tmp/other.db' AS other",
            "SELECT * FROM nowhere",
            "SELECT ?",
        ] {
            assert!(lease.execute(sql, vec![]).await.is_err(), "{sql}");
        }
        assert_eq!(number(&rows(&mut lease, "PRAGMA foreign_keys").await), 1);
        assert_eq!(number(&rows(&mut lease, "PRAGMA synchronous").await), 2);
    }
}
