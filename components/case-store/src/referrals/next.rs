//! What comes first of what nobody holds.

use super::Refusal;
use super::standing::{COLUMNS, Standing, VISIBLE};
use crate::Store;
use crate::model::{Actor, Change, Referral};
use crate::permissions::{Action, allows};
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Claims what comes first in the order of lists; none where nothing is left.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn next(
        &self,
        queues: &[String],
        by: &Actor,
        now: Instant,
    ) -> Result<Option<Referral>, Refusal> {
        if !allows(Action::Claim, &by.roles) {
            return Err(Refusal::NotAllowed);
        }
        let sql = format!(
            "SELECT {COLUMNS} FROM referral r WHERE r.open = 1 AND r.assignee IS NULL
                AND (json_array_length(?2) = 0 OR r.queue IN (SELECT value FROM json_each(?2)))
                AND {VISIBLE} ORDER BY r.priority, r.respond_by, r.reference LIMIT 1"
        );
        let queues = serde_json::json!(queues).to_string();
        loop {
            let parameters = vec![by.id.as_str().into(), queues.as_str().into()];
            let rows = self.run(&sql, parameters).await?;
            let Some(row) = rows.first() else {
                return Ok(None);
            };
            let first = Standing::read(row)?;
            let tag = first.etag();
            let claimed = self.change(first.reference(), Some(&tag), &Change::Claim, by, now);
            match claimed.await {
                // Somebody was quicker: the next one then.
                Err(Refusal::Stale(_) | Refusal::AlreadyClaimed(_)) => {}
                claimed => return claimed.map(Some),
            }
        }
    }
}
