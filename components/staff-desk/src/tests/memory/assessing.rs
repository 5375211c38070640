//! What the store does with a carer's assessment: by the same rules, which stand in a crate of their own.

use ::assessments::{Kind, Step};
use working_calendar::local_date;

use super::*;

/// Whether the store would allow the step as things stand.
pub fn may(found: &Referral, kind: Kind) -> Result<(), Refusal> {
    let assessment = found.assessment.as_ref();
    let may = assessment.map_or(Err("There is no assessment."), |known| known.may(kind));
    may.map_err(|sentence| Refusal::Conflict(sentence.to_owned()))
}

/// Takes a step as the store would.
pub fn take(
    referral: &mut Referral,
    change: &::assessments::Change,
    by: &Actor,
    now: Instant,
) -> Result<(), Refusal> {
    let mut change = change.clone();
    if let ::assessments::Change::ChangeAnswer(changed) = &mut change
        && let Some(answered) = referral.answer(&changed.question)
    {
        changed.asked = Some(answered.asked.clone());
    }
    let change = change.checked(local_date(now)).map_err(Refusal::Invalid)?;
    apply(referral, &Change::Assess(change.clone()), by, now);
    if let Some(assessment) = &mut referral.assessment {
        assessment.steps.push(Step {
            at: now,
            who: by.id.clone(),
            change,
        });
    }
    Ok(())
}
