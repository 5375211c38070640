//! What only pages for staff ask of the libraries.

use vocabulary::Instant;

use super::wit::front_door::case_store::{advice, settings};
use super::wit::front_door::staff_access::sessions;
use super::{Walls, convert};
use crate::stores::{Actor, Fault, NotAdvised, Receipt, Submission};

/// A member of staff who is signed in.
pub struct SignedIn {
    pub actor: Actor,
    /// The name that colleagues see.
    pub display_name: String,
    /// The token that every form post of this session must carry.
    pub csrf: String,
}

impl Walls {
    /// Where people reach this: cookies are called after it. Unlike `settings` it asks nobody whether addresses
    /// are looked up, so that a component without that library can be composed.
    ///
    /// # Errors
    /// When the settings cannot be read.
    pub async fn public_url(&self) -> Result<String, Fault> {
        let set = settings::read().await.map_err(convert::fault)?;
        Ok(set.public_url)
    }

    /// Who holds this session, with their roles at this moment.
    ///
    /// # Errors
    /// When the store of staff cannot be asked.
    pub async fn signed_in(&self, cookie: &str, now: Instant) -> Result<Option<SignedIn>, Fault> {
        let session = sessions::current(cookie.to_owned(), now.as_unix())
            .await
            .map_err(convert::staff_fault)?;
        Ok(session.map(|session| SignedIn {
            actor: convert::actor(session.actor),
            display_name: session.display_name,
            csrf: session.csrf,
        }))
    }

    /// Stores a contact that ended with advice, and closes it at once.
    ///
    /// # Errors
    /// As [`NotAdvised`] says; then nothing is stored.
    pub async fn give_advice(
        &self,
        contact: Submission,
        outcome: &str,
        note: Option<&str>,
        by: Actor,
    ) -> Result<Receipt, NotAdvised> {
        let by = super::wit::front_door::types::types::Actor {
            id: by.id,
            roles: by.roles,
        };
        advice::give(
            convert::submission(contact),
            outcome.to_owned(),
            note.map(str::to_owned),
            by,
        )
        .await
        .map(convert::receipt)
        .map_err(|refusal| match refusal {
            advice::Refusal::NotAllowed => NotAdvised::NotAllowed,
            advice::Refusal::InDanger => NotAdvised::InDanger,
            advice::Refusal::Invalid(sentence) => NotAdvised::Invalid(sentence),
            advice::Refusal::KeyReused => NotAdvised::KeyReused,
            advice::Refusal::Failed(fault) => NotAdvised::Failed(convert::fault(fault)),
        })
    }
}
