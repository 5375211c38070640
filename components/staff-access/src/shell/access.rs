//! Sessions, tokens and signing in.

use super::edge::open;
use super::wall::StaffAccess;
use super::wall::exports::front_door::staff_access::faults::Fault;
use super::wall::exports::front_door::staff_access::{sessions, sign_in};
use super::wall::front_door::types::types;
use crate::{Actor, NotSignedIn};
use vocabulary::Instant;

impl sessions::Guest for StaffAccess {
    async fn service(token: String, _now: i64) -> Result<Option<types::Actor>, Fault> {
        let actor = open().await?.service(&token).await?;
        Ok(actor.map(Into::into))
    }

    async fn current(cookie: String, now: i64) -> Result<Option<sessions::Session>, Fault> {
        let session = open()
            .await?
            .current(&cookie, Instant::from_unix(now))
            .await?;
        Ok(session.map(|session| sessions::Session {
            actor: session.actor.into(),
            display_name: session.display_name,
            csrf: session.csrf,
        }))
    }

    async fn end(cookie: String) -> Result<(), Fault> {
        Ok(open().await?.end(&cookie).await?)
    }
}

impl sign_in::Guest for StaffAccess {
    async fn sign_in(
        username: String,
        password: String,
        now: i64,
    ) -> Result<sign_in::Begun, sign_in::Refusal> {
        let store = open().await.map_err(NotSignedIn::Failed)?;
        let begun = store
            .sign_in(&username, &password, Instant::from_unix(now))
            .await?;
        Ok(sign_in::Begun {
            cookie: begun.cookie,
            must_change_password: begun.must_change_password,
        })
    }

    async fn change_password(
        cookie: String,
        old: String,
        new: String,
        now: i64,
    ) -> Result<(), sign_in::Refusal> {
        let store = open().await.map_err(NotSignedIn::Failed)?;
        Ok(store
            .change_password(&cookie, &old, &new, Instant::from_unix(now))
            .await?)
    }
}

impl From<NotSignedIn> for sign_in::Refusal {
    fn from(refused: NotSignedIn) -> Self {
        match refused {
            NotSignedIn::Wrong => Self::Wrong,
            NotSignedIn::Locked(until) => Self::Locked(until.as_unix()),
            NotSignedIn::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}

impl From<Actor> for types::Actor {
    fn from(actor: Actor) -> Self {
        Self {
            id: actor.id,
            roles: actor.roles,
        }
    }
}

impl From<types::Actor> for Actor {
    fn from(actor: types::Actor) -> Self {
        Self {
            id: actor.id,
            roles: actor.roles,
        }
    }
}
