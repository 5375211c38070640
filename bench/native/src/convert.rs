//! Between the words of `contact-forms` and those of `case-store`, by moving and not by copying: what
//! the components pass through WIT.

use case_store::model;
use form_model::Passage;
use form_site::stores as forms;

/// What the log may know is said here; a page says only that it did not work.
pub fn fault(fault: case_store::Fault) -> forms::Fault {
    eprintln!("{fault}");
    match fault {
        case_store::Fault::Unavailable(_) => forms::Fault::Unavailable,
        case_store::Fault::WrongKey(expected) => forms::Fault::WrongKey(expected),
        case_store::Fault::Internal(_) => forms::Fault::Internal,
    }
}

pub fn form(form: &forms::FormVersion) -> model::FormVersion {
    model::FormVersion {
        id: form.id.clone(),
        version: form.version,
    }
}

pub fn went(passage: &Passage) -> model::Went {
    model::Went {
        passed: passage.passed.clone(),
        reached: passage.reached.clone(),
    }
}

pub fn draft(draft: model::Draft) -> forms::StoredDraft {
    forms::StoredDraft {
        form: form_back(draft.form),
        answers: draft.answers,
        revision: draft.revision,
        started_at: draft.started_at,
        words: draft.words,
    }
}

pub fn receipt(receipt: model::Receipt) -> forms::Receipt {
    forms::Receipt {
        reference: receipt.reference,
        tracking_code: receipt.tracking_code,
        submitted_at: receipt.submitted_at,
        form: form_back(receipt.form),
        decision: receipt.decision,
        next_steps: receipt.next_steps,
        replayed: receipt.replayed,
    }
}

pub fn submission(sent: forms::Submission) -> model::Submission {
    model::Submission {
        form: form(&sent.form),
        channel: sent.channel,
        received_at: sent.received_at,
        answers: sent.answers.into_iter().map(answer).collect(),
        facts: sent.facts,
        person: person(sent.person),
        also_about: sent.also_about.into_iter().map(person).collect(),
        decision: sent.decision,
        safeguarding_sign: sent.safeguarding_sign,
        rule_ten_sign: sent.rule_ten_sign,
        about_someone_else: sent.about_someone_else,
        next_steps: sent.next_steps,
        notices: sent.notices.into_iter().map(notice).collect(),
        idempotency: sent.idempotency.map(|given| model::Idempotency {
            key: given.key,
            body: given.body,
        }),
        draft: sent.draft.map(|draft| model::SentDraft {
            cookie: draft.cookie,
            revision: draft.revision,
        }),
        flags: sent.flags,
        entered_by: sent.entered_by.map(|actor| model::Actor {
            id: actor.id,
            roles: actor.roles,
        }),
    }
}

pub fn sent_copy(copy: model::SentCopy) -> forms::SentCopy {
    let answer = |answer: model::Answer| forms::AskedAnswer {
        question: answer.question,
        asked: answer.asked,
        value: answer.value,
        said: answer.said,
    };
    forms::SentCopy {
        reference: copy.reference,
        submitted_at: copy.submitted_at,
        form: form_back(copy.form),
        in_danger: copy.in_danger,
        answers: copy.answers.into_iter().map(answer).collect(),
    }
}

pub fn equality(given: forms::EqualityAnswers) -> model::EqualityAnswers {
    model::EqualityAnswers {
        form: form(&given.form),
        answers: given.answers.into_iter().map(answer).collect(),
        draft: model::SentDraft {
            cookie: given.draft.cookie,
            revision: given.draft.revision,
        },
    }
}

pub fn taken(taken: model::Taken) -> forms::Taken {
    match taken {
        model::Taken::Taken => forms::Taken::Taken,
        model::Taken::Before => forms::Taken::Before,
        model::Taken::NotOffered => forms::Taken::NotOffered,
        model::Taken::DraftChanged => forms::Taken::DraftChanged,
    }
}

fn form_back(form: model::FormVersion) -> forms::FormVersion {
    forms::FormVersion {
        id: form.id,
        version: form.version,
    }
}

fn answer(answer: forms::AskedAnswer) -> model::Answer {
    model::Answer {
        question: answer.question,
        asked: answer.asked,
        value: answer.value,
        said: answer.said,
    }
}

fn person(person: forms::Person) -> model::Person {
    model::Person {
        given_name: person.given_name,
        family_name: person.family_name,
        date_of_birth: person.date_of_birth,
        phone: person.phone,
        email: person.email,
        postcode: person.postcode,
    }
}

fn notice(notice: forms::Notice) -> model::Notice {
    model::Notice {
        to: notice.to,
        template: notice.template,
    }
}
