//! An account with its weeks and statements. The time that it takes grows with this account and with no other.

use crate::standing::Standing;
use crate::{Fault, Store};
use account_model::{Account, Earlier, StatementHead, Week};
use database::{Connection, Row, SqlError};
use sealing::Randomness;
use vocabulary::Instant;

/// The most rows that are read at once.
const PAGE: usize = 500;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Opens an account. What it is told of by an audit event must be written before it is shown.
    pub(crate) async fn opened(&self, standing: Standing) -> Result<Account, Fault> {
        let weeks = self.weeks(&standing).await?;
        let statements = self.statement_heads(standing.number()).await?;
        let Standing { chain, record, .. } = standing;
        Ok(Account {
            id: chain.identity,
            account_reference: record.account_reference,
            given_name: record.given_name,
            family_name: record.family_name,
            date_of_birth: record.date_of_birth,
            requested_on: record.requested_on,
            brought_forward: record.brought_forward,
            died_on: record.died_on,
            weeks,
            statements,
            updated_at: standing.updated_at,
            revision: standing.revision.unsigned_abs(),
        })
    }

    /// By day, the earliest first.
    async fn weeks(&self, standing: &Standing) -> Result<Vec<Week>, Fault> {
        let sql = "SELECT week_starting, entry, entered_at, sealed FROM week
            WHERE account = ?1 AND (week_starting, entry) > (?2, ?3)
            ORDER BY week_starting, entry LIMIT ?4";
        let mut weeks: Vec<Week> = Vec::new();
        let mut after = (String::new(), 0);
        loop {
            let parameters = vec![
                standing.number().into(),
                after.0.as_str().into(),
                after.1.into(),
                i64::try_from(PAGE).unwrap_or(i64::MAX).into(),
            ];
            let rows = self.run(sql, parameters).await?;
            for row in &rows {
                let (day, number) = (row.text(0)?, row.integer(1)?);
                let entered_at = Instant::from_unix(row.integer(2)?);
                let entry = self.open_entry(standing.id(), day, number, row.blob(3)?)?;
                match weeks.last_mut() {
                    Some(week) if week.figures.week_starting == entry.figures.week_starting => {
                        week.earlier.push(Earlier {
                            figures: std::mem::replace(&mut week.figures, entry.figures),
                            corrected_at: entered_at,
                            because: entry.because.unwrap_or_default(),
                        });
                        week.entered_at = entered_at;
                    }
                    _ => weeks.push(Week {
                        figures: entry.figures,
                        entered_at,
                        earlier: Vec::new(),
                    }),
                }
                after = (day.to_owned(), number);
            }
            if rows.len() < PAGE {
                return Ok(weeks);
            }
        }
    }

    /// The newest first.
    async fn statement_heads(&self, account: i64) -> Result<Vec<StatementHead>, Fault> {
        let sql = "SELECT id, number, from_day, to_day, issued_at FROM statement
            WHERE account = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3";
        let mut heads: Vec<StatementHead> = Vec::new();
        loop {
            let before = heads.last().map_or(u32::MAX, |head| head.number);
            let most = i64::try_from(PAGE).unwrap_or(i64::MAX);
            let parameters = vec![account.into(), before.into(), most.into()];
            let rows = self.run(sql, parameters).await?;
            for row in &rows {
                heads.push(head_of(row)?);
            }
            if rows.len() < PAGE {
                return Ok(heads);
            }
        }
    }
}

/// Reads id, number, from, to and when it was issued.
pub(crate) fn head_of(row: &Row) -> Result<StatementHead, SqlError> {
    Ok(StatementHead {
        id: row.text(0)?.to_owned(),
        number: row.count(1)?,
        from: row.text(2)?.to_owned(),
        to: row.text(3)?.to_owned(),
        issued_at: Instant::from_unix(row.integer(4)?),
    })
}
