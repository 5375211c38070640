//! What the store runs its statements on: a reader from the pool, and the one writer. A transaction of
//! several statements is the reader's own from its beginning to its end.

use std::cell::Cell;

use database::native::NativeConnection;
use database::{Connection, Row, SqlError, Value};

use crate::writer::Writer;

/// The statements that the writer runs; each is a transaction by itself.
const WRITES: [&str; 3] = ["INSERT", "UPDATE", "DELETE"];

/// A reader that this request holds alone, and the way to the writer.
pub struct ReaderAndWriter {
    reader: NativeConnection,
    writer: Writer,
    in_transaction: Cell<bool>,
}

impl ReaderAndWriter {
    pub fn new(reader: NativeConnection, writer: Writer) -> Self {
        Self {
            reader,
            writer,
            in_transaction: Cell::new(false),
        }
    }
}

impl Connection for ReaderAndWriter {
    async fn execute(&self, sql: &str, parameters: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        if sql.starts_with("BEGIN") {
            let begun = self.reader.execute(sql, parameters).await?;
            self.in_transaction.set(true);
            return Ok(begun);
        }
        if sql.starts_with("COMMIT") || sql.starts_with("ROLLBACK") {
            self.in_transaction.set(false);
        }
        if !self.in_transaction.get() && WRITES.iter().any(|word| sql.starts_with(word)) {
            self.writer.write(sql, parameters)
        } else {
            self.reader.execute(sql, parameters).await
        }
    }

    async fn pause(&self, milliseconds: u64) {
        self.reader.pause(milliseconds).await;
    }
}
