//! Between the walls' words and ours.

use super::wit::front_door::case_store::faults;
use super::wit::front_door::staff_access::faults as staff_faults;
use super::wit::front_door::types::types;
use crate::stores::{Actor, Fault};

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

impl From<Actor> for types::Actor {
    fn from(actor: Actor) -> Self {
        Self {
            id: actor.id,
            roles: actor.roles,
        }
    }
}
