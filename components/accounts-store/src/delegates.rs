//! Somebody who acts for the person. Staff record them with the evidence that they have seen, another member of
//! staff decides, and each delegate comes to the account by a reference, a date of birth and a contact of their
//! own. What they see is the money, as the person does.
//!
//! What lets somebody in follows from their authority:
//!
//! | authority | let in |
//! |---|---|
//! | power of attorney for property and financial affairs | yes |
//! | deputy of the Court of Protection for property and affairs | yes |
//! | the person can decide, and agreed in person | yes |
//! | appointee of the DWP, and nothing else | never |
//! | attorney or deputy for health and welfare only | never |
//!
//! Those who are never let in can be recorded all the same, so that staff know of them.

mod recording;

use crate::{Fault, Store};
use account_model::{Authority, Delegate, DelegateStanding, NewDelegate};
use database::{Connection, Row, SqlError};
use recording::{problems, written};
use reference::Reference;
use sealing::{Place, Randomness};
use serde::{Deserialize, Serialize};
use vocabulary::{Date, Instant};
use working_calendar::local_date;

/// How often a reference is drawn again that is not to be issued.
const DRAWS: usize = 20;

/// Why nothing is to be written. The sentences are for staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotPlanned {
    /// There is no such delegate.
    Unknown,
    Conflict(&'static str),
    /// Field and sentence.
    Invalid(Vec<(String, String)>),
    Failed(Fault),
}

impl<E: Into<Fault>> From<E> for NotPlanned {
    fn from(fault: E) -> Self {
        Self::Failed(fault.into())
    }
}

/// A delegate as they are to be written, sealed before any transaction begins.
pub(crate) struct Planned {
    pub number: u32,
    /// What the audit calls it.
    pub what: &'static str,
    reference: [u8; 32],
    standing: DelegateStanding,
    sealed: Vec<u8>,
}

/// What is sealed of a delegate.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Acting {
    pub name: String,
    date_of_birth: String,
    email: Option<String>,
    phone: Option<String>,
    pub authority: Authority,
    evidence: String,
    reference: String,
    recorded_by: String,
    recorded_at: Instant,
    decided_by: Option<String>,
    decided_at: Option<Instant>,
    pub until: Option<String>,
}

/// Whether an authority goes as far as money.
pub(crate) const fn sees_money(authority: Authority) -> bool {
    match authority {
        Authority::PropertyAttorney | Authority::PropertyDeputy | Authority::Agreement => true,
        Authority::Appointee | Authority::Welfare => false,
    }
}

