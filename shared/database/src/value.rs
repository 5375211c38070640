//! What goes into a statement and comes out of it.

use crate::SqlError;

/// A value of SQLite.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

/// One row of a result. The getters answer an error for a column of another type: that is a defect of
/// the statement, which must cost one request and not the whole instance.
#[derive(Clone, Debug, PartialEq)]
pub struct Row(Vec<Value>);

impl Row {
    pub fn new(values: Vec<Value>) -> Self {
        Self(values)
    }

    /// # Errors
    /// When the column is not an integer.
    pub fn integer(&self, column: usize) -> Result<i64, SqlError> {
        match self.0.get(column) {
            Some(Value::Integer(value)) => Ok(*value),
            other => Err(unexpected(column, "an integer", other)),
        }
    }

    /// An integer that is known to be small and not negative, such as a count.
    ///
    /// # Errors
    /// When the column is not such an integer.
    pub fn count(&self, column: usize) -> Result<u32, SqlError> {
        u32::try_from(self.integer(column)?)
            .map_err(|_| SqlError::Defect(format!("column {column} is not a count")))
    }

    /// # Errors
    /// When the column is not 0 or 1.
    pub fn boolean(&self, column: usize) -> Result<bool, SqlError> {
        match self.integer(column)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(SqlError::Defect(format!(
                "column {column} is not a boolean"
            ))),
        }
    }

    /// # Errors
    /// When the column is not text.
    pub fn text(&self, column: usize) -> Result<&str, SqlError> {
        match self.0.get(column) {
            Some(Value::Text(value)) => Ok(value),
            other => Err(unexpected(column, "text", other)),
        }
    }

    /// # Errors
    /// When the column is not a blob.
    pub fn blob(&self, column: usize) -> Result<&[u8], SqlError> {
        match self.0.get(column) {
            Some(Value::Blob(value)) => Ok(value),
            other => Err(unexpected(column, "a blob", other)),
        }
    }

    /// # Errors
    /// When the column is there and not an integer.
    pub fn optional_integer(&self, column: usize) -> Result<Option<i64>, SqlError> {
        self.unless_null(column, Self::integer)
    }

    /// # Errors
    /// When the column is there and not text.
    pub fn optional_text(&self, column: usize) -> Result<Option<&str>, SqlError> {
        self.unless_null(column, Self::text)
    }

    /// # Errors
    /// When the column is there and not a blob.
    pub fn optional_blob(&self, column: usize) -> Result<Option<&[u8]>, SqlError> {
        self.unless_null(column, Self::blob)
    }

    fn unless_null<'a, T>(
        &'a self,
        column: usize,
        get: impl Fn(&'a Self, usize) -> Result<T, SqlError>,
    ) -> Result<Option<T>, SqlError> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            _ => get(self, column).map(Some),
        }
    }
}

/// Names the types and never the value, which may be personal.
fn unexpected(column: usize, wanted: &str, found: Option<&Value>) -> SqlError {
    let found = match found {
        None => "missing",
        Some(Value::Null) => "null",
        Some(Value::Integer(_)) => "an integer",
        Some(Value::Real(_)) => "a real",
        Some(Value::Text(_)) => "text",
        Some(Value::Blob(_)) => "a blob",
    };
    SqlError::Defect(format!("column {column} should be {wanted} and is {found}"))
}

/// The one row that a statement must have answered.
///
/// # Errors
/// When there is none, which is a defect of the statement.
pub fn only(rows: &[Row]) -> Result<&Row, SqlError> {
    rows.first()
        .ok_or_else(|| SqlError::Defect("a row that must be there is not".to_owned()))
}

macro_rules! from_integers {
    ($($type:ty),+) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::Integer(i64::from(value))
            }
        }
    )+};
}

from_integers!(bool, u8, u32, i64);

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Blob(value)
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(value: [u8; N]) -> Self {
        Self::Blob(value.to_vec())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
