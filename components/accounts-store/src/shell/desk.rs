//! What staff do with accounts.

use super::edge::{SpinConnection, open};
use super::wall::AccountsStore;
use super::wall::exports::front_door::accounts_store::desk as wall;
use super::wall::front_door::types::types::Actor;
use crate::{Refusal, Store};
use account_model::NotMirrored;
use vocabulary::Instant;

type Answered<T> = Result<T, wall::Refusal>;

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

impl From<NotMirrored> for wall::Refusal {
    fn from(_: NotMirrored) -> Self {
        let sentence = "Enter a day such as 2026-01-05, and amounts that an account can hold.";
        Self::Invalid(vec![("figures".to_owned(), sentence.to_owned())])
    }
}

async fn store() -> Answered<Store<SpinConnection>> {
    open()
        .await
        .map_err(|fault| wall::Refusal::Failed(fault.into()))
}

fn all<T, W: From<T>>(several: Vec<T>) -> Vec<W> {
    several.into_iter().map(Into::into).collect()
}

impl wall::Guest for AccountsStore {
    async fn find(
        criteria: wall::Criteria,
        reason: String,
        by: Actor,
        now: i64,
    ) -> Answered<Vec<wall::Found>> {
        let (criteria, by) = (criteria.into(), by.into());
        let store = store().await?;
        let found = store
            .find(&criteria, &reason, &by, Instant::from_unix(now))
            .await?;
        Ok(all(found))
    }

    async fn waiting(by: Actor, now: i64) -> Answered<Vec<wall::Found>> {
        let store = store().await?;
        Ok(all(store
            .waiting(&by.into(), Instant::from_unix(now))
            .await?))
    }

    async fn past_retention(
        changed_before: i64,
        by: Actor,
        now: i64,
    ) -> Answered<Vec<wall::Found>> {
        let (before, now) = (Instant::from_unix(changed_before), Instant::from_unix(now));
        let store = store().await?;
        Ok(all(store.past_retention(before, &by.into(), now).await?))
    }

    async fn read(id: String, reason: Option<String>, by: Actor, now: i64) -> Answered<wall::Held> {
        let store = store().await?;
        let held = store
            .read(&id, reason.as_deref(), &by.into(), Instant::from_unix(now))
            .await?;
        Ok(held.into())
    }

    async fn make_change(
        id: String,
        tag: Option<String>,
        change: wall::Change,
        by: Actor,
        now: i64,
    ) -> Answered<Option<wall::Held>> {
        let (change, by) = (change.try_into()?, by.into());
        let store = store().await?;
        let now = Instant::from_unix(now);
        let held = store
            .make_change(&id, tag.as_deref(), &change, &by, now)
            .await?;
        Ok(held.map(Into::into))
    }

    async fn suspend_person(
        person: wall::Person,
        because: String,
        by: Actor,
        now: i64,
    ) -> Answered<u32> {
        let (person, by) = (person.into(), by.into());
        let store = store().await?;
        let now = Instant::from_unix(now);
        Ok(store.suspend_person(&person, &because, &by, now).await?)
    }

    async fn audit(id: String, after: u64, by: Actor, now: i64) -> Answered<Vec<wall::AuditEvent>> {
        let store = store().await?;
        let events = store
            .audit(&id, after, &by.into(), Instant::from_unix(now))
            .await?;
        Ok(all(events))
    }
}
