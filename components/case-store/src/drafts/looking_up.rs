//! How often one address of the internet may have postal addresses looked up while filling in forms. Each
//! look-up is a call to another service, which the authority pays for.

use crate::tallies::counts_after;
use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

/// A library or a ward with one address has this many residents at most; a machine asks for more.
const MOST_OF_ONE_ADDRESS: u32 = 60;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Counts one look-up, and says whether it may be made. An address that is not counted always may.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn may_look_up(&self, address: Option<&str>, now: Instant) -> Result<bool, Fault> {
        let counted = address.and_then(|address| self.address_tally("look-ups", address, now));
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
        Ok(count <= MOST_OF_ONE_ADDRESS)
    }
}
