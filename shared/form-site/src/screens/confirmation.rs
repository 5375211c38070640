//! After it was sent: the reference, the tracking code, and what happens next. Somebody may read along,
//! so when there is a sign that somebody may be harmed nothing here tells of it.

use form_model::Form;
use maud::{Markup, html};
use pages::{Authority, InsetText, Panel, phone_link};
use vocabulary::Advice;
use wording::Wording;
use wording::phrase::sent;

use super::copy::COPY;
use super::dialled::dialled;
use super::equality::offer;
use super::telling::tells;
use super::{CONTACT, address, beside, heading, layout, link, notice, paragraph, with_link};
use crate::Aside;
use crate::equality::Offers;
use crate::next_steps::in_words;
use crate::stores::Receipt;

/// A form, and the advice of the rules that somebody can ask for what they have just asked for with it.
const ASKED_FOR: [(&str, &str); 1] = [("carer-assessment", "carers-right")];

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct Confirmation<'a> {
    pub form: &'a Form,
    pub receipt: &'a Receipt,
    /// Another page of it was sent afterwards, from a tab that was still open.
    pub already: bool,
    /// What this browser is offered now; none where nobody has used it for 20 minutes.
    pub offers: Option<Offers>,
    pub aside: Aside,
}

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
        .filter(|advice| !tells(&advice.title) && !tells(&advice.text))
        .filter(|advice| !ASKED_FOR.contains(&(form.id.as_str(), advice.id.as_str())))
        .collect();
    let words = &form.wording;
    let english = words.in_english("").lang;
    let code = html! { strong class="app-code" { (receipt.tracking_code) } };
    let main = html! {
        (notice(form, view.already.then(|| words.say(sent::ALREADY))))
        @if !now.is_empty() { (pressing(now, words)) }
        (Panel { title: words.say(sent::HEADING), body: html! {
            (words.say(sent::REFERENCE)) br; strong { (receipt.reference) }
        } })
        p class="govuk-body" { (words.say(sent::CODE).around(&[("code", &code)])) }
        (with_link(form, sent::KEEP, sent::SEE, "/track"))
        div class="app-no-print" { (paragraph(form, sent::COME_BACK)) }
        (heading(form, sent::NEXT))
        ol class="govuk-list govuk-list--number" {
            @for step in next {
                @let step = in_words(step, words);
                li lang=[step.lang] { (dialled(&step.text)) }
            }
        }
        @if !advice.is_empty() {
            (heading(form, sent::UNTIL_THEN))
            // The advice of the rules is in English.
            div lang=[english] {
                @for advice in advice {
                    h3 class="govuk-heading-s" { (advice.title) }
                    p class="govuk-body" { (dialled(&advice.text)) }
                }
            }
        }
        div class="app-no-print" { (beside(form, view.aside)) }
        p class="govuk-body app-no-print" { (link(form, sent::ADVICE, "/advice")) }
        (contact_us(form, true))
        div class="app-no-print" {
            (keep_a_copy(form, view.offers.is_some()))
            @if let Some(offers) = view.offers { (offer(form, offers)) }
            (heading(form, sent::FEEDBACK))
            (with_link(form, sent::FEEDBACK_SAY, sent::FEEDBACK_LINK, &format!("{CONTACT}/change-or-problem")))
        }
    };
    let exit = address(form, "leave");
    layout(form, words.say(sent::NEXT), &exit).page(main)
}

/// How to reach people. Only what was sent has a reference.
pub fn contact_us(form: &Form, was_sent: bool) -> Markup {
    let authority = Authority::current();
    let phones = ["council", "textphone"].map(|id| authority.phone(id));
    let words = &form.wording;
    html! {
        (heading(form, sent::TALK))
        ul class="govuk-list" {
            @for phone in phones.into_iter().flatten() {
                li {
                    (words.instead_of(&phone.purpose)) ": " (phone_link(&phone.number)) "."
                    @if let Some(note) = &phone.note { " " (words.instead_of(note)) }
                }
            }
        }
        @if was_sent { (paragraph(form, sent::TALK_REFERENCE)) }
    }
}

/// What was sent, to keep. `open` says that it can still be opened here.
fn keep_a_copy(form: &Form, open: bool) -> Markup {
    html! {
        (heading(form, sent::KEEP_COPY))
        @if open {
            (with_link(form, sent::SEE_COPY, sent::SEE_COPY_LINK, &address(form, COPY)))
        } @else {
            (paragraph(form, sent::COPY_ASLEEP))
        }
        (paragraph(form, sent::PRINT))
    }
}

/// What cannot wait, before anything else.
fn pressing(sentences: &[String], words: &Wording) -> Markup {
    let strong = html! {
        @for sentence in sentences {
            @let said = in_words(sentence, words);
            p class="govuk-body govuk-!-font-weight-bold" lang=[said.lang] { (dialled(&said.text)) }
        }
    };
    match sentences
        .first()
        .is_some_and(|first| first.starts_with("Call 999"))
    {
        true => html! { div class="app-danger" { (strong) } },
        false => html! { (InsetText(strong)) },
    }
}

/// The address was kept, but this browser has nothing that was sent.
pub fn nothing_here_page(form: &Form) -> String {
    let authority = Authority::current();
    let council = authority.phone("council");
    let words = &form.wording;
    let main = html! {
        h1 class="govuk-heading-l" { (words.say(sent::NOT_SHOWN)) }
        (paragraph(form, sent::NOT_SHOWN_WHY))
        (paragraph(form, sent::NOT_SHOWN_ANSWERS))
        (with_link(form, sent::NOT_SHOWN_TRACK, sent::SEE, "/track"))
        @if let Some(phone) = council {
            p class="govuk-body" { (words.say(sent::NOT_SHOWN_CALL).around(&[("number", &pages::phone_link(&phone.number))])) }
        }
        p class="govuk-body" { (link(form, sent::START_AGAIN, &address(form, ""))) }
        p class="govuk-body" { (link(form, sent::ADVICE, "/advice")) }
    };
    let exit = address(form, "leave");
    layout(form, words.say(sent::NOT_SHOWN_TITLE), &exit).page(main)
}
