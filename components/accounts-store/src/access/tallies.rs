//! How much comes from one address of the internet within an hour.

use super::TurnedAway;
use crate::Store;
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

const HOUR: i64 = 3_600;
/// When a tally is removed. Any time after an hour would do.
pub(super) const KEPT_SECONDS: i64 = 86_400;

/// What is counted of an address.
#[derive(Clone, Copy, Debug)]
pub(super) enum Counted {
    Asks,
    Enters,
}

impl Counted {
    const fn id(self) -> &'static str {
        match self {
            Self::Asks => "codes asked for",
            Self::Enters => "codes typed",
        }
    }

    /// How many an hour.
    const fn most(self) -> u32 {
        match self {
            Self::Asks => 30,
            Self::Enters => 60,
        }
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Counts one more, in the transaction that is made anyway. The machine itself is not counted.
    pub(super) async fn count_address(
        &self,
        connection: &C,
        what: Counted,
        address: Option<&str>,
        now: Instant,
    ) -> Result<(), TurnedAway> {
        let at = now.as_unix();
        let key = address.and_then(|address| self.keys.index.address(what.id(), address, at));
        let Some(key) = key else {
            return Ok(());
        };
        let sql = "INSERT INTO tally (key, count, since) VALUES (?1, 1, ?2)
            ON CONFLICT (key) DO UPDATE SET
                count = CASE WHEN since > ?3 THEN count + 1 ELSE 1 END,
                since = CASE WHEN since > ?3 THEN since ELSE ?2 END
            RETURNING count, since";
        let parameters = vec![key.into(), at.into(), (at - HOUR).into()];
        let rows = connection.execute(sql, parameters).await?;
        let Some(row) = rows.first() else {
            return Ok(());
        };
        // What was just counted goes with the transaction, so that whoever waits is let in again.
        match row.count(0)? > what.most() {
            true => Err(TurnedAway::TooMany(
                u32::try_from(row.integer(1)? + HOUR - at).unwrap_or(1),
            )),
            false => Ok(()),
        }
    }
}
