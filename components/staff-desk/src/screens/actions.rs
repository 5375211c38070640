//! What a worker can do with a referral: one form each, offered only where the role and the state
//! allow it. The store enforces both, whatever a page offers.

use maud::{Markup, html};
use pages::{Button, Question, RadioItem, Radios, Select, Size, Textarea};
use vocabulary::{EVENT_OUTCOMES, Priority, Role};

use super::typed::{Typed, into};
use super::{Visit, words};
use crate::referral::{Action, Referral, S42Decision};

/// The three limbs of section 42(1), as questions.
pub const LIMBS: [(&str, &str); 3] = [
    (
        "a",
        "(a) Does the person have needs for care and support, whether or not we meet any?",
    ),
    (
        "b",
        "(b) Are they experiencing, or at risk of, abuse or neglect?",
    ),
    (
        "c",
        "(c) Because of those needs, are they unable to protect themselves?",
    ),
];
const FINDINGS: [(&str, &str); 3] = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")];
const DECISIONS: [(&str, &str); 2] = [
    ("enquiry", "Make enquiries under section 42"),
    ("no-enquiry", "No enquiry under section 42"),
];

/// The id of an action's place on the page.
pub fn id(action: Action) -> String {
    format!("do-{}", action.id())
}

/// What this worker can do with this referral.
struct Offer<'a> {
    visit: &'a Visit,
    referral: &'a Referral,
    typed: Option<&'a Typed>,
}

impl Offer<'_> {
    fn has(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.visit.actor().has(*role))
    }

    fn works(&self) -> bool {
        self.has(&[
            Role::Adviser,
            Role::Senior,
            Role::Safeguarding,
            Role::Manager,
        ])
    }

    /// May release what a colleague holds.
    fn leads(&self) -> bool {
        self.has(&[Role::Senior, Role::Safeguarding, Role::Manager])
    }
}

/// What comes first, on a telephone too: to claim or to release.
pub fn now(visit: &Visit, referral: &Referral) -> Markup {
    let offer = Offer {
        visit,
        referral,
        typed: None,
    };
    let entry = &referral.entry;
    let mine = entry.assignee.as_ref() == Some(&visit.actor().id);
    html! {
        @if offer.works() && entry.is_open() {
            @if entry.assignee.is_none() { (offer.claim()) }
            @else if mine || offer.leads() { (offer.release(mine)) }
        }
    }
}

/// Every other form that is offered.
pub fn offered(visit: &Visit, referral: &Referral, typed: Option<&Typed>) -> Markup {
    let offer = Offer {
        visit,
        referral,
        typed,
    };
    let entry = &referral.entry;
    let needs_s42 = entry.safeguarding_sign && referral.s42.is_none();
    let pressing =
        entry.priority == Priority::Emergency || entry.safeguarding_sign || referral.rule_ten_sign;
    let nobody_looked = pressing && entry.assignee.is_none();
    html! {
        div class="app-no-print" {
            @if offer.works() {
                (offer.note())
                @if entry.is_open() {
                    @if needs_s42 { (waits_for_s42()) }
                    @else if nobody_looked { (offer.waits_for_claim()) }
                    @else { (offer.close()) }
                }
            }
        }
    }
}

/// The section 42 decision: what was recorded, or the form to record it, which needs the wide column.
pub fn section_42(visit: &Visit, referral: &Referral, typed: Option<&Typed>) -> Markup {
    let offer = Offer {
        visit,
        referral,
        typed,
    };
    html! {
        @if let Some(decided) = &referral.s42 { (decision(decided)) }
        @else if referral.entry.safeguarding_sign && offer.has(&[Role::Safeguarding]) {
            div class="app-no-print" { (offer.s42()) }
        }
    }
}

/// What was decided under section 42, by a person.
fn decision(decided: &S42Decision) -> Markup {
    let word = |known: &[(&'static str, &'static str)], id: &str| {
        known
            .iter()
            .find(|(known, _)| *known == id)
            .map_or_else(|| id.to_owned(), |(_, words)| (*words).to_owned())
    };
    html! {
        section class="desk-action" aria-labelledby="s42-decided" {
            h2 class="govuk-heading-s" id="s42-decided" { "Section 42 decision" }
            p class="govuk-body" { strong { (word(&DECISIONS, &decided.decision)) } }
            p class="govuk-body app-typed" { (decided.reasons) }
            @for ((_, question), limb) in LIMBS.iter().zip(&decided.limbs) {
                p class="govuk-body desk-small" {
                    (question) " " strong { (word(&FINDINGS, &limb.finding)) } ". " (limb.because)
                }
            }
        }
    }
}

fn waits_for_s42() -> Markup {
    html! {
        section class="desk-action" aria-labelledby="waits" {
            h2 class="govuk-heading-s" id="waits" { "Close" }
            p class="govuk-body" {
                "There is a safeguarding sign. It can be closed once somebody with the role safeguarding has \
                 recorded a section 42 decision."
            }
        }
    }
}

