//! Verifies the audit log, and that the weeks and statements that it tells of stand as they were written.

use crate::importing::SealedEntry;
use crate::opening::head_of;
use crate::records::WeeksTold;
use crate::{Fault, Store};
use audit_chain::{Event, Log, Verified, verify};
use database::{Connection, Row, only};
use sealing::{Randomness, same};
use vocabulary::Instant;

/// How many of the newest accounts are looked at for a chain that was cut off whole.
const NEWEST: i64 = 200;

/// Where the columns of this store's own begin: of the account, and of what is left of a removed one.
const ACCOUNT: usize = Event::STATUS + 1;
const REMOVED: usize = ACCOUNT + 3;
const REVISION: usize = REMOVED + 3;

/// The log of a store.
struct OwnLog<'a, C, R> {
    store: &'a Store<C, R>,
    events: String,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Verifies up to 5,000 audit events after the sequence number `after`.
    ///
    /// # Errors
    /// When the log cannot be read. What is wrong with it is a finding, not an error.
    pub async fn verify_audit(&self, after: u64) -> Result<Verified, Fault> {
        let events = format!(
            "SELECT {}, NULL, s.id, s.chain_length, s.chain_hash, r.id, r.chain_length, r.chain_hash, s.revision
            FROM audit a {}
            LEFT JOIN account s ON s.number = a.chain
            LEFT JOIN removed r ON r.number = a.chain
            WHERE a.sequence > ?1 ORDER BY a.sequence LIMIT ?2",
            Event::COLUMNS,
            Event::NEIGHBOURS
        );
        let log = OwnLog {
            store: self,
            events,
        };
        verify(&self.connection, &self.keys.index, &log, after).await
    }

    /// What is wrong with the weeks and the statement of an event.
    async fn check_told(
        &self,
        event: &Event<'_>,
        id: &str,
        revision: i64,
    ) -> Result<Option<String>, Fault> {
        let sequence = event.sequence;
        let Ok(told) = self.particulars(id, event.position, event.sealed) else {
            return Ok(Some(format!(
                "What event {sequence} tells cannot be opened."
            )));
        };
        if told.revision.is_some_and(|told| told > revision) {
            let finding =
                format!("The account of event {sequence} was put back to what it was before.");
            return Ok(Some(finding));
        }
        if let Some(told) = told.weeks {
            let standing = self.weeks_of(event, id, &told).await?;
            if !standing.is_some_and(|standing| is_same(&standing.hash, &told.hash)) {
                let finding =
                    format!("The weeks that came with event {sequence} are not the same now.");
                return Ok(Some(finding));
            }
        }
        let Some((statement, hash)) = told.statement else {
            return Ok(None);
        };
        let standing = self.statement_now(event.chain, id, &statement).await?;
        let stands = standing.is_some_and(|standing| is_same(&standing, &hash));
        Ok((!stands)
            .then(|| format!("The statement that event {sequence} issued is not the same now.")))
    }

    /// The entries that stand as having come with an event, told again.
    async fn weeks_of(
        &self,
        event: &Event<'_>,
        id: &str,
        told: &WeeksTold,
    ) -> Result<Option<WeeksTold>, Fault> {
        let sql = "SELECT week_starting, entry, entered_at, sealed FROM week
            WHERE account = ?1 AND week_starting BETWEEN ?3 AND ?4 AND event = ?2
            ORDER BY week_starting, entry";
        let parameters = vec![
            event.chain.into(),
            event.position.into(),
            told.from.as_str().into(),
            told.to.as_str().into(),
        ];
        let rows = self.run(sql, parameters).await?;
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        let entered_at = first.integer(2)?;
        let mut entries = Vec::with_capacity(rows.len());
        for row in &rows {
            let (week_starting, number) = (row.text(0)?.to_owned(), row.integer(1)?);
            let sealed = row.blob(3)?.to_vec();
            let opens = self.open_entry(id, &week_starting, number, &sealed).is_ok();
            if row.integer(2)? != entered_at || !opens {
                return Ok(None);
            }
            entries.push(SealedEntry {
                week_starting,
                number,
                sealed,
            });
        }
        Ok(self.tell_weeks(id, &entries, Instant::from_unix(entered_at)))
    }

    /// The hash of a statement as it stands; none when it is not there, or does not open.
    async fn statement_now(
        &self,
        account: i64,
        id: &str,
        statement: &str,
    ) -> Result<Option<String>, Fault> {
        let sql = "SELECT id, number, from_day, to_day, issued_at, sealed FROM statement
            WHERE id = ?1 AND account = ?2";
        let rows = self
            .run(sql, vec![statement.into(), account.into()])
            .await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let head = head_of(row)?;
        let content = self.content_of(&head.id, row.blob(5)?).ok();
        Ok(content.map(|content| self.statement_hash(id, &head, &content)))
    }
}

impl<C: Connection, R: Randomness> Log for OwnLog<'_, C, R> {
    type Fault = Fault;

    fn events(&self) -> &str {
        &self.events
    }

    async fn check(&self, event: &Event<'_>, row: &Row) -> Result<Option<String>, Fault> {
        let sequence = event.sequence;
        let (stands, removed) = (row.optional_text(ACCOUNT)?, row.optional_text(REMOVED)?);
        let (id, head) = match (stands, removed) {
            (Some(id), None) => (id, ACCOUNT + 1),
            (None, Some(id)) => (id, REMOVED + 1),
            _ => {
                let finding = format!("Event {sequence} belongs to an account that is not there.");
                return Ok(Some(finding));
            }
        };
        let head = (row.integer(head)?, row.optional_blob(head + 1)?);
        if let Err(wrong) = event.check(&self.store.keys.index, id, Some(head)) {
            return Ok(Some(format!("Event {sequence} {wrong}.")));
        }
        match (stands, event.last) {
            (None, true) if event.what != "removed" => Ok(Some(format!(
                "The account of event {sequence} has gone, and nobody removed it."
            ))),
            (None, _) => Ok(None),
            (Some(_), last) => {
                if last && !self.store.row_stands(event.chain).await? {
                    let finding = format!("The account of event {sequence} is not as it was kept.");
                    return Ok(Some(finding));
                }
                self.store
                    .check_told(event, id, row.integer(REVISION)?)
                    .await
            }
        }
    }

    async fn check_end(&self, reached: i64) -> Result<Vec<String>, Fault> {
        let sql = "SELECT count(*) FROM (
                SELECT number, chain_length FROM account ORDER BY number DESC LIMIT ?1) s
            LEFT JOIN audit a ON a.chain = s.number AND a.position = s.chain_length
            WHERE a.sequence IS NULL";
        let rows = self.store.run(sql, vec![NEWEST.into()]).await?;
        let headless = only(&rows)?.count(0)?;
        let finding =
            || format!("{headless} accounts have lost their last event, after event {reached}.");
        Ok((headless > 0).then(finding).into_iter().collect())
    }
}

fn is_same(one: &str, other: &str) -> bool {
    same(one.as_bytes(), other.as_bytes())
}
