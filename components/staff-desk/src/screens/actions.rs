//! What a worker can do with a referral: offered only where the role and the state allow it, in the order of the
//! work. The store enforces both, whatever a page offers.

mod fields;
pub mod work;

pub use fields::LIMBS;

use casework::Kind as Work;

use maud::{Markup, html};
use pages::Button;
use vocabulary::{Priority, Role, queue};

use super::Visit;
use super::typed::{Typed, into};
use crate::referral::{Action, Referral, S42Decision};

/// Those that have a page of their own, in the order of the menu: reaching the person and deciding, handing on,
/// writing down, whom it concerns.
const MENU: [&[Action]; 4] = [
    &[
        Action::Work(Work::DecideWelfareCheck),
        Action::S42Decision,
        Action::Work(Work::ContactAttempt),
        Action::Work(Work::Wait),
        Action::Work(Work::EndWait),
    ],
    &[
        Action::Work(Work::Escalate),
        Action::Assign,
        Action::Priority,
        Action::Reroute,
    ],
    &[
        Action::Work(Work::SetCaseNumber),
        Action::Work(Work::Allocate),
        Action::Work(Work::NoteVisitorSafety),
        Action::Work(Work::EndVisitorSafety),
    ],
    &[
        Action::Work(Work::Link),
        Action::Work(Work::Merge),
        Action::Work(Work::Unmerge),
        Action::Restrict,
    ],
];

/// The id of an action's place on the page.
pub fn id(action: Action) -> String {
    format!("do-{}", action.id())
}

/// The address of the page of an action.
pub fn address(reference: &str, action: Action) -> String {
    format!("/staff/referrals/{reference}/{}", action.id())
}

/// What an action is called: its heading, and its link in the menu.
pub const fn title(action: Action) -> &'static str {
    match action {
        Action::Claim => "Claim",
        Action::Release => "Release",
        Action::Assign => "Assign to a colleague",
        Action::Note => "Add a note",
        Action::Priority => "Change the priority",
        Action::Reroute => "Move to another queue",
        Action::S42Decision => "Record a section 42 decision",
        Action::Close => "Close",
        Action::Restrict => "Restrict who may see it",
        Action::Assess(_) => "Carer’s assessment",
        Action::Work(kind) => work::title(kind),
    }
}

/// What this worker can do with this referral.
pub struct Offer<'a> {
    pub visit: &'a Visit,
    pub referral: &'a Referral,
    pub typed: Option<&'a Typed>,
}

impl<'a> Offer<'a> {
    pub fn of(visit: &'a Visit, referral: &'a Referral, typed: Option<&'a Typed>) -> Self {
        Self {
            visit,
            referral,
            typed,
        }
    }

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

    /// May hand out, restrict, and release what a colleague holds.
    fn leads(&self) -> bool {
        self.has(&[Role::Senior, Role::Safeguarding, Role::Manager])
    }

    /// Whether the role allows it, whatever the state of the referral.
    pub fn is_for_role(&self, action: Action) -> bool {
        match action {
            Action::Assign
            | Action::Restrict
            | Action::Work(Work::DecideWelfareCheck | Work::Merge | Work::Unmerge) => self.leads(),
            Action::S42Decision => self.has(&[Role::Safeguarding]),
            _ => self.works(),
        }
    }

    /// Whether role and state allow it.
    pub fn may(&self, action: Action) -> bool {
        let entry = &self.referral.entry;
        let mine = entry.assignee.as_ref() == Some(&self.visit.actor().id);
        let state = match action {
            Action::Claim => entry.is_open() && entry.assignee.is_none(),
            Action::Release => {
                entry.is_open() && entry.assignee.is_some() && (mine || self.leads())
            }
            Action::Assign | Action::Priority => entry.is_open(),
            Action::Reroute => {
                let held_back = self.waits_for_s42() && entry.queue == queue::SAFEGUARDING_TRIAGE;
                entry.is_open() && !held_back
            }
            Action::Note | Action::Restrict => true,
            Action::S42Decision => self.waits_for_s42(),
            Action::Close => entry.is_open() && !self.waits_for_s42() && !self.waits_for_somebody(),
            Action::Assess(_) => false,
            Action::Work(kind) => self.state_allows(kind),
        };
        state && self.is_for_role(action)
    }

    /// Whether the state of the referral leaves room for a step.
    fn state_allows(&self, kind: Work) -> bool {
        let casework = &self.referral.casework;
        let open = self.referral.entry.is_open();
        match kind {
            Work::ContactAttempt | Work::Wait | Work::Escalate => open,
            Work::EndWait => self.referral.waiting().is_some(),
            Work::DecideWelfareCheck => self.referral.entry.needs_welfare_check,
            Work::SetCaseNumber | Work::Allocate | Work::NoteVisitorSafety | Work::Link => true,
            Work::EndVisitorSafety => casework.visitor_safety().is_some(),
            Work::Unlink => !casework.links().is_empty(),
            Work::Merge => open && !self.waits_for_s42() && casework.merged().is_none(),
            Work::Unmerge => casework.merged().is_some(),
        }
    }

    /// There was a safeguarding sign, and nobody has decided under section 42 yet.
    fn waits_for_s42(&self) -> bool {
        self.referral.entry.safeguarding_sign && self.referral.s42.is_none()
    }

