//! The store of staff, asked through its wall.

use pages::Authority;
use vocabulary::Instant;

use super::wit::front_door::staff_access::{faults, people, sessions, settings, sign_in, upkeep};
use super::wit::front_door::types::types;
use crate::stores::{
    Actor, Begun, Fault, NewStaff, PeopleRefusal, Session, Sessions, SignInRefusal, Stores,
};

/// The library that the manifest composes in.
pub struct Walls;

/// Chooses the authority that the operator has set, once an instance.
pub async fn choose_authority() -> Result<(), Fault> {
    if Authority::is_chosen() {
        return Ok(());
    }
    let set = settings::read().await?;
    let chosen = Authority::choose(&set.authority, set.environment == "development");
    chosen.map(|_| ()).map_err(|unknown| {
        eprintln!("staff-people: failed to choose the authority: {unknown}");
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
        Ok(found.map(Into::into))
    }

    async fn session(&self, cookie: &str, now: Instant) -> Result<Option<Session>, Fault> {
        let found = sessions::current(cookie.to_owned(), now.as_unix()).await?;
        Ok(found.map(|session| Session {
            actor: session.actor.into(),
            display_name: session.display_name,
            csrf: session.csrf,
        }))
    }
}

impl Stores for Walls {
    async fn ready(&self) -> Result<(), Fault> {
        upkeep::ready().await?;
        choose_authority().await
    }

    async fn end_session(&self, cookie: &str) -> Result<(), Fault> {
        Ok(sessions::end(cookie.to_owned()).await?)
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

    async fn create_staff(
        &self,
        new: &NewStaff,
        by: &Actor,
        now: Instant,
    ) -> Result<String, PeopleRefusal> {
        let new = new.clone();
        let by = by.clone().into();
        let created =
            people::create_staff(new.username, new.display_name, new.roles, by, now.as_unix());
        Ok(created.await?)
    }

    async fn create_service_token(
        &self,
        name: &str,
        roles: &[String],
        by: &Actor,
        now: Instant,
    ) -> Result<String, PeopleRefusal> {
        let (name, roles, by) = (name.to_owned(), roles.to_vec(), by.clone().into());
        Ok(people::create_service_token(name, roles, by, now.as_unix()).await?)
    }
}

impl From<faults::Fault> for Fault {
    fn from(fault: faults::Fault) -> Self {
        match fault {
            faults::Fault::Unavailable => Self::Unavailable,
            faults::Fault::WrongKey(expected) => Self::WrongKey(expected),
            faults::Fault::Internal(text) => {
                eprintln!("staff-people: failed to use the store of staff: {text}");
                Self::Internal
            }
        }
    }
}

impl From<sign_in::Refusal> for SignInRefusal {
    fn from(refusal: sign_in::Refusal) -> Self {
        match refusal {
            sign_in::Refusal::Wrong => Self::Wrong,
            sign_in::Refusal::Locked(until) => Self::Locked(Instant::from_unix(until)),
            sign_in::Refusal::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}

impl From<people::Refusal> for PeopleRefusal {
    fn from(refusal: people::Refusal) -> Self {
        match refusal {
            people::Refusal::Taken => Self::Taken,
            people::Refusal::BadName => Self::BadName,
            people::Refusal::UnknownRole(role) => Self::UnknownRole(role),
            people::Refusal::Failed(fault) => Self::Failed(fault.into()),
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

impl From<Actor> for types::Actor {
    fn from(actor: Actor) -> Self {
        Self {
            id: actor.id,
            roles: actor.roles,
        }
    }
}
