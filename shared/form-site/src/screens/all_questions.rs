//! All questions of a form on one page, for staff who fill it in while somebody talks to them. Those that the
//! answers so far do not lead to are left out, and what was typed into them comes along unseen.

use form_model::{AnswerKind, Answers, Finding, Form, Journey, Question as Asked};
use maud::{Markup, html};
use pages::Size;
use wording::Wording;

use super::Districts;
use super::question_parts::{Field, render};

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct AllQuestions<'a> {
    pub form: &'a Form,
    /// What was answered, as far as it could be read: it says which questions there are.
    pub answers: &'a Answers,
    pub typed: &'a [(String, String)],
    pub findings: &'a [Finding],
    pub districts: &'a Districts,
    /// The pages that were not there when this was sent last.
    pub new: &'a [&'a str],
}

/// The questions, under the headings of their pages.
pub fn all_questions(view: AllQuestions) -> Markup {
    let journey = Journey::of(view.form, view.answers);
    html! {
        @for shown in journey.pages() {
            @let asked: Vec<&Asked> = shown.questions.iter().copied().filter(|asked| may_be_asked(asked)).collect();
            @if !asked.is_empty() {
                @let (heading, text) = journey.page_words(shown.page);
                @let alone = matches!(asked.as_slice(), [only] if journey.question_words(only).label == heading);
                div class="desk-asked" id={ "page-" (shown.page.id) } {
                    input type="hidden" name="shown" value=(shown.page.id);
                    @if view.new.contains(&shown.page.id.as_str()) {
                        p class="govuk-body" { strong class="govuk-tag govuk-tag--blue" { "New" } " The answers so far lead to this." }
                    }
                    @if !alone { h2 class="govuk-heading-m" { (heading) } }
                    @for question in &asked {
                        (render(&Field {
                            form: view.form,
                            question,
                            path: &question.id,
                            words: journey.question_words(question),
                            heading: false,
                            legend: Size::S,
                            alone,
                            text: if alone { text } else { &[] },
                            optional: false,
                            own: false,
                            typed: view.typed,
                            findings: view.findings,
                            districts: view.districts,
                            wording: Wording::english(),
                            look_up: None,
                            files: &[],
                        }))
                    }
                }
            }
        }
        @for (name, value) in unseen(&journey, view.typed) { input type="hidden" name=(name) value=(value); }
    }
}

/// Whether a page of the form has questions on the page that shows all.
pub fn is_shown(journey: &Journey, page: &str) -> bool {
    let mut pages = journey.pages().iter();
    pages.any(|shown| {
        shown.page.id == page && shown.questions.iter().any(|asked| may_be_asked(asked))
    })
}

/// Nobody adds a file while they talk.
fn may_be_asked(question: &Asked) -> bool {
    !matches!(question.answer, AnswerKind::Upload(_))
}

/// What was typed into questions of the form that are not shown now.
fn unseen<'t>(journey: &Journey, typed: &'t [(String, String)]) -> Vec<&'t (String, String)> {
    let belongs = |name: &str, id: &str| {
        let rest = name.strip_prefix(id);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '[', '.']))
    };
    let shown: Vec<&str> = journey
        .pages()
        .iter()
        .flat_map(|shown| shown.questions.iter().map(|question| question.id.as_str()))
        .collect();
    let asks = |name: &str| shown.iter().any(|id| belongs(name, id));
    let of_form = |name: &str| {
        let mut questions = journey.form.questions();
        questions.any(|(_, question)| belongs(name, &question.id))
    };
    typed
        .iter()
        .filter(|(name, value)| !value.is_empty() && !asks(name) && of_form(name))
        .collect()
}