/// A form that carries the token of the session and the version that was read.
pub fn form(visit: &Visit, referral: &Referral, action: Action, fields: &Markup) -> Markup {
    let reference = &referral.entry.reference;
    html! {
        form method="post" action={ "/staff/referrals/" (reference) "/" (action.id()) } novalidate {
            input type="hidden" name="csrf" value=(visit.session.csrf);
            input type="hidden" name="etag" value=(referral.etag);
            input type="hidden" name="seen" value=(referral.timeline.len());
            (fields)
        }
    }
}

impl Offer<'_> {
    fn form(&self, action: Action, fields: &Markup) -> Markup {
        form(self.visit, self.referral, action, fields)
    }

    fn value(&self, action: Action, name: &str) -> Option<&str> {
        into(self.typed, action)?.value(name)
    }

    fn error(&self, action: Action, name: &str) -> Option<&str> {
        into(self.typed, action)?.error(name)
    }

    fn claim(&self) -> Markup {
        html! {
            div class="desk-action desk-action--now" id=(id(Action::Claim)) {
                p class="govuk-body" { "Nobody holds this referral. Claim it to show colleagues that you have it." }
                (self.form(Action::Claim, &html! { (Button::new("Claim").once()) }))
            }
        }
    }

    fn release(&self, mine: bool) -> Markup {
        let words = if mine {
            "You hold this referral. Release it if somebody else should take it."
        } else {
            "A colleague holds this referral. You can release it for them."
        };
        html! {
            div class="desk-action" id=(id(Action::Release)) {
                p class="govuk-body" { (words) }
                (self.form(Action::Release, &html! { (Button::new("Release").secondary().once()) }))
            }
        }
    }

    fn note(&self) -> Markup {
        let action = Action::Note;
        html! {
            div class="desk-action" id=(id(action)) {
                (self.form(action, &html! {
                    (Textarea::new("text", Question::sized("Add a note", Size::S)).rows(4)
                        .hint(Some("Notes are part of the record, and the person may ask to see them."))
                        .value(self.value(action, "text")).error(self.error(action, "text")))
                    (Button::new("Add note").secondary().once())
                }))
            }
        }
    }

    /// An emergency, or what shows a sign, is not closed by somebody who does not hold it.
    fn waits_for_claim(&self) -> Markup {
        let typed = self.value(Action::Close, "note").unwrap_or_default();
        html! {
            section class="desk-action" id=(id(Action::Close)) {
                h2 class="govuk-heading-s" { "Close" }
                p class="govuk-body" {
                    "Nobody holds this referral, and it is an emergency or shows that somebody may be at risk. \
                     Claim it before you close it."
                }
                @if !typed.trim().is_empty() {
                    p class="govuk-body desk-small" { "You typed:" }
                    blockquote class="desk-quote app-typed" { (typed) }
                }
            }
        }
    }

    fn close(&self) -> Markup {
        let action = Action::Close;
        let named: Vec<String> = EVENT_OUTCOMES
            .iter()
            .map(|value| words::outcome(value))
            .collect();
        let named = EVENT_OUTCOMES
            .iter()
            .copied()
            .zip(named.iter().map(String::as_str));
        let outcomes = std::iter::once(("", "Choose an outcome"))
            .chain(named)
            .collect();
        html! {
            section class="desk-action" id=(id(action)) {
                h2 class="govuk-heading-s" { "Close" }
                (self.form(action, &html! {
                    (Select::new("outcome", "Outcome", outcomes)
                        .chosen(self.value(action, "outcome")).error(self.error(action, "outcome")))
                    (Textarea::new("note", "Closing note (optional)").rows(3)
                        .value(self.value(action, "note")).error(self.error(action, "note")))
                    (Button::new("Close referral").secondary().once())
                }))
            }
        }
    }

    fn s42(&self) -> Markup {
        let action = Action::S42Decision;
        let items = |known: &[(&'static str, &'static str)]| -> Vec<RadioItem<'static>> {
            known
                .iter()
                .map(|(value, text)| RadioItem::new(value, *text))
                .collect()
        };
        html! {
            details class="govuk-details desk-action" id=(id(action)) open[into(self.typed, action).is_some()] {
                summary class="govuk-details__summary" {
                    span class="govuk-details__summary-text" { "Record a section 42 decision" }
                }
                (self.form(action, &html! {
                    @for (limb, question) in LIMBS {
                        @let finding = format!("{limb}-finding");
                        @let because = format!("{limb}-because");
                        (Radios::new(&finding, Question::sized(question, Size::S), items(&FINDINGS)).small()
                            .chosen(self.value(action, &finding)).error(self.error(action, &finding)))
                        (Textarea::new(&because, "Because").rows(2)
                            .value(self.value(action, &because)).error(self.error(action, &because)))
                    }
                    (Radios::new("decision", Question::sized("What do you decide?", Size::S), items(&DECISIONS)).small()
                        .chosen(self.value(action, "decision")).error(self.error(action, "decision")))
                    (Textarea::new("reasons", "Reasons").rows(4)
                        .value(self.value(action, "reasons")).error(self.error(action, "reasons")))
                    (Button::new("Record decision").once())
                }))
            }
        }
    }
}
