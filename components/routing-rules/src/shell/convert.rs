//! Between the walls' words and ours.

use vocabulary::{Instant, Priority, RulesetId};

use super::wit::front_door::case_store::{faults, rule_versions as wall};
use super::wit::front_door::staff_access::faults as staff_faults;
use super::wit::front_door::types::types;
use crate::stores::{Actor, Fault, Refusal};
use crate::versions::{Decided, DecidedPage, Outcome};

rule_versions::mirror!(wall, types);

impl From<faults::Fault> for Fault {
    fn from(fault: faults::Fault) -> Self {
        web::mirror_fault!(
            fault,
            faults,
            "routing-rules: failed to use the store of cases"
        )
    }
}

impl From<staff_faults::Fault> for Fault {
    fn from(fault: staff_faults::Fault) -> Self {
        web::mirror_fault!(
            fault,
            staff_faults,
            "routing-rules: failed to use the store of staff"
        )
    }
}

impl From<wall::Refusal> for Refusal {
    fn from(refusal: wall::Refusal) -> Self {
        match refusal {
            wall::Refusal::NotFound => Self::NotFound,
            wall::Refusal::NotAllowed => Self::NotAllowed,
            wall::Refusal::TagMissing => Self::TagMissing,
            wall::Refusal::Stale(tag) => Self::Stale(tag),
            wall::Refusal::Conflict(sentence) => Self::Conflict(sentence),
            wall::Refusal::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}

pub fn actor_out(actor: &Actor) -> types::Actor {
    types::Actor {
        id: actor.id.clone(),
        roles: actor.roles.clone(),
    }
}

pub fn id(id: types::RulesetId) -> RulesetId {
    RulesetId {
        id: id.id,
        version: id.version,
    }
}

pub fn id_out(id: &RulesetId) -> types::RulesetId {
    types::RulesetId {
        id: id.id.clone(),
        version: id.version,
    }
}

pub fn priority(priority: types::Priority) -> Priority {
    vocabulary::mirror_priority!(priority, types => vocabulary)
}

pub fn decided_page(page: wall::DecidedPage) -> DecidedPage {
    let fact = |fact: types::Fact| {
        let value = vocabulary::mirror_fact_value!(fact.value, types => vocabulary);
        (fact.name, value)
    };
    let decided = |contact: wall::DecidedContact| Decided {
        facts: contact.facts.into_iter().map(fact).collect(),
        received_at: Instant::from_unix(contact.received_at),
        outcome: Outcome {
            queue: contact.queue,
            priority: priority(contact.priority),
            locality: contact.locality,
        },
    };
    DecidedPage {
        contacts: page.contacts.into_iter().map(decided).collect(),
        next_cursor: page.next_cursor,
    }
}
