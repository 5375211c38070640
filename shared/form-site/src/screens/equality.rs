//! The pages around the questions about equality: what is asked and why, what is sent, and thanks.

use form_model::{Draft, Form, Journey};
use maud::{Markup, html};
use pages::{Button, InsetText, Summary};
use wording::Phrase;
use wording::phrase::equality;

use super::check_answers::{Given, change, parts};
use super::{address, heading, layout, link, notice, paragraph, token_field, with_link};
use crate::equality::{Choice, EQUALITY, Offers};

/// On the confirmation: that there are questions. Nothing where there are none, or all were answered.
pub(super) fn offer(form: &Form, offers: Offers) -> Markup {
    let open = Choice::ALL
        .iter()
        .any(|choice| offers.has(*choice) && !offers.was_made(*choice));
    html! {
        @if open {
            (heading(form, equality::OFFER))
            (paragraph(form, equality::OFFER_SAY))
            p class="govuk-body" { (link(form, equality::OFFER_LINK, &address(form, EQUALITY))) }
        }
    }
}

/// What is said of each choice.
struct Words {
    heading: Phrase,
    how: Phrase,
    why: Phrase,
    begin: Phrase,
    check: Phrase,
    thanks: Phrase,
    /// After the other one.
    too: Phrase,
}

impl Words {
    fn of(choice: Choice) -> Self {
        match choice {
            Choice::Statistics => Self {
                heading: equality::COUNT,
                how: equality::COUNT_HOW,
                why: equality::COUNT_WHY,
                begin: equality::COUNT_BEGIN,
                check: equality::CHECK_COUNT,
                thanks: equality::COUNTED,
                too: equality::OTHER_COUNT,
            },
            Choice::Record => Self {
                heading: equality::RECORD,
                how: equality::RECORD_HOW,
                why: equality::RECORD_WHY,
                begin: equality::RECORD_BEGIN,
                check: equality::CHECK_RECORD,
                thanks: equality::KEPT,
                too: equality::OTHER_RECORD,
            },
        }
    }
}

/// `/contact/{form}/equality`: the choices. `first` is the first question's page.
pub fn choices_page(form: &Form, offers: Offers, first: &str) -> String {
    let words = &form.wording;
    let confirmation = address(form, "confirmation");
    let main = html! {
        h1 class="govuk-heading-l" { (words.say(equality::HEADING)) }
        (paragraph(form, equality::WHY))
        (paragraph(form, equality::FREE))
        @if offers.about_someone_else {
            (InsetText(html! { (words.say(equality::ABOUT_YOU)) }))
        }
        @for choice in Choice::ALL {
            @if offers.has(choice) { (explained(form, choice, offers.was_made(choice), first)) }
        }
        p class="govuk-body" { (link(form, equality::NO, &confirmation)) }
    };
    let exit = address(form, "leave");
    layout(form, words.say(equality::HEADING), &exit)
        .back(&confirmation)
        .page(main)
}

/// What one choice means, and where it begins.
fn explained(form: &Form, choice: Choice, was_made: bool, first: &str) -> Markup {
    let begin = address(form, &format!("{}/{first}", choice.segment()));
    let words = Words::of(choice);
    html! {
        (heading(form, words.heading))
        (paragraph(form, words.how))
        (paragraph(form, words.why))
        p class="govuk-body" {
            strong {
                @if was_made { (form.wording.say(equality::DONE)) } @else { (link(form, words.begin, &begin)) }
            }
        }
    }
}

/// The answers before they are sent.
#[derive(Debug, Clone, Copy)]
pub struct CheckEquality<'a> {
    /// The form of the contact.
    pub contact: &'a Form,
    /// The questions.
    pub form: &'a Form,
    pub choice: Choice,
    pub draft: &'a Draft,
    pub notice: Option<Phrase>,
    pub token: Option<&'a str>,
}

/// `/contact/{form}/equality/{choice}/check-answers`.
pub fn check_equality_page(view: CheckEquality) -> String {
    let form = view.form;
    let words = &form.wording;
    let journey = Journey::of(form, &view.draft.answers);
    let rows = journey.rows();
    let given: Vec<Given> = rows
        .iter()
        .filter(|row| row.answer.is_some())
        .map(|row| (row, change(form, row)))
        .collect();
    let first = form.page.first().map_or("", |page| page.id.as_str());
    let main = html! {
        (notice(form, view.notice.map(|happened| words.say(happened))))
        @if given.is_empty() {
            h1 class="govuk-heading-l" { (words.say(equality::NOTHING)) }
            (paragraph(form, equality::NOTHING_SAY))
            p class="govuk-body" { (link(form, equality::ANSWER, &address(form, first))) }
        } @else {
            h1 class="govuk-heading-l" { (words.say(equality::CHECK)) }
            (paragraph(form, Words::of(view.choice).check))
            @for (_, answered) in parts(&journey, &given, &[]) { (Summary::new(answered)) }
            form method="post" action=(address(form, "check-answers")) novalidate {
                (token_field(view.token))
                (Button::new(words.say(equality::SEND)).once())
            }
        }
        p class="govuk-body" { (link(form, equality::STOP, &address(view.contact, "confirmation"))) }
    };
    let back = journey.last().map_or("", |page| page.id.as_str());
    let exit = address(form, "leave");
    layout(form, words.say(equality::CHECK), &exit)
        .back(&address(form, back))
        .page(main)
}

/// After they were sent.
pub fn thank_you_page(form: &Form, choice: Choice, offers: Offers) -> String {
    let words = &form.wording;
    let other = choice.other();
    let main = html! {
        h1 class="govuk-heading-l" { (words.say(equality::THANKS)) }
        (paragraph(form, Words::of(choice).thanks))
        @if offers.has(other) && !offers.was_made(other) {
            (with_link(form, equality::OTHER, Words::of(other).too, &address(form, EQUALITY)))
        }
        p class="govuk-body" { (link(form, equality::BACK, &address(form, "confirmation"))) }
    };
    let exit = address(form, "leave");
    layout(form, words.say(equality::THANKS), &exit).page(main)
}

/// There are no questions here: nothing was sent from this browser, or it is long ago, or nobody asks.
pub fn not_offered_page(form: &Form) -> String {
    let words = &form.wording;
    let main = html! {
        h1 class="govuk-heading-l" { (words.say(equality::NOT_OFFERED)) }
        (paragraph(form, equality::NOT_OFFERED_SAY))
        p class="govuk-body" { (link(form, equality::BACK, &address(form, "confirmation"))) }
    };
    let exit = address(form, "leave");
    layout(form, words.say(equality::NOT_OFFERED), &exit).page(main)
}
