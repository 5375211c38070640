//! What is known of a file without opening it.

use crate::{Fault, Store};
use database::{Connection, Row, SqlError};
use sealing::Randomness;

/// How many files can be asked about at once.
pub(crate) const MOST_AT_ONCE: usize = 100;

/// What the scanner said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// It has not been looked at yet, or the scanner could not be reached.
    Waiting,
    Clean,
    /// The scanner found something. The bytes are gone.
    Infected,
    /// The scanner refused to look at it, and will not be asked again.
    NotScanned,
    /// It waits, but no scanner is set up on this site.
    NoScanner,
}

/// A file that arrived whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub id: String,
    pub name: String,
    pub media_type: String,
    pub size: u64,
    pub scan: Scan,
}

/// How what the scanner said is written in the database.
pub(crate) const WAITING: &str = "waiting";

impl Scan {
    /// As the database has it, on a site with or without a scanner.
    pub(crate) fn read(written: &str, scanner: bool) -> Result<Self, SqlError> {
        Ok(match written {
            WAITING if scanner => Self::Waiting,
            WAITING => Self::NoScanner,
            "clean" => Self::Clean,
            "infected" => Self::Infected,
            "not-scanned" => Self::NotScanned,
            _ => {
                return Err(SqlError::Defect(
                    "a state of a file is not known".to_owned(),
                ));
            }
        })
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// What is known of each of these, in this order; those that are no longer there, or have not arrived
    /// whole, are left out. `scanner` says whether this site has one.
    ///
    /// # Errors
    /// When the database does not allow it, or there are more than 100.
    pub async fn look(&self, ids: &[String], scanner: bool) -> Result<Vec<File>, Fault> {
        if ids.len() > MOST_AT_ONCE {
            let why = format!("more than {MOST_AT_ONCE} files were asked for at once");
            return Err(Fault::Internal(why));
        }
        let mut files = Vec::with_capacity(ids.len());
        for id in ids {
            let hash = self.keys.hash(id);
            let sql = "SELECT size, scan, sealed FROM file WHERE hash = ?1 AND sealed IS NOT NULL";
            let rows = self.run(sql, vec![hash.into()]).await?;
            if let Some(row) = rows.first() {
                files.push(self.file(id, &hash, row, scanner)?);
            }
        }
        Ok(files)
    }

    /// Reads `size, scan, sealed`.
    fn file(&self, id: &str, hash: &[u8], row: &Row, scanner: bool) -> Result<File, Fault> {
        let (media_type, name) = self.keys.open_name(hash, row.blob(2)?)?;
        Ok(File {
            id: id.to_owned(),
            name,
            media_type,
            size: row.integer(0)?.unsigned_abs(),
            scan: Scan::read(row.text(1)?, scanner)?,
        })
    }
}
