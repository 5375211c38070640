//! Between staff-access's words and the desk's.

use vocabulary::Instant;

use super::wit::front_door::staff_access::faults as wit_faults;
use super::wit::front_door::staff_access::{people, sessions, sign_in};
use super::wit::front_door::types::types;
use crate::stores::{Actor, Begun, Colleague, Fault, PeopleRefusal, Session, SignInRefusal};

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

pub fn begun(begun: sign_in::Begun) -> Begun {
    Begun {
        cookie: begun.cookie,
        must_change_password: begun.must_change_password,
    }
}

pub fn sign_in_refusal(refusal: sign_in::Refusal) -> SignInRefusal {
    match refusal {
        sign_in::Refusal::Wrong => SignInRefusal::Wrong,
        sign_in::Refusal::Locked(until) => SignInRefusal::Locked(Instant::from_unix(until)),
        sign_in::Refusal::Failed(reason) => SignInRefusal::Failed(fault(reason)),
    }
}

pub fn people_refusal(refusal: people::Refusal) -> PeopleRefusal {
    match refusal {
        people::Refusal::Taken => PeopleRefusal::Taken,
        people::Refusal::BadName => PeopleRefusal::BadName,
        people::Refusal::UnknownRole(role) => PeopleRefusal::UnknownRole(role),
        people::Refusal::Failed(reason) => PeopleRefusal::Failed(fault(reason)),
    }
}

pub fn colleague(colleague: people::Colleague) -> Colleague {
    Colleague {
        username: colleague.username,
        display_name: colleague.display_name,
        roles: colleague.roles,
    }
}
