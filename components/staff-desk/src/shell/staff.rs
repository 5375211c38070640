//! Between staff-access's words and the desk's.

use super::wit::front_door::staff_access::faults as wit_faults;
use super::wit::front_door::staff_access::{colleagues, sessions};
use super::wit::front_door::types::types;
use crate::stores::{Actor, Colleague, Fault, Session};

pub fn fault(fault: wit_faults::Fault) -> Fault {
    match fault {
        wit_faults::Fault::Unavailable => Fault::Unavailable,
        wit_faults::Fault::WrongKey(expected) => Fault::WrongKey(expected),
        wit_faults::Fault::Internal(text) => {
            eprintln!("staff-desk: failed to use the store of staff: {text}");
            Fault::Internal
        }
    }
}

pub fn actor(actor: types::Actor) -> Actor {
    Actor {
        id: actor.id,
        roles: actor.roles,
    }
}

pub fn session(session: sessions::Session) -> Session {
    Session {
        actor: actor(session.actor),
        display_name: session.display_name,
        csrf: session.csrf,
    }
}

pub fn colleague(colleague: colleagues::Colleague) -> Colleague {
    Colleague {
        username: colleague.username,
        display_name: colleague.display_name,
        roles: colleague.roles,
    }
}
