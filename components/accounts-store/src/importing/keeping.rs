//! Reads the accounts and weeks that lines are about, and writes what became of them: a few statements for
//! 500 lines.

use super::intake::{Intake, Touched};
use crate::audit::{Happening, rows_of};
use crate::records::{Particulars, WeeksTold, account_place, hex};
use crate::standing::online_word;
use crate::{Fault, Store};
use account_model::{Line, Numbered, Taken};
use database::{Connection, Value};
use sealing::Randomness;
use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{Actor, Instant};

/// An entry for a week as it is written.
pub(crate) struct SealedEntry {
    pub week_starting: String,
    pub number: i64,
    pub sealed: Vec<u8>,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The accounts of these lines that are there, and their weeks, as far as lines are about them.
    pub(super) async fn intake(&self, connection: &C, lines: &[Numbered]) -> Result<Intake, Fault> {
        let mut wanted: BTreeMap<[u8; 32], BTreeSet<String>> = BTreeMap::new();
        let mut hashes: BTreeMap<&str, [u8; 32]> = BTreeMap::new();
        for Numbered { line, .. } in lines {
            let (written, day) = match line {
                Line::Account(line) => (&line.account_reference, None),
                Line::Week(line) => (&line.account_reference, Some(line.figures.week_starting)),
            };
            let hash = *hashes
                .entry(written)
                .or_insert_with(|| self.keys.reference_hash(written));
            let days = wanted.entry(hash).or_default();
            days.extend(day.map(|day| day.to_string()));
        }
        let mut intake = Intake::default();
        if wanted.is_empty() {
            return Ok(intake);
        }
        let condition = format!("a.reference IN {}", rows_of(1, wanted.len()));
        let references: Vec<Value> = wanted.keys().map(|hash| (*hash).into()).collect();
        let mut days_of = Vec::new();
        for standing in self.standings(connection, &condition, references).await? {
            let reference = self.keys.reference_hash(&standing.record.account_reference);
            let place = intake.accounts.len();
            let days = wanted.get(&reference).into_iter().flatten();
            days_of.extend(days.map(|day| (place, standing.number(), day)));
            intake.knows(reference, standing);
        }
        self.know_weeks(connection, &mut intake, &days_of).await?;
        Ok(intake)
    }

    async fn know_weeks(
        &self,
        connection: &C,
        intake: &mut Intake,
        days_of: &[(usize, i64, &String)],
    ) -> Result<(), Fault> {
        // Looks each up by its key. A join over all of them at once would be free to read whole accounts.
        let sql = "SELECT json_extract(j.value, '$[0]'), w.week_starting, w.entry, w.sealed
            FROM json_each(?1) j CROSS JOIN week w
            WHERE w.account = json_extract(j.value, '$[1]')
                AND w.week_starting = json_extract(j.value, '$[2]')
                AND w.entry = (SELECT max(e.entry) FROM week e
                    WHERE e.account = w.account AND e.week_starting = w.week_starting)";
        let days =
            serde_json::to_string(days_of).map_err(|why| Fault::Internal(why.to_string()))?;
        let rows = connection.execute(sql, vec![days.into()]).await?;
        for row in &rows {
            let place = usize::try_from(row.integer(0)?).unwrap_or(usize::MAX);
            let (day, number) = (row.text(1)?, row.integer(2)?);
            let Some(touched) = intake.accounts.get(place) else {
                continue;
            };
            let entry = self.open_entry(touched.standing.id(), day, number, row.blob(3)?)?;
            intake.knows_week(place, number, entry.figures);
        }
        Ok(())
    }

