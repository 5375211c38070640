//! The assessment of a carer who sent the form: its steps are events of the referral's audit chain, sealed
//! like every other word of staff, so nothing of it can be changed or left out afterwards.
//!
//! What a step must say and which may follow which stands in `shared/assessments`.

use super::standing::Standing;
use super::working::canonical;
use super::{Refusal, steps};
use crate::model::{Answer, Change};
use crate::records::CaseRecord;
use crate::{Fault, Store};
use assessments::{Assessment, Kind, Step};
use database::{Connection, Row};
use sealing::{Place, Randomness};
use vocabulary::{Form, Instant, Status};
use working_calendar::local_date;

/// The change as it is recorded, or everything that is wrong with it.
pub(super) fn checked(
    change: &assessments::Change,
    now: Instant,
) -> Result<assessments::Change, Refusal> {
    let checked = change.clone().checked(local_date(now));
    checked.map_err(Refusal::Invalid)
}

/// What a step does to the referral itself: one that was closed is open again once the carer wants the
/// assessment after all.
pub(super) fn assessed(after: &mut Standing, change: &assessments::Change) {
    if change.kind() == Kind::Resume && !after.open {
        after.open = true;
        after.status = Status::Received.id().to_owned();
        after.assignee = None;
        after.outcome = None;
    }
}

/// Whether contacts through this form have an assessment.
pub(crate) fn has_assessment(form: &str) -> bool {
    form == Form::CarerAssessment.id()
}

/// The statement that finds the steps of the chain that is parameter 1.
pub(crate) fn steps_sql() -> String {
    steps::sql(Kind::ALL.map(Kind::verb))
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// What was done to a carer's assessment; none for another form.
    pub(super) async fn assessment_steps(
        &self,
        connection: &C,
        standing: &Standing,
    ) -> Result<Option<Vec<Step>>, Fault> {
        if !has_assessment(&standing.form.id) {
            return Ok(None);
        }
        let parameters = vec![standing.id().into()];
        let rows = connection.execute(&steps_sql(), parameters).await?;
        self.steps(standing.reference(), &rows).map(Some)
    }

    /// The steps that rows of [`steps_sql`] hold.
    pub(crate) fn steps(&self, reference: &str, rows: &[Row]) -> Result<Vec<Step>, Fault> {
        let what = "a step of an assessment";
        self.steps_of(reference, rows, what, |at, who, told| {
            let change = told.assessment?;
            Some(Step { at, who, change })
        })
    }

    /// Whether a step may be taken as things stand. Other changes always may, as far as this goes.
    pub(super) async fn may_be_assessed(
        &self,
        connection: &C,
        standing: &Standing,
        change: &Change,
    ) -> Result<(), Refusal> {
        let Change::Assess(change) = change else {
            return Ok(());
        };
        let assessment = self.assessment(connection, standing).await?;
        may(assessment.as_ref(), change.kind())
    }

    /// The assessment; none for another form.
    pub(super) async fn assessment(
        &self,
        connection: &C,
        standing: &Standing,
    ) -> Result<Option<Assessment>, Fault> {
        let steps = self.assessment_steps(connection, standing).await?;
        Ok(steps.map(|steps| Assessment::new(standing.received_at, steps)))
    }

    /// The change as it is kept. A changed answer keeps the question's words as the carer read them; a question
    /// that was not answered has those of the worker who asked it. What was answered never changes, so it is read
    /// before the transaction.
    pub(super) async fn with_words_of_question(
        &self,
        reference: &str,
        change: &Change,
    ) -> Result<Change, Refusal> {
        let Change::Assess(assessments::Change::ChangeAnswer(changed)) = change else {
            return Ok(canonical(change));
        };
        let answers = self.answers_of(reference).await?;
        let answered = answers
            .into_iter()
            .find(|answer| answer.question == changed.question.trim());
        let mut changed = changed.clone();
        if let Some(answered) = answered {
            changed.asked = Some(answered.asked);
        }
        Ok(Change::Assess(assessments::Change::ChangeAnswer(changed)))
    }

    async fn answers_of(&self, reference: &str) -> Result<Vec<Answer>, Fault> {
        let sql = "SELECT c.sealed FROM referral r
            JOIN referral_record c ON c.referral = r.id WHERE r.reference = ?1";
        let rows = self.run(sql, vec![reference.into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(Vec::new());
        };
        let place = Place {
            table: "record",
            record: reference,
        };
        let record: CaseRecord = self.unseal(&self.keys.cases, place, row.blob(0)?)?;
        Ok(record.answers)
    }
}

/// Whether a step of this kind may be taken.
pub(super) fn may(assessment: Option<&Assessment>, kind: Kind) -> Result<(), Refusal> {
    let refused = match assessment {
        None => "This contact is not a carer's assessment.",
        Some(assessment) => match assessment.may(kind) {
            Ok(()) => return Ok(()),
            Err(sentence) => sentence,
        },
    };
    Err(Refusal::Conflict(refused.to_owned()))
}
