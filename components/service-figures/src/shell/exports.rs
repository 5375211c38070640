//! Between the case store's words for exports and ours.

use client_level_data::Person;
use vocabulary::{FactValue, Instant};

use super::wit::front_door::case_store::{contacts, exports as wit};
use super::wit::front_door::types::types;
use crate::exports::exported::Answer;
use crate::exports::{ExportPage, Exported, Period, Purpose};
use crate::stores::Refusal;

pub fn purpose(purpose: Purpose) -> wit::Purpose {
    match purpose {
        Purpose::Referrals => wit::Purpose::Referrals,
        Purpose::ClientLevelData => wit::Purpose::ClientLevelData,
    }
}

pub fn period(period: Period) -> wit::Period {
    wit::Period {
        from: period.from.as_unix(),
        before: period.before.as_unix(),
    }
}

pub fn refusal(refusal: wit::Refusal) -> Refusal {
    match refusal {
        wit::Refusal::NotAllowed => Refusal::NotAllowed,
        wit::Refusal::Invalid(fields) => Refusal::Invalid(fields),
        wit::Refusal::Failed(fault) => Refusal::Failed(fault.into()),
    }
}

pub fn page(page: wit::ExportedPage) -> ExportPage {
    ExportPage {
        referrals: page.referrals.into_iter().map(exported).collect(),
        next_cursor: page.next_cursor,
    }
}

fn exported(exported: wit::Exported) -> Exported {
    let answers = |answers: Vec<types::Answer>| answers.into_iter().map(answer).collect();
    Exported {
        reference: exported.reference,
        form: exported.form.id,
        form_version: exported.form.version,
        channel: exported.channel,
        received_at: Instant::from_unix(exported.received_at),
        status: exported.status,
        queue: exported.queue,
        priority: vocabulary::mirror_priority!(exported.priority, types => vocabulary),
        respond_by: Instant::from_unix(exported.respond_by),
        safeguarding_sign: exported.safeguarding_sign,
        rule_ten_sign: exported.rule_ten_sign,
        person: person(exported.person),
        answers: answers(exported.answers),
        facts: exported.facts.into_iter().map(fact).collect(),
        decision: vocabulary::mirror_decision!(
            exported.decision,
            types => vocabulary,
            Instant::from_unix
        ),
        s42: exported.s42,
        first_response_at: exported.first_response_at.map(Instant::from_unix),
        closed_at: exported.closed_at.map(Instant::from_unix),
        outcome: exported.outcome,
        equality: exported.equality.map(answers),
    }
}

fn person(person: contacts::Person) -> Person {
    Person {
        given_name: person.given_name,
        family_name: person.family_name,
        date_of_birth: person.date_of_birth,
        postcode: person.postcode,
    }
}

pub fn answer(answer: types::Answer) -> Answer {
    Answer {
        question: answer.question,
        asked: answer.asked,
        value: json(answer.value),
    }
}

/// A value of the contract. What is not JSON, which the store does not keep, stays a text.
pub fn json(value: String) -> serde_json::Value {
    serde_json::from_str(&value).unwrap_or(serde_json::Value::String(value))
}

fn fact(fact: types::Fact) -> (String, FactValue) {
    let value = vocabulary::mirror_fact_value!(fact.value, types => vocabulary);
    (fact.name, value)
}
