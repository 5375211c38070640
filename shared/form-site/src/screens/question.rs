//! One page of a form: usually one question.

use form_model::{Draft, Finding, Form, Journey, Page, Question};
use maud::{Markup, html};
use pages::{Authority, Button, Details, ErrorLink, InsetText, Size, call, numbers};

use vocabulary::About;
use wording::phrase::{address as address_words, question};
use wording::{Said, Wording};

use super::dialled::dialled;
use super::languages::{FORM, picture};
use super::question_parts::{Field, render};
use super::saving::{ComingBack, save_button};
use super::{Districts, TASKS, address, layout_for, notice, paragraphs, token_field};
use crate::guard::NEW_FIELD;
use crate::look_up::{AddressAsked, AddressStep, LOOK_UP, SKIP};

/// What a page of a form shows.
#[derive(Debug, Clone, Copy)]
pub struct QuestionPage<'a> {
    pub form: &'a Form,
    pub page: &'a Page,
    pub draft: &'a Draft,
    /// What was just posted, when it could not be accepted; else what the draft has is shown.
    pub typed: Option<&'a [(String, String)]>,
    pub findings: &'a [Finding],
    /// Something that happened, which is nobody's mistake.
    pub notice: Option<Said<'a>>,
    /// The token of the draft, once there is one.
    pub token: Option<&'a str>,
    /// It begins something new in a browser that has sent something before.
    pub begins: bool,
    /// The person came to change this answer and goes straight back.
    pub returning: bool,
    pub districts: &'a Districts,
    /// The address of the page that may be looked up, and how far that has come.
    pub look_up: Option<(AddressAsked<'a>, AddressStep<'a>)>,
    pub coming_back: ComingBack<'a>,
}

/// The page as HTML.
pub fn question_page(view: QuestionPage) -> String {
    let QuestionPage {
        form, page, draft, ..
    } = view;
    let journey = Journey::of(form, &draft.answers);
    let questions = journey.questions_of(page);
    let (heading, text) = journey.page_words(page);
    let typed = match view.typed {
        Some(typed) => typed.to_vec(),
        None => filled_in(draft, &questions),
    };
    let errors: Vec<ErrorLink> = view
        .findings
        .iter()
        .map(|finding| ErrorLink::new(&finding.field, &finding.message).lang(finding.lang))
        .collect();
    let is_heading =
        matches!(questions.as_slice(), [only] if journey.question_words(only).label == heading);
    let about = journey.facts().about;
    let fields: Vec<Markup> = questions
        .iter()
        .map(|question| {
            render(&Field {
                form,
                question,
                path: &question.id,
                words: journey.question_words(question),
                heading: is_heading,
                legend: ONE_OF_SEVERAL,
                alone: questions.len() == 1,
                text: if is_heading { text } else { &[] },
                optional: marked_optional(form, &journey, question),
                own: about == Some(About::OneSelf) || question.id.starts_with("your-"),
                typed: &typed,
                findings: view.findings,
                districts: view.districts,
                wording: &form.wording,
                look_up: view.look_up,
                files: draft.files(&question.id),
            })
        })
        .collect();
    let main = html! {
        (notice(form, view.notice))
        (view.coming_back.open_again(form))
        form id=(FORM) method="post" action=(address(form, &page.id)) enctype=[asks_files(&questions).then_some("multipart/form-data")] autocomplete=[form.keep_out_of_browsers.then_some("off")] novalidate {
            (token_field(view.token))
            @if asks_group(&questions) || asks_files(&questions) || has_steps(&view) { (first_button(&form.wording, None)) }
            @if view.begins { input type="hidden" name=(NEW_FIELD) value="yes"; }
            @if view.returning { input type="hidden" name="return" value="check"; }
            (picture(page))
            @if !is_heading { h1 class="govuk-heading-l" lang=[form.say(heading).lang] { (dialled(heading)) } }
            @if page.danger { (danger(page, heading, &form.wording)) }
            @if !is_heading { (paragraphs(form, text)) }
            @for field in &fields { (field) }
            @if let Some(more) = &page.more { (Details::new(form.say(&more.summary), paragraphs(form, &more.text))) }
            (buttons(&view, &journey, &typed))
        }
        (view.coming_back.words(form))
    };
    let back = match journey.before(page) {
        _ if view.returning => address(form, "check-answers"),
        Some(before) => address(form, &before.id),
        None if form.section_of(page).is_some() => address(form, TASKS),
        None => address(form, ""),
    };
    let exit = address(form, "leave");
    let title = page.title.as_deref().unwrap_or(heading);
    layout_for(form, form.say(title), &exit, true)
        .back(&back)
        .errors(&errors)
        .page(main)
}

/// What the draft has, as the fields of the page.
pub fn filled_in(draft: &Draft, questions: &[&Question]) -> Vec<(String, String)> {
    questions
        .iter()
        .filter_map(|question| {
            let answer = draft.answers.get(&question.id)?;
            Some(question.answer.typed(&question.id, answer))
        })
        .flatten()
        .collect()
}

/// Fields that can be left blank say so, in forms where others cannot.
fn marked_optional(form: &Form, journey: &Journey, question: &Question) -> bool {
    use form_model::AnswerKind as Kind;
    let typed = matches!(
        question.answer,
        Kind::Text(_)
            | Kind::LongText(_)
            | Kind::Name(_)
            | Kind::Number(_)
            | Kind::Date(_)
            | Kind::Address(_)
            | Kind::Postcode(_)
            | Kind::District(_)
            | Kind::Phone(_)
            | Kind::Email(_)
            | Kind::NhsNumber(_)
    );
    let one_of_several = form
        .require
        .iter()
        .any(|requirement| requirement.any_of.contains(&question.id));
    let something_required = form.questions().any(|(_, question)| question.required);
    typed
        && something_required
        && !question.required
        && !one_of_several
        && !journey.requires_nothing()
}

