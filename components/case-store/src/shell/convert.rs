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
    let value = match fact.value {
        types::FactValue::Text(text) => words::FactValue::Text(text),
        types::FactValue::Several(several) => words::FactValue::Several(several),
        types::FactValue::Number(number) => words::FactValue::Number(number),
    };
    (fact.name, value)
}

pub fn told_fact((name, value): (String, words::FactValue)) -> types::Fact {
    let value = match value {
        words::FactValue::Text(text) => types::FactValue::Text(text),
        words::FactValue::Several(several) => types::FactValue::Several(several),
        words::FactValue::Number(number) => types::FactValue::Number(number),
    };
    types::Fact { name, value }
}

impl From<types::Priority> for Priority {
    fn from(priority: types::Priority) -> Self {
        match priority {
            types::Priority::Emergency => Self::Emergency,
            types::Priority::Urgent => Self::Urgent,
            types::Priority::Soon => Self::Soon,
            types::Priority::Standard => Self::Standard,
        }
    }
}

impl From<Priority> for types::Priority {
    fn from(priority: Priority) -> Self {
        match priority {
            Priority::Emergency => Self::Emergency,
            Priority::Urgent => Self::Urgent,
            Priority::Soon => Self::Soon,
            Priority::Standard => Self::Standard,
        }
    }
}

impl From<types::Destination> for words::Destination {
    fn from(destination: types::Destination) -> Self {
        Self {
            kind: match destination.kind {
                types::DestinationKind::Team => words::DestinationKind::Team,
                types::DestinationKind::Partner => words::DestinationKind::Partner,
                types::DestinationKind::OtherAuthority => words::DestinationKind::OtherAuthority,
                types::DestinationKind::Children => words::DestinationKind::Children,
            },
            id: destination.id,
            name: destination.name,
        }
    }
}

impl From<words::Destination> for types::Destination {
    fn from(destination: words::Destination) -> Self {
        Self {
            kind: match destination.kind {
                words::DestinationKind::Team => types::DestinationKind::Team,
                words::DestinationKind::Partner => types::DestinationKind::Partner,
                words::DestinationKind::OtherAuthority => types::DestinationKind::OtherAuthority,
                words::DestinationKind::Children => types::DestinationKind::Children,
            },
            id: destination.id,
            name: destination.name,
        }
    }
}

impl From<types::Decision> for words::Decision {
    fn from(decision: types::Decision) -> Self {
        Self {
            queue: decision.queue,
            priority: decision.priority.into(),
            respond_by: instant(decision.respond_by),
            locality: decision.locality,
            district: decision.district,
            destination: decision.destination.into(),
            also_tell: decision.also_tell.into_iter().map(Into::into).collect(),
            advice: decision
                .advice
                .into_iter()
                .map(|advice| words::Advice {
                    id: advice.id,
                    title: advice.title,
                    text: advice.text,
                })
                .collect(),
            reasons: decision
                .reasons
                .into_iter()
                .map(|reason| words::Reason {
                    rule: reason.rule,
                    because: reason.because,
                    facts: reason.facts,
                })
                .collect(),
            ruleset: decision.ruleset.into(),
        }
    }
}

impl From<words::Decision> for types::Decision {
    fn from(decision: words::Decision) -> Self {
        Self {
            queue: decision.queue,
            priority: decision.priority.into(),
            respond_by: decision.respond_by.as_unix(),
            locality: decision.locality,
            district: decision.district,
            destination: decision.destination.into(),
            also_tell: decision.also_tell.into_iter().map(Into::into).collect(),
            advice: decision
                .advice
                .into_iter()
                .map(|advice| types::Advice {
                    id: advice.id,
                    title: advice.title,
                    text: advice.text,
                })
                .collect(),
            reasons: decision
                .reasons
                .into_iter()
                .map(|reason| types::Reason {
                    rule: reason.rule,
                    because: reason.because,
                    facts: reason.facts,
                })
                .collect(),
            ruleset: decision.ruleset.into(),
        }
    }
}
