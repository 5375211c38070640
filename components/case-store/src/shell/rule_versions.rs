//! How people publish, schedule and withdraw versions of the rules, and what they may learn of kept decisions.

use super::convert::{instant, told_fact};
use super::edge::open;
use super::form_versions::{failed, refusal};
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::rule_versions as wall;
use super::wall::front_door::types::types::{self, Actor, RulesetId};
use crate::DecidedContact;

rule_versions::mirror!(wall, types);

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
        Ok(versions.into_iter().map(Into::into).collect())
    }

    async fn show(id: RulesetId, by: Actor, now: i64) -> Result<wall::Shown, wall::Refusal> {
        let store = open().await.map_err(failed)?;
        let found = store
            .rule_version(&id.into(), &by.into(), instant(now))
            .await;
        found.map(Into::into).map_err(refusal)
    }

    async fn propose(
        id: RulesetId,
        texts: wall::Texts,
        by: Actor,
        now: i64,
    ) -> Result<wall::Version, wall::Refusal> {
        let store = open().await.map_err(failed)?;
        let proposed = store
            .propose_rules(&id.into(), &texts.into(), &by.into(), instant(now))
            .await;
        proposed.map(Into::into).map_err(refusal)
    }

    async fn make_change(
        id: RulesetId,
        tag: Option<String>,
        change: wall::Change,
        by: Actor,
        now: i64,
    ) -> Result<wall::Version, wall::Refusal> {
        let store = open().await.map_err(failed)?;
        let changed = store
            .change_rule_version(
                &id.into(),
                tag.as_deref(),
                &change.into(),
                &by.into(),
                instant(now),
            )
            .await;
        changed.map(Into::into).map_err(refusal)
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
