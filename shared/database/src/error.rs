//! What can go wrong with a statement, in the kinds that a store treats differently.

use std::fmt;

/// Why a statement did nothing. The texts are for logs; they name tables and columns, never values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SqlError {
    /// Somebody else was writing for too long. Trying again soon may work.
    Busy,
    /// The database cannot be reached or written: not configured, no disk, not permitted.
    Unavailable(String),
    /// The disk, or the size that the database may have, is full. Reading goes on.
    Full,
    /// A constraint of the schema refused. Carries the database's words, such as
    /// `UNIQUE constraint failed: receipt.key`.
    Constraint(String),
    /// The schema in the database is too new for this program. Carries the oldest version of the
    /// program's schema that may use it.
    TooNew(u32),
    /// A mistake in a statement, or a file that is damaged.
    Defect(String),
}

impl SqlError {
    /// Tells the kinds apart by the words of SQLite, which is all that Spin passes on.
    pub fn from_message(message: String) -> Self {
        let says = |words: &str| message.contains(words);
        if says("database is locked")
            || says("database table is locked")
            || says("database is busy")
        {
            Self::Busy
        } else if says("constraint failed") {
            Self::Constraint(message)
        } else if says("disk is full") {
            Self::Full
        } else if [
            "unable to open",
            "disk I/O error",
            "readonly database",
            "not authorized",
            "access permission denied",
        ]
        .iter()
        .any(|words| says(words))
        {
            Self::Unavailable(message)
        } else {
            Self::Defect(message)
        }
    }

    /// Whether this is the refusal of a unique value that is there already, such as `receipt.key`.
    pub fn is_duplicate_of(&self, column: &str) -> bool {
        matches!(self, Self::Constraint(message)
            if message.contains("UNIQUE") && message.contains(column))
    }
}

impl fmt::Display for SqlError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy => to.write_str("the database is busy"),
            Self::Unavailable(why) => write!(to, "the database is unavailable: {why}"),
            Self::Full => to.write_str("the database or its disk is full"),
            Self::Constraint(which) => write!(to, "the database refused: {which}"),
            Self::TooNew(version) => write!(
                to,
                "the database needs a program that knows schema version {version} or later"
            ),
            Self::Defect(why) => write!(to, "a statement went wrong: {why}"),
        }
    }
}

impl std::error::Error for SqlError {}
