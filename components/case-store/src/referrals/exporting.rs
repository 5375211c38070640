//! What leaves of referrals for other systems, page by page. Each page is an audit event that names its
//! references, with the reason that was given. Nobody is told how many restricted referrals were left out.

use super::Refusal;
use super::deciding::worded;
use super::standing::{COLUMNS, Standing, VISIBLE};
use crate::audit::{Chain, Happening, only};
use crate::cursor::{signed, unsigned};
use crate::model::{Actor, Answer, FormVersion, Person, S42Decision};
use crate::permissions::{Action, allows};
use crate::records::{CaseRecord, Particulars, fact_list};
use crate::{Fault, Store};
use database::{Connection, Row, Value, transaction};
use sealing::{Place, Randomness};
use vocabulary::{Decision, FactValue, Instant, Priority};

/// The most referrals of one page.
const MOST: usize = 200;
/// How many sealed records are in memory at once: one may be as large as what somebody may send.
const AT_ONCE: u32 = 25;
/// A page ends where its sealed records came to so many bytes.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// The longest period: a leap year, and the hour of summer time.
const LONGEST_SECONDS: i64 = 366 * 86_400 + 3_600;
/// The columns behind those of [`Standing`], in the order of [`statement`].
struct Column(usize);

impl Column {
    const RECORD: Self = Self(0);
    const S42: Self = Self(1);
    const CLOSED_AT: Self = Self(2);
    const FIRST_RESPONSE_AT: Self = Self(3);
    const EQUALITY: Self = Self(4);
    const MOMENT: Self = Self(5);

    fn place(self) -> usize {
        COLUMNS.split(',').count() + self.0
    }
}

/// What the records are for, which says which there are, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportPurpose {
    /// Every referral, by when it was received.
    Referrals,
    /// The national client level data: referrals that are closed, by when they were, with what people asked us to
    /// keep of equality, for a `worker`.
    ClientLevelData,
}

/// From a moment on, and before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportPeriod {
    pub from: Instant,
    pub before: Instant,
}

/// One referral, in clear.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    pub reference: String,
    pub form: FormVersion,
    pub channel: String,
    pub received_at: Instant,
    pub status: String,
    pub queue: String,
    pub priority: Priority,
    pub respond_by: Instant,
    pub safeguarding_sign: bool,
    pub rule_ten_sign: bool,
    pub about_someone_else: bool,
    pub person: Person,
    pub answers: Vec<Answer>,
    pub facts: Vec<(String, FactValue)>,
    /// As it was decided on arrival.
    pub decision: Decision,
    /// What was decided under section 42.
    pub s42: Option<String>,
    /// When a member of staff took it on.
    pub first_response_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub outcome: Option<String>,
    /// What somebody asked us to keep with their record.
    pub equality: Option<Vec<Answer>>,
}

/// Some referrals.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportPage {
    pub referrals: Vec<Exported>,
    /// Hand it in to go on; none at the end.
    pub next_cursor: Option<String>,
}

/// Where a page goes on: after a moment, and of that moment after a row.
#[derive(Clone, Copy)]
struct After {
    at: i64,
    referral: i64,
}

