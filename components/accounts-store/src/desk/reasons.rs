//! The reasons that people give for looking at an account. One stands for an hour, for whoever gave it and that
//! account.

use super::{Refusal, reason};
use crate::audit::rows_of;
use crate::{Fault, Store};
use database::Connection;
use sealing::{Place, Randomness};
use vocabulary::{Actor, Instant};

/// How long a reason stands.
pub(crate) const STANDS_SECONDS: i64 = 3_600;

/// Where a reason is sealed: for this account and whoever gave it.
fn record_of(account: i64, who: &str) -> String {
    format!("{account} {who}")
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The reason that was given now, or the one that stands.
    pub(super) async fn standing_reason(
        &self,
        account: i64,
        given: Option<&str>,
        by: &Actor,
        now: Instant,
    ) -> Result<String, Refusal> {
        if let Some(given) = given.filter(|given| !given.trim().is_empty()) {
            return reason(given, "reason");
        }
        let sql = "SELECT sealed FROM reason WHERE who = ?1 AND account = ?2 AND given_at > ?3";
        let oldest = now.as_unix() - STANDS_SECONDS;
        let parameters = vec![by.id.as_str().into(), account.into(), oldest.into()];
        let rows = self.run(sql, parameters).await?;
        let row = rows.first().ok_or(Refusal::ReasonMissing)?;
        let record = record_of(account, &by.id);
        Ok(self.unseal(&self.keys.accounts, place(&record), row.blob(0)?)?)
    }

    /// Lets a reason stand from now on for these accounts, inside the caller's transaction.
    pub(super) async fn let_reason_stand(
        &self,
        connection: &C,
        accounts: &[i64],
        because: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<(), Fault> {
        if accounts.is_empty() {
            return Ok(());
        }
        let mut parameters = Vec::with_capacity(accounts.len() * 4);
        for account in accounts {
            let record = record_of(*account, &by.id);
            parameters.extend([
                by.id.as_str().into(),
                (*account).into(),
                now.as_unix().into(),
                self.seal(&self.keys.accounts, place(&record), &because)?
                    .into(),
            ]);
        }
        let sql = format!(
            "INSERT OR REPLACE INTO reason (who, account, given_at, sealed) VALUES {}",
            rows_of(accounts.len(), 4)
        );
        connection.execute(&sql, parameters).await?;
        Ok(())
    }
}

fn place(record: &str) -> Place<'_> {
    Place {
        table: "reason",
        record,
    }
}
