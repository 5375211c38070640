//! A referral as its row stands, and who may see it.

use super::Refusal;
use crate::audit::Chain;
use crate::model::{Actor, Entry, Escalated, FormVersion};
use crate::permissions::may_know_of_referrals;
use crate::records::Listed;
use crate::{Fault, Store};
use database::{Connection, Row, SqlError};
use reference::Reference;
use sealing::{Place, Randomness};
use vocabulary::{Instant, Priority, Status};

/// What of a row is read, in this order, from `referral r`.
pub(super) const COLUMNS: &str = "r.id, r.reference, r.chain_length, r.chain_hash, r.form,
    r.form_version, r.channel, r.received_at, r.queue, r.priority, r.respond_by, r.locality, r.status,
    r.open, r.assignee, r.safeguarding_sign, r.rule_ten_sign, r.about_someone_else, r.s42_decided,
    r.outcome, r.restricted, r.revision, r.listed, r.waiting_until, r.unanswered, r.welfare_decided,
    r.escalated, r.been_in, r.merged_into,
    (SELECT m.reference FROM referral m WHERE m.id = r.merged_into AND m.restricted = 0)";

/// Keeps out what the actor, who is parameter 1, may not know of.
pub(super) const VISIBLE: &str = "(r.restricted = 0 OR EXISTS (
    SELECT 1 FROM referral_person p WHERE p.person = ?1 AND p.referral = r.id))";

/// After so many tries without an answer somebody who leads decides whether anybody goes to see. The index
/// `referral_unanswered` has the same number.
pub(super) const TRIES_BEFORE_WELFARE_CHECK: u32 = 2;

/// A referral's row.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub chain: Chain,
    pub form: FormVersion,
    pub channel: String,
    pub received_at: Instant,
    pub queue: String,
    pub priority: Priority,
    pub respond_by: Instant,
    pub locality: Option<String>,
    pub status: String,
    pub open: bool,
    pub assignee: Option<String>,
    pub safeguarding_sign: bool,
    pub rule_ten_sign: bool,
    pub about_someone_else: bool,
    pub s42_decided: bool,
    pub outcome: Option<String>,
    pub restricted: bool,
    pub revision: i64,
    pub listed: Vec<u8>,
    pub waiting_until: Option<Instant>,
    pub unanswered: u32,
    pub welfare_decided: bool,
    pub escalated: Option<Escalated>,
    /// The queues that it was moved out of, in order.
    pub been_in: Vec<String>,
    /// The referral as part of which this one goes on, and its reference unless it is restricted.
    pub merged_into: Option<i64>,
    pub merged_reference: Option<String>,
}

impl Standing {
    pub(super) fn read(row: &Row) -> Result<Self, SqlError> {
        let text = |column| row.text(column).map(str::to_owned);
        let optional = |column| Ok::<_, SqlError>(row.optional_text(column)?.map(str::to_owned));
        let rank = u8::try_from(row.integer(9)?).ok();
        Ok(Self {
            chain: Chain {
                id: row.integer(0)?,
                identity: text(1)?,
                length: row.integer(2)?,
                hash: row.optional_blob(3)?.unwrap_or_default().to_vec(),
            },
            form: FormVersion {
                id: text(4)?,
                version: row.count(5)?,
            },
            channel: text(6)?,
            received_at: Instant::from_unix(row.integer(7)?),
            queue: text(8)?,
            priority: rank
                .and_then(Priority::from_rank)
                .ok_or_else(|| SqlError::Defect("a priority is not known".to_owned()))?,
            respond_by: Instant::from_unix(row.integer(10)?),
            locality: optional(11)?,
            status: text(12)?,
            open: row.boolean(13)?,
            assignee: optional(14)?,
            safeguarding_sign: row.boolean(15)?,
            rule_ten_sign: row.boolean(16)?,
            about_someone_else: row.boolean(17)?,
            s42_decided: row.boolean(18)?,
            outcome: optional(19)?,
            restricted: row.boolean(20)?,
            revision: row.integer(21)?,
            listed: row.blob(22)?.to_vec(),
            waiting_until: row.optional_integer(23)?.map(Instant::from_unix),
            unanswered: row.count(24)?,
            welfare_decided: row.boolean(25)?,
            escalated: escalated(row.integer(26)?),
            been_in: queues(row.optional_text(27)?)?,
            merged_into: row.optional_integer(28)?,
            merged_reference: optional(29)?,
        })
    }

