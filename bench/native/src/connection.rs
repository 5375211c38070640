//! What the store runs its statements on: a reader from the pool, and the one writer.

use database::native::NativeConnection;
use database::{Connection, Row, SqlError, Value};

use crate::writer::Writer;

/// The statements that the writer runs; each is a transaction by itself.
const WRITES: [&str; 3] = ["INSERT", "UPDATE", "DELETE"];

/// A reader that this request holds alone, and the way to the writer.
pub struct ReaderAndWriter {
    pub reader: NativeConnection,
    pub writer: Writer,
}

impl Connection for ReaderAndWriter {
    async fn execute(&self, sql: &str, parameters: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        if WRITES.iter().any(|word| sql.starts_with(word)) {
            self.writer.write(sql, parameters)
        } else {
            self.reader.execute(sql, parameters).await
        }
    }

    async fn pause(&self, milliseconds: u64) {
        self.reader.pause(milliseconds).await;
    }
}
