//! Between the walls' words and ours.

use vocabulary::{FactValue, Instant, Priority, RulesetId};

use super::wit::front_door::case_store::{faults, rule_versions as wall};
use super::wit::front_door::staff_access::faults as staff_faults;
use super::wit::front_door::types::types;
use crate::stores::{Actor, Fault, Refusal};
use crate::versions::{
    Change, Decided, DecidedPage, Deed, Event, Outcome, Shown, State, Texts, Version,
};

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

fn deed(deed: wall::Deed) -> Deed {
    Deed {
        who: deed.who,
        at: Instant::from_unix(deed.at),
    }
}

pub fn version(version: wall::Version) -> Version {
    Version {
        id: id(version.id),
        state: match version.state {
            wall::State::Proposed => State::Proposed,
            wall::State::TakenBack => State::TakenBack,
            wall::State::Scheduled => State::Scheduled,
            wall::State::Published => State::Published,
            wall::State::Withdrawn => State::Withdrawn,
        },
        in_use: version.in_use,
        takes_effect: version.takes_effect.map(Instant::from_unix),
        etag: version.etag,
        proposed: version.proposed.map(deed),
        changed: version.changed.map(deed),
    }
}

pub fn shown(shown: wall::Shown) -> Shown {
    let event = |event: wall::Event| Event {
        at: Instant::from_unix(event.at),
        who: event.who,
        what: event.what,
        version: event.version,
        takes_effect: event.takes_effect.map(Instant::from_unix),
        because: event.because,
    };
    Shown {
        version: version(shown.version),
        texts: Texts {
            rules: shown.texts.rules,
            places: shown.texts.places,
            calendar: shown.texts.calendar,
        },
        history: shown.history.into_iter().map(event).collect(),
    }
}

pub fn texts_out(texts: &Texts) -> wall::Texts {
    wall::Texts {
        rules: texts.rules.clone(),
        places: texts.places.clone(),
        calendar: texts.calendar.clone(),
    }
}

pub fn change_out(change: &Change) -> wall::Change {
    match change {
        Change::Approve {
            takes_effect,
            because,
        } => wall::Change::Approve(wall::Approval {
            takes_effect: takes_effect.map(Instant::as_unix),
            because: because.clone(),
        }),
        Change::Withdraw(because) => wall::Change::Withdraw(because.clone()),
    }
}

pub fn priority(priority: types::Priority) -> Priority {
    vocabulary::mirror_priority!(priority, types => vocabulary)
}

pub fn decided_page(page: wall::DecidedPage) -> DecidedPage {
    let fact = |fact: types::Fact| {
        let value = match fact.value {
            types::FactValue::Text(text) => FactValue::Text(text),
            types::FactValue::Several(several) => FactValue::Several(several),
            types::FactValue::Number(number) => FactValue::Number(number),
        };
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
