//! The assessment on the page of its referral: where it stands, what to do next, and the way to all of it.

use ::assessments::Assessment;
use maud::{Markup, html};

use super::super::{summary, words};
use super::{address, next, states};
use crate::referral::Referral;

/// The part; nothing for another form.
pub fn part(referral: &Referral) -> Markup {
    html! { @if let Some(assessment) = &referral.assessment { (shown(referral, assessment)) } }
}

fn shown(referral: &Referral, assessment: &Assessment) -> Markup {
    let changed = assessment.changed_answers().len();
    html! {
        section aria-labelledby="assessment" {
            h2 class="govuk-heading-m" id="assessment" { "Assessment" }
            (states(assessment))
            (next(assessment, referral))
            @if changed > 0 {
                p class="govuk-body" {
                    (words::counted(changed, "answer was", "answers were"))
                    " changed with the carer’s agreement. Below stands what the carer sent."
                }
            }
            p class="govuk-body app-no-print" {
                a class="govuk-link" href=(summary::address(&referral.entry.reference)) { "Read what the carer told us on one page" }
            }
            p class="govuk-body app-no-print" {
                a class="govuk-link" href=(address(&referral.entry.reference)) { "Work on the assessment, or print its record" }
            }
        }
    }
}
