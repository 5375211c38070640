//! One statement on one connection: values in, rows out.

use super::database::Link;
use crate::bindings::spin::sqlite::sqlite::{Error, QueryResult, RowResult, Value};
use rusqlite::types::{Value as SqlValue, ValueRef};

/// A result above this is refused: an instance has far less memory.
const LARGEST_RESULT: usize = 64 * 1024 * 1024;

/// What a statement did.
pub struct Done {
    pub result: QueryResult,
    pub last_insert_rowid: i64,
    pub changes: u64,
}

/// Runs a statement and reads all of its rows.
pub fn run(link: &Link, sql: &str, parameters: &[SqlValue]) -> rusqlite::Result<Done> {
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
    drop(rows);
    drop(statement);
    Ok(Done {
        result: QueryResult {
            columns,
            rows: read,
        },
        last_insert_rowid: link.connection.last_insert_rowid(),
        changes: link.connection.changes(),
    })
}

/// Whether another process holds the file, so that nothing was done.
pub fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::SqliteFailure(failure, _) if failure.code == rusqlite::ErrorCode::DatabaseBusy)
}

/// A value as SQLite takes it.
pub fn into_sql(value: Value) -> SqlValue {
    match value {
        Value::Integer(number) => SqlValue::Integer(number),
        Value::Real(number) => SqlValue::Real(number),
        Value::Text(text) => SqlValue::Text(text),
        Value::Blob(bytes) => SqlValue::Blob(bytes),
        Value::Null => SqlValue::Null,
    }
}

/// An error as a component sees it.
pub fn into_error(error: rusqlite::Error) -> Error {
    match error {
        rusqlite::Error::SqliteFailure(failure, _)
            if failure.code == rusqlite::ErrorCode::DiskFull =>
        {
            Error::DatabaseFull
        }
        other => Error::Io(other.to_string()),
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

fn weight(value: &Value) -> usize {
    16 + match value {
        Value::Text(text) => text.len(),
        Value::Blob(bytes) => bytes.len(),
        _ => 0,
    }
}
