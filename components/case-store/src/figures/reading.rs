//! What is counted where contacts stand, and what they told.

use super::told::{Cell, Found};
use super::{PAGE, ends};
use crate::model::Actor;
use crate::{Fault, Refusal, Store};
use database::{Connection, Value};
use figures::{By, NeedTally, Overdue, Period, Source, Tally, Told, without_small};
use sealing::Randomness;
use std::collections::BTreeMap;
use vocabulary::{Instant, Need, Reporter};
use working_calendar::day_begins;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// How many contacts were received, by one thing: by day each day of the period, else the most first.
    ///
    /// # Errors
    /// `NotAllowed` for whoever may not, and where the database does not allow it.
    pub async fn figures_of_contacts(
        &self,
        period: Period,
        by: By,
        asked_by: &Actor,
    ) -> Result<Vec<Tally>, Refusal> {
        Self::may_see_figures(asked_by)?;
        Ok(match by {
            By::Day => self.by_day(period).await?,
            By::Channel => self.by_column(period, "channel").await?,
            By::Form => self.by_column(period, "form").await?,
            By::Locality => self.by_column(period, "locality").await?,
            By::Outcome => {
                let outcome = "CASE WHEN open THEN 'open' ELSE coalesce(outcome, 'merged') END";
                self.by_column(period, outcome).await?
            }
        })
    }

    async fn by_day(&self, period: Period) -> Result<Vec<Tally>, Fault> {
        let days: Vec<_> = period.days().collect();
        let ends: Vec<[i64; 2]> = days
            .iter()
            .map(|day| [day_begins(*day), day_begins(day.plus_days(1))].map(Instant::as_unix))
            .collect();
        let ends =
            serde_json::to_string(&ends).map_err(|error| Fault::Internal(error.to_string()))?;
        let sql = "SELECT (SELECT count(*) FROM referral INDEXED BY referral_received
                WHERE received_at >= value ->> 0 AND received_at < value ->> 1 AND restricted = 0)
            FROM json_each(?1) ORDER BY key";
        let rows = self.run(sql, vec![ends.into()]).await?;
        days.iter()
            .zip(&rows)
            .map(|(day, row)| {
                Ok(Tally {
                    value: Some(day.to_string()),
                    contacts: row.count(0)?,
                })
            })
            .collect()
    }

    async fn by_column(&self, period: Period, column: &str) -> Result<Vec<Tally>, Fault> {
        let sql = format!(
            "SELECT {column}, count(*) FROM referral INDEXED BY referral_received
                WHERE received_at >= ?1 AND received_at < ?2 AND restricted = 0
                GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {PAGE}"
        );
        let rows = self
            .run(&sql, ends(period).map(Value::from).to_vec())
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Tally {
                    value: row.optional_text(0)?.map(str::to_owned),
                    contacts: row.count(1)?,
                })
            })
            .collect()
    }

    /// What is counted of what people told. Small numbers of a need and a locality are left out.
    ///
    /// # Errors
    /// `NotAllowed` for whoever may not, and where the database does not allow it.
    pub async fn figures_of_told(&self, period: Period, asked_by: &Actor) -> Result<Told, Refusal> {
        Self::may_see_figures(asked_by)?;
        let mut localities: Vec<Option<String>> = self
            .by_column(period, "locality")
            .await?
            .into_iter()
            .map(|tally| tally.value)
            .collect();
        // By name, and what is not known at the end.
        localities.sort_by(|one, other| (one.is_none(), one).cmp(&(other.is_none(), other)));
        let mut numbers = Numbers::default();
        for month in period.months() {
            self.add_month(month, &localities, &mut numbers).await?;
        }
        Ok(numbers.told(localities))
    }

    /// Adds what stands under the cells of one month.
    async fn add_month(
        &self,
        period: Period,
        localities: &[Option<String>],
        numbers: &mut Numbers,
    ) -> Result<(), Fault> {
        let month = period.first_month();
        let cells: BTreeMap<i64, Cell> = every_cell(localities)
            .map(|cell| (cell.hash(&month, &self.keys.index), cell))
            .collect();
        let mut after = i64::MIN;
        loop {
            let sql = "SELECT cell, sum(contacts) FROM told_count
                WHERE day BETWEEN ?1 AND ?2 AND cell > ?3 GROUP BY cell ORDER BY cell LIMIT ?4";
            let days = [period.from(), period.to()].map(|day| day.days_since_1970());
            let page = i64::try_from(PAGE).unwrap_or_default();
            let parameters = [days[0], days[1], after, page].map(Value::from).to_vec();
            let rows = self.run(sql, parameters).await?;
            for row in &rows {
                after = row.integer(0)?;
                if let Some(cell) = cells.get(&after) {
                    *numbers.0.entry(cell.clone()).or_default() += row.count(1)?;
                }
            }
            if rows.len() < PAGE {
                return Ok(());
            }
        }
    }

    /// What is open and past its respond-by, by queue: those that waited longest first.
    ///
    /// # Errors
    /// `NotAllowed` for whoever may not, and where the database does not allow it.
    pub async fn figures_overdue(
        &self,
        asked_by: &Actor,
        now: Instant,
    ) -> Result<Vec<Overdue>, Refusal> {
        Self::may_see_figures(asked_by)?;
        let late = "FROM referral r INDEXED BY referral_due WHERE r.queue = q.queue AND r.open = 1
            AND r.restricted = 0 AND r.respond_by < ?1";
        let sql = format!(
            "SELECT q.queue, (SELECT count(*) {late}), (SELECT min(r.respond_by) {late}) AS since
                FROM queue_count q WHERE since IS NOT NULL ORDER BY since, q.queue LIMIT {PAGE}"
        );
        let rows = self.run(&sql, vec![now.as_unix().into()]).await?;
        let overdue = rows.iter().map(|row| {
            Ok::<_, Fault>(Overdue {
                queue: row.text(0)?.to_owned(),
                contacts: row.count(1)?,
                since: row.integer(2)?,
            })
        });
        Ok(overdue.collect::<Result<_, _>>()?)
    }
}

