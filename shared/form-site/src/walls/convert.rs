//! Between the words of the walls and ours.

use form_model::{Address, Passage};
use vocabulary::{Decision, FactValue, Instant};

use super::wit::front_door::address_lookup::addresses;
use super::wit::front_door::case_store::{afterwards, contacts, drafts, faults};
use super::wit::front_door::staff_access::faults as staff_faults;
use super::wit::front_door::types::types;
use crate::stores::{
    Actor, AskedAnswer, EqualityAnswers, Fault, FormVersion, LinkMessage, MessageChannel, Messaged,
    NotSubmitted, Person, Receipt, SentCopy, StoredDraft, Submission, Taken, WayBack,
};

/// What the service does not know is not known.
pub fn address(found: addresses::Address) -> Address {
    let known = |part: String| (!part.is_empty()).then_some(part);
    Address {
        line_1: known(found.line_1),
        line_2: known(found.line_2),
        town: known(found.town),
        county: known(found.county),
        postcode: known(found.postcode),
    }
}

pub fn fault(fault: faults::Fault) -> Fault {
    web::mirror_fault!(fault, faults, "forms: failed to use the case store")
}

pub fn staff_fault(fault: staff_faults::Fault) -> Fault {
    web::mirror_fault!(fault, staff_faults, "forms: failed to ask who is calling")
}

pub fn actor(actor: types::Actor) -> Actor {
    Actor {
        id: actor.id,
        roles: actor.roles,
    }
}

pub fn form_version(form: &FormVersion) -> types::FormVersion {
    types::FormVersion {
        id: form.id.clone(),
        version: form.version,
    }
}

fn form_version_in(form: types::FormVersion) -> FormVersion {
    FormVersion {
        id: form.id,
        version: form.version,
    }
}

pub fn went(passage: &Passage) -> drafts::Went {
    drafts::Went {
        passed: passage.passed.clone(),
        reached: passage.reached.clone(),
    }
}

pub fn draft(draft: drafts::Draft) -> StoredDraft {
    StoredDraft {
        form: form_version_in(draft.form),
        answers: draft.answers,
        revision: draft.revision,
        started_at: Instant::from_unix(draft.started_at),
        words: draft.words,
    }
}

pub fn link_message(message: LinkMessage) -> drafts::LinkMessage {
    drafts::LinkMessage {
        channel: match message.channel {
            MessageChannel::Email => drafts::MessageChannel::Email,
            MessageChannel::TextMessage => drafts::MessageChannel::TextMessage,
        },
        to: message.to,
        link: message.link,
        address: message.address,
    }
}

pub fn way_back(way: drafts::WayBack) -> WayBack {
    WayBack {
        words: way.words,
        token: way.token,
        messaged: match way.messaged {
            drafts::Messaged::NotAsked => Messaged::NotAsked,
            drafts::Messaged::Waiting => Messaged::Waiting,
            drafts::Messaged::TooMany => Messaged::TooMany,
            drafts::Messaged::NoSender => Messaged::NoSender,
        },
    }
}

pub fn facts(facts: Vec<(String, FactValue)>) -> Vec<types::Fact> {
    facts
        .into_iter()
        .map(|(name, value)| types::Fact {
            name,
            value: vocabulary::mirror_fact_value!(value, vocabulary => types),
        })
        .collect()
}

pub fn decision(decision: types::Decision) -> Decision {
    vocabulary::mirror_decision!(decision, types => vocabulary, Instant::from_unix)
}

fn decision_out(decision: Decision) -> types::Decision {
    vocabulary::mirror_decision!(decision, vocabulary => types, Instant::as_unix)
}

fn answer(answer: AskedAnswer) -> types::Answer {
    types::Answer {
        question: answer.question,
        asked: answer.asked,
        value: answer.value,
        said: answer.said,
    }
}

pub fn sent_copy(copy: afterwards::SentCopy) -> SentCopy {
    let answer = |answer: types::Answer| AskedAnswer {
        question: answer.question,
        asked: answer.asked,
        value: answer.value,
        said: answer.said,
    };
    SentCopy {
        reference: copy.reference,
        submitted_at: Instant::from_unix(copy.submitted_at),
        form: form_version_in(copy.form),
        in_danger: copy.in_danger,
        answers: copy.answers.into_iter().map(answer).collect(),
    }
}

pub fn equality(given: EqualityAnswers) -> afterwards::EqualityAnswers {
    afterwards::EqualityAnswers {
        form: form_version(&given.form),
        answers: given.answers.into_iter().map(answer).collect(),
        draft: contacts::SentDraft {
            cookie: given.draft.cookie,
            revision: given.draft.revision,
        },
    }
}

pub fn taken(taken: afterwards::Taken) -> Taken {
    match taken {
        afterwards::Taken::Taken => Taken::Taken,
        afterwards::Taken::Before => Taken::Before,
        afterwards::Taken::NotOffered => Taken::NotOffered,
        afterwards::Taken::DraftChanged => Taken::DraftChanged,
    }
}

pub fn submission(submission: Submission) -> contacts::Submission {
    contacts::Submission {
        form: form_version(&submission.form),
        channel: submission.channel,
        received_at: submission.received_at.as_unix(),
        answers: submission.answers.into_iter().map(answer).collect(),
        facts: facts(submission.facts),
        person: person(submission.person),
        also_about: submission.also_about.into_iter().map(person).collect(),
        decision: decision_out(submission.decision),
        safeguarding_sign: submission.safeguarding_sign,
        rule_ten_sign: submission.rule_ten_sign,
        about_someone_else: submission.about_someone_else,
        next_steps: submission.next_steps,
        notices: submission
            .notices
            .into_iter()
            .map(|notice| contacts::Notice {
                to: notice.to,
                template: notice.template,
            })
            .collect(),
        idempotency: submission.idempotency.map(|given| contacts::Idempotency {
            key: given.key,
            body: given.body,
        }),
        draft: submission.draft.map(|draft| contacts::SentDraft {
            cookie: draft.cookie,
            revision: draft.revision,
        }),
        flags: submission.flags,
        entered_by: submission.entered_by.map(|actor| types::Actor {
            id: actor.id,
            roles: actor.roles,
        }),
    }
}

fn person(person: Person) -> contacts::Person {
    contacts::Person {
        given_name: person.given_name,
        family_name: person.family_name,
        date_of_birth: person.date_of_birth,
        phone: person.phone,
        email: person.email,
        postcode: person.postcode,
    }
}

pub fn receipt(receipt: contacts::Receipt) -> Receipt {
    Receipt {
        reference: receipt.reference,
        tracking_code: receipt.tracking_code,
        submitted_at: Instant::from_unix(receipt.submitted_at),
        form: form_version_in(receipt.form),
        decision: decision(receipt.decision),
        next_steps: receipt.next_steps,
        replayed: receipt.replayed,
    }
}

pub fn refusal(refusal: contacts::Refusal) -> NotSubmitted {
    match refusal {
        contacts::Refusal::KeyReused => NotSubmitted::KeyReused,
        contacts::Refusal::DraftChanged => NotSubmitted::DraftChanged,
        contacts::Refusal::TooMany(wait) => NotSubmitted::TooMany(wait),
        contacts::Refusal::Failed(reason) => NotSubmitted::Failed(fault(reason)),
    }
}
