//! Files for staff, piece by piece. Who opens one has read the referral that names it.

use crate::{Fault, File, Scan, Store};
use database::{Connection, SqlError};
use sealing::Randomness;

/// Why nothing was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotOpened {
    NotFound,
    /// Carries a sentence for staff.
    NotYet(&'static str),
    Failed(Fault),
}

impl From<SqlError> for NotOpened {
    fn from(error: SqlError) -> Self {
        Self::Failed(error.into())
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// What is known of each, as [`Store::look`]; from now on they are kept, because a referral names them.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn look_and_keep(&self, ids: &[String], scanner: bool) -> Result<Vec<File>, Fault> {
        let files = self.look(ids, scanner).await?;
        self.keep(ids).await?;
        Ok(files)
    }

    /// One piece of a file; empty after the last. `unchecked` says that the worker was warned.
    ///
    /// # Errors
    /// As [`NotOpened`] says.
    pub async fn piece(
        &self,
        id: &str,
        part: u32,
        unchecked: bool,
        scanner: bool,
    ) -> Result<Vec<u8>, NotOpened> {
        let hash = self.keys.hash(id);
        let sql = "SELECT f.scan, p.sealed FROM file f
            LEFT JOIN piece p ON p.file = f.number AND p.part = ?2
            WHERE f.hash = ?1 AND f.sealed IS NOT NULL";
        let rows = self.run(sql, vec![hash.into(), part.into()]).await?;
        let row = rows.first().ok_or(NotOpened::NotFound)?;
        match Scan::read(row.text(0)?, scanner)? {
            Scan::Clean => {}
            Scan::NotScanned | Scan::NoScanner if unchecked => {}
            Scan::NotScanned | Scan::NoScanner => {
                return Err(NotOpened::NotYet(
                    "No virus scanner has looked at this file. It can harm the computer that it is opened on.",
                ));
            }
            Scan::Waiting => {
                return Err(NotOpened::NotYet(
                    "This file is being checked for viruses. Try again in a few minutes.",
                ));
            }
            Scan::Infected => {
                return Err(NotOpened::NotYet(
                    "The virus scanner found something harmful in this file, so it was deleted. Ask the person to send it another way.",
                ));
            }
        }
        let Some(sealed) = row.optional_blob(1)? else {
            return Ok(Vec::new());
        };
        self.keys
            .open_piece(&hash, part, sealed)
            .map_err(|reason| NotOpened::Failed(reason.into()))
    }
}
