//! `/track`: the form, and what it shows.

use maud::{Markup, html};
use pages::{Button, ErrorLink, Input, Layout, Refusal, phone_link};
use vocabulary::{Instant, Status};
use web::{Reply, Request};
use working_calendar::{by_the_end_of, date_in_words};

use super::{look_up, what, what_of_assessment};
use crate::frame::{LEAVE, authority, layout, refused_in, shown};
use crate::{Assessment, Fault, Store, Tracked};

const TITLE: &str = "See what is happening";
const REFERENCE: &str = "reference";
const CODE: &str = "tracking-code";

fn frame() -> Layout<'static> {
    layout(TITLE).exit(LEAVE).back("/")
}

/// The empty form.
pub fn form() -> Reply {
    shown(&frame(), form_with("", "", [None, None]))
}

/// What stands now, for the pair that was posted.
pub async fn page(store: &impl Store, request: &Request, now: Instant) -> Reply {
    let form = match request.form() {
        Ok(form) => form,
        Err(problem) => return refused_in(&frame(), Refusal::of_status(problem.status), None, &[]),
    };
    let reference = form.first(REFERENCE).unwrap_or_default();
    let code = form.first(CODE).unwrap_or_default();
    let missing = Missing::of(reference, code);
    if missing.reference || missing.code {
        return not_entered(&missing, reference, code);
    }
    match look_up(store, reference, code).await {
        Ok(Some(tracked)) => shown(&frame(), status(&tracked, now)),
        Ok(None) => not_found(reference, code),
        Err(fault) => {
            let refusal = match fault {
                Fault::Internal => Refusal::Broken,
                Fault::Unavailable | Fault::WrongKey(_) => Refusal::Unavailable,
            };
            refused_in(&frame(), refusal, Some("/track"), &form.pairs)
        }
    }
}

/// The fields that were left empty. Saying so tells nobody whether a contact exists.
struct Missing {
    reference: bool,
    code: bool,
}

impl Missing {
    fn of(reference: &str, code: &str) -> Self {
        Self {
            reference: reference.trim().is_empty(),
            code: code.trim().is_empty(),
        }
    }

    fn words(&self) -> [Option<&'static str>; 2] {
        [
            self.reference.then_some("Enter your reference"),
            self.code.then_some("Enter your tracking code"),
        ]
    }
}

fn not_entered(missing: &Missing, reference: &str, code: &str) -> Reply {
    let words = missing.words();
    let errors: Vec<ErrorLink> = [REFERENCE, CODE]
        .into_iter()
        .zip(words)
        .filter_map(|(field, words)| Some(ErrorLink::new(field, words?)))
        .collect();
    let main = form_with(reference, code, words);
    Reply::html(422, frame().errors(&errors).page(main))
}

fn not_found(reference: &str, code: &str) -> Reply {
    const WORDS: &str = "We cannot find anything with this reference and tracking code";
    let errors = [ErrorLink::new(REFERENCE, WORDS)];
    let main = html! {
        (form_with(reference, code, [Some("Check the reference and the tracking code"), None]))
        p class="govuk-body" {
            "Both are on the page that you saw after you sent us your request. If you do not have them, or they do not work, "
            "please telephone."
        }
        (telephone())
    };
    Reply::html(404, frame().errors(&errors).page(main))
}

/// `errors` are what is wrong with the reference and with the code.
fn form_with(reference: &str, code: &str, errors: [Option<&str>; 2]) -> Markup {
    let [wrong_reference, wrong_code] = errors;
    let typed = |text| Some(text).filter(|text: &&str| !text.is_empty());
    html! {
        h1 class="govuk-heading-l" { (TITLE) }
        p class="govuk-body" { "If you have contacted us on this website, you can see here how far we have come." }
        form action="/track" method="post" novalidate autocomplete="off" {
            (Input::new(REFERENCE, "Your reference")
                .hint(Some("It looks like ASC-XXXX-XXXX"))
                .error(wrong_reference)
                .value(typed(reference))
                .class("govuk-input--width-20")
                .autocomplete("off")
                .no_spellcheck())
            (Input::new(CODE, "Your tracking code")
                .hint(Some("It looks like XXXX-XXXX-XXXX-XXXX. Spaces, hyphens and small letters make no difference."))
                .error(wrong_code)
                .value(typed(code))
                .class("govuk-input--width-20")
                .autocomplete("off")
                .no_spellcheck())
            (Button::new("Continue"))
        }
    }
}

fn status(tracked: &Tracked, now: Instant) -> Markup {
    html! {
        h1 class="govuk-heading-l" { (TITLE) }
        p class="govuk-body" { "Reference: " strong class="app-reference" { (tracked.reference) } }
        p class="govuk-body-l" { (what(tracked.status)) }
        (when(tracked, now))
        h2 class="govuk-heading-m" { "What has happened" }
        ol class="app-timeline" {
            @for step in &tracked.timeline {
                li class="app-timeline__item" {
                    span class="app-timeline__when" { (date_in_words(step.at, now)) }
                    (what(step.status))
                }
            }
        }
        @if let Some(assessment) = &tracked.assessment { (of_assessment(assessment, now)) }
        h2 class="govuk-heading-m" { "If something has changed" }
        p class="govuk-body" {
            "If things have got worse, do not wait: telephone us, or "
            a class="govuk-link" href="/contact" { "send us another message" } "."
        }
        (telephone())
    }
}

/// How far a carer's assessment has come. While they have declined it, only that and the way back.
fn of_assessment(assessment: &Assessment, now: Instant) -> Markup {
    html! {
        h2 class="govuk-heading-m" { "Your carer’s assessment" }
        @if let Some(declined) = assessment.declined_at {
            p class="govuk-body" {
                "You told us " (date_in_words(declined, now)) " that you do not want it now. You can change your mind \
                 at any time: telephone us."
            }
        } @else {
            ol class="app-timeline" {
                @for (state, at) in &assessment.states {
                    li class="app-timeline__item" {
                        span class="app-timeline__when" { (date_in_words(*at, now)) }
                        (what_of_assessment(*state))
                    }
                }
            }
        }
    }
}

/// When somebody can expect to hear from us; nothing once it no longer matters.
fn when(tracked: &Tracked, now: Instant) -> Markup {
    let Some(respond_by) = tracked.respond_by else {
        return html! {};
    };
    html! {
        @if matches!(tracked.status, Status::Received | Status::BeingLookedAt) {
            @if respond_by >= now {
                p class="govuk-body" { "You can expect to hear from us " (by_the_end_of(respond_by, now)) "." }
            } @else {
                p class="govuk-body" {
                    "You should have heard from us " (by_the_end_of(respond_by, now)) ". We are sorry if you have not. Please telephone."
                }
            }
        }
    }
}

fn telephone() -> Markup {
    let authority = authority();
    let phones = ["council", "out-of-hours"]
        .into_iter()
        .filter_map(|id| authority.phone(id));
    html! {
        ul class="govuk-list" {
            @for phone in phones {
                li {
                    (phone.purpose) ": " (phone_link(&phone.number)) "."
                    @if let Some(note) = &phone.note { " " (note) }
                }
            }
        }
    }
}
