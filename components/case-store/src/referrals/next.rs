//! What comes first of what nobody holds.

use super::Refusal;
use super::browse::is_queue;
use super::standing::{COLUMNS, Standing, TRIES_BEFORE_WELFARE_CHECK};
use crate::Store;
use crate::model::{Actor, Change, Referral};
use crate::permissions::{Action, allows, queues_handed_to};
use database::{Connection, transaction};
use sealing::Randomness;
use vocabulary::Instant;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Claims what comes first in the order of lists, of these queues or else of all that this actor's roles are
    /// handed work from; none where nothing is left. What is waited for is left until its day has come, and what
    /// somebody who leads must decide is handed to them alone.
    ///
    /// It is found and claimed in one transaction, so that of any number of people who ask at the same moment each
    /// gets another one.
    ///
    /// # Errors
    /// As [`Refusal`] says: a queue from which this actor is handed nothing is `NotAllowed`.
    pub async fn next(
        &self,
        queues: &[String],
        by: &Actor,
        now: Instant,
    ) -> Result<Option<Referral>, Refusal> {
        if !allows(Action::Claim, &by.roles) {
            return Err(Refusal::NotAllowed);
        }
        if queues.iter().any(|queue| !is_queue(queue)) {
            return Err(Refusal::invalid(
                "queues",
                "There is no queue of that name.",
            ));
        }
        let handed = queues_handed_to(&by.roles);
        if queues.iter().any(|queue| !handed.contains(&queue.as_str())) {
            return Err(Refusal::NotAllowed);
        }
        let asked = match queues.is_empty() {
            true => serde_json::json!(handed),
            false => serde_json::json!(queues),
        };
        let leads = allows(Action::Work(casework::Kind::DecideWelfareCheck), &by.roles);
        let sql = first_sql(leads);
        let claimed = transaction(&self.connection, async |connection| {
            let parameters = vec![
                by.id.as_str().into(),
                asked.to_string().into(),
                now.as_unix().into(),
            ];
            let rows = connection.execute(&sql, parameters).await?;
            let Some(row) = rows.first() else {
                return Ok::<_, Refusal>(None);
            };
            let first = Standing::read(row)?;
            let claimed = self.changed(
                connection,
                &first,
                Some("*"),
                &Change::Claim,
                None,
                (by, now),
            );
            claimed.await.map(Some)
        })
        .await?;
        match claimed {
            Some(claimed) => Ok(Some(self.opened(claimed, by, now).await?)),
            None => Ok(None),
        }
    }
}

/// The statement that finds it for the actor, who is parameter 1, in the queues of parameter 2 at the moment of
/// parameter 3: the first of each queue, the first whose day has come, and the first of what only they may see. (`CROSS JOIN`
/// keeps SQLite from reading a whole list for that last one.)
fn first_sql(leads: bool) -> String {
    let for_others = match leads {
        true => String::new(),
        false => format!(
            " AND (r.unanswered < {TRIES_BEFORE_WELFARE_CHECK} OR r.welfare_decided = 1
                OR (r.safeguarding_sign = 0 AND r.rule_ten_sign = 0))"
        ),
    };
    let order = "ORDER BY r.priority, r.respond_by, r.reference LIMIT 1";
    format!(
        "SELECT {COLUMNS} FROM referral r WHERE r.id IN (
            SELECT (SELECT r.id FROM referral r INDEXED BY referral_next
                WHERE r.queue = q.value AND r.open = 1 AND r.assignee IS NULL
                AND r.waiting_until IS NULL AND r.restricted = 0{for_others} {order})
            FROM json_each(?2) q
            UNION ALL
            SELECT * FROM (SELECT r.id FROM referral r INDEXED BY referral_comes_back
                WHERE r.open = 1 AND r.waiting_until IS NOT NULL AND r.waiting_until <= ?3
                AND r.assignee IS NULL AND r.restricted = 0
                AND r.queue IN (SELECT value FROM json_each(?2)){for_others} {order})
            UNION ALL
            SELECT * FROM (SELECT r.id FROM referral_person p
                CROSS JOIN referral r ON r.id = p.referral
                WHERE p.person = ?1 AND r.restricted = 1 AND r.open = 1 AND +r.assignee IS NULL
                AND coalesce(r.waiting_until, 0) <= ?3
                AND +r.queue IN (SELECT value FROM json_each(?2)){for_others} {order})
        ) {order}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::MIGRATIONS;

    #[test]
    fn what_comes_first_is_found_without_reading_a_queue() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        for statement in MIGRATIONS.iter().flat_map(|migration| migration.statements) {
            connection.execute_batch(statement).unwrap();
        }
        for leads in [true, false] {
            let mut statement = connection
                .prepare(&format!("EXPLAIN QUERY PLAN {}", first_sql(leads)))
                .unwrap();
            let nothing = vec![rusqlite::types::Value::Null; statement.parameter_count()];
            let plan: Vec<String> = statement
                .query_map(rusqlite::params_from_iter(nothing), |row| row.get(3))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            let reads: Vec<&String> = plan.iter().filter(|step| step.contains(" r ")).collect();
            let all_searched = reads.iter().all(|step| step.starts_with("SEARCH r USING"));
            assert!(reads.len() >= 4 && all_searched, "{plan:#?}");
            assert!(reads.iter().any(|step| step.contains("referral_next")));
            // Whom a referral is restricted to leads to it, and not the other way round.
            assert!(
                !plan.iter().any(|step| step.contains("referral_open")),
                "{plan:#?}"
            );
        }
    }
}