/// Whether an authority with this last day still stands. One whose last day cannot be read does not.
pub(crate) fn is_in_force(until: Option<&str>, today: Date) -> bool {
    until.is_none_or(|until| until.parse().is_ok_and(|last: Date| today <= last))
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The delegates of an account, in the order in which they were recorded.
    pub(crate) async fn delegates(
        &self,
        connection: &C,
        account: i64,
        id: &str,
    ) -> Result<Vec<Delegate>, Fault> {
        let sql =
            "SELECT number, standing, sealed FROM delegate WHERE account = ?1 ORDER BY number";
        let rows = connection.execute(sql, vec![account.into()]).await?;
        rows.iter().map(|row| self.delegate(id, row)).collect()
    }

    /// Somebody new, who waits for a decision and is not let in before.
    pub(crate) async fn plan_recording(
        &self,
        account: (i64, &str),
        new: &NewDelegate,
        by: &str,
        now: Instant,
    ) -> Result<Planned, NotPlanned> {
        let problems = problems(new, local_date(now));
        if !problems.is_empty() {
            return Err(NotPlanned::Invalid(problems));
        }
        let sql = "SELECT coalesce(max(number), 0) + 1 FROM delegate WHERE account = ?1";
        let rows = self.run(sql, vec![account.0.into()]).await?;
        let number = rows.first().map_or(Ok(1), |row| row.count(0))?;
        let reference = self.new_reference().await?;
        let acting = Acting {
            name: new.name.trim().to_owned(),
            date_of_birth: new.date_of_birth.clone(),
            email: written(new.email.as_deref()),
            phone: written(new.phone.as_deref()),
            authority: new.authority,
            evidence: new.evidence.trim().to_owned(),
            reference,
            recorded_by: by.to_owned(),
            recorded_at: now,
            decided_by: None,
            decided_at: None,
            until: new.until.clone(),
        };
        let standing = DelegateStanding::Waiting;
        self.plan(account.1, number, &acting, standing, "delegate-recorded")
    }

    /// A decision about somebody who waits for one, not by whoever recorded them.
    pub(crate) async fn plan_decision(
        &self,
        account: (i64, &str),
        number: u32,
        approve: bool,
        by: &str,
        now: Instant,
    ) -> Result<Planned, NotPlanned> {
        let (standing, mut acting) = self.recorded(account, number).await?;
        if standing != DelegateStanding::Waiting {
            return Err(NotPlanned::Conflict(
                "This delegate has been decided already.",
            ));
        }
        if acting.recorded_by == by {
            return Err(NotPlanned::Conflict(
                "Whoever recorded a delegate cannot decide about them. Ask a colleague.",
            ));
        }
        if approve && !is_in_force(acting.until.as_deref(), local_date(now)) {
            return Err(NotPlanned::Conflict(
                "The last day of this authority has passed. Refuse it, or record a new one.",
            ));
        }
        acting.decided_by = Some(by.to_owned());
        acting.decided_at = Some(now);
        let (standing, what) = match approve {
            true => (DelegateStanding::Approved, "delegate-approved"),
            false => (DelegateStanding::Refused, "delegate-refused"),
        };
        self.plan(account.1, number, &acting, standing, what)
    }

    /// The end of somebody's acting, whether decided or not.
    pub(crate) async fn plan_end(
        &self,
        account: (i64, &str),
        number: u32,
    ) -> Result<Planned, NotPlanned> {
        let (standing, acting) = self.recorded(account, number).await?;
        match standing {
            DelegateStanding::Waiting | DelegateStanding::Approved => {
                let standing = DelegateStanding::Ended;
                self.plan(account.1, number, &acting, standing, "delegate-ended")
            }
            DelegateStanding::Refused | DelegateStanding::Ended => Err(NotPlanned::Conflict(
                "This delegate is not let in as it is. There is nothing to end.",
            )),
        }
    }

    /// Writes what was planned, inside the caller's transaction, which has made sure that the account is as it
    /// was. Whoever is not approved afterwards has no session.
    pub(crate) async fn write_delegate(
        &self,
        connection: &C,
        account: i64,
        planned: &Planned,
    ) -> Result<(), SqlError> {
        let sql = "INSERT INTO delegate (account, number, reference, standing, sealed)
            VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (account, number) DO UPDATE SET standing = ?4, sealed = ?5";
        let parameters = vec![
            account.into(),
            planned.number.into(),
            planned.reference.into(),
            standing_id(planned.standing).into(),
            planned.sealed.clone().into(),
        ];
        connection.execute(sql, parameters).await?;
        match planned.standing {
            DelegateStanding::Approved => Ok(()),
            _ => {
                self.end_of_delegate(connection, account, planned.number)
                    .await
            }
        }
    }

    /// What is sealed of a delegate.
    pub(crate) fn acting(&self, id: &str, number: u32, sealed: &[u8]) -> Result<Acting, Fault> {
        self.unseal(&self.keys.accounts, place(&record_id(id, number)), sealed)
    }

    fn plan(
        &self,
        id: &str,
        number: u32,
        acting: &Acting,
        standing: DelegateStanding,
        what: &'static str,
    ) -> Result<Planned, NotPlanned> {
        let record = record_id(id, number);
        Ok(Planned {
            number,
            what,
            reference: self.keys.reference_hash(&acting.reference),
            standing,
            sealed: self.seal(&self.keys.accounts, place(&record), acting)?,
        })
    }

    async fn recorded(
        &self,
        account: (i64, &str),
        number: u32,
    ) -> Result<(DelegateStanding, Acting), NotPlanned> {
        let sql = "SELECT standing, sealed FROM delegate WHERE account = ?1 AND number = ?2";
        let parameters = vec![account.0.into(), number.into()];
        let rows = self.run(sql, parameters).await?;
        let row = rows.first().ok_or(NotPlanned::Unknown)?;
        let acting = self.acting(account.1, number, row.blob(1)?)?;
        Ok((standing_of(row.text(0)?)?, acting))
    }

    fn delegate(&self, id: &str, row: &Row) -> Result<Delegate, Fault> {
        let number = row.count(0)?;
        let acting = self.acting(id, number, row.blob(2)?)?;
        Ok(Delegate {
            number,
            name: acting.name,
            authority: acting.authority,
            evidence: acting.evidence,
            reference: acting.reference,
            standing: standing_of(row.text(1)?)?,
            recorded_by: acting.recorded_by,
            recorded_at: acting.recorded_at,
            decided_by: acting.decided_by,
            decided_at: acting.decided_at,
            until: acting.until,
        })
    }

    /// A reference that nobody has: `D-`, and eight characters that can be read out.
    async fn new_reference(&self) -> Result<String, Fault> {
        for _ in 0..DRAWS {
            let Some(drawn) = Reference::from_random(self.randomness.bytes()?) else {
                continue;
            };
            let letters = drawn.as_str().split_once('-').map_or("", |(_, rest)| rest);
            let reference = format!("D-{letters}");
            let sql = "SELECT 1 FROM account WHERE reference = ?1
                UNION ALL SELECT 1 FROM delegate WHERE reference = ?1";
            let hash = self.keys.reference_hash(&reference);
            if self.run(sql, vec![hash.into()]).await?.is_empty() {
                return Ok(reference);
            }
        }
        let why = "failed to draw a reference for a delegate";
        Err(Fault::Internal(why.to_owned()))
    }
}

const fn standing_id(standing: DelegateStanding) -> &'static str {
    match standing {
        DelegateStanding::Waiting => "waiting",
        DelegateStanding::Approved => "approved",
        DelegateStanding::Refused => "refused",
        DelegateStanding::Ended => "ended",
    }
}

fn standing_of(id: &str) -> Result<DelegateStanding, Fault> {
    Ok(match id {
        "waiting" => DelegateStanding::Waiting,
        "approved" => DelegateStanding::Approved,
        "refused" => DelegateStanding::Refused,
        "ended" => DelegateStanding::Ended,
        _ => {
            return Err(Fault::Internal(
                "a delegate stands as nobody can".to_owned(),
            ));
        }
    })
}

/// The record id of a delegate of the account with this id.
pub(crate) fn record_id(id: &str, number: u32) -> String {
    format!("{id}#{number}")
}

pub(crate) fn place(record: &str) -> Place<'_> {
    Place {
        table: "delegate",
        record,
    }
}
