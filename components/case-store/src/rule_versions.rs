//! How a version of the rules comes to be published, when it takes effect, and how it ends.
//!
//! One person proposes a version, another one approves it, at once or for a later moment; a version that
//! should not apply is withdrawn. Which one is current is asked of the time (`rules`), so nothing has to
//! happen when a version takes effect. Every change extends the rule set's audit chain in the same
//! transaction (`publications`). Nothing in here reads a rule: whoever proposes one has checked it.

mod changes;
mod propose;

use crate::form_versions::{Deed, VersionRefusal};
use crate::model::Actor;
use crate::permissions::{Action, allows};
use crate::publications::Publication;
use crate::rules::CURRENT;
use crate::{Fault, Store};
use database::{Connection, Row, SqlError, patiently};
use sealing::Randomness;
use vocabulary::{Instant, RulesetId};

/// The verb of the event that publishes rules.
pub(crate) const PUBLISHED: &str = "rules-published";

pub use rule_versions::{
    Change as RulesChange, Event as RulesEvent, Shown as ShownRules, State as RulesState,
    Texts as RulesTexts, Version as StandingRules,
};

/// How many versions are answered at once.
const PAGE: i64 = 500;

/// Every number once, with the last proposal of that number; `?1` and `?2` narrow it to one rule set and
/// one version. What came with the program never hides what people published under its number, because it
/// is not stored then.
const VERSIONS: &str = "WITH numbered AS (
        SELECT id, version FROM rule_set UNION SELECT rule_set, version FROM rule_version
    )
    SELECT n.id, n.version, b.id IS NOT NULL, v.number, v.state, v.takes_effect,
        v.proposed_by, v.proposed_at, v.changed_by, v.changed_at,
        coalesce(b.rules, v.rules), coalesce(b.places, v.places), coalesce(b.calendar, v.calendar)
    FROM numbered n
    LEFT JOIN rule_set b ON b.id = n.id AND b.version = n.version
    LEFT JOIN rule_version v ON v.number = (SELECT max(l.number) FROM rule_version l
        WHERE l.rule_set = n.id AND l.version = n.version)
    WHERE (?1 IS NULL OR n.id = ?1) AND (?2 IS NULL OR n.version = ?2)
    ORDER BY n.id, n.version DESC LIMIT ?3";

