//! What leaves of referrals for other systems.

use super::convert::{instant, told_fact};
use super::edge::open;
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::contacts::Person;
use super::wall::exports::front_door::case_store::exports as wall;
use super::wall::front_door::types::types::Actor;
use crate::{ExportPeriod, ExportPurpose, Exported, Fault, Refusal};

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

fn exported(exported: Exported) -> wall::Exported {
    let answers = |answers: Vec<crate::model::Answer>| answers.into_iter().map(Into::into);
    let person = exported.person;
    wall::Exported {
        reference: exported.reference,
        form: exported.form.into(),
        channel: exported.channel,
        received_at: exported.received_at.as_unix(),
        status: exported.status,
        queue: exported.queue,
        priority: exported.priority.into(),
        respond_by: exported.respond_by.as_unix(),
        safeguarding_sign: exported.safeguarding_sign,
        rule_ten_sign: exported.rule_ten_sign,
        about_someone_else: exported.about_someone_else,
        person: Person {
            given_name: person.given_name,
            family_name: person.family_name,
            date_of_birth: person.date_of_birth,
            phone: person.phone,
            email: person.email,
            postcode: person.postcode,
        },
        answers: answers(exported.answers).collect(),
        facts: exported.facts.into_iter().map(told_fact).collect(),
        decision: exported.decision.into(),
        s42: exported.s42,
        first_response_at: exported.first_response_at.map(|at| at.as_unix()),
        closed_at: exported.closed_at.map(|at| at.as_unix()),
        outcome: exported.outcome,
        equality: exported.equality.map(|kept| answers(kept).collect()),
    }
}

impl wall::Guest for CaseStore {
    async fn read_page(
        purpose: wall::Purpose,
        period: wall::Period,
        cursor: Option<String>,
        reason: String,
        by: Actor,
        now: i64,
    ) -> Result<wall::ExportedPage, wall::Refusal> {
        let purpose = match purpose {
            wall::Purpose::Referrals => ExportPurpose::Referrals,
            wall::Purpose::ClientLevelData => ExportPurpose::ClientLevelData,
        };
        let period = ExportPeriod {
            from: instant(period.from),
            before: instant(period.before),
        };
        let store = open().await.map_err(failed)?;
        let page = store
            .export(
                purpose,
                period,
                cursor.as_deref(),
                &reason,
                &by.into(),
                instant(now),
            )
            .await
            .map_err(refusal)?;
        Ok(wall::ExportedPage {
            referrals: page.referrals.into_iter().map(exported).collect(),
            next_cursor: page.next_cursor,
        })
    }
}
