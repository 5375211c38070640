//! For the host and the work slice: readiness, scanning, letting go. Nothing depends on it for being right:
//! a file that waits is not opened, and one that has expired can no longer be ended or sent.

use crate::{Fault, Scanner, Store};
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

/// How many files one slice lets go of.
const GOES_EACH: i64 = 20;

/// What a slice did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Worked {
    pub scanned: u32,
    pub infected: u32,
    pub expired: u32,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Keys right, one read. (`open` has migrated.)
    ///
    /// # Errors
    /// When the store cannot do its work.
    pub async fn ready(&self) -> Result<(), Fault> {
        self.check_keys().await?;
        self.run("SELECT number FROM file LIMIT 1", Vec::new())
            .await?;
        Ok(())
    }

    /// Does one bounded slice of background work. Without a scanner, files go on waiting for one.
    ///
    /// # Errors
    /// When the database does not allow it, or a file cannot be opened; what was done before stays done.
    pub async fn work<S: Scanner>(
        &self,
        scanner: Option<&S>,
        now: Instant,
    ) -> Result<Worked, Fault> {
        let sql = "DELETE FROM file WHERE number IN (
            SELECT number FROM file WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2)
            RETURNING number";
        let gone = self
            .run(sql, vec![now.as_unix().into(), GOES_EACH.into()])
            .await?;
        let mut worked = Worked {
            expired: u32::try_from(gone.len()).unwrap_or(u32::MAX),
            ..Worked::default()
        };
        if let Some(scanner) = scanner {
            let scanned = self.scan(scanner).await?;
            worked.scanned = scanned.looked_at;
            worked.infected = scanned.infected;
        }
        Ok(worked)
    }
}
