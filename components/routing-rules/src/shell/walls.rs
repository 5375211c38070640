//! The stores, asked through their walls.

use pages::Authority;
use vocabulary::{Instant, RulesetId};

use super::convert;
use super::wit::front_door::case_store::{maintenance, rule_versions, settings};
use super::wit::front_door::staff_access::sessions;
use crate::stores::{Actor, Fault, Refusal, Session, Sessions, Stores};
use crate::versions::{Change, DecidedPage, Shown, Texts, Version};

/// What no session has, so that looking for it is one read that finds nothing.
const NOBODY: &str = "readiness";

/// The libraries that the manifest composes in.
pub struct Walls;

/// Chooses the authority that the operator has set, once an instance.
pub async fn choose_authority() -> Result<(), Fault> {
    if Authority::is_chosen() {
        return Ok(());
    }
    let set = settings::read().await?;
    let chosen = Authority::choose(&set.authority, set.environment == "development");
    chosen.map(|_| ()).map_err(|unknown| {
        eprintln!("routing-rules: failed to choose the authority: {unknown}");
        Fault::Internal
    })
}

impl Sessions for Walls {
    type Fault = Fault;

    async fn public_url(&self) -> Result<String, Fault> {
        Ok(settings::read().await?.public_url)
    }

    async fn service(&self, token: &str, now: Instant) -> Result<Option<Actor>, Fault> {
        let found = sessions::service(token.to_owned(), now.as_unix()).await?;
        Ok(found.map(convert::actor))
    }

    async fn session(&self, cookie: &str, now: Instant) -> Result<Option<Session>, Fault> {
        let found = sessions::current(cookie.to_owned(), now.as_unix()).await?;
        Ok(found.map(convert::session))
    }
}

impl Stores for Walls {
    async fn ready(&self) -> Result<(), Fault> {
        maintenance::ready().await?;
        choose_authority().await?;
        sessions::current(NOBODY.to_owned(), 0).await?;
        Ok(())
    }

    async fn versions(&self, by: &Actor, now: Instant) -> Result<Vec<Version>, Refusal> {
        let all = rule_versions::all(convert::actor_out(by), now.as_unix()).await?;
        Ok(all.into_iter().map(convert::version).collect())
    }

    async fn version(&self, id: &RulesetId, by: &Actor, now: Instant) -> Result<Shown, Refusal> {
        let (id, by) = (convert::id_out(id), convert::actor_out(by));
        let shown = rule_versions::show(id, by, now.as_unix()).await?;
        Ok(convert::shown(shown))
    }

    async fn propose(
        &self,
        id: &RulesetId,
        texts: &Texts,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal> {
        let (id, by) = (convert::id_out(id), convert::actor_out(by));
        let texts = convert::texts_out(texts);
        let proposed = rule_versions::propose(id, texts, by, now.as_unix()).await?;
        Ok(convert::version(proposed))
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
        let (tag, change) = (tag.map(str::to_owned), convert::change_out(change));
        let changed = rule_versions::make_change(id, tag, change, by, now.as_unix()).await?;
        Ok(convert::version(changed))
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
