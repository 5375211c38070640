//! By when somebody must respond once a priority has changed.
//!
//! The clock started when the person pressed send, and nothing restarts it: the time of a new priority is
//! counted from then, by the rule set that decided on arrival. The person was told a day, so a lower
//! priority never moves it back: what stands is kept where it is the earlier one.

use crate::model::{Change, Published};
use crate::records::CaseRecord;
use crate::{Fault, Store};
use database::Connection;
use sealing::{Place, Randomness};
use vocabulary::{Instant, Priority};
use working_calendar::{Calendar, RespondBy};

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The time that a change of priority gives, counted from when the contact was received; none for
    /// another change, and where the rule set of that day cannot be found. What it reads never changes,
    /// so it is read before the transaction.
    pub(super) async fn time_of_new_priority(
        &self,
        reference: &str,
        change: &Change,
    ) -> Result<Option<Instant>, Fault> {
        let Change::SetPriority { priority, .. } = change else {
            return Ok(None);
        };
        let sql = "SELECT r.received_at, c.sealed FROM referral r
            JOIN referral_record c ON c.referral = r.id WHERE r.reference = ?1";
        let rows = self.run(sql, vec![reference.into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let place = Place {
            table: "record",
            record: reference,
        };
        let record: CaseRecord = self.unseal(&self.keys.cases, place, row.blob(1)?)?;
        let received = Instant::from_unix(row.integer(0)?);
        let rules = self.rules(&record.decision.ruleset).await?;
        Ok(rules.and_then(|rules| counted_from(received, *priority, &rules)))
    }
}

fn counted_from(received: Instant, priority: Priority, rules: &Published) -> Option<Instant> {
    let calendar = Calendar::read(&rules.calendar).ok()?;
    let allowance = RespondBy::of_published(&rules.rules)?.allowance(priority);
    Some(calendar.respond_by(received, allowance))
}