fn asks_group(questions: &[&Question]) -> bool {
    let is_group =
        |question: &&Question| matches!(question.answer, form_model::AnswerKind::Group(_));
    questions.iter().any(is_group)
}

fn asks_files(questions: &[&Question]) -> bool {
    let is_upload =
        |question: &&Question| matches!(question.answer, form_model::AnswerKind::Upload(_));
    questions.iter().any(is_upload)
}

/// Whether the page has buttons of the steps towards an address, and not only those that its one field is for.
fn has_steps(view: &QuestionPage) -> bool {
    view.look_up.is_some_and(|(asked, step)| {
        let alone = view.page.question.len() == 1 && !asked.postcode_on_page();
        !(alone && matches!(step, AddressStep::Postcode { .. }))
    })
}

/// Enter in a field presses the first button of a page: that must be the one that goes on, and not one
/// that takes something away or changes the language. Nobody sees or reaches it. Outside of its `form` it
/// names it.
pub(super) fn first_button(words: &Wording, form: Option<&str>) -> Markup {
    html! {
        div class="govuk-visually-hidden" aria-hidden="true" {
            button type="submit" form=[form] tabindex="-1" { (words.say(question::CONTINUE)) }
        }
    }
}

/// Whom to call, in the authority's words: said once, so not again where the heading says it.
fn danger(page: &Page, heading: &str, words: &Wording) -> Markup {
    let authority = Authority::current();
    html! {
        @if !page.call.is_empty() {
            div class="govuk-!-font-size-24" { (numbers(authority, &page.call, words)) }
        }
        @if let Some(phone) = authority.phone("emergency") {
            @if !heading.contains(&phone.number) {
                p class="govuk-body-l" { (call(phone, words)) }
            }
            @if let Some(note) = &phone.note { (InsetText(html! { (words.instead_of(note)) })) }
        }
    }
}

/// Nobody who told us of a danger, nobody whom no question can hold up, and nobody who is only asked about
/// equality, has to go through all pages.
fn buttons(view: &QuestionPage, journey: &Journey, typed: &[(String, String)]) -> Markup {
    let QuestionPage {
        page, coming_back, ..
    } = view;
    let words = &journey.form.wording;
    html! {
        div class="govuk-button-group" {
            (go_on(view, typed))
            @if page.danger {
                (Button::new(words.say(question::SEND_ANYWAY)).sends("go", "check").secondary())
            } @else if coming_back.never || journey.can_finish() {
                (Button::new(words.say(question::TO_THE_END)).sends("go", "check").secondary())
            }
            @if !coming_back.never { (save_button(words)) }
        }
    }
}

/// The button that goes on. While an address is looked for it says what that means for the address, and
/// stands back behind the button that finds or uses one.
fn go_on<'a>(view: &QuestionPage<'a>, typed: &[(String, String)]) -> Button<'a> {
    let words = &view.form.wording;
    let (asked, step) = match view.look_up {
        Some((asked, step)) if !matches!(step, AddressStep::Lines { .. }) => (asked, step),
        _ => return Button::new(words.say(question::CONTINUE)).once(),
    };
    let text = match asked.has_lines(typed) {
        true => address_words::KEEP,
        false => address_words::SKIP,
    };
    let button = Button::new(words.say(text)).sends(LOOK_UP, SKIP).once();
    match step {
        AddressStep::Postcode { .. } if asked.postcode_on_page() => button,
        _ => button.secondary(),
    }
}

/// The size of the words of one of several questions on a page.
pub(super) const ONE_OF_SEVERAL: Size = Size::M;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::equality::{Choice, SPOKEN, questions};

    /// The page of this id, read in Polish by words that lack these.
    fn page_lacking(id: &str, lack: impl Fn(&mut form_model::Words)) -> String {
        let polish = SPOKEN.iter().find(|words| words.language == "pl");
        let mut words = polish.unwrap().clone();
        lack(&mut words);
        let own = questions("/contact/adult-contact", Choice::Record).unwrap();
        let mut form = words.over(&own.form);
        form.wording = Wording::of("pl", true);
        question_page(QuestionPage {
            form: &form,
            page: form.find_page(id).unwrap(),
            draft: &Draft::default(),
            typed: None,
            findings: &[],
            notice: None,
            token: None,
            begins: false,
            returning: false,
            districts: &[],
            look_up: None,
            coming_back: ComingBack::default(),
        })
    }

    #[test]
    fn words_that_a_language_lacks_are_marked_as_english_and_others_are_not() {
        let page = page_lacking("religion", |words| {
            let asked = words.question.get_mut("religion").unwrap();
            asked.option.remove("hindu");
            asked.option_hint.remove("christian");
        });
        for marked in [
            "<span lang=\"en\">Hindu</span>",
            "<span lang=\"en\">Church of England, Catholic, Protestant and every other kind</span>",
        ] {
            assert!(page.contains(marked), "{marked}\n{page}");
        }
        assert!(page.contains(">Islam</label>"), "{page}");
        let page = page_lacking("religion", |words| {
            words.question.get_mut("religion").unwrap().label = None;
            words.page.get_mut("religion").unwrap().heading = None;
        });
        assert!(
            page.contains("<span lang=\"en\">What is your religion?</span>"),
            "{page}"
        );
        let whole = page_lacking("religion", |_| {});
        assert!(!whole.contains("<span lang=\"en\">"), "{whole}");
    }
}
