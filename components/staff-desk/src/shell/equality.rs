//! Between the case store's words for answers about equality and the desk's.

use super::cases;
use super::wit::front_door::case_store::equality as wit;
use crate::equality::{Group, Kept, KeptPage, Number};
use crate::referral::FormVersion;
use crate::stores::Refusal;

pub fn refusal(refusal: wit::Refusal) -> Refusal {
    match refusal {
        wit::Refusal::NotAllowed => Refusal::NotAllowed,
        wit::Refusal::Invalid(fields) => Refusal::Invalid(fields),
        wit::Refusal::Failed(reason) => Refusal::Failed(cases::fault(reason)),
    }
}

pub fn group(group: wit::Group) -> Group {
    let known = |locality: String| (!locality.is_empty()).then_some(locality);
    Group {
        from_month: group.from_month,
        to_month: group.to_month,
        localities: group.localities.into_iter().map(known).collect(),
        people: group.people,
        numbers: group.numbers.into_iter().map(number).collect(),
    }
}

fn number(number: wit::Number) -> Number {
    Number {
        // What is not JSON, which the store does not keep, stays a text.
        answer: serde_json::from_str(&number.answer)
            .unwrap_or(serde_json::Value::String(number.answer)),
        question: number.question,
        people: number.people,
    }
}

pub fn page(page: wit::KeptPage) -> KeptPage {
    KeptPage {
        records: page.records.into_iter().map(kept).collect(),
        next_cursor: page.next_cursor,
    }
}

fn kept(kept: wit::Kept) -> Kept {
    Kept {
        reference: kept.reference,
        form: FormVersion {
            id: kept.form.id,
            version: kept.form.version,
        },
        answers: kept.answers.into_iter().map(cases::answer).collect(),
    }
}
