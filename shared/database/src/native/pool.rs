//! A pool of connections to one file.

use super::turns::{Turn, Turns};
use crate::{Connection, Row, SqlError, Value};
use rusqlite::types::ValueRef;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Connections to one database, kept with the statements that were prepared on them.
#[derive(Clone)]
pub struct Pool(Arc<Shared>);

struct Shared {
    file: PathBuf,
    idle: Mutex<Vec<rusqlite::Connection>>,
    writers: Arc<Turns>,
}

/// A connection that is held alone, and goes back to the pool when it is dropped.
pub struct NativeConnection {
    shared: Arc<Shared>,
    inner: Option<rusqlite::Connection>,
    /// The turn of the transaction that is open.
    turn: RefCell<Option<Turn>>,
}

impl Pool {
    /// A pool of connections to the database in this file, which is made when it is not there.
    pub fn new(file: impl AsRef<Path>) -> Self {
        Self(Arc::new(Shared {
            file: file.as_ref().to_owned(),
            idle: Mutex::default(),
            writers: Arc::default(),
        }))
    }

    /// Takes an idle connection, or opens one.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn connect(&self) -> Result<NativeConnection, SqlError> {
        let mut idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = idle.pop();
        drop(idle);
        let inner = match taken {
            Some(connection) => connection,
            None => open(&self.0.file)?,
        };
        Ok(NativeConnection {
            shared: Arc::clone(&self.0),
            inner: Some(inner),
            turn: RefCell::default(),
        })
    }
}

fn open(file: &Path) -> Result<rusqlite::Connection, SqlError> {
    let connection = rusqlite::Connection::open(file).map_err(error)?;
    connection
        .busy_timeout(Duration::from_secs(5))
        .map_err(error)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection
        .pragma_update(None, "synchronous", "FULL")
        .map_err(error)?;
    Ok(connection)
}

// The error's words go through the same reading as those that Spin passes on.
#[allow(clippy::needless_pass_by_value)]
fn error(error: rusqlite::Error) -> SqlError {
    SqlError::from_message(error.to_string())
}

impl NativeConnection {
    fn run(&self, sql: &str, parameters: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        let Some(inner) = &self.inner else {
            return Err(SqlError::Unavailable("the connection is closed".to_owned()));
        };
        let mut statement = inner.prepare_cached(sql).map_err(error)?;
        let begins = sql.starts_with("BEGIN");
        let waits = begins || (!statement.readonly() && self.turn.borrow().is_none());
        let turn = waits.then(|| self.shared.writers.wait());
        let columns = statement.column_count();
        let parameters = parameters.into_iter().map(|value| match value {
            Value::Null => rusqlite::types::Value::Null,
            Value::Integer(value) => rusqlite::types::Value::Integer(value),
            Value::Real(value) => rusqlite::types::Value::Real(value),
            Value::Text(value) => rusqlite::types::Value::Text(value),
            Value::Blob(value) => rusqlite::types::Value::Blob(value),
        });
        let mut result = statement
            .query(rusqlite::params_from_iter(parameters))
            .map_err(error)?;
        let mut rows = Vec::new();
        while let Some(row) = result.next().map_err(error)? {
            let values = (0..columns)
                .map(|column| row.get_ref(column).map_err(error).and_then(owned))
                .collect::<Result<_, _>>()?;
            rows.push(Row::new(values));
        }
        if begins {
            *self.turn.borrow_mut() = turn;
        }
        Ok(rows)
    }
}

fn owned(value: ValueRef<'_>) -> Result<Value, SqlError> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Integer(value),
        ValueRef::Real(value) => Value::Real(value),
        ValueRef::Blob(value) => Value::Blob(value.to_vec()),
        ValueRef::Text(value) => Value::Text(
            String::from_utf8(value.to_vec())
                .map_err(|_| SqlError::Defect("a text is not UTF-8".to_owned()))?,
        ),
    })
}

impl Connection for NativeConnection {
    async fn execute(&self, sql: &str, parameters: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        let outcome = self.run(sql, parameters);
        if self
            .inner
            .as_ref()
            .is_some_and(rusqlite::Connection::is_autocommit)
        {
            self.turn.borrow_mut().take();
        }
        outcome
    }

    async fn pause(&self, milliseconds: u64) {
        std::thread::sleep(Duration::from_millis(milliseconds));
    }
}

impl Drop for NativeConnection {
    fn drop(&mut self) {
        // A connection in the middle of a transaction is closed, which rolls back, before the turn ends.
        if let Some(inner) = self.inner.take()
            && inner.is_autocommit()
        {
            let mut idle = self
                .shared
                .idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            idle.push(inner);
        }
    }
}
