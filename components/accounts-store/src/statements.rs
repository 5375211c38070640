//! Statements: due, made by somebody else from the account, and unchangeable once they are issued.

use crate::audit::{Happening, SYSTEM};
use crate::records::{Particulars, hex};
use crate::{Fault, Store};
use account_model::{Account, StatementHead};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use database::{Connection, transaction};
use sealing::{Place, Randomness};
use vocabulary::{Date, Instant};

/// How many months after an account's first week its first statement is due. When the later ones are is said
/// by whoever issues.
const FIRST_STATEMENT_AFTER_MONTHS: i32 = 12;

/// The most accounts that are answered as due.
const MOST_DUE: u32 = 100;

/// What is to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// The first and the last day that it is about.
    pub from: String,
    pub to: String,
    /// What it says, as JSON.
    pub content: String,
    /// When the one after it is due.
    pub next: String,
    /// The revision of the account that it was made from.
    pub revision: u64,
}

/// When the first statement is due of an account whose first week begins on this day.
pub(crate) fn first_due(week_starting: Date) -> Date {
    week_starting.plus_months(FIRST_STATEMENT_AFTER_MONTHS)
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The ids of the accounts whose next statement is due on this day or before, the longest due first. Never
    /// more than 100, and none of somebody of whose death the council has learnt.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn due(&self, on: &str, limit: u32) -> Result<Vec<String>, Fault> {
        let sql = "SELECT id FROM account WHERE next_statement <= ?1 AND NOT died
            ORDER BY next_statement, number LIMIT ?2";
        let parameters = vec![on.into(), limit.min(MOST_DUE).into()];
        let rows = self.run(sql, parameters).await?;
        rows.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
    }

    /// An account, to make its statement from; none when it is not there.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn prepare(&self, id: &str, now: Instant) -> Result<Option<Account>, Fault> {
        let Some(standing) = self.standing(&self.connection, id).await? else {
            return Ok(None);
        };
        let number = standing.number();
        let account = self.opened(standing).await?;
        let happening = Happening {
            at: now,
            who: SYSTEM,
            what: "statement-prepared",
            particulars: &Particulars::default(),
        };
        self.write_read(&[number], happening).await?;
        Ok(Some(account))
    }

    /// Issues a statement. False when the account has changed since it was drafted, or some of this period has
    /// its statement: nothing was kept then.
    ///
    /// # Errors
    /// When the draft is about no days, or the database does not allow it.
    pub async fn issue(&self, id: &str, drafted: &Drafted, now: Instant) -> Result<bool, Fault> {
        check_days(drafted)?;
        let statement = BASE64_URL_SAFE_NO_PAD.encode(self.randomness.bytes::<16>()?);
        transaction(&self.connection, async |connection| {
            let Some(mut standing) = self.standing(connection, id).await? else {
                return Ok(false);
            };
            let sql = "SELECT 1 FROM statement
                WHERE account = ?1 AND from_day <= ?3 AND to_day >= ?2 LIMIT 1";
            let parameters = vec![
                standing.number().into(),
                drafted.from.as_str().into(),
                drafted.to.as_str().into(),
            ];
            let has_one = !connection.execute(sql, parameters).await?.is_empty();
            if has_one || standing.revision.unsigned_abs() != drafted.revision {
                return Ok(false);
            }
            standing.statements += 1;
            standing.next_statement = Some(drafted.next.clone());
            let head = StatementHead {
                id: statement,
                number: standing.statements,
                from: drafted.from.clone(),
                to: drafted.to.clone(),
                issued_at: now,
            };
            let place = statement_place(&head.id);
            let sealed = self.seal(&self.keys.accounts, place, &drafted.content)?;
            let sql =
                "INSERT INTO statement (id, account, number, from_day, to_day, issued_at, sealed)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
            let parameters = vec![
                head.id.as_str().into(),
                standing.number().into(),
                head.number.into(),
                head.from.as_str().into(),
                head.to.as_str().into(),
                now.as_unix().into(),
                sealed.into(),
            ];
            connection.execute(sql, parameters).await?;
            self.keep_unchanged(connection, &mut standing).await?;
            let hash = self.statement_hash(standing.id(), &head, &drafted.content);
            let particulars = Particulars {
                detail: Some(format!("{} to {}", head.from, head.to)),
                statement: Some((head.id, hash)),
                revision: Some(standing.revision),
                ..Particulars::default()
            };
            let happening = Happening {
                at: now,
                who: SYSTEM,
                what: "statement-issued",
                particulars: &particulars,
            };
            self.append(connection, &mut standing.chain, happening)
                .await?;
            Ok(true)
        })
        .await
    }

    /// Opens what a statement says.
    pub(crate) fn content_of(&self, id: &str, sealed: &[u8]) -> Result<String, Fault> {
        self.unseal(&self.keys.accounts, statement_place(id), sealed)
    }

    /// What the audit says of a statement of the account of this id, so that nothing of it can be changed.
    pub(crate) fn statement_hash(
        &self,
        account: &str,
        head: &StatementHead,
        content: &str,
    ) -> String {
        let at = head.issued_at.as_unix().to_be_bytes();
        let parts = [
            account.as_bytes(),
            head.id.as_bytes(),
            &head.number.to_be_bytes(),
            head.from.as_bytes(),
            head.to.as_bytes(),
            &at,
            content.as_bytes(),
        ];
        hex(&self.keys.index.hash("statement", &parts))
    }
}

fn statement_place(id: &str) -> Place<'_> {
    Place {
        table: "statement",
        record: id,
    }
}

fn check_days(drafted: &Drafted) -> Result<(), Fault> {
    let day = |written: &str| written.parse::<Date>().ok();
    match (day(&drafted.from), day(&drafted.to), day(&drafted.next)) {
        (Some(from), Some(to), Some(next)) if from <= to && to < next => Ok(()),
        _ => Err(Fault::Internal(
            "a statement must be about days of which the next one's comes last".to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_statement_is_due_a_year_after_the_first_week() {
        for (first, due) in [
            ("2026-01-05", "2027-01-05"),
            ("2024-02-29", "2025-02-28"),
            ("2025-12-29", "2026-12-29"),
        ] {
            assert_eq!(first_due(first.parse().unwrap()).to_string(), due);
        }
    }
}
