//! Between the case store's words for answers about equality and ours.

use super::exports::{answer, json};
use super::wit::front_door::case_store::equality as wit;
use crate::equality::{Group, Kept, KeptPage, Number};
use crate::stores::Refusal;

pub fn refusal(refusal: wit::Refusal) -> Refusal {
    match refusal {
        wit::Refusal::NotAllowed => Refusal::NotAllowed,
        wit::Refusal::Invalid(fields) => Refusal::Invalid(fields),
        wit::Refusal::Failed(fault) => Refusal::Failed(fault.into()),
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
        question: number.question,
        answer: number.answer.map(json),
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
        form: kept.form.id,
        form_version: kept.form.version,
        answers: kept.answers.into_iter().map(answer).collect(),
    }
}
