//! When a referral is late, or soon will be, and who hears of it. Policy is data (`shared/working-calendar`).
//!
//! What is late follows from the time, and lists show it whether or not anything runs in the background. That
//! somebody who leads was to hear of it is written down by the work slice, once for each step.

use super::standing::level as stored;
use crate::audit::{Chain, Happening};
use crate::model::Escalated;
use crate::records::Particulars;
use crate::{Fault, Store};
use database::{Connection, transaction};
use sealing::Randomness;
use vocabulary::{Instant, Priority, Role};
use working_calendar::{BUILT_IN_ESCALATION, Calendar, Escalation, RespondBy};

/// How many referrals one slice writes down, at each step.
const SLICE: i64 = 100;
/// Who escalates by policy.
const SYSTEM: &str = "system";
/// What the history says of it. A worker who asks a senior to look has a verb of their own.
const WHAT: &str = "escalated-by-policy";

impl<C: Connection, R: Randomness> Store<C, R> {
    /// What is open and due before these moments is at risk now, for each priority, the most pressing first. By
    /// the rules and the calendar that are current; before there are any, nothing is.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub(super) async fn at_risk_before(&self, now: Instant) -> Result<[Instant; 4], Fault> {
        let current = match self.current_rules(now).await? {
            Some(id) => self.rules(&id).await?,
            None => None,
        };
        let Some(current) = current else {
            return Ok([now; 4]);
        };
        let calendar = Calendar::read(&current.calendar).ok();
        let given = RespondBy::of_published(&current.rules);
        Ok(match (calendar, given) {
            (Some(calendar), Some(given)) => policy()?.at_risk_before(now, &calendar, given),
            _ => [now; 4],
        })
    }

    /// Writes down which open referrals have come to be at risk or overdue since it was last looked at: at most
    /// 100 of each. Answers how many.
    pub(crate) async fn escalate(&self, now: Instant) -> Result<u32, Fault> {
        let policy = policy()?;
        let at_risk_before = self.at_risk_before(now).await?;
        let ranks = Priority::MOST_PRESSING_FIRST.map(Priority::rank);
        let mut escalated = 0;
        for (level, to) in [
            (Escalated::Overdue, policy.overdue_to),
            (Escalated::AtRisk, policy.at_risk_to),
        ] {
            for (rank, at_risk_before) in ranks.into_iter().zip(at_risk_before) {
                let before = match level {
                    Escalated::Overdue => now,
                    Escalated::AtRisk => at_risk_before,
                };
                let late = self.late(level, rank, before).await?;
                for (referral, from) in late {
                    let what = match level {
                        Escalated::AtRisk => "At risk of being late",
                        Escalated::Overdue => "Overdue",
                    };
                    let text = format!("{what}: passed up to {}.", somebody_of(to));
                    escalated +=
                        u32::from(self.write_late(referral, from, level, text, now).await?);
                }
            }
        }
        Ok(escalated)
    }

    /// The referrals of one priority that are due before a moment, and for which this is not written down.
    async fn late(
        &self,
        level: Escalated,
        rank: u8,
        before: Instant,
    ) -> Result<Vec<(i64, i64)>, Fault> {
        let sql = "SELECT id, escalated FROM referral
            WHERE open = 1 AND escalated = ?1 AND priority = ?2 AND respond_by < ?3
            ORDER BY respond_by LIMIT ?4";
        let mut late = Vec::new();
        for reached in 0..stored(level) {
            let parameters = vec![
                reached.into(),
                rank.into(),
                before.as_unix().into(),
                SLICE.into(),
            ];
            for row in self.run(sql, parameters).await? {
                late.push((row.integer(0)?, row.integer(1)?));
            }
        }
        Ok(late)
    }

    /// One event, unless somebody else has written it or the referral was closed meanwhile. The entity tag stays:
    /// nobody who is writing to a referral should be stopped by its clock.
    async fn write_late(
        &self,
        referral: i64,
        from: i64,
        level: Escalated,
        text: String,
        now: Instant,
    ) -> Result<bool, Fault> {
        transaction(&self.connection, async |connection| {
            let sql = "UPDATE referral SET escalated = ?2 WHERE id = ?1 AND open = 1
                AND escalated = ?3 RETURNING reference, chain_length, chain_hash";
            let parameters = vec![referral.into(), stored(level).into(), from.into()];
            let rows = connection.execute(sql, parameters).await?;
            let Some(row) = rows.first() else {
                return Ok(false);
            };
            let chain = Chain::read(referral, row)?;
            let happening = Happening {
                at: now,
                who: SYSTEM,
                what: WHAT,
                status: None,
                particulars: &Particulars {
                    text: Some(text),
                    ..Particulars::default()
                },
            };
            self.append(connection, &chain, &happening).await?;
            Ok(true)
        })
        .await
    }
}

/// Whoever has a role, as the history names them.
fn somebody_of(role: Role) -> String {
    let label = role.label().to_lowercase();
    match role {
        Role::Safeguarding => format!("somebody of {label}"),
        Role::Adviser | Role::Auditor | Role::Administrator => format!("an {label}"),
        _ => format!("a {label}"),
    }
}

fn policy() -> Result<Escalation, Fault> {
    Escalation::read(BUILT_IN_ESCALATION)
        .map_err(|_| Fault::Internal("failed to read the policy of escalation".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::MIGRATIONS;

    #[test]
    fn what_is_late_is_found_in_an_index() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        for statement in MIGRATIONS.iter().flat_map(|migration| migration.statements) {
            connection.execute_batch(statement).unwrap();
        }
        let plan: String = connection
            .query_row(
                "EXPLAIN QUERY PLAN SELECT id, escalated FROM referral
                    WHERE open = 1 AND escalated = 0 AND priority = 1 AND respond_by < 7
                    ORDER BY respond_by LIMIT 9",
                [],
                |row| row.get(3),
            )
            .unwrap();
        assert!(plan.contains("referral_escalated"), "{plan}");
        assert!(policy().is_ok());
    }
}
