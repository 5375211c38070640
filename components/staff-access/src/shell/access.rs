//! Sessions, tokens and signing in.

use super::edge::open;
use super::wall::StaffAccess;
use super::wall::exports::front_door::staff_access::faults::Fault;
use super::wall::exports::front_door::staff_access::{sessions, sign_in};
use super::wall::front_door::types::types;
use crate::{Begun, Identity, NotLetIn, NotSignedIn};
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
    async fn passwords() -> Result<bool, Fault> {
        Ok(open().await?.has_passwords())
    }

    async fn sign_in(
        username: String,
        password: String,
        now: i64,
    ) -> Result<sign_in::Begun, sign_in::Refusal> {
        let store = open().await.map_err(NotSignedIn::Failed)?;
        let begun = store.sign_in(&username, &password, Instant::from_unix(now));
        Ok(begun.await?.into())
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

    async fn begin_for(
        identity: sign_in::Identity,
        now: i64,
    ) -> Result<sign_in::Begun, sign_in::NotLetIn> {
        let store = open().await.map_err(NotLetIn::Failed)?;
        let known = Identity {
            issuer: identity.issuer,
            subject: identity.subject,
            name: identity.name,
            email: identity.email,
            roles: identity.roles,
        };
        let begun = store.begin_for(&known, Instant::from_unix(now)).await?;
        Ok(begun.into())
    }
}

impl From<Begun> for sign_in::Begun {
    fn from(begun: Begun) -> Self {
        Self {
            cookie: begun.cookie,
            must_change_password: begun.must_change_password,
        }
    }
}

impl From<NotSignedIn> for sign_in::Refusal {
    fn from(refused: NotSignedIn) -> Self {
        match refused {
            NotSignedIn::Wrong => Self::Wrong,
            NotSignedIn::Locked(until) => Self::Locked(until.as_unix()),
            NotSignedIn::PasswordsOff => Self::PasswordsOff,
            NotSignedIn::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}

impl From<NotLetIn> for sign_in::NotLetIn {
    fn from(refused: NotLetIn) -> Self {
        match refused {
            NotLetIn::NoRole => Self::NoRole,
            NotLetIn::Suspended => Self::Suspended,
            NotLetIn::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}
