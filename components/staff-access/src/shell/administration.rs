//! Staff and machines, and colleagues by name.

use super::edge::open;
use super::wall::StaffAccess;
use super::wall::exports::front_door::staff_access::faults::Fault;
use super::wall::exports::front_door::staff_access::{colleagues, people};
use super::wall::front_door::types::types;
use crate::{Refusal, Store};
use staff_model::NewMember;
use vocabulary::Instant;

staff_model::mirror!(types, people);

/// A list in the wall's words.
fn all<T, U: From<T>>(list: Vec<T>) -> Vec<U> {
    list.into_iter().map(U::from).collect()
}

async fn store() -> Result<Store<super::edge::SpinConnection>, Refusal> {
    open().await.map_err(Refusal::Failed)
}

impl people::Guest for StaffAccess {
    async fn everybody(by: types::Actor, now: i64) -> Result<Vec<people::Member>, people::Refusal> {
        let store = store().await?;
        let by = by.into();
        let people = store.everybody(&by, Instant::from_unix(now)).await?;
        Ok(all(people))
    }

    async fn one(
        username: String,
        by: types::Actor,
        now: i64,
    ) -> Result<people::Member, people::Refusal> {
        let store = store().await?;
        let by = by.into();
        let member = store.one(&username, &by, Instant::from_unix(now)).await?;
        Ok(member.into())
    }

    async fn history(
        username: String,
        after: u64,
        by: types::Actor,
    ) -> Result<Vec<people::Event>, people::Refusal> {
        let store = store().await?;
        Ok(all(store.history(&username, after, &by.into()).await?))
    }

    async fn create_staff(
        username: String,
        display_name: String,
        roles: Vec<String>,
        reason: String,
        by: types::Actor,
        now: i64,
    ) -> Result<people::Changed, people::Refusal> {
        let store = store().await?;
        let new = NewMember {
            username,
            display_name,
            roles,
        };
        let (by, now) = (by.into(), Instant::from_unix(now));
        let created = store.create_staff(&new, &reason, &by, now);
        Ok(created.await?.into())
    }

    async fn change_staff(
        username: String,
        tag: Option<String>,
        change: people::Change,
        reason: String,
        by: types::Actor,
        now: i64,
    ) -> Result<people::Changed, people::Refusal> {
        let store = store().await?;
        let (change, by, now) = (change.into(), by.into(), Instant::from_unix(now));
        let changed = store.change_staff(&username, tag.as_deref(), &change, &reason, &by, now);
        Ok(changed.await?.into())
    }

    async fn tokens(by: types::Actor) -> Result<Vec<people::Token>, people::Refusal> {
        let store = store().await?;
        Ok(all(store.tokens(&by.into()).await?))
    }

    async fn create_service_token(
        name: String,
        roles: Vec<String>,
        reason: String,
        by: types::Actor,
        now: i64,
    ) -> Result<String, people::Refusal> {
        let store = store().await?;
        let (by, now) = (by.into(), Instant::from_unix(now));
        Ok(store
            .create_service_token(&name, &roles, &reason, &by, now)
            .await?)
    }

    async fn revoke_service_token(
        name: String,
        reason: String,
        by: types::Actor,
        now: i64,
    ) -> Result<people::Token, people::Refusal> {
        let store = store().await?;
        let (by, now) = (by.into(), Instant::from_unix(now));
        let revoked = store.revoke_service_token(&name, &reason, &by, now);
        Ok(revoked.await?.into())
    }
}

impl colleagues::Guest for StaffAccess {
    async fn all() -> Result<Vec<colleagues::Colleague>, Fault> {
        let colleagues = open().await?.colleagues().await?;
        let seen = |colleague: crate::Colleague| colleagues::Colleague {
            username: colleague.username,
            display_name: colleague.display_name,
            roles: colleague.roles,
        };
        Ok(colleagues.into_iter().map(seen).collect())
    }
}

impl From<Refusal> for people::Refusal {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::NotFound,
            Refusal::NotAllowed => Self::NotAllowed,
            Refusal::TagMissing => Self::TagMissing,
            Refusal::Stale(tag) => Self::Stale(tag),
            Refusal::Conflict(sentence) => Self::Conflict(sentence),
            Refusal::Invalid(fields) => Self::Invalid(fields),
            Refusal::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}
