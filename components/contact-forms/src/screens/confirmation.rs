//! After it was sent: the reference, the tracking code, and what happens next. Somebody may read along,
//! so when there is a sign that somebody may be harmed nothing here tells of it.

use form_model::Form;
use maud::{Markup, html};
use pages::{Authority, Banner, InsetText, Panel};
use vocabulary::Advice;

use super::dialled::dialled;
use super::{address, layout};
use crate::stores::Receipt;

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct Confirmation<'a> {
    pub form: &'a Form,
    pub receipt: &'a Receipt,
    /// Another page of it was sent afterwards, from a tab that was still open.
    pub already: bool,
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

const ALREADY: &str = "You had sent this already. What you put on the last page was not added. \
     If it matters, call us, or start again and send it too.";

/// The page as HTML.
pub fn confirmation_page(view: Confirmation) -> String {
    let Confirmation { form, receipt, .. } = view;
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
        @if view.already { (Banner::important(Banner::sentence(ALREADY))) }
        @if !now.is_empty() { (pressing(now)) }
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
        ol class="govuk-list govuk-list--number" { @for step in next { li { (dialled(step)) } } }
        @if !advice.is_empty() {
            h2 class="govuk-heading-m" { "What may help until then" }
            @for advice in advice {
                h3 class="govuk-heading-s" { (advice.title) }
                p class="govuk-body" { (dialled(&advice.text)) }
            }
        }
        p class="govuk-body" { a class="govuk-link" href="/advice" { "Find advice and support" } }
    };
    let exit = address(form, "leave");
    layout(form, "What happens next", &exit).page(main)
}

/// What cannot wait, before anything else.
fn pressing(sentences: &[String]) -> Markup {
    let strong = html! {
        @for sentence in sentences { p class="govuk-body govuk-!-font-weight-bold" { (dialled(sentence)) } }
    };
    match sentences
        .first()
        .is_some_and(|first| first.starts_with("Call 999"))
    {
        true => html! { div class="app-danger" { (strong) } },
        false => html! { (InsetText(strong)) },
    }
}

fn tells(advice: &Advice) -> bool {
    let words = format!("{} {}", advice.title, advice.text).to_lowercase();
    TELLING.iter().any(|word| words.contains(word))
}

/// The address was kept, but this browser has nothing that was sent.
pub fn nothing_here_page(form: &Form) -> String {
    let authority = Authority::current();
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
