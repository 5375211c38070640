//! How often one address of the internet may have postal addresses looked up while filling in forms, and how
//! many files it may add. Each look-up is a call to another service, which the authority pays for, and each
//! file takes room on the disk.

use crate::tallies::counts_after;
use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

/// A library or a ward with one address has this many residents at most; a machine asks for more.
const MOST_OF_ONE_ADDRESS: u32 = 60;
/// So many residents add a few files each; a machine that fills the disk adds more.
const MOST_FILES_OF_ONE_ADDRESS: u32 = 100;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Counts one look-up, and says whether it may be made. An address that is not counted always may.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn may_look_up(&self, address: Option<&str>, now: Instant) -> Result<bool, Fault> {
        self.may("look-ups", MOST_OF_ONE_ADDRESS, address, now)
            .await
    }

    /// Counts one file, and says whether it may be added. An address that is not counted always may.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn may_add_file(&self, address: Option<&str>, now: Instant) -> Result<bool, Fault> {
        self.may("files", MOST_FILES_OF_ONE_ADDRESS, address, now)
            .await
    }

    async fn may(
        &self,
        what: &str,
        most: u32,
        address: Option<&str>,
        now: Instant,
    ) -> Result<bool, Fault> {
        let counted = address.and_then(|address| self.address_tally(what, address, now));
        let Some(key) = counted else {
            return Ok(true);
        };
        let sql = "INSERT INTO tally (key, count, since) VALUES (?1, 1, ?2)
            ON CONFLICT (key) DO UPDATE SET
                count = CASE WHEN since > ?3 THEN count + 1 ELSE 1 END,
                since = CASE WHEN since > ?3 THEN since ELSE excluded.since END
            RETURNING count";
        let parameters = vec![key.into(), now.as_unix().into(), counts_after(now).into()];
        let rows = self.run(sql, parameters).await?;
        let count = rows.first().map_or(Ok(0), |row| row.count(0))?;
        Ok(count <= most)
    }
}
