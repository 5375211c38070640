//! What leaves of the answers about equality.

use super::convert::instant;
use super::edge::open;
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::equality as wall;
use super::wall::front_door::types::types::Actor;
use crate::{EqualityGroup, EqualityNumber, EqualityRecord, Fault, Refusal};

fn failed(fault: Fault) -> wall::Refusal {
    wall::Refusal::Failed(fault.into())
}

/// The store has more refusals for other work; none of those is one of an export.
fn refusal(refusal: Refusal) -> wall::Refusal {
    match refusal {
        Refusal::NotAllowed => wall::Refusal::NotAllowed,
        Refusal::Invalid(fields) => wall::Refusal::Invalid(fields),
        Refusal::Failed(fault) => failed(fault),
        other => failed(Fault::Internal(format!("an export was refused: {other:?}"))),
    }
}

fn group(group: EqualityGroup) -> wall::Group {
    wall::Group {
        from_month: group.from_month,
        to_month: group.to_month,
        localities: group.localities,
        people: group.people,
        numbers: group.answers.into_iter().map(number).collect(),
    }
}

fn number(number: EqualityNumber) -> wall::Number {
    wall::Number {
        question: number.question,
        answer: number.answer,
        people: number.people,
    }
}

fn kept(record: EqualityRecord) -> wall::Kept {
    wall::Kept {
        reference: record.reference,
        form: record.form.into(),
        answers: record.answers.into_iter().map(Into::into).collect(),
    }
}

impl wall::Guest for CaseStore {
    async fn groups(by: Actor, now: i64) -> Result<Vec<wall::Group>, wall::Refusal> {
        let store = open().await.map_err(failed)?;
        let groups = store.equality_groups(&by.into(), instant(now)).await;
        Ok(groups.map_err(refusal)?.into_iter().map(group).collect())
    }

    async fn records(
        cursor: Option<String>,
        by: Actor,
        now: i64,
    ) -> Result<wall::KeptPage, wall::Refusal> {
        let store = open().await.map_err(failed)?;
        let records = store
            .equality_records(cursor.as_deref(), &by.into(), instant(now))
            .await
            .map_err(refusal)?;
        Ok(wall::KeptPage {
            records: records.records.into_iter().map(kept).collect(),
            next_cursor: records.next_cursor,
        })
    }
}
