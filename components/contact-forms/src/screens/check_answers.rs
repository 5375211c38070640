//! Everything that was answered, before it is sent.

use form_model::{AnswerKind, Draft, Form, Journey, Row};
use maud::{Markup, html};
use pages::{Banner, Button, Change, Summary, SummaryRow};

use super::saving::ComingBack;
use super::{Districts, RESUME, SAVE, TASKS, address, languages, layout, lines, token_field};
use crate::guard::HONEYPOT_FIELD;

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct CheckAnswers<'a> {
    pub form: &'a Form,
    pub draft: &'a Draft,
    pub notice: Option<&'a str>,
    pub token: Option<&'a str>,
    pub districts: &'a Districts,
    pub coming_back: ComingBack<'a>,
}

/// The page as HTML.
pub fn check_answers_page(view: CheckAnswers) -> String {
    let form = view.form;
    let journey = Journey::of(form, &view.draft.answers);
    let rows = journey.rows();
    let given: Vec<Given> = rows
        .iter()
        .filter(|row| row.answer.is_some())
        .map(|row| (row, change(form, row)))
        .collect();
    let parts = parts(&journey, &given, view.districts);
    let main = html! {
        @if let Some(notice) = view.notice { (Banner::important(Banner::sentence(notice))) }
        form method="post" action=(address(form, "check-answers")) novalidate {
            h1 class="govuk-heading-l" { "Check your answers" }
            (token_field(view.token))
            div class="govuk-visually-hidden" aria-hidden="true" {
                label for=(HONEYPOT_FIELD) { "Leave this empty" }
                input type="text" id=(HONEYPOT_FIELD) name=(HONEYPOT_FIELD) tabindex="-1" autocomplete="off";
            }
            @if journey.can_finish() {
                p class="govuk-body" { "You can send this now. You do not have to answer anything else." }
                (Button::new("Send").once())
            }
            // Without any answer, perhaps because they could not be read just now, a list says nothing.
            @if !parts.is_empty() {
                @for (heading, answered) in parts {
                    @if let Some(heading) = heading { h2 class="govuk-heading-m" lang=[languages::words_lang(form)] { (heading) } }
                    (languages::said(form, html! { (Summary::new(answered)) }))
                }
                (left_out(form, &rows))
            }
            h2 class="govuk-heading-m" { "Send it to us" }
            p class="govuk-body" { "Send it even if you could not answer everything. We will ask you if we need to know more." }
            (Button::new("Send").once())
        }
        p class="govuk-body" {
            a class="govuk-link" href=(format!("{}?from=check-answers", address(form, SAVE))) { "Save and come back later" }
        }
        (view.coming_back.words())
    };
    let back = match journey.last() {
        _ if !form.section.is_empty() => address(form, TASKS),
        Some(page) => address(form, &page.id),
        None => address(form, ""),
    };
    let exit = address(form, "leave");
    layout(form, "Check your answers", &exit)
        .back(&back)
        .page(main)
}

/// A row, where it is changed, and what a screen reader says of the link.
type Given<'a> = (&'a Row<'a>, (String, String));

/// The answers under their headings, in the order of the form. Without any heading it is one list.
fn parts<'a>(
    journey: &'a Journey,
    given: &'a [Given],
    districts: &Districts,
) -> Vec<(Option<&'a str>, Vec<SummaryRow<'a>>)> {
    let mut parts: Vec<(Option<&str>, Vec<SummaryRow>)> = Vec::new();
    for (row, (href, what)) in given {
        let heading = journey.check_under(row.page);
        let line =
            SummaryRow::rich(row.asked, said(row, districts)).change(Change::new(href, what));
        match parts.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, rows)) => rows.push(line),
            None => parts.push((heading, vec![line])),
        }
    }
    parts
}

/// There is nothing to check: it was sent already, or nothing was begun, or the browser was closed.
pub fn nothing_to_check_page(form: &Form) -> String {
    let main = html! {
        h1 class="govuk-heading-l" { "There is nothing to check here" }
        p class="govuk-body" {
            "If you pressed “Send”, we have it. "
            a class="govuk-link" href=(address(form, "confirmation")) { "See your reference and what happens next" }
            "."
        }
        p class="govuk-body" {
            "If you did not, we have no answers of yours here. You can "
            a class="govuk-link" href=(address(form, "")) { "start again" }
            "."
        }
        p class="govuk-body" {
            "If you have filled in part of this form already, you can "
            a class="govuk-link" href=(address(form, RESUME)) { "open your answers" }
            " with your four words."
        }
    };
    let exit = address(form, "leave");
    layout(form, "Check your answers", &exit).page(main)
}

/// What was not answered, in short, and where it still can be.
fn left_out(form: &Form, rows: &[Row]) -> Markup {
    let open: Vec<&Row> = rows.iter().filter(|row| row.answer.is_none()).collect();
    html! {
        @if !open.is_empty() {
            h2 class="govuk-heading-m" { "You left out" }
            ul class="govuk-list govuk-list--bullet" {
                @for row in open {
                    li lang=[languages::words_lang(form)] { a class="govuk-link" href=(change(form, row).0) { (row.asked) } }
                }
            }
        }
    }
}

/// Where an answer is changed, and what a screen reader says of the link.
fn change(form: &Form, row: &Row) -> (String, String) {
    let field = row.question.answer.field(&row.question.id, "");
    let href = format!("{}?return=check#{field}", address(form, &row.page.id));
    (href, format!("your answer to: {}", row.asked))
}

fn said(row: &Row, districts: &Districts) -> Markup {
    let Some(answer) = row.answer else {
        return html! {};
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
