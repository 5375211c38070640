//! Transactions, patience and migrations, on SQLite in the same process.

use database::native::{NativeConnection, Pool, finish};
use database::{Connection, Migration, SqlError, Value, migrate, transaction};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A database file of its own, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("database-test-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn pool(&self) -> Pool {
        Pool::new(self.0.join("test.db"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const FIRST: Migration = Migration {
    version: 1,
    min_compatible: 1,
    statements: &["CREATE TABLE cup (name TEXT NOT NULL UNIQUE, sugars INTEGER)"],
};
const SECOND: Migration = Migration {
    version: 2,
    min_compatible: 1,
    statements: &["ALTER TABLE cup ADD COLUMN milk INTEGER NOT NULL DEFAULT 0"],
};
const BREAKING: Migration = Migration {
    version: 3,
    min_compatible: 3,
    statements: &["CREATE TABLE saucer (name TEXT)"],
};

fn run(connection: &NativeConnection, sql: &str) -> Result<Vec<database::Row>, SqlError> {
    finish(connection.execute(sql, Vec::new())).unwrap()
}

fn migrated(scratch: &Scratch) -> NativeConnection {
    let connection = scratch.pool().connect().unwrap();
    finish(migrate(&connection, &[FIRST, SECOND]))
        .unwrap()
        .unwrap();
    connection
}

fn cups(connection: &NativeConnection) -> i64 {
    run(connection, "SELECT count(*) FROM cup").unwrap()[0]
        .integer(0)
        .unwrap()
}

#[test]
fn a_fresh_database_writes_ahead_and_waits_for_the_disk() {
    let scratch = Scratch::new();
    let connection = migrated(&scratch);
    assert_eq!(
        run(&connection, "PRAGMA journal_mode").unwrap()[0].text(0),
        Ok("wal")
    );
    assert_eq!(
        run(&connection, "PRAGMA synchronous").unwrap()[0].integer(0),
        Ok(2)
    );
}

#[test]
fn migrating_twice_changes_nothing() {
    let scratch = Scratch::new();
    let connection = migrated(&scratch);
    run(&connection, "INSERT INTO cup (name) VALUES ('Ada')").unwrap();
    finish(migrate(&connection, &[FIRST, SECOND]))
        .unwrap()
        .unwrap();
    assert_eq!(cups(&connection), 1);
}

#[test]
fn a_program_of_the_version_before_goes_on_unless_the_schema_says_otherwise() {
    let scratch = Scratch::new();
    let connection = migrated(&scratch);
    assert_eq!(finish(migrate(&connection, &[FIRST])).unwrap(), Ok(()));
    finish(migrate(&connection, &[FIRST, SECOND, BREAKING]))
        .unwrap()
        .unwrap();
    assert_eq!(
        finish(migrate(&connection, &[FIRST, SECOND])).unwrap(),
        Err(SqlError::TooNew(3))
    );
}

#[test]
fn many_programs_may_migrate_at_the_same_moment() {
    let scratch = Arc::new(Scratch::new());
    let threads: Vec<_> = (0..16)
        .map(|_| {
            let scratch = Arc::clone(&scratch);
            // A pool each: as from another process, the writers do not take turns.
            std::thread::spawn(move || {
                let connection = scratch.pool().connect()?;
                finish(migrate(&connection, &[FIRST, SECOND])).unwrap()
            })
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), Ok(()));
    }
}

#[test]
fn what_fails_in_the_middle_leaves_nothing_behind() {
    let scratch = Scratch::new();
    let connection = migrated(&scratch);
    let outcome: Result<(), SqlError> = finish(transaction(&connection, async |connection| {
        connection
            .execute("INSERT INTO cup (name) VALUES ('Ada')", Vec::new())
            .await?;
        connection
            .execute("INSERT INTO cup (name) VALUES ('Ada')", Vec::new())
            .await?;
        Ok(())
    }))
    .unwrap();
    assert!(outcome.unwrap_err().is_duplicate_of("cup.name"));
    assert_eq!(cups(&connection), 0);
}

#[test]
fn a_connection_dropped_in_a_transaction_rolls_back_and_lets_others_write() {
    let scratch = Scratch::new();
    let pool = scratch.pool();
    drop(migrated(&scratch));
    let abandoned = pool.connect().unwrap();
    run(&abandoned, "BEGIN IMMEDIATE").unwrap();
    run(&abandoned, "INSERT INTO cup (name) VALUES ('Ada')").unwrap();
    drop(abandoned);
    let connection = pool.connect().unwrap();
    assert_eq!(cups(&connection), 0);
    run(&connection, "INSERT INTO cup (name) VALUES ('Grace')").unwrap();
    assert_eq!(cups(&connection), 1);
}

#[test]
fn writers_take_turns_and_none_is_lost() {
    let scratch = Scratch::new();
    drop(migrated(&scratch));
    let pool = scratch.pool();
    let threads: Vec<_> = (0..32)
        .map(|thread| {
            let pool = pool.clone();
            std::thread::spawn(move || {
                for cup in 0..8 {
                    let connection = pool.connect().unwrap();
                    let name = Value::from(format!("{thread}-{cup}"));
                    let sql = "INSERT INTO cup (name) VALUES (?1)";
                    finish(connection.execute(sql, vec![name]))
                        .unwrap()
                        .unwrap();
                }
            })
        })
        .collect();
    threads
        .into_iter()
        .for_each(|thread| thread.join().unwrap());
    assert_eq!(cups(&pool.connect().unwrap()), 256);
}

#[test]
fn a_database_that_somebody_else_writes_for_too_long_is_unavailable_and_not_a_defect() {
    let scratch = Scratch::new();
    drop(migrated(&scratch));
    let other = rusqlite::Connection::open(scratch.0.join("test.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let impatient = Impatient(scratch.pool().connect().unwrap());
    finish(impatient.0.execute("PRAGMA busy_timeout = 1", Vec::new()))
        .unwrap()
        .unwrap();
    let outcome: Result<(), SqlError> = finish(transaction(&impatient, async |_| Ok(()))).unwrap();
    assert_eq!(
        outcome,
        Err(SqlError::Unavailable("it stayed busy".to_owned()))
    );
}

/// A connection that does not really pause.
struct Impatient(NativeConnection);

impl Connection for Impatient {
    async fn execute(
        &self,
        sql: &str,
        parameters: Vec<Value>,
    ) -> Result<Vec<database::Row>, SqlError> {
        self.0.execute(sql, parameters).await
    }

    async fn pause(&self, _: u64) {}
}

#[test]
fn a_file_that_cannot_be_opened_is_unavailable() {
    let pool = Pool::new("/no/such/folder/test.db");
    assert!(matches!(
        pool.connect().err(),
        Some(SqlError::Unavailable(_))
    ));
}

#[test]
fn a_column_of_another_type_is_an_error_that_does_not_repeat_the_value() {
    let scratch = Scratch::new();
    let connection = migrated(&scratch);
    let rows = run(&connection, "SELECT 'secret', NULL, 7").unwrap();
    let SqlError::Defect(message) = rows[0].integer(0).unwrap_err() else {
        panic!("another kind of error");
    };
    assert!(!message.contains("secret"));
    assert!(rows[0].text(1).is_err() && rows[0].text(9).is_err());
    assert_eq!(rows[0].optional_text(1), Ok(None));
    assert_eq!(rows[0].integer(2), Ok(7));
}
