//! How the service does, in numbers.

use super::convert::instant;
use super::edge::open;
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::figures as wall;
use super::wall::front_door::types::types::Actor;
use crate::{Fault, Refusal};
use ::figures::Period;

::figures::mirror!(wall);

type Answered<T> = Result<T, wall::Refusal>;

fn failed(fault: Fault) -> wall::Refusal {
    wall::Refusal::Failed(fault.into())
}

/// The store has more refusals for other work; none of those is one of figures.
fn refusal(refusal: Refusal) -> wall::Refusal {
    match refusal {
        Refusal::NotAllowed => wall::Refusal::NotAllowed,
        Refusal::Invalid(fields) => wall::Refusal::Invalid(fields),
        Refusal::Failed(fault) => failed(fault),
        other => failed(Fault::Internal(format!("figures were refused: {other:?}"))),
    }
}

fn period(given: &wall::Period) -> Answered<Period> {
    Period::parse(&given.from, &given.to).map_err(|problems| {
        let fields = problems.into_iter();
        wall::Refusal::Invalid(
            fields
                .map(|problem| (problem.field, problem.message))
                .collect(),
        )
    })
}

/// A list in the wall's words.
fn all<T, U: From<T>>(list: Result<Vec<T>, Refusal>) -> Answered<Vec<U>> {
    Ok(list.map_err(refusal)?.into_iter().map(U::from).collect())
}

impl wall::Guest for CaseStore {
    async fn contacts(
        given: wall::Period,
        by: wall::By,
        asked_by: Actor,
    ) -> Answered<Vec<wall::Tally>> {
        let (store, period) = (open().await.map_err(failed)?, period(&given)?);
        all(store
            .figures_of_contacts(period, by.into(), &asked_by.into())
            .await)
    }

    async fn what_was_told(given: wall::Period, asked_by: Actor) -> Answered<wall::Told> {
        let (store, period) = (open().await.map_err(failed)?, period(&given)?);
        let told = store.figures_of_told(period, &asked_by.into()).await;
        Ok(told.map_err(refusal)?.into())
    }

    async fn how_long(
        given: wall::Period,
        until: wall::Until,
        asked_by: Actor,
        now: i64,
    ) -> Answered<Vec<wall::Pace>> {
        let (store, period) = (open().await.map_err(failed)?, period(&given)?);
        all(store
            .figures_of_pace(period, until.into(), &asked_by.into(), instant(now))
            .await)
    }

    async fn overdue_now(asked_by: Actor, now: i64) -> Answered<Vec<wall::Overdue>> {
        let store = open().await.map_err(failed)?;
        all(store.figures_overdue(&asked_by.into(), instant(now)).await)
    }

    async fn steps(given: wall::Period, asked_by: Actor) -> Answered<Vec<wall::Step>> {
        let (store, period) = (open().await.map_err(failed)?, period(&given)?);
        all(store.figures_of_steps(period, &asked_by.into()).await)
    }
}
