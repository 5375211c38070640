//! The pages that people see, each a function of what is known: no request, no store, no clock.

mod all_questions;
mod begin;
mod check_answers;
mod confirmation;
mod copy;
mod days;
mod dialled;
mod equality;
mod files;
mod group;
mod handover;
mod languages;
mod link_message;
mod long_text;
mod pictures;
mod question;
mod question_parts;
mod saving;
mod tasks;
mod telling;
mod which_area;

pub use all_questions::{AllQuestions, all_questions, is_shown};
pub use begin::{begin_page, choose_page};
pub use check_answers::{CheckAnswers, check_answers_page, nothing_to_check_page};
pub use confirmation::{Confirmation, confirmation_page, contact_us, nothing_here_page};
pub use copy::{ask_copy_page, copy_page};
pub use days::{day_in_words, same_day};
pub use equality::{
    CheckEquality, check_equality_page, choices_page, not_offered_page, thank_you_page,
};
pub use handover::{HANDED_OVER, handed_over, handover_page};
pub use languages::IN_LANGUAGE;
pub use link_message::{EMAIL, LinkSent, PHONE, SAFE, SEND, SendLink};
pub use question::{QuestionPage, filled_in, question_page};
pub use saving::{
    AskWords, ComingBack, FROM, RESUME, SAVE, SavePage, SavedForm, WORDS, nothing_to_save_page,
    resume_page, save_page, saved_page,
};
pub use tasks::{TASKS, Tasks, tasks_page};
pub use which_area::{AREA, WhichArea, which_area_page};

use form_model::Form;
use maud::{Markup, html};
use pages::{Authority, Banner, Layout, Refusal, refusal_page};
use wording::{Phrase, Said, Wording};

use crate::guard::TOKEN_FIELD;
use crate::{Aside, Site};

/// Whether there is a picture of this name.
pub fn has_picture(name: &str) -> bool {
    pictures::find(name).is_some()
}

/// Where a contact that is about nothing in particular begins, whichever component shows it.
pub const CONTACT: &str = "/contact";

/// The names of the districts that people may choose: slug and name.
pub type Districts = [(String, String)];

/// The address of a form's page; of its first page with no page named.
pub fn address(form: &Form, page: &str) -> String {
    match page {
        "" => form.path().into_owned(),
        page => format!("{}/{page}", form.path()),
    }
}

/// The frame of a page of a form: with the way out in a hurry.
pub fn layout<'a>(form: &'a Form, title: impl Into<Said<'a>>, exit: &'a str) -> Layout<'a> {
    layout_for(form, title, exit, false)
}

/// The same, for a page that may have a form which `asks`.
fn layout_for<'a>(
    form: &'a Form,
    title: impl Into<Said<'a>>,
    exit: &'a str,
    asks: bool,
) -> Layout<'a> {
    let layout = Layout::new(Authority::current(), form.prefix(), title)
        .words(&form.wording)
        .exit(exit);
    match languages::switch(form, asks) {
        Some(switch) => layout.beside_back(switch),
        None => layout,
    }
}

/// The hidden field with the token of the draft, once there is one.
fn token_field(token: Option<&str>) -> Markup {
    html! {
        @if let Some(token) = token { input type="hidden" name=(TOKEN_FIELD) value=(token); }
    }
}

/// Paragraphs of the form's own.
fn paragraphs(form: &Form, text: &[String]) -> Markup {
    html! { @for paragraph in text { p class="govuk-body" lang=[form.say(paragraph).lang] { (paragraph) } } }
}

/// A heading or a paragraph of ours.
fn heading(form: &Form, phrase: Phrase) -> Markup {
    html! { h2 class="govuk-heading-m" { (form.wording.say(phrase)) } }
}

fn paragraph(form: &Form, phrase: Phrase) -> Markup {
    html! { p class="govuk-body" { (form.wording.say(phrase)) } }
}

/// A paragraph of ours with a link in its place `link`.
fn with_link(form: &Form, phrase: Phrase, text: Phrase, href: &str) -> Markup {
    let link = link(form, text, href);
    html! { p class="govuk-body" { (form.wording.say(phrase).around(&[("link", &link)])) } }
}

fn link(form: &Form, text: Phrase, href: &str) -> Markup {
    html! { a class="govuk-link" href=(href) { (form.wording.say(text)) } }
}

/// Something that happened, which is nobody's mistake.
fn notice(form: &Form, said: Option<Said>) -> Markup {
    banner(&form.wording, said)
}

fn banner(words: &Wording, said: Option<Said>) -> Markup {
    html! {
        @if let Some(said) = said {
            (Banner::important(Banner::sentence(said)).words(words))
        }
    }
}

/// What is offered beside the questions.
fn beside(form: &Form, aside: Aside) -> Markup {
    html! { @if let Some(offer) = aside { (offer(form)) } }
}

/// An answer in words, line by line.
pub fn lines(said: &str) -> Markup {
    html! {
        @for (index, line) in said.lines().enumerate() {
            @if index > 0 { br; }
            (line)
        }
    }
}

/// A page that says no. It keeps what was typed, and can send it `again`.
pub fn refusal(
    site: &Site,
    form: Option<&Form>,
    status: u16,
    again: Option<&str>,
    answers: &[(String, String)],
) -> String {
    let refusal = Refusal::of_status(status);
    let authority = Authority::current();
    let exit = form.map(|form| address(form, "leave"));
    let mut layout = Layout::new(authority, site.prefix, refusal.heading());
    if let Some(exit) = &exit {
        layout = layout.exit(exit);
    }
    refusal_page(&layout, authority, refusal, again, answers)
}