    pub(crate) fn id(&self) -> i64 {
        self.chain.id
    }

    pub(crate) fn reference(&self) -> &str {
        &self.chain.identity
    }

    /// A sign says that somebody may be in danger.
    pub(super) fn in_danger(&self) -> bool {
        self.safeguarding_sign || self.rule_ten_sign
    }

    /// Nobody answers who may be in danger, and nobody who leads has decided what to do.
    pub(super) fn needs_welfare_check(&self) -> bool {
        self.in_danger() && self.unanswered >= TRIES_BEFORE_WELFARE_CHECK && !self.welfare_decided
    }

    pub(super) fn etag(&self) -> String {
        format!("v{}", self.revision)
    }

    /// The status at a moment: whoever was waited for is not any more from the day on which it came back. Nobody
    /// writes that day down.
    pub(super) fn status_at(&self, now: Instant) -> &str {
        match (self.waiting_until, &self.assignee) {
            (Some(until), _) if until > now => &self.status,
            (Some(_), Some(_)) if self.open => Status::BeingLookedAt.id(),
            (Some(_), None) if self.open => Status::Received.id(),
            _ => &self.status,
        }
    }

    /// The line of a list as it is at a moment, from the row and its small record.
    pub(super) fn entry(&self, listed: Listed, now: Instant) -> Entry {
        Entry {
            name: listed.name(),
            needs: listed.needs,
            risks: listed.risks,
            ..self.entry_in_clear(now)
        }
    }

    /// The line of a list without anything personal.
    pub(super) fn entry_in_clear(&self, now: Instant) -> Entry {
        Entry {
            reference: self.reference().to_owned(),
            form: self.form.clone(),
            status: self.status_at(now).to_owned(),
            queue: self.queue.clone(),
            priority: self.priority,
            respond_by: self.respond_by,
            received_at: self.received_at,
            locality: self.locality.clone(),
            assignee: self.assignee.clone(),
            name: None,
            needs: Vec::new(),
            risks: Vec::new(),
            safeguarding_sign: self.safeguarding_sign,
            waiting_until: self.waiting_until,
            unanswered: self.unanswered,
            merged_into: self.merged_reference.clone(),
            needs_welfare_check: self.open && self.needs_welfare_check(),
            escalated: self.escalated,
        }
    }
}

fn escalated(level: i64) -> Option<Escalated> {
    match level {
        0 => None,
        1 => Some(Escalated::AtRisk),
        _ => Some(Escalated::Overdue),
    }
}

/// As it is stored.
pub(super) const fn level(escalated: Escalated) -> i64 {
    match escalated {
        Escalated::AtRisk => 1,
        Escalated::Overdue => 2,
    }
}

fn queues(stored: Option<&str>) -> Result<Vec<String>, SqlError> {
    stored.map_or(Ok(Vec::new()), |list| {
        serde_json::from_str(list)
            .map_err(|_| SqlError::Defect("a list of queues is not one".to_owned()))
    })
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The referral of a reference, if the actor may know that it exists.
    pub(super) async fn standing(
        &self,
        connection: &C,
        reference: &str,
        by: &Actor,
    ) -> Result<Standing, Refusal> {
        let reference = Reference::read(reference).ok_or(Refusal::NotFound)?;
        if !may_know_of_referrals(&by.roles) {
            return Err(Refusal::NotFound);
        }
        let sql = format!("SELECT {COLUMNS} FROM referral r WHERE r.reference = ?2 AND {VISIBLE}");
        let parameters = vec![by.id.as_str().into(), reference.as_str().into()];
        let rows = connection.execute(&sql, parameters).await?;
        let row = rows.first().ok_or(Refusal::NotFound)?;
        Ok(Standing::read(row)?)
    }

    /// Who alone may see a referral; nobody in particular when it is not restricted.
    pub(super) async fn people_named(
        &self,
        connection: &C,
        standing: &Standing,
    ) -> Result<Vec<String>, Fault> {
        if !standing.restricted {
            return Ok(Vec::new());
        }
        let sql = "SELECT person FROM referral_person WHERE referral = ?1 ORDER BY person";
        let rows = connection.execute(sql, vec![standing.id().into()]).await?;
        rows.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
    }

    /// The small record of a referral.
    pub(super) fn listed(&self, standing: &Standing) -> Result<Listed, Fault> {
        let place = Place {
            table: "listed",
            record: standing.reference(),
        };
        self.unseal(&self.keys.cases, place, &standing.listed)
    }
}
