//! The stores, asked through their walls.

use vocabulary::{Instant, RulesetId};

use super::convert;
use super::wit::front_door::case_store::{maintenance, rule_versions, settings};
use super::wit::front_door::staff_access::sessions;
use crate::stores::{Actor, Fault, Refusal, Stores};
use crate::versions::{Change, DecidedPage, Shown, Texts, Version};

/// The libraries that the manifest composes in.
pub struct Walls;

pages::choose_authority!("routing-rules", settings::read().await?);

staff_pages::sessions_behind!(Walls, settings => Fault::from, sessions => Fault::from);

impl Stores for Walls {
    async fn ready(&self) -> Result<(), Fault> {
        maintenance::ready().await?;
        choose_authority().await?;
        sessions::current(staff_pages::NOBODY.to_owned(), 0).await?;
        Ok(())
    }

    async fn versions(&self, by: &Actor, now: Instant) -> Result<Vec<Version>, Refusal> {
        let all = rule_versions::all(convert::actor_out(by), now.as_unix()).await?;
        Ok(all.into_iter().map(Into::into).collect())
    }

    async fn version(&self, id: &RulesetId, by: &Actor, now: Instant) -> Result<Shown, Refusal> {
        let (id, by) = (convert::id_out(id), convert::actor_out(by));
        Ok(rule_versions::show(id, by, now.as_unix()).await?.into())
    }

    async fn propose(
        &self,
        id: &RulesetId,
        texts: &Texts,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal> {
        let (id, by) = (convert::id_out(id), convert::actor_out(by));
        let texts = texts.clone().into();
        let proposed = rule_versions::propose(id, texts, by, now.as_unix()).await?;
        Ok(proposed.into())
    }

    async fn change(
        &self,
        id: &RulesetId,
        tag: Option<&str>,
        change: &Change,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal> {
        let (id, by) = (convert::id_out(id), convert::actor_out(by));
        let (tag, change) = (tag.map(str::to_owned), change.clone().into());
        let changed = rule_versions::make_change(id, tag, change, by, now.as_unix()).await?;
        Ok(changed.into())
    }

    async fn decided(
        &self,
        cursor: Option<&str>,
        limit: u32,
        by: &Actor,
        now: Instant,
    ) -> Result<DecidedPage, Refusal> {
        let (cursor, by) = (cursor.map(str::to_owned), convert::actor_out(by));
        let page = rule_versions::decided(cursor, limit, by, now.as_unix()).await?;
        Ok(convert::decided_page(page))
    }
}
