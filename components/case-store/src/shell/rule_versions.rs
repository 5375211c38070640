//! How people publish, schedule and withdraw versions of the rules, and what they may learn of kept decisions.

use super::convert::{instant, told_fact};
use super::edge::open;
use super::form_versions::{deed, failed, refusal};
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::rule_versions as wall;
use super::wall::front_door::types::types::{Actor, RulesetId};
use crate::{
    DecidedContact, RulesChange, RulesEvent, RulesState, RulesTexts, ShownRules, StandingRules,
};
use vocabulary::Instant;

fn version(version: StandingRules) -> wall::Version {
    wall::Version {
        id: version.id.into(),
        state: match version.state {
            RulesState::Proposed => wall::State::Proposed,
            RulesState::TakenBack => wall::State::TakenBack,
            RulesState::Scheduled => wall::State::Scheduled,
            RulesState::Published => wall::State::Published,
            RulesState::Withdrawn => wall::State::Withdrawn,
        },
        in_use: version.in_use,
        takes_effect: version.takes_effect.map(Instant::as_unix),
        etag: version.etag,
        proposed: version.proposed.map(deed),
        changed: version.changed.map(deed),
    }
}

fn event(event: RulesEvent) -> wall::Event {
    wall::Event {
        at: event.at.as_unix(),
        who: event.who,
        what: event.what,
        version: event.version,
        takes_effect: event.takes_effect.map(Instant::as_unix),
        because: event.because,
    }
}

fn shown(shown: ShownRules) -> wall::Shown {
    wall::Shown {
        version: version(shown.version),
        texts: wall::Texts {
            rules: shown.texts.rules,
            places: shown.texts.places,
            calendar: shown.texts.calendar,
        },
        history: shown.history.into_iter().map(event).collect(),
    }
}

fn decided(contact: DecidedContact) -> wall::DecidedContact {
    wall::DecidedContact {
        facts: contact.facts.into_iter().map(told_fact).collect(),
        received_at: contact.received_at.as_unix(),
        queue: contact.queue,
        priority: contact.priority.into(),
        locality: contact.locality,
    }
}

impl wall::Guest for CaseStore {
    async fn all(by: Actor, now: i64) -> Result<Vec<wall::Version>, wall::Refusal> {
        let store = open().await.map_err(failed)?;
        let versions = store.rule_versions(&by.into(), instant(now)).await;
        let versions = versions.map_err(refusal)?;
        Ok(versions.into_iter().map(version).collect())
    }

    async fn show(id: RulesetId, by: Actor, now: i64) -> Result<wall::Shown, wall::Refusal> {
        let store = open().await.map_err(failed)?;
        let found = store
            .rule_version(&id.into(), &by.into(), instant(now))
            .await;
        found.map(shown).map_err(refusal)
    }

    async fn propose(
        id: RulesetId,
        texts: wall::Texts,
        by: Actor,
        now: i64,
    ) -> Result<wall::Version, wall::Refusal> {
        let texts = RulesTexts {
            rules: texts.rules,
            places: texts.places,
            calendar: texts.calendar,
        };
        let store = open().await.map_err(failed)?;
        let proposed = store
            .propose_rules(&id.into(), &texts, &by.into(), instant(now))
            .await;
        proposed.map(version).map_err(refusal)
    }

    async fn make_change(
        id: RulesetId,
        tag: Option<String>,
        change: wall::Change,
        by: Actor,
        now: i64,
    ) -> Result<wall::Version, wall::Refusal> {
        let change = match change {
            wall::Change::Approve(approval) => RulesChange::Approve {
                takes_effect: approval.takes_effect.map(instant),
                because: approval.because,
            },
            wall::Change::Withdraw(because) => RulesChange::Withdraw(because),
        };
        let store = open().await.map_err(failed)?;
        let changed = store
            .change_rule_version(
                &id.into(),
                tag.as_deref(),
                &change,
                &by.into(),
                instant(now),
            )
            .await;
        changed.map(version).map_err(refusal)
    }

    async fn decided(
        cursor: Option<String>,
        limit: u32,
        by: Actor,
        now: i64,
    ) -> Result<wall::DecidedPage, wall::Refusal> {
        let store = open().await.map_err(failed)?;
        let page = store
            .decided(cursor.as_deref(), limit, &by.into(), instant(now))
            .await
            .map_err(refusal)?;
        Ok(wall::DecidedPage {
            contacts: page.contacts.into_iter().map(decided).collect(),
            next_cursor: page.next_cursor,
        })
    }
}