/// Where the texts begin in a row of [`VERSIONS`].
const TEXTS: usize = 10;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Every version of the rules, the newest first: at most 500.
    ///
    /// # Errors
    /// As [`VersionRefusal`] says.
    pub async fn rule_versions(
        &self,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<StandingRules>, VersionRefusal> {
        if !allows(Action::SeeRules, &by.roles) {
            return Err(VersionRefusal::NotAllowed);
        }
        let current = self.current_rules(now).await?;
        let nothing: Option<&str> = None;
        let parameters = vec![nothing.into(), nothing.into(), PAGE.into()];
        let rows = self.run(VERSIONS, parameters).await?;
        let all = rows.iter().map(|row| standing(row, current.as_ref(), now));
        Ok(all.collect::<Result<_, _>>()?)
    }

    /// One version; of those that were proposed under one number, the last.
    ///
    /// # Errors
    /// As [`VersionRefusal`] says.
    pub async fn rule_version(
        &self,
        id: &RulesetId,
        by: &Actor,
        now: Instant,
    ) -> Result<ShownRules, VersionRefusal> {
        let (version, texts) = self.standing_rules(&self.connection, id, by, now).await?;
        let history = self.publication_history(&name_of(&id.id)).await?;
        Ok(ShownRules {
            version,
            texts,
            history: history
                .into_iter()
                .map(|event| RulesEvent {
                    at: event.at,
                    who: event.who,
                    what: event.what,
                    version: event.particulars.form_version.unwrap_or_default(),
                    takes_effect: event.particulars.takes_effect.map(Instant::from_unix),
                    because: event.particulars.because,
                })
                .collect(),
        })
    }

    /// A version and its texts, for somebody who may know of it.
    async fn standing_rules(
        &self,
        connection: &C,
        id: &RulesetId,
        by: &Actor,
        now: Instant,
    ) -> Result<(StandingRules, RulesTexts), VersionRefusal> {
        if !allows(Action::SeeRules, &by.roles) {
            return Err(VersionRefusal::NotFound);
        }
        let parameters = vec![id.id.as_str().into(), id.version.into(), PAGE.into()];
        let rows = patiently(connection, async |connection| {
            connection.execute(VERSIONS, parameters.clone()).await
        })
        .await?;
        let row = rows.first().ok_or(VersionRefusal::NotFound)?;
        let now_current = patiently(connection, async |connection| {
            connection
                .execute(CURRENT, vec![now.as_unix().into()])
                .await
        })
        .await?;
        let current = now_current.first().map(crate::rules::id).transpose()?;
        let texts = RulesTexts {
            rules: row.text(TEXTS)?.to_owned(),
            places: row.text(TEXTS + 1)?.to_owned(),
            calendar: row.text(TEXTS + 2)?.to_owned(),
        };
        Ok((standing(row, current.as_ref(), now)?, texts))
    }

    /// A version as its rule set's audit chain names it.
    fn publication_of_rules(&self, id: &RulesetId, texts: &RulesTexts) -> Publication {
        let parts = [
            id.id.as_bytes(),
            &id.version.to_be_bytes(),
            texts.rules.as_bytes(),
            texts.places.as_bytes(),
            texts.calendar.as_bytes(),
        ];
        Publication {
            of: name_of(&id.id),
            version: id.version,
            text: self.hash_of_texts("rules text", &parts),
        }
    }

    /// The hash of what people published under a number, and from when it applies, for verification.
    /// `name` is that of the audit chain.
    pub(crate) async fn published_rules(
        &self,
        name: &str,
        version: u32,
    ) -> Result<(Option<String>, Option<i64>), Fault> {
        let id = name.strip_prefix(NAME).unwrap_or_default();
        let sql = "SELECT rules, places, calendar, takes_effect FROM rule_version
            WHERE rule_set = ?1 AND version = ?2 AND state IN ('published', 'withdrawn')";
        let rows = self.run(sql, vec![id.into(), version.into()]).await?;
        let Some(row) = rows.first() else {
            return Ok((None, None));
        };
        let id = RulesetId {
            id: id.to_owned(),
            version,
        };
        let texts = RulesTexts {
            rules: row.text(0)?.to_owned(),
            places: row.text(1)?.to_owned(),
            calendar: row.text(2)?.to_owned(),
        };
        let publication = self.publication_of_rules(&id, &texts);
        Ok((Some(publication.text), row.optional_integer(3)?))
    }
}

/// What the name of a rule set's audit chain begins with.
const NAME: &str = "the rules of ";

/// The name of a rule set's audit chain.
fn name_of(rule_set: &str) -> String {
    format!("{NAME}{rule_set}")
}

fn standing(
    row: &Row,
    current: Option<&RulesetId>,
    now: Instant,
) -> Result<StandingRules, SqlError> {
    let deed = |who: usize, at: usize| -> Result<Option<Deed>, SqlError> {
        let (who, at) = (row.optional_text(who)?, row.optional_integer(at)?);
        Ok(who.zip(at).map(|(who, at)| Deed {
            who: who.to_owned(),
            at: Instant::from_unix(at),
        }))
    };
    let came_with_the_program = row.boolean(2)?;
    // A proposal whose number came with the program meanwhile is not what was published.
    let is_its_own = !came_with_the_program;
    let stored = row.optional_text(4)?.filter(|_| is_its_own);
    let takes_effect = row.optional_integer(5)?.filter(|_| is_its_own);
    let takes_effect = takes_effect.map(Instant::from_unix);
    let state = match stored {
        None => RulesState::Published,
        Some("proposed") => RulesState::Proposed,
        Some("published") if takes_effect.is_some_and(|from| from > now) => RulesState::Scheduled,
        Some("published") => RulesState::Published,
        Some("withdrawn") => RulesState::Withdrawn,
        Some(_) => RulesState::TakenBack,
    };
    let number = row.optional_integer(3)?.filter(|_| is_its_own);
    let id = crate::rules::id(row)?;
    Ok(StandingRules {
        in_use: current == Some(&id) && state == RulesState::Published,
        id,
        state,
        takes_effect,
        etag: format!(
            "{}-{}",
            stored.unwrap_or("built-in"),
            number.unwrap_or_default()
        ),
        proposed: deed(6, 7)?.filter(|_| is_its_own),
        changed: deed(8, 9)?.filter(|_| is_its_own),
    })
}
