//! The pages that stand beside the form.

mod suggests;
mod support;

pub use suggests::suggests_page;
pub use support::support_page;

use carers::answers::{Answer, Answers};
use form_model::Form;
use form_site::given::{Given, Stands};
use form_site::screens::address;
use maud::{Markup, html};
use serde_json::Value;

/// The last segments of the addresses, which no page of the form has.
const SUGGESTS: &str = "what-you-told-us";
const SUPPORT: &str = "support";

/// What is offered wherever a carer pauses.
pub fn aside(form: &Form) -> Markup {
    html! {
        h2 class="govuk-heading-m" { "While you are here" }
        ul class="govuk-list govuk-list--bullet" {
            li { a class="govuk-link" href=(address(form, SUPPORT)) { "Support for carers that you can use now" } }
            li { a class="govuk-link" href=(address(form, SUGGESTS)) { "What your answers suggest" } }
        }
    }
}

/// The answers as `carers` reads them. One that is no JSON was not written by this house, and is left out.
pub(crate) fn answers(given: &Given) -> Answers {
    let answers = given.answers.iter();
    answers
        .filter_map(|answer| {
            Some(Answer {
                question: answer.question.clone(),
                asked: answer.asked.clone(),
                value: serde_json::from_str::<Value>(&answer.value).ok()?,
                said: answer.said.clone(),
            })
        })
        .collect()
}

/// Where somebody goes back to: the list of parts while the form is open, what happens next once it was sent.
fn back(given: &Given) -> String {
    let form = &given.published.form;
    address(
        form,
        match given.stands {
            Stands::Nothing => "",
            Stands::Open => form_site::screens::TASKS,
            Stands::Sent => "confirmation",
        },
    )
}

/// The way on, at the end of a page.
fn way_on(given: &Given) -> Markup {
    let text = match given.stands {
        Stands::Nothing => "Start your carer’s assessment",
        Stands::Open => "Go on with your form",
        Stands::Sent => "Back to what happens next",
    };
    html! {
        p class="govuk-body app-no-print" { a class="govuk-link" href=(back(given)) { (text) } }
    }
}