    /// Writes everything, with one audit event for each account that has changed.
    pub(super) async fn keep_intake(
        &self,
        connection: &C,
        intake: Intake,
        by: &Actor,
        now: Instant,
    ) -> Result<Taken, Fault> {
        let Intake {
            mut accounts,
            taken,
            ..
        } = intake;
        accounts.retain(Touched::has_changed);
        self.add_accounts(connection, &mut accounts).await?;
        let mut entries = Vec::new();
        let mut told = Vec::new();
        for touched in &mut accounts {
            if !touched.is_new {
                self.keep(connection, &mut touched.standing, now).await?;
            }
            if touched.has_died {
                self.end_all(connection, touched.standing.number()).await?;
            }
            if touched.has_other_contact {
                self.end_of_person(connection, touched.standing.number())
                    .await?;
            }
            let id = touched.standing.id();
            let sealed = touched.entries.iter().map(|(number, entry)| {
                Ok(SealedEntry {
                    week_starting: entry.figures.week_starting.to_string(),
                    number: *number,
                    sealed: self.seal_entry(id, *number, entry)?,
                })
            });
            let sealed = sealed.collect::<Result<Vec<_>, Fault>>()?;
            told.push(Particulars {
                detail: Some(touched.in_words()),
                weeks: self.tell_weeks(id, &sealed, now),
                revision: Some(touched.standing.revision),
                ..Particulars::default()
            });
            entries.push((
                touched.standing.number(),
                touched.standing.chain.next_position(),
                sealed,
            ));
        }
        let mut events: Vec<_> = accounts
            .iter_mut()
            .zip(&told)
            .map(|(touched, particulars)| {
                let happening = Happening {
                    at: now,
                    who: &by.id,
                    what: "imported",
                    particulars,
                };
                (&mut touched.standing.chain, happening)
            })
            .collect();
        self.append_all(connection, &mut events).await?;
        write_entries(connection, entries, now).await?;
        Ok(taken)
    }

    async fn add_accounts(&self, connection: &C, accounts: &mut [Touched]) -> Result<(), Fault> {
        let mut parameters: Vec<Value> = Vec::new();
        let mut added = 0;
        for touched in accounts.iter().filter(|touched| touched.is_new) {
            let Touched {
                reference,
                standing,
                ..
            } = touched;
            let place = account_place(standing.id());
            added += 1;
            parameters.extend([
                standing.id().into(),
                (*reference).into(),
                self.person(&standing.record)?.into(),
                self.seal(&self.keys.accounts, place, &standing.record)?
                    .into(),
                online_word(standing.online).into(),
                standing.has_died().into(),
                standing.updated_at.as_unix().into(),
                standing.next_statement.as_deref().into(),
                0_i64.into(),
                standing.revision.into(),
                self.guard(connection, standing).await?.into(),
                0_i64.into(),
            ]);
        }
        if added == 0 {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO account (id, reference, person, sealed, online, died, updated_at, next_statement,
                statements, revision, guard, chain_length) VALUES {} RETURNING id, number",
            rows_of(added, 12)
        );
        let rows = connection.execute(&sql, parameters).await?;
        let mut numbers = BTreeMap::new();
        for row in &rows {
            numbers.insert(row.text(0)?, row.integer(1)?);
        }
        for touched in accounts.iter_mut().filter(|touched| touched.is_new) {
            let chain = &mut touched.standing.chain;
            chain.id = numbers
                .get(chain.identity.as_str())
                .copied()
                .ok_or_else(|| Fault::Internal("a new account has no number".to_owned()))?;
        }
        Ok(())
    }

    /// What the audit tells of these entries.
    pub(crate) fn tell_weeks(
        &self,
        id: &str,
        entries: &[SealedEntry],
        entered_at: Instant,
    ) -> Option<WeeksTold> {
        let mut sorted: Vec<&SealedEntry> = entries.iter().collect();
        sorted.sort_by_key(|entry| (&entry.week_starting, entry.number));
        let (first, last) = (sorted.first()?, sorted.last()?);
        let at = entered_at.as_unix().to_be_bytes();
        let numbers: Vec<[u8; 8]> = sorted
            .iter()
            .map(|entry| entry.number.to_be_bytes())
            .collect();
        let mut parts: Vec<&[u8]> = vec![id.as_bytes(), &at];
        for (entry, number) in sorted.iter().zip(&numbers) {
            parts.extend([entry.week_starting.as_bytes(), number, &entry.sealed]);
        }
        Some(WeeksTold {
            from: first.week_starting.clone(),
            to: last.week_starting.clone(),
            hash: hex(&self.keys.index.hash("weeks", &parts)),
        })
    }
}

/// Writes entries for weeks: the account, the position of their event, and what is sealed.
pub(crate) async fn write_entries<C: Connection>(
    connection: &C,
    entries: Vec<(i64, i64, Vec<SealedEntry>)>,
    now: Instant,
) -> Result<(), Fault> {
    let mut parameters: Vec<Value> = Vec::new();
    let mut count = 0;
    for (account, event, entries) in entries {
        for entry in entries {
            count += 1;
            parameters.extend([
                account.into(),
                entry.week_starting.into(),
                entry.number.into(),
                now.as_unix().into(),
                event.into(),
                entry.sealed.into(),
            ]);
        }
    }
    if count == 0 {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO week (account, week_starting, entry, entered_at, event, sealed) VALUES {}",
        rows_of(count, 6)
    );
    connection.execute(&sql, parameters).await?;
    Ok(())
}
