//! Published rule sets. A published version never changes.
//!
//! Which one is current follows from the time alone: of the versions that people published, the newest that
//! has taken effect and was not withdrawn; where there is none, the newest that came with the program. How
//! people publish one stands in `rule_versions`.

use crate::model::Published;
use crate::{Fault, Store};
use database::{Connection, Row, SqlError};
use sealing::Randomness;
use vocabulary::{Instant, RulesetId};

/// The current rule set at the moment `?1`.
pub(crate) const CURRENT: &str = "SELECT id, version FROM (
        SELECT rule_set AS id, version, 1 AS by_people, number FROM rule_version
            WHERE state = 'published' AND takes_effect <= ?1
        UNION ALL SELECT id, version, 0, rowid FROM rule_set)
    ORDER BY by_people DESC, version DESC, number DESC LIMIT 1";

/// The rule set that a row begins with.
pub(crate) fn id(row: &Row) -> Result<RulesetId, SqlError> {
    Ok(RulesetId {
        id: row.text(0)?.to_owned(),
        version: row.count(1)?,
    })
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Publishes the rule set that came with the program, if this version is not there yet, and answers the
    /// id of the current one. A number that people used stays theirs.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn ensure_rules(
        &self,
        built_in: &Published,
        now: Instant,
    ) -> Result<RulesetId, Fault> {
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
        let current = self.current_rules(now).await?;
        current.ok_or_else(|| Fault::Internal("failed to publish a rule set".to_owned()))
    }

    /// The id of the current rule set; none before the first was published.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn current_rules(&self, now: Instant) -> Result<Option<RulesetId>, Fault> {
        let rows = self.run(CURRENT, vec![now.as_unix().into()]).await?;
        Ok(rows.first().map(self::id).transpose()?)
    }

    /// One version that came with the program or that people published, whether or not it was withdrawn
    /// since.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn rules(&self, id: &RulesetId) -> Result<Option<Published>, Fault> {
        let sql = "SELECT rules, places, calendar FROM rule_set WHERE id = ?1 AND version = ?2
            UNION ALL SELECT rules, places, calendar FROM rule_version
                WHERE rule_set = ?1 AND version = ?2 AND state IN ('published', 'withdrawn')";
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
