//! Between the walls' words and ours.

use super::wit::front_door::case_store::faults;
use super::wit::front_door::staff_access::{faults as staff_faults, sessions};
use super::wit::front_door::types::types;
use crate::stores::{Actor, Fault, Session};

impl From<faults::Fault> for Fault {
    fn from(fault: faults::Fault) -> Self {
        web::mirror_fault!(
            fault,
            faults,
            "service-figures: failed to use the store of cases"
        )
    }
}

impl From<staff_faults::Fault> for Fault {
    fn from(fault: staff_faults::Fault) -> Self {
        web::mirror_fault!(
            fault,
            staff_faults,
            "service-figures: failed to use the store of staff"
        )
    }
}

/// Neither is ours, so that there is no `From`.
pub fn session(session: sessions::Session) -> Session {
    Session {
        actor: session.actor.into(),
        display_name: session.display_name,
        csrf: session.csrf,
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
