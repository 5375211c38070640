//! Published rule sets. A published version never changes; the current one is that with the greatest
//! version number.

use crate::model::Published;
use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;
use vocabulary::RulesetId;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Publishes a rule set, if this version is not there yet, and answers the id of the current one.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn ensure_rules(&self, built_in: &Published) -> Result<RulesetId, Fault> {
        // Mostly it is there, and a read disturbs no writer.
        let sql = "SELECT 1 FROM rule_set WHERE id = ?1 AND version = ?2";
        let parameters = vec![built_in.id.id.as_str().into(), built_in.id.version.into()];
        if self.run(sql, parameters).await?.is_empty() {
            let sql = "INSERT OR IGNORE INTO rule_set (id, version, rules, places, calendar)
                VALUES (?1, ?2, ?3, ?4, ?5)";
            let parameters = vec![
                built_in.id.id.as_str().into(),
                built_in.id.version.into(),
                built_in.rules.as_str().into(),
                built_in.places.as_str().into(),
                built_in.calendar.as_str().into(),
            ];
            self.run(sql, parameters).await?;
        }
        let current = self.current_rules().await?;
        current.ok_or_else(|| Fault::Internal("failed to publish a rule set".to_owned()))
    }

    /// The id of the current rule set; none before the first was published.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn current_rules(&self) -> Result<Option<RulesetId>, Fault> {
        let sql = "SELECT id, version FROM rule_set ORDER BY version DESC, rowid DESC LIMIT 1";
        let rows = self.run(sql, Vec::new()).await?;
        rows.first()
            .map(|row| {
                Ok(RulesetId {
                    id: row.text(0)?.to_owned(),
                    version: row.count(1)?,
                })
            })
            .transpose()
    }

    /// One version.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn rules(&self, id: &RulesetId) -> Result<Option<Published>, Fault> {
        let sql = "SELECT rules, places, calendar FROM rule_set WHERE id = ?1 AND version = ?2";
        let parameters = vec![id.id.as_str().into(), id.version.into()];
        let rows = self.run(sql, parameters).await?;
        rows.first()
            .map(|row| {
                Ok(Published {
                    id: id.clone(),
                    rules: row.text(0)?.to_owned(),
                    places: row.text(1)?.to_owned(),
                    calendar: row.text(2)?.to_owned(),
                })
            })
            .transpose()
    }
}
