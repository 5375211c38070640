//! How much stands where, from rows that are kept up with every change and never from counting cases.

use super::Refusal;
use super::standing::{COLUMNS, Standing, VISIBLE};
use crate::model::{Actor, Entry, QueueCount};
use crate::permissions::{Action, allows};
use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;
use std::collections::BTreeMap;
use vocabulary::Instant;

/// After how many seconds an emergency that nobody has claimed is shown to everybody.
pub const fn unclaimed_after_seconds() -> i64 {
    15 * 60
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Every queue that holds anything this actor may see.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn queues(&self, by: &Actor, now: Instant) -> Result<Vec<QueueCount>, Refusal> {
        if !allows(Action::List, &by.roles) {
            return Err(Refusal::NotAllowed);
        }
        let sql = "SELECT q.queue, q.unclaimed, q.claimed,
            (SELECT count(*) FROM (SELECT 1 FROM referral r WHERE r.queue = q.queue
                AND r.open = 1 AND r.restricted = 0 AND r.respond_by < ?1 LIMIT 100)),
            (SELECT min(r.respond_by) FROM referral r WHERE r.queue = q.queue
                AND r.open = 1 AND r.restricted = 0)
            FROM queue_count q WHERE q.unclaimed + q.claimed > 0";
        let rows = self.run(sql, vec![now.as_unix().into()]).await?;
        let mut queues = BTreeMap::new();
        for row in rows {
            let count = QueueCount {
                queue: row.text(0)?.to_owned(),
                unclaimed: row.count(1)?,
                claimed: row.count(2)?,
                overdue: row.count(3)?,
                next_respond_by: row.optional_integer(4)?.map(Instant::from_unix),
            };
            queues.insert(count.queue.clone(), count);
        }
        self.add_restricted(&mut queues, by, now).await?;
        Ok(queues.into_values().collect())
    }

    /// The restricted referrals for which this actor is named: few, and counted nowhere else.
    async fn add_restricted(
        &self,
        queues: &mut BTreeMap<String, QueueCount>,
        by: &Actor,
        now: Instant,
    ) -> Result<(), Fault> {
        let sql = "SELECT r.queue, r.assignee IS NULL, r.respond_by FROM referral_person p
            JOIN referral r ON r.id = p.referral
            WHERE p.person = ?1 AND r.open = 1 AND r.restricted = 1 LIMIT 500";
        for row in self.run(sql, vec![by.id.as_str().into()]).await? {
            let (queue, respond_by) = (row.text(0)?, Instant::from_unix(row.integer(2)?));
            let count = queues
                .entry(queue.to_owned())
                .or_insert_with(|| QueueCount {
                    queue: queue.to_owned(),
                    unclaimed: 0,
                    claimed: 0,
                    overdue: 0,
                    next_respond_by: None,
                });
            match row.boolean(1)? {
                true => count.unclaimed += 1,
                false => count.claimed += 1,
            }
            count.overdue = (count.overdue + u32::from(respond_by < now)).min(100);
            count.next_respond_by = Some(
                count
                    .next_respond_by
                    .map_or(respond_by, |next| next.min(respond_by)),
            );
        }
        Ok(())
    }

    /// Emergencies that nobody has claimed for 15 minutes, at most ten. Reference, queue and times
    /// only: this stands on every staff page, so it shows nothing personal and is no read of a record.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn unclaimed_emergencies(
        &self,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<Entry>, Refusal> {
        if !allows(Action::List, &by.roles) {
            return Err(Refusal::NotAllowed);
        }
        // The `+` keeps the index of what is oldest out of it: nearly everything is older than that.
        let sql = format!(
            "SELECT {COLUMNS} FROM referral r WHERE r.priority = 0 AND r.open = 1
                AND r.assignee IS NULL AND +r.received_at <= ?2 AND {VISIBLE}
                ORDER BY r.priority, r.respond_by, r.reference LIMIT 10"
        );
        let latest = now.as_unix() - unclaimed_after_seconds();
        let rows = self
            .run(&sql, vec![by.id.as_str().into(), latest.into()])
            .await?;
        rows.iter()
            .map(|row| Ok(Standing::read(row)?.entry_in_clear(now)))
            .collect()
    }

    /// Rises with every change to any referral.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn change_counter(&self) -> Result<u64, Fault> {
        let sql = "SELECT coalesce(sum(changes), 0) FROM queue_count";
        let rows = self.run(sql, Vec::new()).await?;
        let changes = crate::audit::only(&rows)?.integer(0)?;
        Ok(changes.unsigned_abs())
    }
}
