//! Takes lines of a case-management or finance system: up to 500 in one transaction, a bad one rejected by
//! itself, and nothing written for what is the same already.

mod checks;
mod intake;
mod keeping;

pub(crate) use checks::is_line;
pub(crate) use keeping::{SealedEntry, write_entries};

use crate::records::hex;
use crate::{Fault, Store};
use account_model::{Line, MOST_LINES, Numbered, Rejected, Source, Taken};
use checks::{account_record, checked_reference, checked_week};
use database::{Connection, SqlError, transaction};
use intake::Intake;
use sealing::Randomness;
use vocabulary::{Actor, Instant};
use working_calendar::local_date;

/// Why a transaction ended without keeping anything.
enum Stop {
    /// It was only tried.
    Tried(Taken),
    Failed(Fault),
}

impl From<SqlError> for Stop {
    fn from(error: SqlError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// How many lines of the file of this SHA-256 have been dealt with.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn progress(&self, digest: &[u8]) -> Result<u64, Fault> {
        let sql = "SELECT reached FROM import WHERE digest = ?1";
        let rows = self.run(sql, vec![digest.to_vec().into()]).await?;
        let reached = rows.first().map_or(Ok(0), |row| row.integer(0))?;
        Ok(reached.unsigned_abs())
    }

    /// Takes up to 500 lines in their order. A dry run answers the same and keeps nothing.
    ///
    /// # Errors
    /// When the database does not allow it, or there are more; nothing was kept then.
    pub async fn take(
        &self,
        lines: &[Numbered],
        source: Option<&Source>,
        dry_run: bool,
        by: &Actor,
        now: Instant,
    ) -> Result<Taken, Fault> {
        if lines.len() > MOST_LINES {
            let why = format!("more than {MOST_LINES} lines were handed in at once");
            return Err(Fault::Internal(why));
        }
        let taken = transaction(&self.connection, async |connection| {
            let mut intake = self.intake(connection, lines).await?;
            for Numbered { number, line } in lines {
                if let Err(no) = self.take_line(&mut intake, line, now) {
                    intake.taken.rejected.push(Rejected {
                        number: *number,
                        reason: no.reason,
                        account_unknown: no.account_unknown,
                    });
                }
            }
            let taken = self.keep_intake(connection, intake, by, now).await?;
            if let Some(source) = source {
                remember(connection, source, now).await?;
            }
            match dry_run {
                true => Err(Stop::Tried(taken)),
                false => Ok(taken),
            }
        })
        .await;
        match taken {
            Ok(taken) | Err(Stop::Tried(taken)) => Ok(taken),
            Err(Stop::Failed(fault)) => Err(fault),
        }
    }

    fn take_line(&self, intake: &mut Intake, line: &Line, now: Instant) -> Result<(), No> {
        match line {
            Line::Account(line) => {
                let record = account_record(line, local_date(now))?;
                let reference = self.keys.reference_hash(&record.account_reference);
                let id = self.randomness.bytes().map_err(|_| No::plain(NO_ID))?;
                intake.account(reference, record, id, now)
            }
            Line::Week(line) => {
                checked_reference(&line.account_reference)?;
                let entry = checked_week(line)?;
                let reference = self.keys.reference_hash(&line.account_reference);
                intake.week(reference, entry)
            }
        }
    }
}

const NO_ID: &str = "There was no randomness for a new account. Try this line again.";

/// Why a line is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct No {
    reason: String,
    account_unknown: bool,
}

impl No {
    fn plain(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            account_unknown: false,
        }
    }
}

/// Remembers how far a file has come. Whoever is further stays there.
async fn remember<C: Connection>(
    connection: &C,
    source: &Source,
    now: Instant,
) -> Result<(), Fault> {
    let sql = "INSERT INTO import (digest, reached, at) VALUES (?1, ?2, ?3)
        ON CONFLICT (digest) DO UPDATE SET reached = max(reached, excluded.reached), at = excluded.at";
    let reached = i64::try_from(source.reached)
        .map_err(|_| Fault::Internal(format!("file {} has no such line", hex(&source.digest))))?;
    let parameters = vec![
        source.digest.clone().into(),
        reached.into(),
        now.as_unix().into(),
    ];
    connection.execute(sql, parameters).await?;
    Ok(())
}
