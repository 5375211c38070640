//! Somebody proposes a version of the rules.

use super::{RulesTexts, StandingRules};
use crate::Store;
use crate::form_versions::VersionRefusal;
use crate::model::Actor;
use crate::permissions::{Action, allows};
use crate::publications::Deeds;
use database::{Connection, transaction};
use sealing::Randomness;
use vocabulary::{Instant, RulesetId};

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Proposes a version: the number after the newest. The same texts from the same person a second time
    /// change nothing.
    ///
    /// # Errors
    /// As [`VersionRefusal`] says.
    pub async fn propose_rules(
        &self,
        id: &RulesetId,
        texts: &RulesTexts,
        by: &Actor,
        now: Instant,
    ) -> Result<StandingRules, VersionRefusal> {
        if !allows(Action::ChangeRules, &by.roles) {
            return Err(VersionRefusal::NotAllowed);
        }
        transaction(&self.connection, async |connection| {
            self.rules_come_next(connection, id).await?;
            let sql = "SELECT rules, places, calendar, proposed_by FROM rule_version
                WHERE rule_set = ?1 AND version = ?2 AND state = 'proposed'";
            let parameters = vec![id.id.as_str().into(), id.version.into()];
            let rows = connection.execute(sql, parameters).await?;
            if let Some(row) = rows.first() {
                let stands = [row.text(0)?, row.text(1)?, row.text(2)?];
                let who = row.text(3)?;
                let again = [&texts.rules, &texts.places, &texts.calendar];
                if stands
                    .iter()
                    .zip(again)
                    .any(|(one, other)| *one != other.as_str())
                    || who != by.id
                {
                    return Err(VersionRefusal::Conflict(format!(
                        "{who} has proposed version {} already. Approve it, or take it back first.",
                        id.version
                    )));
                }
            } else {
                let sql = "INSERT INTO rule_version
                    (rule_set, version, rules, places, calendar, proposed_by, proposed_at)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
                let parameters = vec![
                    id.id.as_str().into(),
                    id.version.into(),
                    texts.rules.as_str().into(),
                    texts.places.as_str().into(),
                    texts.calendar.as_str().into(),
                    by.id.as_str().into(),
                    now.as_unix().into(),
                ];
                connection.execute(sql, parameters).await?;
                let deed = Deeds {
                    what: "rules-proposed",
                    because: None,
                    takes_effect: None,
                    by,
                    now,
                };
                let publication = self.publication_of_rules(id, texts);
                self.write_publication(connection, &publication, &deed)
                    .await?;
            }
            Ok(self.standing_rules(connection, id, by, now).await?.0)
        })
        .await
    }

    /// Whether this is the version that comes next.
    pub(super) async fn rules_come_next(
        &self,
        connection: &C,
        id: &RulesetId,
    ) -> Result<(), VersionRefusal> {
        let sql = "SELECT max(version) FROM (
            SELECT version FROM rule_set WHERE id = ?1
            UNION ALL SELECT version FROM rule_version
                WHERE rule_set = ?1 AND state IN ('published', 'withdrawn'))";
        let rows = connection.execute(sql, vec![id.id.as_str().into()]).await?;
        let newest = match rows.first() {
            Some(row) => row.optional_integer(0)?,
            None => None,
        };
        match newest {
            None => Err(VersionRefusal::Conflict(format!(
                "There is no rule set with the id {}. The first version of one comes with a release.",
                id.id
            ))),
            Some(newest) if i64::from(id.version) != newest + 1 => {
                Err(VersionRefusal::Conflict(format!(
                    "The newest version of the rules is {newest}, so the next one is version {}.",
                    newest + 1
                )))
            }
            Some(_) => Ok(()),
        }
    }
}
