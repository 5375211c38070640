//! One thread that writes: what waits at the same moment is committed together, and shares one wait
//! for the disk, as in the host.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::time::Duration;

use database::{Row, SqlError, Value};
use rusqlite::Connection;
use rusqlite::types::{Value as SqlValue, ValueRef};

/// How many share one commit at most.
const TOGETHER: usize = 64;

type Outcome = Result<Vec<Row>, SqlError>;

/// A statement that changes rows, and who waits for it.
struct Job {
    sql: String,
    parameters: Vec<SqlValue>,
    answer: SyncSender<Outcome>,
}

/// The way to the thread.
#[derive(Clone)]
pub struct Writer(Sender<Job>);

impl Writer {
    /// Starts the thread on a database that is migrated, and so in WAL.
    pub fn start(file: &Path) -> anyhow::Result<Self> {
        let connection = Connection::open(file)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.set_prepared_statement_cache_capacity(64);
        let (sender, jobs) = channel();
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || serve(&connection, &jobs))?;
        Ok(Self(sender))
    }

    /// Runs one statement that changes rows, and waits until the disk has it.
    pub fn write(&self, sql: &str, parameters: Vec<Value>) -> Outcome {
        let gone = || SqlError::Unavailable("the writer is gone".to_owned());
        let (answer, outcome) = sync_channel(1);
        let job = Job {
            sql: sql.to_owned(),
            parameters: parameters.into_iter().map(to_sql).collect(),
            answer,
        };
        self.0.send(job).map_err(|_| gone())?;
        outcome.recv().map_err(|_| gone())?
    }
}

fn serve(connection: &Connection, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let mut waiting = vec![first];
        waiting.extend(jobs.try_iter().take(TOGETHER - 1));
        let outcomes = match waiting.as_slice() {
            [alone] => vec![run(connection, alone)],
            _ => run_together(connection, &waiting),
        };
        for (job, outcome) in waiting.into_iter().zip(outcomes) {
            // Whoever asked may have gone away; what was done stays done.
            let _ = job.answer.send(outcome);
        }
    }
}

/// A statement that is refused undoes only itself. What cannot be committed together is run alone.
fn run_together(connection: &Connection, jobs: &[Job]) -> Vec<Outcome> {
    let plainly = |sql| connection.prepare_cached(sql)?.execute([]);
    if plainly("BEGIN IMMEDIATE").is_ok() {
        let outcomes = jobs.iter().map(|job| run(connection, job)).collect();
        if !connection.is_autocommit() && plainly("COMMIT").is_ok() {
            return outcomes;
        }
        // Fails when the transaction has gone already.
        let _ = plainly("ROLLBACK");
    }
    jobs.iter().map(|job| run(connection, job)).collect()
}

fn run(connection: &Connection, job: &Job) -> Outcome {
    let rows = || {
        let mut statement = connection.prepare_cached(&job.sql)?;
        let columns = statement.column_count();
        let mut result = statement.query(rusqlite::params_from_iter(&job.parameters))?;
        let mut rows = Vec::new();
        while let Some(row) = result.next()? {
            let values: rusqlite::Result<_> = (0..columns)
                .map(|column| row.get_ref(column).map(from_sql))
                .collect();
            rows.push(Row::new(values?));
        }
        Ok(rows)
    };
    rows().map_err(|error: rusqlite::Error| SqlError::from_message(error.to_string()))
}

fn to_sql(value: Value) -> SqlValue {
    match value {
        Value::Null => SqlValue::Null,
        Value::Integer(value) => SqlValue::Integer(value),
        Value::Real(value) => SqlValue::Real(value),
        Value::Text(value) => SqlValue::Text(value),
        Value::Blob(value) => SqlValue::Blob(value),
    }
}

fn from_sql(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Integer(value),
        ValueRef::Real(value) => Value::Real(value),
        ValueRef::Text(value) => Value::Text(String::from_utf8_lossy(value).into_owned()),
        ValueRef::Blob(value) => Value::Blob(value.to_vec()),
    }
}
