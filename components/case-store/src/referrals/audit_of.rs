//! Who read and changed one referral.

use super::Refusal;
use crate::Store;
use crate::audit::Happening;
use crate::model::{Actor, AuditEvent};
use crate::permissions::{Action, allows};
use crate::records::Particulars;
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

/// How many events are answered at once.
const PAGE: i64 = 500;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Every read and change of one referral, lists that showed it included, oldest first, at most
    /// 500 after `after`. Looking is itself an event.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn audit(
        &self,
        reference: &str,
        after: u64,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<AuditEvent>, Refusal> {
        let standing = self.standing(&self.connection, reference, by).await?;
        if !allows(Action::Audit, &by.roles) {
            return Err(Refusal::NotAllowed);
        }
        let happening = Happening {
            at: now,
            who: &by.id,
            what: "audit-read",
            status: None,
            particulars: &Particulars::default(),
        };
        self.write_read(standing.id(), &happening).await?;
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        let sql = "SELECT sequence, chain, position, at, who, what, sealed, hash FROM audit
            WHERE sequence IN (
                SELECT sequence FROM audit WHERE chain = ?1 AND sequence > ?2
                UNION ALL
                SELECT sequence FROM audit_shown WHERE referral = ?1 AND sequence > ?2
                ORDER BY 1 LIMIT ?3
            ) ORDER BY sequence";
        let parameters = vec![standing.id().into(), after.into(), PAGE.into()];
        let rows = self.run(sql, parameters).await?;
        rows.iter()
            .map(|row| {
                let who = row.text(4)?;
                let identity = match row.integer(1)? {
                    own if own == standing.id() => standing.reference().to_owned(),
                    _ => format!("lists of {who}"),
                };
                let sealed = row.optional_blob(6)?;
                let particulars = self.particulars(&identity, row.integer(2)?, sealed)?;
                Ok(AuditEvent {
                    sequence: row.integer(0)?.unsigned_abs(),
                    at: Instant::from_unix(row.integer(3)?),
                    who: who.to_owned(),
                    what: row.text(5)?.to_owned(),
                    because: particulars.because,
                    hash: row
                        .blob(7)?
                        .iter()
                        .map(|byte| format!("{byte:02x}"))
                        .collect(),
                })
            })
            .collect()
    }
}
