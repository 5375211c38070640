//! What staff may do with accounts.

use super::edge::open;
use super::wall::AccountsStore;
use super::wall::exports::front_door::accounts_store::desk as wall;
use super::wall::front_door::types::types::Actor;
use crate::{Fault, Refusal};
use account_model::{Change, Criteria, Person};
use vocabulary::Instant;

impl wall::Guest for AccountsStore {
    async fn find(
        criteria: wall::Criteria,
        reason: String,
        by: Actor,
        now: i64,
    ) -> Result<Vec<wall::Found>, wall::Refusal> {
        let store = open().await.map_err(Refusal::Failed)?;
        let criteria: Criteria = criteria.into();
        let now = Instant::from_unix(now);
        let found = store.find(&criteria, &reason, &by.into(), now).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }

    async fn waiting(by: Actor, now: i64) -> Result<Vec<wall::Found>, wall::Refusal> {
        let store = open().await.map_err(Refusal::Failed)?;
        let now = Instant::from_unix(now);
        let found = store.waiting(&by.into(), now).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }

    async fn past_retention(
        changed_before: i64,
        by: Actor,
        now: i64,
    ) -> Result<Vec<wall::Found>, wall::Refusal> {
        let store = open().await.map_err(Refusal::Failed)?;
        let before = Instant::from_unix(changed_before);
        let now = Instant::from_unix(now);
        let found = store.past_retention(before, &by.into(), now).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }

    async fn read(
        id: String,
        reason: Option<String>,
        by: Actor,
        now: i64,
    ) -> Result<wall::Held, wall::Refusal> {
        let store = open().await.map_err(Refusal::Failed)?;
        let now = Instant::from_unix(now);
        let held = store.read(&id, reason.as_deref(), &by.into(), now).await?;
        Ok(held.into())
    }

    async fn make_change(
        id: String,
        tag: Option<String>,
        change: wall::Change,
        by: Actor,
        now: i64,
    ) -> Result<Option<wall::Held>, wall::Refusal> {
        let store = open().await.map_err(Refusal::Failed)?;
        let change: Change = change
            .try_into()
            .map_err(Fault::from)
            .map_err(Refusal::Failed)?;
        let (by, now) = (by.into(), Instant::from_unix(now));
        let held = store.make_change(&id, tag.as_deref(), &change, &by, now);
        Ok(held.await?.map(Into::into))
    }

    async fn suspend_person(
        person: wall::Person,
        because: String,
        by: Actor,
        now: i64,
    ) -> Result<u32, wall::Refusal> {
        let store = open().await.map_err(Refusal::Failed)?;
        let person: Person = person.into();
        let now = Instant::from_unix(now);
        Ok(store
            .suspend_person(&person, &because, &by.into(), now)
            .await?)
    }

    async fn audit(
        id: String,
        after: u64,
        by: Actor,
        now: i64,
    ) -> Result<Vec<wall::AuditEvent>, wall::Refusal> {
        let store = open().await.map_err(Refusal::Failed)?;
        let now = Instant::from_unix(now);
        let events = store.audit(&id, after, &by.into(), now).await?;
        Ok(events.into_iter().map(Into::into).collect())
    }
}

impl From<Refusal> for wall::Refusal {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::NotFound,
            Refusal::NotAllowed => Self::NotAllowed,
            Refusal::ReasonMissing => Self::ReasonMissing,
            Refusal::TagMissing => Self::TagMissing,
            Refusal::Stale(tag) => Self::Stale(tag),
            Refusal::Conflict(sentence) => Self::Conflict(sentence),
            Refusal::Invalid(problems) => Self::Invalid(problems),
            Refusal::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}
