//! After it was sent: the reference, the tracking code, and what happens next. Somebody may read along,
//! so when there is a sign that somebody may be harmed nothing here tells of it.

use form_model::Form;
use maud::{Markup, html};
use pages::{Authority, InsetText, Panel};
use vocabulary::Advice;

use super::{address, layout, paragraphs};
use crate::stores::Receipt;

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct Confirmation<'a> {
    pub form: &'a Form,
    pub receipt: &'a Receipt,
}

/// Words that would tell whoever reads along.
const TELLING: [&str; 7] = [
    "safeguard",
    "abuse",
    "neglect",
    "violence",
    "exploit",
    "harm",
    "perpetrator",
];

/// The page as HTML.
pub fn confirmation_page(view: Confirmation) -> String {
    let Confirmation { form, receipt } = view;
    let steps = &receipt.next_steps;
    let urgent = steps
        .iter()
        .take_while(|step| {
            step.starts_with("Call 999")
                || step.starts_with("We are closed")
                || step.starts_with("If it cannot wait")
        })
        .count();
    let (now, next) = steps.split_at_checked(urgent).unwrap_or((&[], steps));
    let advice: Vec<&Advice> = receipt
        .decision
        .advice
        .iter()
        .filter(|advice| !tells(advice))
        .collect();
    let main = html! {
        @if !now.is_empty() { (InsetText(strong(now))) }
        (Panel { title: "We have what you sent", body: html! {
            "Your reference" br; strong { (receipt.reference) }
        } })
        p class="govuk-body" { "Your tracking code is " strong class="app-code" { (receipt.tracking_code) } "." }
        p class="govuk-body" {
            "With the reference and the code you can "
            a class="govuk-link" href="/track" { "see what is happening" }
            ". Write both down, or print this page, if it is safe to keep them. We cannot tell you the code again."
        }
        h2 class="govuk-heading-m" { "What happens next" }
        ol class="govuk-list govuk-list--number" { @for step in next { li { (step) } } }
        @if !advice.is_empty() {
            h2 class="govuk-heading-m" { "What may help until then" }
            @for advice in advice {
                h3 class="govuk-heading-s" { (advice.title) }
                (paragraphs(&[&advice.text]))
            }
        }
        p class="govuk-body" { a class="govuk-link" href="/advice" { "Find advice and support" } }
    };
    let exit = address(form, "leave");
    layout(form, "What happens next", &exit).page(main)
}

fn strong(sentences: &[String]) -> Markup {
    html! { @for sentence in sentences { p class="govuk-body govuk-!-font-weight-bold" { (sentence) } } }
}

fn tells(advice: &Advice) -> bool {
    let words = format!("{} {}", advice.title, advice.text).to_lowercase();
    TELLING.iter().any(|word| words.contains(word))
}

/// The address was kept, but this browser has nothing that was sent.
pub fn nothing_here_page(form: &Form) -> String {
    let authority = Authority::built_in();
    let council = authority.phone("council");
    let main = html! {
        h1 class="govuk-heading-l" { "What you sent is not shown here any more" }
        p class="govuk-body" { "For your safety we show it only in the browser that sent it, until that browser is closed." }
        p class="govuk-body" {
            "If you have a reference and a tracking code, you can "
            a class="govuk-link" href="/track" { "see what is happening" }
            "."
        }
        @if let Some(phone) = council {
            p class="govuk-body" { "If you do not have them, call us on " (pages::phone_link(&phone.number)) "." }
        }
        p class="govuk-body" { a class="govuk-link" href=(address(form, "")) { "Start again" } }
        p class="govuk-body" { a class="govuk-link" href="/advice" { "Find advice and support" } }
    };
    let exit = address(form, "leave");
    layout(form, "Not shown any more", &exit).page(main)
}
