//! Records of the wall into records of the store, and back.

use super::wall::front_door::types::types;
use crate::model;
use vocabulary::{self as words, Instant, Priority};

pub fn instant(seconds: i64) -> Instant {
    Instant::from_unix(seconds)
}

impl From<types::FormVersion> for model::FormVersion {
    fn from(form: types::FormVersion) -> Self {
        Self {
            id: form.id,
            version: form.version,
        }
    }
}

impl From<model::FormVersion> for types::FormVersion {
    fn from(form: model::FormVersion) -> Self {
        Self {
            id: form.id,
            version: form.version,
        }
    }
}

impl From<types::RulesetId> for words::RulesetId {
    fn from(id: types::RulesetId) -> Self {
        Self {
            id: id.id,
            version: id.version,
        }
    }
}

impl From<words::RulesetId> for types::RulesetId {
    fn from(id: words::RulesetId) -> Self {
        Self {
            id: id.id,
            version: id.version,
        }
    }
}

impl From<types::Actor> for model::Actor {
    fn from(actor: types::Actor) -> Self {
        Self {
            id: actor.id,
            roles: actor.roles,
        }
    }
}

impl From<types::Answer> for model::Answer {
    fn from(answer: types::Answer) -> Self {
        Self {
            question: answer.question,
            asked: answer.asked,
            value: answer.value,
            said: answer.said,
        }
    }
}

impl From<model::Answer> for types::Answer {
    fn from(answer: model::Answer) -> Self {
        Self {
            question: answer.question,
            asked: answer.asked,
            value: answer.value,
            said: answer.said,
        }
    }
}

pub fn fact(fact: types::Fact) -> (String, words::FactValue) {
    let value = words::mirror_fact_value!(fact.value, types => words);
    (fact.name, value)
}

pub fn told_fact((name, value): (String, words::FactValue)) -> types::Fact {
    let value = words::mirror_fact_value!(value, words => types);
    types::Fact { name, value }
}

impl From<types::Priority> for Priority {
    fn from(priority: types::Priority) -> Self {
        words::mirror_priority!(priority, types => words)
    }
}

impl From<Priority> for types::Priority {
    fn from(priority: Priority) -> Self {
        words::mirror_priority!(priority, words => types)
    }
}

impl From<types::Decision> for words::Decision {
    fn from(decision: types::Decision) -> Self {
        words::mirror_decision!(decision, types => words, instant)
    }
}

impl From<words::Decision> for types::Decision {
    fn from(decision: words::Decision) -> Self {
        words::mirror_decision!(decision, words => types, Instant::as_unix)
    }
}
