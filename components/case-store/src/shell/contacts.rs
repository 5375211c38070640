//! Contacts that arrive.

use super::convert::{fact, instant};
use super::edge::{now, open};
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::contacts as wall;
use super::wall::exports::front_door::case_store::faults::Fault;
use crate::model;

impl wall::Guest for CaseStore {
    async fn submit(
        submission: wall::Submission,
        address: Option<String>,
    ) -> Result<wall::Receipt, wall::Refusal> {
        let store = open().await.map_err(failed)?;
        let receipt = store
            .submit_from(&submission.into(), address.as_deref(), now())
            .await;
        receipt.map(Into::into).map_err(|refused| match refused {
            model::NotSubmitted::KeyReused => wall::Refusal::KeyReused,
            model::NotSubmitted::DraftChanged => wall::Refusal::DraftChanged,
            model::NotSubmitted::TooMany(wait) => wall::Refusal::TooMany(wait),
            model::NotSubmitted::Failed(fault) => failed(fault),
        })
    }

    async fn receipt_of(form: String, key: String) -> Result<Option<wall::Receipt>, Fault> {
        let store = open().await?;
        Ok(store.receipt(&form, &key, now()).await?.map(Into::into))
    }

    async fn receipt_of_draft(
        form: String,
        cookie: String,
    ) -> Result<Option<wall::Receipt>, Fault> {
        let store = open().await?;
        let receipt = store.receipt_of_draft(&form, &cookie, now()).await?;
        Ok(receipt.map(Into::into))
    }
}

fn failed(fault: crate::Fault) -> wall::Refusal {
    wall::Refusal::Failed(fault.into())
}

impl From<wall::Submission> for model::Submission {
    fn from(submission: wall::Submission) -> Self {
        Self {
            form: submission.form.into(),
            channel: submission.channel,
            received_at: instant(submission.received_at),
            answers: submission.answers.into_iter().map(Into::into).collect(),
            facts: submission.facts.into_iter().map(fact).collect(),
            person: submission.person.into(),
            also_about: submission.also_about.into_iter().map(Into::into).collect(),
            decision: submission.decision.into(),
            safeguarding_sign: submission.safeguarding_sign,
            rule_ten_sign: submission.rule_ten_sign,
            about_someone_else: submission.about_someone_else,
            next_steps: submission.next_steps,
            notices: submission
                .notices
                .into_iter()
                .map(|notice| model::Notice {
                    to: notice.to,
                    template: notice.template,
                })
                .collect(),
            idempotency: submission.idempotency.map(|given| model::Idempotency {
                key: given.key,
                body: given.body,
            }),
            draft: submission.draft.map(|draft| model::SentDraft {
                cookie: draft.cookie,
                revision: draft.revision,
            }),
            flags: submission.flags,
            entered_by: submission.entered_by.map(Into::into),
        }
    }
}

impl From<wall::Person> for model::Person {
    fn from(person: wall::Person) -> Self {
        Self {
            given_name: person.given_name,
            family_name: person.family_name,
            date_of_birth: person.date_of_birth,
            phone: person.phone,
            email: person.email,
            postcode: person.postcode,
        }
    }
}

impl From<model::Receipt> for wall::Receipt {
    fn from(receipt: model::Receipt) -> Self {
        Self {
            reference: receipt.reference,
            tracking_code: receipt.tracking_code,
            submitted_at: receipt.submitted_at.as_unix(),
            form: receipt.form.into(),
            decision: receipt.decision.into(),
            next_steps: receipt.next_steps,
            replayed: receipt.replayed,
        }
    }
}
