//! Everything that was answered, before it is sent.

use form_model::{AnswerKind, Draft, Form, Journey, Row};
use maud::{Markup, html};
use pages::{Button, Change, Summary, SummaryRow};
use wording::phrase::{check, field, save};
use wording::{Said, Sentence, Wording};

use super::saving::{ComingBack, part_already};
use super::{
    Districts, SAVE, TASKS, address, beside, heading, layout, lines, link, notice, paragraph,
    token_field, with_link,
};
use crate::Aside;
use crate::guard::HONEYPOT_FIELD;

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct CheckAnswers<'a> {
    pub form: &'a Form,
    pub draft: &'a Draft,
    pub notice: Option<Said<'a>>,
    pub token: Option<&'a str>,
    pub districts: &'a Districts,
    pub coming_back: ComingBack<'a>,
    pub aside: Aside,
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
    let words = &form.wording;
    let parts = parts(&journey, &given, view.districts);
    let main = html! {
        (notice(form, view.notice))
        form method="post" action=(address(form, "check-answers")) novalidate {
            h1 class="govuk-heading-l" { (words.say(check::HEADING)) }
            (token_field(view.token))
            div class="govuk-visually-hidden" aria-hidden="true" {
                label for=(HONEYPOT_FIELD) { (words.say(field::LEAVE_EMPTY)) }
                input type="text" id=(HONEYPOT_FIELD) name=(HONEYPOT_FIELD) tabindex="-1" autocomplete="off";
            }
            @if journey.can_finish() {
                (paragraph(form, check::CAN_SEND))
                (Button::new(words.say(check::SEND)).once())
            }
            // Without any answer, perhaps because they could not be read just now, a list says nothing.
            @if !parts.is_empty() {
                @for (heading, answered) in parts {
                    @if let Some(heading) = heading { h2 class="govuk-heading-m" { (form.say(heading)) } }
                    (Summary::new(answered))
                }
                (left_out(form, &rows))
            }
            (heading(form, check::SEND_HEADING))
            (paragraph(form, check::SEND_TEXT))
            (Button::new(words.say(check::SEND)).once())
        }
        p class="govuk-body app-no-print" {
            (link(form, save::LATER, &format!("{}?from=check-answers", address(form, SAVE))))
        }
        (beside(form, view.aside))
        (view.coming_back.words(form))
    };
    let back = match journey.last() {
        _ if !form.section.is_empty() => address(form, TASKS),
        Some(page) => address(form, &page.id),
        None => address(form, ""),
    };
    let exit = address(form, "leave");
    layout(form, words.say(check::HEADING), &exit)
        .back(&back)
        .page(main)
}

/// A row, where it is changed, and what a screen reader says of the link.
pub(super) type Given<'a> = (&'a Row<'a>, (String, Sentence));

/// The answers under their headings, in the order of the form. Without any heading it is one list.
pub(super) fn parts<'a>(
    journey: &'a Journey,
    given: &'a [Given],
    districts: &Districts,
) -> Vec<(Option<&'a str>, Vec<SummaryRow<'a>>)> {
    let words = &journey.form.wording;
    let mut parts: Vec<(Option<&str>, Vec<SummaryRow>)> = Vec::new();
    for (row, (href, what)) in given {
        let heading = journey.check_under(row.page);
        let line = SummaryRow::rich(journey.form.say(row.asked), said(row, districts, words))
            .change(Change::new(href, what.said(), words));
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
        h1 class="govuk-heading-l" { (form.wording.say(check::NOTHING)) }
        (with_link(form, check::NOTHING_SENT, check::NOTHING_SENT_LINK, &address(form, "confirmation")))
        (with_link(form, check::NOTHING_NOT_SENT, check::START_AGAIN, &address(form, "")))
        p class="govuk-body" { (part_already(form)) }
    };
    let exit = address(form, "leave");
    layout(form, form.wording.say(check::HEADING), &exit).page(main)
}

/// What was not answered, in short, and where it still can be.
fn left_out(form: &Form, rows: &[Row]) -> Markup {
    let open: Vec<&Row> = rows.iter().filter(|row| row.answer.is_none()).collect();
    html! {
        @if !open.is_empty() {
            (heading(form, check::LEFT_OUT))
            ul class="govuk-list govuk-list--bullet" {
                @for row in open {
                    li { a class="govuk-link" href=(change(form, row).0) { (form.say(row.asked)) } }
                }
            }
        }
    }
}

/// Where an answer is changed, and what a screen reader says of the link.
pub(super) fn change(form: &Form, row: &Row) -> (String, Sentence) {
    let field = row.question.answer.field(&row.question.id, "");
    let href = format!("{}?return=check#{field}", address(form, &row.page.id));
    let what = form
        .wording
        .fill(check::YOUR_ANSWER, &[("question", row.asked)]);
    (href, what)
}

fn said(row: &Row, districts: &Districts, words: &Wording) -> Markup {
    let Some(answer) = row.answer else {
        return html! {};
    };
    let named = match (&row.question.answer, answer.text()) {
        (AnswerKind::District(_), Some(slug)) => districts.iter().find(|(known, _)| known == slug),
        _ => None,
    };
    match named {
        Some((_, name)) => html! { (name) },
        None => lines(&row.question.answer.say(answer, words)),
    }
}