    /// An emergency, or what shows a sign, is not closed by somebody who does not hold it.
    fn waits_for_somebody(&self) -> bool {
        let entry = &self.referral.entry;
        let pressing = entry.priority == Priority::Emergency
            || entry.safeguarding_sign
            || self.referral.rule_ten_sign;
        pressing && entry.assignee.is_none()
    }

    /// The form of an action, as it stands on the referral's page and on its own.
    pub fn form(&self, action: Action) -> Markup {
        form(self.visit, self.referral, action, &self.fields(action))
    }

    fn value(&self, action: Action, name: &str) -> Option<&'a str> {
        into(self.typed, action)?.value(name)
    }

    fn error(&self, action: Action, name: &str) -> Option<&'a str> {
        into(self.typed, action)?.error(name)
    }
}

/// What comes first, on a telephone too: to claim or to release, and the way to everything else.
pub fn now(visit: &Visit, referral: &Referral) -> Markup {
    let offer = Offer::of(visit, referral, None);
    let mine = referral.entry.assignee.as_ref() == Some(&visit.actor().id);
    let reference = &referral.entry.reference;
    let menu = MENU.map(|group| -> Vec<Action> {
        let offered = group.iter().copied();
        offered.filter(|action| offer.may(*action)).collect()
    });
    html! {
        @if offer.may(Action::Claim) { (offer.claim()) }
        @if offer.may(Action::Release) { (offer.release(mine)) }
        @if menu.iter().any(|group| !group.is_empty()) {
            nav class="desk-menu" aria-labelledby="can-do" {
                h2 class="govuk-heading-s" id="can-do" { "What you can do" }
                @for group in menu.iter().filter(|group| !group.is_empty()) {
                    ul class="govuk-list" {
                        @for action in group {
                            li { a class="govuk-link" href=(address(reference, *action)) { (title(*action)) } }
                        }
                    }
                }
            }
        }
    }
}

/// The forms that stand on the referral's page: those that are used most.
pub fn offered(visit: &Visit, referral: &Referral, typed: Option<&Typed>) -> Markup {
    let offer = Offer::of(visit, referral, typed);
    let entry = &referral.entry;
    html! {
        div class="app-no-print" {
            @if offer.works() {
                div class="desk-action" id=(id(Action::Note)) { (offer.form(Action::Note)) }
                @if entry.is_open() {
                    @if offer.waits_for_s42() { (offer.close_waits_for_s42()) }
                    @else if offer.waits_for_somebody() { (offer.waits_for_claim()) }
                    @else {
                        section class="desk-action" id=(id(Action::Close)) {
                            h2 class="govuk-heading-s" { "Close" }
                            (offer.form(Action::Close))
                        }
                    }
                }
            }
        }
    }
}

/// What was decided under section 42, by a person.
pub fn decision(decided: &S42Decision) -> Markup {
    html! {
        section class="desk-action" aria-labelledby="s42-decided" {
            h2 class="govuk-heading-s" id="s42-decided" { "Section 42 decision" }
            p class="govuk-body" { strong { (fields::decision_words(&decided.decision)) } }
            p class="govuk-body app-typed" { (decided.reasons) }
            @for ((_, question), limb) in LIMBS.iter().zip(&decided.limbs) {
                p class="govuk-body desk-small" {
                    (question) " " strong { (fields::finding_words(&limb.finding)) } ". " (limb.because)
                }
            }
        }
    }
}

/// A form that carries the token of the session and the version that was read.
pub fn form(visit: &Visit, referral: &Referral, action: Action, fields: &Markup) -> Markup {
    html! {
        form method="post" action=(address(&referral.entry.reference, action)) novalidate {
            (visit.session.guards(Some(&referral.etag)))
            input type="hidden" name="seen" value=(referral.timeline.len());
            (fields)
        }
    }
}

impl Offer<'_> {
    fn claim(&self) -> Markup {
        let fields = html! { (Button::new("Claim").once()) };
        html! {
            div class="desk-action desk-action--now" id=(id(Action::Claim)) {
                p class="govuk-body" { "Nobody holds this referral. Claim it to show colleagues that you have it." }
                (form(self.visit, self.referral, Action::Claim, &fields))
            }
        }
    }

    fn release(&self, mine: bool) -> Markup {
        let words = if mine {
            "You hold this referral. Release it if somebody else should take it."
        } else {
            "A colleague holds this referral. You can release it for them."
        };
        let fields = html! { (Button::new("Release").secondary().once()) };
        html! {
            div class="desk-action" id=(id(Action::Release)) {
                p class="govuk-body" { (words) }
                (form(self.visit, self.referral, Action::Release, &fields))
            }
        }
    }

    fn close_waits_for_s42(&self) -> Markup {
        let action = Action::S42Decision;
        html! {
            section class="desk-action" aria-labelledby="waits" {
                h2 class="govuk-heading-s" id="waits" { "Close" }
                p class="govuk-body" {
                    "There is a safeguarding sign. It can be closed once somebody with the role safeguarding has \
                     recorded a section 42 decision."
                }
                @if self.may(action) {
                    p class="govuk-body" { a class="govuk-link" href=(address(&self.referral.entry.reference, action)) { "Record it now" } }
                }
            }
        }
    }

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
}
