//! What a carer told us on one page: the words come from `shared/carers`, and nothing is added but what was
//! changed with the carer since.

use carers::answers::{Answer, Answers};
use carers::summary::{Summary, summarise};

use crate::referral::Referral;

/// The summary of what the carer sent; none for another form.
pub fn of(referral: &Referral) -> Option<Summary> {
    referral.assessment.as_ref()?;
    let answers: Answers = referral
        .answers
        .iter()
        .map(|answer| Answer {
            question: answer.question.clone(),
            asked: answer.asked.clone(),
            value: answer.value.clone(),
            said: answer.said.clone(),
        })
        .collect();
    Some(summarise(&answers))
}
