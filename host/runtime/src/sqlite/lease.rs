//! What a component's open connection is on this side: a reader, and the writer while it is its turn.

use super::database::{Database, Kind, Link};
use super::statement::{Done, into_error, into_sql, is_busy, run};
use super::writer::{AGAIN, Job, PATIENCE};
use crate::bindings::spin::sqlite::sqlite::{Error, QueryResult, Value};
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::{OwnedMutexGuard, oneshot};

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
        let parameters: Vec<_> = parameters.into_iter().map(into_sql).collect();
        let kind = if self.writer.is_some() {
            Kind::Reads
        } else {
            self.kind(sql)?
        };
        let done = match kind {
            Kind::Reads => run(self.link()?, sql, &parameters),
            Kind::WritesRows | Kind::Writes if self.is_in_transaction() || begins(sql) => {
                self.upgraded = self.is_in_transaction();
                self.writer = Some(self.database.turn().await);
                self.run_patiently(sql, &parameters).await?
            }
            kind => {
                let (answer, done) = oneshot::channel();
                let job = Job {
                    sql: sql.to_owned(),
                    parameters,
                    since: Instant::now(),
                    rows_only: kind == Kind::WritesRows,
                    answer,
                };
                self.database
                    .write(job, done)
                    .await
                    .ok_or(Error::InvalidConnection)?
            }
        };
        let done = done.map_err(into_error);
        if let Ok(done) = &done
            && (self.writer.is_some() || kind != Kind::Reads)
        {
            (self.last_insert_rowid, self.changes) = (done.last_insert_rowid, done.changes);
        }
        self.give_turn_on();
        Ok(done?.result)
    }

    fn kind(&mut self, sql: &str) -> Result<Kind, Error> {
        if self.reader.is_none() {
            self.reader = Some(self.database.reader().map_err(into_error)?);
        }
        let reader = self.reader.as_ref().ok_or(Error::InvalidConnection)?;
        self.database.kind(sql, reader).map_err(into_error)
    }

    fn is_in_transaction(&self) -> bool {
        self.reader
            .as_ref()
            .is_some_and(|reader| !reader.connection.is_autocommit())
    }

    fn link(&self) -> Result<&Link, Error> {
        match (&self.writer, &self.reader) {
            (Some(writer), _) if !self.upgraded => Ok(writer),
            (_, Some(reader)) => Ok(reader),
            _ => Err(Error::InvalidConnection),
        }
    }

    /// The first statement of a turn. Only another process can be in its way, and nothing was done yet.
    async fn run_patiently(
        &mut self,
        sql: &str,
        parameters: &[rusqlite::types::Value],
    ) -> Result<rusqlite::Result<Done>, Error> {
        let began = Instant::now();
        loop {
            let outcome = run(self.link()?, sql, parameters);
            match outcome {
                Err(error) if is_busy(&error) && !self.upgraded && began.elapsed() < PATIENCE => {
                    tokio::time::sleep(AGAIN).await
                }
                outcome => return Ok(outcome),
            }
        }
    }

    /// Gives the turn to the next when the transaction is over.
    fn give_turn_on(&mut self) {
        if self.writer.is_some()
            && self
                .link()
                .is_ok_and(|link| link.connection.is_autocommit())
        {
            self.writer = None;
            self.upgraded = false;
        }
    }
}

