//! A copy of what was sent, to look at and to print. Everybody is first asked whether it is safe, in the
//! same words: that the question is asked says nothing of what was sent.

use form_model::Form;
use maud::{Render, html};
use pages::{Authority, Button, InsetText, Summary, SummaryRow, phone_link};
use wording::Phrase;
use wording::phrase::{copy, sent};

use super::telling::tells;
use super::{address, heading, layout, lines, link, notice, paragraph, token_field};
use crate::stores::SentCopy;

/// The last segment of its address.
pub const COPY: &str = "copy";

/// Whether it is safe to show it. `token` is there where this browser has sent something.
pub fn ask_copy_page(form: &Form, token: Option<&str>, happened: Option<Phrase>) -> String {
    let words = &form.wording;
    let confirmation = address(form, "confirmation");
    let main = html! {
        (notice(form, happened.map(|happened| words.say(happened))))
        h1 class="govuk-heading-l" { (words.say(copy::SAFE)) }
        (paragraph(form, copy::SHOWS))
        (paragraph(form, copy::ANYBODY))
        @if let Some(phone) = Authority::current().phone("council") {
            (InsetText(words.say(copy::NOT_SURE).around(&[("number", &phone_link(&phone.number))]).render()))
        }
        form method="post" action=(address(form, COPY)) novalidate {
            (token_field(token))
            div class="govuk-button-group" {
                (Button::new(words.say(copy::YES)))
                (link(form, copy::NO, &confirmation))
            }
        }
        (paragraph(form, copy::ONLY_HERE))
    };
    let exit = address(form, "leave");
    layout(form, words.say(copy::SAFE_TITLE), &exit)
        .back(&confirmation)
        .page(main)
}

/// The copy. `sent_on` is the day in words.
pub fn copy_page(form: &Form, sent_copy: &SentCopy, sent_on: &str) -> String {
    let words = &form.wording;
    let confirmation = address(form, "confirmation");
    let shown = sent_copy
        .answers
        .iter()
        .filter(|answer| !(sent_copy.in_danger && (tells(&answer.asked) || tells(&answer.said))));
    let rows: Vec<SummaryRow> = shown
        .map(|answer| SummaryRow::rich(&answer.asked, lines(&answer.said)))
        .collect();
    let about = [
        (copy::REFERENCE, sent_copy.reference.as_str()),
        (copy::SENT_ON, sent_on),
        (copy::SENT_TO, &Authority::current().name),
        (copy::FORM, &form.title),
    ];
    let about = about.map(|(key, value)| SummaryRow::new(words.say(key).text, value));
    let main = html! {
        h1 class="govuk-heading-l" { (words.say(copy::HEADING)) }
        (Summary::new(about.into()))
        div class="app-no-print" {
            (paragraph(form, sent::PRINT))
            (paragraph(form, copy::DEVICE))
        }
        (heading(form, copy::ANSWERS))
        // Staff must be able to read what is kept, so it is in the form's own language.
        div lang=[words.in_english("").lang] { (Summary::new(rows)) }
        (paragraph(form, copy::LEFT_OUT))
        @if let Some(phone) = Authority::current().phone("council") {
            p class="govuk-body" { (words.say(copy::NOT_RIGHT).around(&[("number", &phone_link(&phone.number))])) }
        }
        p class="govuk-body app-no-print" { (link(form, copy::BACK, &confirmation)) }
    };
    let exit = address(form, "leave");
    layout(form, words.say(copy::HEADING), &exit)
        .back(&confirmation)
        .page(main)
}
