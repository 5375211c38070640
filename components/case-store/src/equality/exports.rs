//! What answers about equality give away, and to whom: numbers in which nobody can be found, and what people
//! asked us to keep with their records, for the council's return. Nothing else of them ever leaves.

use super::groups::{Counts, EqualityGroup, groups};
use super::{Cell, FORM, Kept, PEOPLE, month_of, place_of_cell, place_of_record};
use crate::audit::{Chain, Happening};
use crate::model::{Actor, Answer, FormVersion};
use crate::permissions::{Action, allows};
use crate::records::Particulars;
use crate::{Fault, Refusal, Store};
use database::{Connection, Row, transaction};
use sealing::Randomness;
use vocabulary::Instant;

/// How many numbers are read at once.
const PAGE: i64 = 500;
/// How many records leave at once: each is an audit event, and all of them one transaction.
const RECORDS: i64 = 50;

/// What somebody asked us to keep with their record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EqualityRecord {
    pub reference: String,
    /// Which version asked.
    pub form: FormVersion,
    pub answers: Vec<Answer>,
}

/// Some records, in the order in which the contacts came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EqualityRecords {
    pub records: Vec<EqualityRecord>,
    /// Hand it in to go on; none at the end.
    pub next_cursor: Option<String>,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// How many people gave which answers, in groups in which nobody can be found. That somebody asked is
    /// an audit event.
    ///
    /// # Errors
    /// `NotAllowed` for whoever may not, and where the database or the keys do not allow it.
    pub async fn equality_groups(
        &self,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<EqualityGroup>, Refusal> {
        if !allows(Action::EqualityNumbers, &by.roles) {
            return Err(Refusal::NotAllowed);
        }
        let counts = self.counted().await?;
        let happening = Happening {
            at: now,
            who: &by.id,
            what: "equality-numbers",
            status: None,
            particulars: &Particulars::default(),
        };
        self.write_listed(&[], &happening).await?;
        Ok(groups(counts, &month_of(now)))
    }

    /// What people asked us to keep with their records, 50 at a time, each with an audit event. Restricted
    /// referrals are left out.
    ///
    /// # Errors
    /// `NotAllowed` for whoever may not, `Invalid` for a cursor that is none, and where the database or
    /// the keys do not allow it.
    pub async fn equality_records(
        &self,
        cursor: Option<&str>,
        by: &Actor,
        now: Instant,
    ) -> Result<EqualityRecords, Refusal> {
        if !allows(Action::EqualityRecords, &by.roles) {
            return Err(Refusal::NotAllowed);
        }
        let after = self.after(cursor).await?;
        let sql = "SELECT e.referral, r.reference, e.sealed
            FROM equality_record e JOIN referral r ON r.id = e.referral
            WHERE e.referral > ?1 AND r.restricted = 0 ORDER BY e.referral LIMIT ?2";
        let rows = self.run(sql, vec![after.into(), RECORDS.into()]).await?;
        let opened = rows.iter().map(|row| self.opened_record(row));
        let opened = opened.collect::<Result<Vec<_>, Fault>>()?;
        let is_full = i64::try_from(opened.len()) == Ok(RECORDS);
        let next_cursor = opened
            .last()
            .filter(|_| is_full)
            .map(|(_, record)| record.reference.clone());
        let happening = Happening {
            at: now,
            who: &by.id,
            what: "equality-returned",
            status: None,
            particulars: &Particulars::default(),
        };
        let records = transaction(&self.connection, async |connection| {
            let mut written = Vec::with_capacity(opened.len());
            for (referral, record) in &opened {
                // Whoever was restricted since is left out too.
                let sql = "SELECT reference, chain_length, chain_hash FROM referral
                    WHERE id = ?1 AND restricted = 0";
                let rows = connection.execute(sql, vec![(*referral).into()]).await?;
                if let Some(row) = rows.first() {
                    let chain = Chain::read(*referral, row)?;
                    self.append(connection, &chain, &happening).await?;
                    written.push(record.clone());
                }
            }
            Ok::<_, Fault>(written)
        })
        .await?;
        Ok(EqualityRecords {
            records,
            next_cursor,
        })
    }

    /// Everything that was counted, read in parts.
    async fn counted(&self) -> Result<Counts, Fault> {
        let sealer = self.keys.sealing.sealer(FORM);
        let mut counts = Counts::new();
        let mut after = Vec::new();
        loop {
            let sql = "SELECT cell, sealed, count FROM equality_count
                WHERE cell > ?1 ORDER BY cell LIMIT ?2";
            let rows = self.run(sql, vec![after.into(), PAGE.into()]).await?;
            for row in &rows {
                let record = super::record_of(row.blob(0)?);
                let cell: Cell = self.unseal(&sealer, place_of_cell(&record), row.blob(1)?)?;
                let month = counts.entry(cell.month.into_owned()).or_default();
                let numbers = month.entry(cell.locality.into_owned()).or_default();
                let people = row.count(2)?;
                if (cell.question.as_ref(), cell.answer.as_ref()) == PEOPLE {
                    numbers.people += people;
                } else {
                    let answer = (cell.question.into_owned(), cell.answer.into_owned());
                    *numbers.answers.entry(answer).or_default() += people;
                }
            }
            match rows.last() {
                Some(last) if i64::try_from(rows.len()) == Ok(PAGE) => {
                    after = last.blob(0)?.to_vec()
                }
                _ => return Ok(counts),
            }
        }
    }

    /// The row of the referral that a cursor names.
    async fn after(&self, cursor: Option<&str>) -> Result<i64, Refusal> {
        let Some(cursor) = cursor else {
            return Ok(0);
        };
        let sql = "SELECT e.referral FROM referral r JOIN equality_record e ON e.referral = r.id
            WHERE r.reference = ?1";
        let rows = self.run(sql, vec![cursor.into()]).await?;
        match rows.first() {
            Some(row) => Ok(row.integer(0)?),
            None => Err(Refusal::Invalid(vec![(
                "cursor".to_owned(),
                "Must be the next_cursor of the page before.".to_owned(),
            )])),
        }
    }

    /// A record with the row of its referral.
    fn opened_record(&self, row: &Row) -> Result<(i64, EqualityRecord), Fault> {
        let record = self.kept_equality(row.text(1)?, row.blob(2)?)?;
        Ok((row.integer(0)?, record))
    }

    /// What is sealed with the referral of this reference.
    pub(crate) fn kept_equality(
        &self,
        reference: &str,
        sealed: &[u8],
    ) -> Result<EqualityRecord, Fault> {
        let sealer = self.keys.sealing.sealer(FORM);
        let kept: Kept = self.unseal(&sealer, place_of_record(reference), sealed)?;
        Ok(EqualityRecord {
            reference: reference.to_owned(),
            form: kept.form.into_owned(),
            answers: kept.answers.into_owned(),
        })
    }
}
