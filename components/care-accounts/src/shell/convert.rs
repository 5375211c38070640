//! Between the walls' words and ours.

use account_model::NotMirrored;
use vocabulary::Instant;

use super::wit::front_door::accounts_store::{
    access, accounts, desk, faults, importing, mine, settings,
};
use super::wit::front_door::staff_access::{faults as staff_faults, sessions};
use super::wit::front_door::types::types;
use crate::stores::{AccessRefusal, Actor, Begun, Fault, Refusal, Settings, StaffSession, Visit};

account_model::mirror!(types, accounts, importing, mine, desk);

impl From<faults::Fault> for Fault {
    fn from(fault: faults::Fault) -> Self {
        web::mirror_fault!(
            fault,
            faults,
            "care-accounts: failed to use the store of accounts"
        )
    }
}

impl From<staff_faults::Fault> for Fault {
    fn from(fault: staff_faults::Fault) -> Self {
        web::mirror_fault!(
            fault,
            staff_faults,
            "care-accounts: failed to use the store of staff"
        )
    }
}

/// Neither is ours, so that there is no `From`.
pub fn not_mirrored(wrong: NotMirrored) -> Fault {
    eprintln!("care-accounts: failed to read what the store of accounts answered: {wrong}");
    Fault::Internal
}

impl From<NotMirrored> for Refusal {
    fn from(wrong: NotMirrored) -> Self {
        Self::Failed(not_mirrored(wrong))
    }
}

impl From<access::Refusal> for AccessRefusal {
    fn from(refusal: access::Refusal) -> Self {
        match refusal {
            access::Refusal::TooMany(wait) => Self::TooMany(wait),
            access::Refusal::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}

impl From<desk::Refusal> for Refusal {
    fn from(refusal: desk::Refusal) -> Self {
        match refusal {
            desk::Refusal::NotFound => Self::NotFound,
            desk::Refusal::NotAllowed => Self::NotAllowed,
            desk::Refusal::ReasonMissing => Self::ReasonMissing,
            desk::Refusal::TagMissing => Self::TagMissing,
            desk::Refusal::Stale(tag) => Self::Stale(tag),
            desk::Refusal::Conflict(sentence) => Self::Conflict(sentence),
            desk::Refusal::Invalid(fields) => Self::Invalid(fields),
            desk::Refusal::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}

impl From<settings::Settings> for Settings {
    fn from(set: settings::Settings) -> Self {
        Self {
            public_url: set.public_url,
            trusted_proxy: set.trusted_proxy,
            is_development: set.environment == "development",
            has_sender: set.has_sender,
            authority: set.authority,
            demonstration: set.demonstration,
        }
    }
}

impl From<access::Begun> for Begun {
    fn from(begun: access::Begun) -> Self {
        Self {
            token: begun.token,
            expires_at: Instant::from_unix(begun.expires_at),
        }
    }
}

impl From<access::Visit> for Visit {
    fn from(visit: access::Visit) -> Self {
        Self {
            csrf: visit.csrf,
            expires_at: Instant::from_unix(visit.expires_at),
        }
    }
}

impl From<sessions::Session> for StaffSession {
    fn from(session: sessions::Session) -> Self {
        Self {
            actor: Actor::from(session.actor),
            display_name: session.display_name,
            csrf: session.csrf,
        }
    }
}
