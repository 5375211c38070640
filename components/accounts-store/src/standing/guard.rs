//! A keyed hash over everything that an account's row says and over its delegates, so that verification finds
//! what somebody changed: opened what was suspended, approved a delegate, or put an older record back. A row that
//! was put back whole is older than the last change that the audit tells of.

use super::{Standing, online_word};
use crate::{Fault, Store};
use database::{Connection, only};
use sealing::{Randomness, same};
use vocabulary::Instant;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The hash that guards an account as it is to be written, with its delegates as they are.
    pub(crate) async fn guard(
        &self,
        connection: &C,
        standing: &Standing,
    ) -> Result<[u8; 32], Fault> {
        let delegates = self.delegates_hash(connection, standing.number()).await?;
        let record = serde_json::to_vec(&standing.record)
            .map_err(|error| Fault::Internal(error.to_string()))?;
        let held = standing.contact_held_until.map_or(-1, Instant::as_unix);
        let parts: [&[u8]; 9] = [
            standing.id().as_bytes(),
            &record,
            online_word(standing.online).as_bytes(),
            &held.to_be_bytes(),
            &standing.updated_at.as_unix().to_be_bytes(),
            standing
                .next_statement
                .as_deref()
                .unwrap_or_default()
                .as_bytes(),
            &standing.statements.to_be_bytes(),
            &standing.revision.to_be_bytes(),
            &delegates,
        ];
        Ok(self.keys.index.hash("account row", &parts))
    }

    async fn delegates_hash(&self, connection: &C, account: i64) -> Result<[u8; 32], Fault> {
        let sql = "SELECT number, reference, standing, sealed FROM delegate
            WHERE account = ?1 ORDER BY number";
        let rows = connection.execute(sql, vec![account.into()]).await?;
        let mut hash = [0; 32];
        for row in &rows {
            let number = row.integer(0)?.to_be_bytes();
            let (reference, sealed) = (row.blob(1)?, row.blob(3)?);
            let parts = [
                &hash,
                number.as_slice(),
                reference,
                row.text(2)?.as_bytes(),
                sealed,
            ];
            hash = self.keys.index.hash("delegate row", &parts);
        }
        Ok(hash)
    }

    /// Whether the row of an account stands as it was written. None that does not open does.
    pub(crate) async fn row_stands(&self, number: i64) -> Result<bool, Fault> {
        let Ok(Some(standing)) = self.standing_of_number(&self.connection, number).await else {
            return Ok(false);
        };
        let sql = "SELECT reference, person, died, guard FROM account WHERE number = ?1";
        let rows = self.run(sql, vec![number.into()]).await?;
        let row = only(&rows)?;
        let record = &standing.record;
        let guard = row.optional_blob(3)?.unwrap_or_default();
        Ok(same(guard, &self.guard(&self.connection, &standing).await?)
            && row.blob(0)? == self.keys.reference_hash(&record.account_reference)
            && row.integer(1)? == self.person(record)?
            && row.boolean(2)? == standing.has_died())
    }
}