/// Who may have told, with nothing for what is not known.
fn reporters() -> impl Iterator<Item = &'static str> {
    Reporter::ALL.iter().map(|word| word.id()).chain([""])
}

fn needs() -> impl Iterator<Item = &'static str> {
    Need::ALL.iter().map(|word| word.id()).chain([""])
}

/// Every number that there may be.
fn every_cell(localities: &[Option<String>]) -> impl Iterator<Item = Cell> {
    let of_needs = needs().flat_map(move |need| {
        localities.iter().map(move |locality| Cell::Need {
            need,
            locality: locality.clone().unwrap_or_default(),
        })
    });
    let of_reporters = reporters().flat_map(|reporter| {
        let decided = Found::ALL.map(|found| Cell::Decided(reporter, found));
        [Cell::Reporter(reporter), Cell::Concern(reporter)]
            .into_iter()
            .chain(decided)
    });
    [Cell::Contact]
        .into_iter()
        .chain(of_reporters)
        .chain(of_needs)
}

#[derive(Default)]
struct Numbers(BTreeMap<Cell, u32>);

impl Numbers {
    fn of(&self, cell: &Cell) -> u32 {
        self.0.get(cell).copied().unwrap_or_default()
    }

    fn told(&self, localities: Vec<Option<String>>) -> Told {
        let known = |word: &str| Some(word.to_owned()).filter(|word| !word.is_empty());
        let mut needs: Vec<NeedTally> = needs()
            .map(|need| {
                let row: Vec<u32> = localities
                    .iter()
                    .map(|locality| {
                        let locality = locality.clone().unwrap_or_default();
                        self.of(&Cell::Need { need, locality })
                    })
                    .collect();
                NeedTally {
                    need: known(need),
                    contacts: row.iter().sum(),
                    by_locality: without_small(&row),
                }
            })
            .filter(|tally| tally.contacts > 0)
            .collect();
        needs.sort_by_key(|tally| std::cmp::Reverse(tally.contacts));
        let mut by_reporter: Vec<Tally> = reporters()
            .map(|reporter| Tally {
                value: known(reporter),
                contacts: self.of(&Cell::Reporter(reporter)),
            })
            .filter(|tally| tally.contacts > 0)
            .collect();
        by_reporter.sort_by_key(|tally| std::cmp::Reverse(tally.contacts));
        let mut sources: Vec<Source> = reporters()
            .map(|reporter| {
                let decided = |found| self.of(&Cell::Decided(reporter, found));
                Source {
                    reporter: known(reporter),
                    concerns: self.of(&Cell::Concern(reporter)),
                    enquiry: decided(Found::Enquiry),
                    not_met: decided(Found::NotMet),
                    other: decided(Found::Other),
                }
            })
            .filter(|source| {
                source.concerns > 0 || source.enquiry + source.not_met + source.other > 0
            })
            .collect();
        sources.sort_by_key(|source| std::cmp::Reverse(source.concerns));
        Told {
            contacts: self.of(&Cell::Contact),
            reporters: by_reporter,
            localities,
            needs,
            sources,
        }
    }
}
