//! What the browser that sent a contact does afterwards.

use super::convert::instant;
use super::edge::open;
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::afterwards as wall;
use super::wall::exports::front_door::case_store::faults::Fault;
use crate::model;

impl wall::Guest for CaseStore {
    async fn look(form: String, cookie: String, now: i64) -> Result<Option<wall::Standing>, Fault> {
        let store = open().await?;
        let standing = store.afterwards(&form, &cookie, instant(now)).await?;
        Ok(standing.map(|standing| wall::Standing {
            in_danger: standing.in_danger,
            about_oneself: standing.about_oneself,
            at_work: standing.at_work,
            counted: standing.counted,
            on_record: standing.on_record,
        }))
    }

    async fn copy(form: String, cookie: String, now: i64) -> Result<Option<wall::SentCopy>, Fault> {
        let store = open().await?;
        let copy = store.copy_of_draft(&form, &cookie, instant(now)).await?;
        Ok(copy.map(|copy| wall::SentCopy {
            reference: copy.reference,
            submitted_at: copy.submitted_at.as_unix(),
            form: copy.form.into(),
            in_danger: copy.in_danger,
            answers: copy.answers.into_iter().map(Into::into).collect(),
        }))
    }

    async fn count_equality(
        form: String,
        cookie: String,
        given: wall::EqualityAnswers,
        now: i64,
    ) -> Result<wall::Taken, Fault> {
        let store = open().await?;
        let given = given.into();
        let taken = store.count_equality(&form, &cookie, &given, instant(now));
        Ok(taken.await?.into())
    }

    async fn add_equality_to_record(
        form: String,
        cookie: String,
        given: wall::EqualityAnswers,
        now: i64,
    ) -> Result<wall::Taken, Fault> {
        let store = open().await?;
        let given = given.into();
        let taken = store.add_equality_to_record(&form, &cookie, &given, instant(now));
        Ok(taken.await?.into())
    }
}

impl From<wall::EqualityAnswers> for model::EqualityAnswers {
    fn from(given: wall::EqualityAnswers) -> Self {
        Self {
            form: given.form.into(),
            answers: given.answers.into_iter().map(Into::into).collect(),
            draft: model::SentDraft {
                cookie: given.draft.cookie,
                revision: given.draft.revision,
            },
        }
    }
}

impl From<model::Taken> for wall::Taken {
    fn from(taken: model::Taken) -> Self {
        match taken {
            model::Taken::Taken => Self::Taken,
            model::Taken::Before => Self::Before,
            model::Taken::NotOffered => Self::NotOffered,
            model::Taken::DraftChanged => Self::DraftChanged,
        }
    }
}
