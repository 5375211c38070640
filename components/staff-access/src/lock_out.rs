//! After five wrong passwords a name has to wait: a minute, then two, then four, up to an hour. Names
//! that nobody has wait just the same, so that a lock-out tells nothing of who works here.

use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

/// How many wrong passwords go unpunished.
const FREE_TRIES: i64 = 5;
/// After this much quiet, a name begins afresh.
const FORGOTTEN_SECONDS: i64 = 86_400;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Counts a try before it is looked at, so that many at once do not slip through. Answers when
    /// the name may be tried again, if it must wait.
    pub(crate) async fn begin_try(
        &self,
        name: &[u8; 32],
        now: Instant,
    ) -> Result<Option<Instant>, Fault> {
        let sql = "INSERT INTO tries (name, wrong, last_at, locked_until) VALUES (?1, 1, ?2, 0)
            ON CONFLICT (name) DO UPDATE SET
                wrong = CASE WHEN last_at <= ?2 - ?3 THEN 1 ELSE wrong + 1 END,
                last_at = ?2,
                locked_until = CASE WHEN last_at <= ?2 - ?3 OR wrong + 1 < ?4 THEN 0
                    ELSE ?2 + min(60 * (1 << min(wrong + 1 - ?4, 6)), 3600) END
            WHERE locked_until <= ?2
            RETURNING wrong";
        let parameters = vec![
            (*name).into(),
            now.as_unix().into(),
            FORGOTTEN_SECONDS.into(),
            FREE_TRIES.into(),
        ];
        if !self.run(sql, parameters).await?.is_empty() {
            return Ok(None);
        }
        let sql = "SELECT locked_until FROM tries WHERE name = ?1";
        let rows = self.run(sql, vec![(*name).into()]).await?;
        let until = rows.first().map(|row| row.integer(0)).transpose()?;
        Ok(Some(until.map_or(now, Instant::from_unix)))
    }

    /// The password was right: the name begins afresh. Names that were long quiet are forgotten.
    pub(crate) async fn forget_tries(&self, name: &[u8; 32], now: Instant) -> Result<(), Fault> {
        let sql = "DELETE FROM tries WHERE name = ?1 OR name IN (
            SELECT name FROM tries WHERE last_at <= ?2 ORDER BY last_at LIMIT 100)";
        let quiet_since = now.as_unix() - FORGOTTEN_SECONDS;
        self.run(sql, vec![(*name).into(), quiet_since.into()])
            .await?;
        Ok(())
    }

    /// What is kept of a name that was tried.
    pub(crate) fn tried_name(&self, username: &str) -> [u8; 32] {
        self.keys.index.hash("tried name", &[username.as_bytes()])
    }
}