/// Whether a statement that writes begins a transaction.
fn begins(sql: &str) -> bool {
    sql.trim_start()
        .get(..5)
        .is_some_and(|word| word.eq_ignore_ascii_case("begin"))
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

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn writes_that_share_a_commit_fail_alone_and_know_their_own_rows() {
        let database = database("together");
        let mut lease = Lease::new(&database);
        lease
            .execute("CREATE TABLE t (n INTEGER UNIQUE)", vec![])
            .await
            .unwrap();
        // While somebody has the turn, all the others gather.
        lease.execute("BEGIN IMMEDIATE", vec![]).await.unwrap();
        let writers: Vec<_> = (0..40)
            .map(|number| {
                let mut lease = Lease::new(&database);
                tokio::spawn(async move {
                    let inserted = lease
                        .execute(
                            "INSERT INTO t VALUES (?) RETURNING rowid",
                            vec![Value::Integer(number / 2)],
                        )
                        .await;
                    inserted.map(|result| {
                        let Value::Integer(rowid) = result.rows[0].values[0] else {
                            panic!("no number")
                        };
                        (lease.changes(), lease.last_insert_rowid() == rowid)
                    })
                })
            })
            .collect();
        while database.waiting() < 40 {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        drop(lease);
        let mut stored = 0;
        for writer in writers {
            match writer.await.unwrap() {
                Ok(done) => {
                    assert_eq!(done, (1, true));
                    stored += 1;
                }
                Err(error) => assert!(format!("{error:?}").contains("UNIQUE"), "{error:?}"),
            }
        }
        assert_eq!(stored, 20, "each number once");
        let mut lease = Lease::new(&database);
        assert_eq!(
            number(&rows(&mut lease, "SELECT COUNT(*) FROM t").await),
            20
        );
        assert_eq!(database.waiting(), 0);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn while_another_process_writes_all_who_wait_are_told_in_the_same_time() {
        let database = database("occupied");
        Lease::new(&database)
            .execute("CREATE TABLE t (n INTEGER)", vec![])
            .await
            .unwrap();
        let elsewhere = database.reader().unwrap();
        elsewhere
            .connection
            .execute_batch("BEGIN IMMEDIATE")
            .unwrap();
        let began = Instant::now();
        let writers: Vec<_> = (0..8)
            .map(|_| {
                let mut lease = Lease::new(&database);
                tokio::spawn(async move { lease.execute("INSERT INTO t VALUES (1)", vec![]).await })
            })
            .collect();
        for writer in writers {
            let error = format!("{:?}", writer.await.unwrap().unwrap_err());
            assert!(error.contains("locked"), "{error}");
        }
        assert!(began.elapsed() < PATIENCE * 2, "{:?}", began.elapsed());
        drop(elsewhere);
        Lease::new(&database)
            .execute("INSERT INTO t VALUES (1)", vec![])
            .await
            .unwrap();
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn one_statement_that_undoes_everything_takes_nobody_along() {
        let database = database("undone");
        let mut lease = Lease::new(&database);
        lease
            .execute("CREATE TABLE t (n INTEGER UNIQUE)", vec![])
            .await
            .unwrap();
        lease
            .execute("INSERT INTO t VALUES (0)", vec![])
            .await
            .unwrap();
        lease.execute("BEGIN IMMEDIATE", vec![]).await.unwrap();
        let writers: Vec<_> = (0..10)
            .map(|number| {
                let mut lease = Lease::new(&database);
                let sql = if number == 5 {
                    "INSERT OR ROLLBACK INTO t VALUES (0)".to_owned()
                } else {
                    format!("INSERT INTO t VALUES ({number} + 1)")
                };
                tokio::spawn(async move { lease.execute(&sql, vec![]).await.is_ok() })
            })
            .collect();
        while database.waiting() < 10 {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        drop(lease);
        let mut stored = 0;
        for writer in writers {
            stored += u8::from(writer.await.unwrap());
        }
        assert_eq!(stored, 9);
        assert_eq!(
            number(&rows(&mut Lease::new(&database), "SELECT COUNT(*) FROM t").await),
            10
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
            "ATTACH 'other.db' AS other",
            "SELECT * FROM nowhere",
            "SELECT ?",
        ] {
            assert!(lease.execute(sql, vec![]).await.is_err(), "{sql}");
        }
        assert_eq!(number(&rows(&mut lease, "PRAGMA foreign_keys").await), 1);
        assert_eq!(number(&rows(&mut lease, "PRAGMA synchronous").await), 2);
    }
}
