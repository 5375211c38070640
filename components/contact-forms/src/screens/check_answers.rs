//! Everything that was answered, before it is sent.

use form_model::{AnswerKind, Draft, Form, Journey, Row};
use maud::{Markup, html};
use pages::{Banner, Button, Change, Summary, SummaryRow};

use super::{Districts, address, layout, lines, token_field};
use crate::guard::HONEYPOT_FIELD;

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct CheckAnswers<'a> {
    pub form: &'a Form,
    pub draft: &'a Draft,
    pub notice: Option<&'a str>,
    pub errors: &'a [pages::ErrorLink],
    pub token: Option<&'a str>,
    pub districts: &'a Districts,
}

/// The page as HTML.
pub fn check_answers_page(view: CheckAnswers) -> String {
    let form = view.form;
    let journey = Journey::of(form, &view.draft.answers);
    let rows = journey.rows();
    let links: Vec<(String, String)> = rows.iter().map(|row| change(form, row)).collect();
    let list = rows
        .iter()
        .zip(&links)
        .map(|(row, (href, what))| {
            SummaryRow::rich(row.asked, said(row, view.districts)).change(Change::new(href, what))
        })
        .collect();
    let main = html! {
        @if let Some(notice) = view.notice { (Banner::important(Banner::sentence(notice))) }
        h1 class="govuk-heading-l" { "Check your answers" }
        (Summary::new(list))
        form method="post" action=(address(form, "check-answers")) novalidate {
            (token_field(view.token))
            div class="govuk-visually-hidden" aria-hidden="true" {
                label for=(HONEYPOT_FIELD) { "Leave this empty" }
                input type="text" id=(HONEYPOT_FIELD) name=(HONEYPOT_FIELD) tabindex="-1" autocomplete="off";
            }
            h2 class="govuk-heading-m" { "Send it to us" }
            p class="govuk-body" { "Send it even if you could not answer everything. We will ask you if we need to know more." }
            (Button::new("Send").once())
        }
    };
    let back = journey
        .last()
        .map_or_else(|| address(form, ""), |page| address(form, &page.id));
    let exit = address(form, "leave");
    layout(form, "Check your answers", &exit)
        .back(&back)
        .errors(view.errors)
        .page(main)
}

/// Where an answer is changed, and what a screen reader says of the link.
fn change(form: &Form, row: &Row) -> (String, String) {
    let field = row.question.answer.field(&row.question.id, "");
    let href = format!("{}?return=check#{field}", address(form, &row.page.id));
    (href, format!("your answer to: {}", row.asked))
}

fn said(row: &Row, districts: &Districts) -> Markup {
    let Some(answer) = row.answer else {
        return html! { "Not provided" };
    };
    let named = match (&row.question.answer, answer.text()) {
        (AnswerKind::District(_), Some(slug)) => districts.iter().find(|(known, _)| known == slug),
        _ => None,
    };
    match named {
        Some((_, name)) => html! { (name) },
        None => lines(&row.question.answer.say(answer)),
    }
}