impl ExportPurpose {
    /// The column that the period is of.
    fn column(self) -> &'static str {
        match self {
            Self::Referrals => "received_at",
            Self::ClientLevelData => "closed_at",
        }
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// A page of the referrals of a period, 200 at the most, once it is written down that they leave and why.
    ///
    /// # Errors
    /// `NotAllowed` for whoever may not, `Invalid` with every problem of what was asked, and where the database
    /// or the keys do not allow it.
    pub async fn export(
        &self,
        purpose: ExportPurpose,
        period: ExportPeriod,
        cursor: Option<&str>,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<ExportPage, Refusal> {
        if !allows(Action::Export, &by.roles) {
            return Err(Refusal::NotAllowed);
        }
        let (after, reason) = self.asked(purpose, period, cursor, reason)?;
        let with_equality =
            purpose == ExportPurpose::ClientLevelData && allows(Action::EqualityRecords, &by.roles);
        let sql = statement(purpose, with_equality);
        let mut after = after;
        let mut found = Vec::new();
        let mut bytes = 0;
        let mut more = true;
        while more && bytes < MOST_BYTES && found.len() < MOST {
            let parameters: Vec<Value> = vec![
                by.id.as_str().into(),
                period.before.as_unix().into(),
                after.at.into(),
                after.referral.into(),
                AT_ONCE.into(),
            ];
            let rows = self.run(&sql, parameters).await?;
            more = u32::try_from(rows.len()) == Ok(AT_ONCE);
            for row in &rows {
                let standing = Standing::read(row)?;
                bytes += row.blob(Column::RECORD.place())?.len();
                after = After {
                    at: row.integer(Column::MOMENT.place())?,
                    referral: standing.id(),
                };
                found.push((standing.id(), self.exported(standing, row, now)?));
            }
        }
        let left = self.write_exported(found, &reason, by, now).await?;
        let next_cursor = more.then(|| {
            let position = [after.at, after.referral].map(i64::to_be_bytes).concat();
            signed(position, &list_of(purpose, period), &self.keys.index)
        });
        Ok(ExportPage {
            referrals: left,
            next_cursor,
        })
    }

    /// Everything that is wrong with what was asked; otherwise where to go on, and the reason.
    fn asked(
        &self,
        purpose: ExportPurpose,
        period: ExportPeriod,
        cursor: Option<&str>,
        reason: &str,
    ) -> Result<(After, String), Refusal> {
        let mut wrong = Vec::new();
        let reason = worded("reason", reason).map_err(|refused| {
            if let Refusal::Invalid(fields) = refused {
                wrong.extend(fields);
            }
        });
        let mut say =
            |field: &str, sentence: &str| wrong.push((field.to_owned(), sentence.to_owned()));
        let seconds = period.before.as_unix() - period.from.as_unix();
        if seconds <= 0 {
            say("to", "The last day must not be before the first.");
        } else if seconds > LONGEST_SECONDS {
            say("to", "Choose a year at the most.");
        }
        let first = After {
            at: period.from.as_unix(),
            referral: 0,
        };
        let after = cursor.map_or(Some(first), |cursor| {
            let list = list_of(purpose, period);
            let position = unsigned(cursor, &list, &self.keys.index)?;
            let (at, referral) = position.split_first_chunk::<8>()?;
            Some(After {
                at: i64::from_be_bytes(*at),
                referral: i64::from_be_bytes(referral.try_into().ok()?),
            })
        });
        if after.is_none() {
            say(
                "cursor",
                "This is not a cursor of this export. Begin again without one.",
            );
        }
        match (after, reason) {
            (Some(after), Ok(reason)) if wrong.is_empty() => Ok((after, reason)),
            _ => Err(Refusal::Invalid(wrong)),
        }
    }

    /// A referral with what is sealed of it.
    fn exported(&self, standing: Standing, row: &Row, now: Instant) -> Result<Exported, Fault> {
        let place = |table| Place {
            table,
            record: standing.reference(),
        };
        let cases = &self.keys.cases;
        let record: CaseRecord =
            self.unseal(cases, place("record"), row.blob(Column::RECORD.place())?)?;
        let s42 = row
            .optional_blob(Column::S42.place())?
            .map(|sealed| self.unseal::<S42Decision>(cases, place("s42"), sealed))
            .transpose()?;
        let moment = |column: Column| {
            let seconds = row.optional_integer(column.place())?;
            Ok::<_, Fault>(seconds.map(Instant::from_unix))
        };
        let equality = row
            .optional_blob(Column::EQUALITY.place())?
            .map(|sealed| self.kept_equality(standing.reference(), sealed))
            .transpose()?;
        Ok(Exported {
            reference: standing.reference().to_owned(),
            person: self.listed(&standing)?.person,
            facts: fact_list(&record.facts),
            answers: record.answers,
            decision: record.decision,
            s42: s42.map(|decision| decision.decision),
            first_response_at: moment(Column::FIRST_RESPONSE_AT)?,
            closed_at: moment(Column::CLOSED_AT)?,
            equality: equality.map(|kept| kept.answers),
            status: standing.status_at(now).to_owned(),
            form: standing.form,
            channel: standing.channel,
            received_at: standing.received_at,
            queue: standing.queue,
            priority: standing.priority,
            respond_by: standing.respond_by,
            safeguarding_sign: standing.safeguarding_sign,
            rule_ten_sign: standing.rule_ten_sign,
            about_someone_else: standing.about_someone_else,
            outcome: standing.outcome,
        })
    }

    /// Writes down that these leave, and answers those that still may: whoever was restricted since is left out.
    async fn write_exported(
        &self,
        found: Vec<(i64, Exported)>,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Exported>, Fault> {
        let ids: Vec<i64> = found.iter().map(|(id, _)| *id).collect();
        let ids =
            serde_json::to_string(&ids).map_err(|error| Fault::Internal(error.to_string()))?;
        let nothing = Particulars::default();
        let returned = Happening {
            at: now,
            who: &by.id,
            what: "equality-returned",
            status: None,
            particulars: &nothing,
        };
        transaction(&self.connection, async |connection| {
            let sql = format!(
                "SELECT r.id FROM referral r JOIN json_each(?2) a ON r.id = a.value WHERE {VISIBLE}"
            );
            let parameters = vec![by.id.as_str().into(), ids.as_str().into()];
            let rows = connection.execute(&sql, parameters).await?;
            let may: Vec<i64> = rows
                .iter()
                .map(|row| row.integer(0))
                .collect::<Result<_, _>>()?;
            let left: Vec<_> = found.iter().filter(|(id, _)| may.contains(id)).collect();
            let particulars = Particulars {
                because: Some(reason.to_owned()),
                references: left.iter().map(|(_, of)| of.reference.clone()).collect(),
                ..Particulars::default()
            };
            let exported = Happening {
                what: "exported",
                particulars: &particulars,
                ..returned
            };
            self.append_listed(connection, &may, &exported).await?;
            for (id, exported) in &left {
                if exported.equality.is_some() {
                    let sql =
                        "SELECT reference, chain_length, chain_hash FROM referral WHERE id = ?1";
                    let rows = connection.execute(sql, vec![(*id).into()]).await?;
                    let chain = Chain::read(*id, only(&rows)?)?;
                    self.append(connection, &chain, &returned).await?;
                }
            }
            Ok(left
                .into_iter()
                .map(|(_, exported)| exported.clone())
                .collect())
        })
        .await
    }
}

/// The statement of a part of a page: the actor, the end, where to go on, and how many.
fn statement(purpose: ExportPurpose, with_equality: bool) -> String {
    let moment = purpose.column();
    // What goes on as part of another referral was closed without an outcome, and is no request of its own.
    let counts = match purpose {
        ExportPurpose::Referrals => "",
        ExportPurpose::ClientLevelData => " AND r.outcome IS NOT NULL",
    };
    let equality = match with_equality {
        true => "(SELECT e.sealed FROM equality_record e WHERE e.referral = r.id)",
        false => "NULL",
    };
    format!(
        "SELECT {COLUMNS}, c.sealed, c.s42, r.closed_at, r.first_response_at,
            {equality}, r.{moment}
            FROM referral r JOIN referral_record c ON c.referral = r.id
            WHERE r.{moment} < ?2 AND (r.{moment}, r.id) > (?3, ?4) AND {VISIBLE}{counts}
            ORDER BY r.{moment}, r.id LIMIT ?5"
    )
}

/// What a cursor is signed for.
fn list_of(purpose: ExportPurpose, period: ExportPeriod) -> String {
    format!("export {purpose:?} {period:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::MIGRATIONS;

    #[test]
    fn a_page_is_read_in_the_order_of_its_index_and_nothing_is_sorted() {
        let database = rusqlite::Connection::open_in_memory().unwrap();
        for statement in MIGRATIONS.iter().flat_map(|migration| migration.statements) {
            database.execute(statement, []).unwrap();
        }
        for (purpose, index) in [
            (ExportPurpose::Referrals, "referral_received"),
            (ExportPurpose::ClientLevelData, "referral_closed"),
        ] {
            let sql = format!("EXPLAIN QUERY PLAN {}", statement(purpose, true));
            let mut asked = database.prepare(&sql).unwrap();
            let plan = asked
                .query_map(rusqlite::params!["kim", 9, 0, 0, 50], |row| {
                    row.get::<_, String>(3)
                })
                .unwrap();
            let plan: Vec<String> = plan.collect::<Result<_, _>>().unwrap();
            assert!(plan.iter().any(|step| step.contains(index)), "{plan:#?}");
            let scans = plan
                .iter()
                .any(|step| step.starts_with("SCAN r") || step.contains("TEMP"));
            assert!(!scans, "{plan:#?}");
        }
    }
}
