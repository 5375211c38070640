//! Approving a version of the rules, at once or for a later moment, taking a proposal back, and ending what
//! is published.

use super::{PUBLISHED, RulesChange, RulesState, StandingRules};
use crate::form_versions::{VersionRefusal, conflict, may_approve, tag_fits};
use crate::model::Actor;
use crate::permissions::{Action, allows};
use crate::publications::Deeds;
use crate::{Fault, Store};
use database::{Connection, transaction};
use sealing::Randomness;
use vocabulary::{Instant, RulesetId};

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Changes the state of a version, and answers it as it then is.
    ///
    /// # Errors
    /// As [`VersionRefusal`] says.
    pub async fn change_rule_version(
        &self,
        id: &RulesetId,
        tag: Option<&str>,
        change: &RulesChange,
        by: &Actor,
        now: Instant,
    ) -> Result<StandingRules, VersionRefusal> {
        transaction(&self.connection, async |connection| {
            let (standing, texts) = self.standing_rules(connection, id, by, now).await?;
            if !allows(Action::ChangeRules, &by.roles) {
                return Err(VersionRefusal::NotAllowed);
            }
            tag_fits(tag, &standing.etag)?;
            let (what, state, from, because) = match change {
                RulesChange::Approve {
                    takes_effect,
                    because,
                } => {
                    let waits = standing.state == RulesState::Proposed;
                    let is_published = matches!(
                        standing.state,
                        RulesState::Published | RulesState::Scheduled
                    );
                    may_approve(waits, is_published, standing.proposed.as_ref(), by)?;
                    self.rules_come_next(connection, id).await?;
                    let from = begins(*takes_effect, now)?;
                    self.nothing_later_undoes_it(connection, id, from).await?;
                    (PUBLISHED, "published", Some(from), because.as_deref())
                }
                RulesChange::Withdraw(because) => {
                    let (what, state) = ending(&standing)?;
                    (what, state, None, Some(because.as_str()))
                }
            };
            let sql = "UPDATE rule_version SET state = ?3, changed_by = ?4, changed_at = ?5,
                    takes_effect = coalesce(?6, takes_effect)
                WHERE rule_set = ?1 AND version = ?2 AND state = ?7";
            let parameters = vec![
                id.id.as_str().into(),
                id.version.into(),
                state.into(),
                by.id.as_str().into(),
                now.as_unix().into(),
                from.map(Instant::as_unix).into(),
                match standing.state {
                    RulesState::Proposed => "proposed".into(),
                    _ => "published".into(),
                },
            ];
            connection.execute(sql, parameters).await?;
            let deed = Deeds {
                what,
                because,
                takes_effect: from,
                by,
                now,
            };
            let publication = self.publication_of_rules(id, &texts);
            self.write_publication(connection, &publication, &deed)
                .await?;
            Ok(self.standing_rules(connection, id, by, now).await?.0)
        })
        .await
    }

    /// A version that takes effect later than a newer one would bring back what the newer one changed.
    async fn nothing_later_undoes_it(
        &self,
        connection: &C,
        id: &RulesetId,
        from: Instant,
    ) -> Result<(), VersionRefusal> {
        let sql = "SELECT version, takes_effect FROM rule_version
            WHERE rule_set = ?1 AND version < ?2 AND state = 'published' AND takes_effect > ?3
            ORDER BY takes_effect DESC LIMIT 1";
        let parameters = vec![
            id.id.as_str().into(),
            id.version.into(),
            from.as_unix().into(),
        ];
        let rows = connection.execute(sql, parameters).await?;
        match rows.first() {
            None => Ok(()),
            Some(row) => {
                let earlier = row.count(0).map_err(Fault::from)?;
                Err(conflict(&format!(
                    "Version {earlier} is scheduled for a later time than this one, and would undo it then. \
                     Withdraw version {earlier} first, or let this one take effect after it."
                )))
            }
        }
    }
}

/// From when a version applies that is approved now.
fn begins(wanted: Option<Instant>, now: Instant) -> Result<Instant, VersionRefusal> {
    match wanted {
        None => Ok(now),
        Some(wanted) if wanted > now => Ok(wanted),
        Some(_) => Err(conflict(
            "That time has passed. Choose a later one, or let it take effect at once.",
        )),
    }
}

/// The event's verb and the stored state of a version that is ended.
fn ending(standing: &StandingRules) -> Result<(&'static str, &'static str), VersionRefusal> {
    match standing.state {
        RulesState::Proposed => Ok(("rules-taken-back", "taken-back")),
        RulesState::Published if standing.proposed.is_none() => Err(conflict(
            "This version came with the program. It stays, so that there are always rules to decide with. \
             Publish a better version instead.",
        )),
        RulesState::Published | RulesState::Scheduled => Ok(("rules-withdrawn", "withdrawn")),
        RulesState::TakenBack => Err(conflict("This version was taken back already.")),
        RulesState::Withdrawn => Err(conflict("This version was withdrawn already.")),
    }
}
