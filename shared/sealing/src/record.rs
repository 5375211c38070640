//! Records sealed as JSON, with the version of their format.

use crate::{NoRandomness, NotOpened, Place, Randomness, Sealer};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;

/// Why a record was not sealed or read. The words name its table and nothing that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordProblem {
    NotSealed(NoRandomness),
    NotOpened(NotOpened),
    /// It is no JSON. Carries the defect.
    NotWritten(String),
    /// Its format is newer than this program.
    Newer {
        table: String,
        format: u8,
    },
    /// What was sealed is not such a record.
    NotRead {
        table: String,
    },
}

impl Sealer {
    /// Seals a record, written in version `format` of its format.
    ///
    /// # Errors
    /// When it cannot be written, or there is no randomness.
    pub fn seal_record(
        &self,
        place: Place<'_>,
        format: u8,
        record: &impl Serialize,
        randomness: &impl Randomness,
    ) -> Result<Vec<u8>, RecordProblem> {
        let clear = serde_json::to_vec(record)
            .map_err(|error| RecordProblem::NotWritten(error.to_string()))?;
        self.seal(place, format, &clear, randomness)
            .map_err(RecordProblem::NotSealed)
    }

    /// Opens a record of version `format`.
    ///
    /// # Errors
    /// When it does not open, or is another record.
    pub fn open_record<T: DeserializeOwned>(
        &self,
        place: Place<'_>,
        format: u8,
        sealed: &[u8],
    ) -> Result<T, RecordProblem> {
        let (written, clear) = self.open(place, sealed).map_err(RecordProblem::NotOpened)?;
        let table = || place.table.to_owned();
        if written != format {
            return Err(RecordProblem::Newer {
                table: table(),
                format: written,
            });
        }
        // The words of the error would repeat what is in the record.
        serde_json::from_slice(&clear).map_err(|_| RecordProblem::NotRead { table: table() })
    }
}

impl fmt::Display for RecordProblem {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSealed(why) => why.fmt(to),
            Self::NotOpened(why) => write!(to, "failed to open a record: {why}"),
            Self::NotWritten(why) => write!(to, "failed to write a record: {why}"),
            Self::Newer { table, format } => write!(
                to,
                "failed to read a record of {table}: its format {format} is newer than this program"
            ),
            Self::NotRead { table } => write!(to, "failed to read a record of {table}"),
        }
    }
}

impl std::error::Error for RecordProblem {}
