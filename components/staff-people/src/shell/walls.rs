//! The store of staff, asked through its wall.

use vocabulary::Instant;

use super::wit::front_door::staff_access::{faults, people, sessions, settings, sign_in, upkeep};
use super::wit::front_door::types::types;
use crate::stores::{
    Actor, Begun, Change, Changed, Event, Fault, Identity, Member, NewMember, NotLetIn, Refusal,
    SignInRefusal, Stores, Token,
};

/// The library that the manifest composes in.
pub struct Walls;

pages::choose_authority!("staff-people", settings::read().await?);

staff_pages::sessions_behind!(Walls, settings => Fault::from, sessions => Fault::from);

impl Stores for Walls {
    async fn ready(&self) -> Result<(), Fault> {
        upkeep::ready().await?;
        choose_authority().await
    }

    async fn end_session(&self, cookie: &str) -> Result<(), Fault> {
        Ok(sessions::end(cookie.to_owned()).await?)
    }

    async fn passwords(&self) -> Result<bool, Fault> {
        Ok(sign_in::passwords().await?)
    }

    async fn sign_in(
        &self,
        username: &str,
        password: &str,
        now: Instant,
    ) -> Result<Begun, SignInRefusal> {
        let (username, password) = (username.to_owned(), password.to_owned());
        let begun = sign_in::sign_in(username, password, now.as_unix()).await?;
        Ok(Begun {
            cookie: begun.cookie,
            must_change_password: begun.must_change_password,
        })
    }

    async fn begin_for(&self, known: &Identity, now: Instant) -> Result<Begun, NotLetIn> {
        let known = known.clone();
        let identity = sign_in::Identity {
            issuer: known.issuer,
            subject: known.subject,
            name: known.name,
            email: known.email,
            roles: known.roles,
        };
        let begun = sign_in::begin_for(identity, now.as_unix()).await?;
        Ok(Begun {
            cookie: begun.cookie,
            must_change_password: begun.must_change_password,
        })
    }

    async fn change_password(
        &self,
        cookie: &str,
        old: &str,
        new: &str,
        now: Instant,
    ) -> Result<(), SignInRefusal> {
        let (cookie, old, new) = (cookie.to_owned(), old.to_owned(), new.to_owned());
        Ok(sign_in::change_password(cookie, old, new, now.as_unix()).await?)
    }

    async fn everybody(&self, by: &Actor, now: Instant) -> Result<Vec<Member>, Refusal> {
        Ok(all(
            people::everybody(by.clone().into(), now.as_unix()).await?
        ))
    }

    async fn one(&self, username: &str, by: &Actor, now: Instant) -> Result<Member, Refusal> {
        let (username, by) = (username.to_owned(), by.clone().into());
        Ok(people::one(username, by, now.as_unix()).await?.into())
    }

    async fn history(&self, username: &str, after: u64, by: &Actor) -> Result<Vec<Event>, Refusal> {
        let (username, by) = (username.to_owned(), by.clone().into());
        Ok(all(people::history(username, after, by).await?))
    }

    async fn create_staff(
        &self,
        new: &NewMember,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Changed, Refusal> {
        let (new, reason, by) = (new.clone(), reason.to_owned(), by.clone().into());
        let (username, display_name, roles) = (new.username, new.display_name, new.roles);
        let created =
            people::create_staff(username, display_name, roles, reason, by, now.as_unix());
        Ok(created.await?.into())
    }

    async fn change_staff(
        &self,
        username: &str,
        tag: Option<&str>,
        change: &Change,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Changed, Refusal> {
        let (username, tag) = (username.to_owned(), tag.map(str::to_owned));
        let (change, reason, by) = (change.clone().into(), reason.to_owned(), by.clone().into());
        let changed = people::change_staff(username, tag, change, reason, by, now.as_unix());
        Ok(changed.await?.into())
    }

    async fn tokens(&self, by: &Actor) -> Result<Vec<Token>, Refusal> {
        Ok(all(people::tokens(by.clone().into()).await?))
    }

    async fn create_service_token(
        &self,
        name: &str,
        roles: &[String],
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<String, Refusal> {
        let (name, roles, reason) = (name.to_owned(), roles.to_vec(), reason.to_owned());
        let by = by.clone().into();
        Ok(people::create_service_token(name, roles, reason, by, now.as_unix()).await?)
    }

    async fn revoke_service_token(
        &self,
        name: &str,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Token, Refusal> {
        let (name, reason, by) = (name.to_owned(), reason.to_owned(), by.clone().into());
        let revoked = people::revoke_service_token(name, reason, by, now.as_unix());
        Ok(revoked.await?.into())
    }
}

staff_model::mirror!(types, people);

/// A list in our own words.
fn all<T, U: From<T>>(list: Vec<T>) -> Vec<U> {
    list.into_iter().map(U::from).collect()
}

impl From<faults::Fault> for Fault {
    fn from(fault: faults::Fault) -> Self {
        web::mirror_fault!(
            fault,
            faults,
            "staff-people: failed to use the store of staff"
        )
    }
}

impl From<sign_in::NotLetIn> for NotLetIn {
    fn from(refusal: sign_in::NotLetIn) -> Self {
        match refusal {
            sign_in::NotLetIn::NoRole => Self::NoRole,
            sign_in::NotLetIn::Suspended => Self::Suspended,
            sign_in::NotLetIn::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}

impl From<sign_in::Refusal> for SignInRefusal {
    fn from(refusal: sign_in::Refusal) -> Self {
        match refusal {
            sign_in::Refusal::Wrong => Self::Wrong,
            sign_in::Refusal::Locked(until) => Self::Locked(Instant::from_unix(until)),
            sign_in::Refusal::PasswordsOff => Self::PasswordsOff,
            sign_in::Refusal::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}

impl From<people::Refusal> for Refusal {
    fn from(refusal: people::Refusal) -> Self {
        match refusal {
            people::Refusal::NotFound => Self::NotFound,
            people::Refusal::NotAllowed => Self::NotAllowed,
            people::Refusal::TagMissing => Self::TagMissing,
            people::Refusal::Stale(tag) => Self::Stale(tag),
            people::Refusal::Conflict(sentence) => Self::Conflict(sentence),
            people::Refusal::Invalid(fields) => Self::Invalid(fields),
            people::Refusal::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}
