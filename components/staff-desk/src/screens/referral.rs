//! One referral: what must be seen first, then who and what they want, why it came here, and what has
//! happened since; beside it, what a worker can do.

use ::casework::Kind as Work;
use maud::{Markup, html};
use pages::{Banner, ErrorLink, Tag};
use web::{Reply, Request};
use working_calendar::staff_time;

use super::clock::Clock;
use super::frame::{self, Said};
use super::typed::Typed;
use super::{Visit, acting, actions, assessment, care_account, casework, matches, person, words};
use crate::files::{self, NamedFile};
use crate::possible_match::PossibleMatch;
use crate::referral::{Action, Event, Referral};
use crate::stores::{Refusal, Stores};

/// The words for something that has just been done.
const DONE: [(&str, &str); 10] = [
    ("claim", "You have claimed this referral."),
    ("next", "This is next for you. You have claimed it."),
    (
        "release",
        "You have released this referral. It is back in the queue for somebody to claim.",
    ),
    ("note", "Your note has been added."),
    ("s42-decision", "The section 42 decision has been recorded."),
    ("close", "This referral is closed."),
    ("assign", "The referral has been assigned."),
    ("priority", "The priority has been changed."),
    (
        "reroute",
        "The referral is in this queue now. The time to respond has not started again.",
    ),
    ("restrict", "Who may see this referral has been changed."),
];

pub async fn answer(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    reference: &str,
) -> Result<Reply, Refusal> {
    let referral = stores.read(reference, visit.actor(), visit.now).await?;
    let done = request.query_value("done");
    let files = files::of(stores, &referral).await;
    let found = stores
        .possible_matches(reference, visit.actor(), visit.now)
        .await?;
    let view = View {
        matches: &found,
        done: done.and_then(done_in_words),
        ..View::of(visit, &referral, &files)
    };
    Ok(view.page(200))
}

/// The words for something that has just been done, by its id.
fn done_in_words(id: &str) -> Option<&'static str> {
    let found = DONE.iter().find(|(known, _)| *known == id);
    found
        .map(|(_, words)| *words)
        .or_else(|| Work::from_id(id).map(actions::work::done))
}

/// A page for a refusal after which there is no referral to show: what was typed can be copied.
pub fn kept(visit: &Visit, said: &Said, typed: &Typed) -> Reply {
    let main = html! {
        h1 class="govuk-heading-l" { (said.heading) }
        p class="govuk-body" { (said.words) }
        (staff_pages::typed_words(typed.pairs()))
        p class="govuk-body" { a class="govuk-link" href="/staff/queues" { "Go to the queues" } }
    };
    let head = frame::Head {
        title: said.heading,
        ..frame::Head::default()
    };
    frame::page(visit, said.status, &head, &main)
}

/// A referral's page.
pub struct View<'a> {
    pub visit: &'a Visit,
    pub referral: &'a Referral,
    pub files: &'a [NamedFile],
    /// Contacts that may belong to it.
    pub matches: &'a [PossibleMatch],
    /// What was sent and not stored.
    pub typed: Option<&'a Typed>,
    /// Why it was not stored.
    pub refused: Option<&'a Said>,
    /// What happened since the page that was sent from was made.
    pub since: &'a [Event],
    pub done: Option<&'static str>,
}

impl<'a> View<'a> {
    pub fn of(visit: &'a Visit, referral: &'a Referral, files: &'a [NamedFile]) -> Self {
        Self {
            visit,
            referral,
            files,
            matches: &[],
            typed: None,
            refused: None,
            since: &[],
            done: None,
        }
    }

    pub fn page(&self, status: u16) -> Reply {
        let entry = &self.referral.entry;
        let errors: Vec<ErrorLink> = self
            .typed
            .map(|typed| typed.errors.clone())
            .unwrap_or_default();
        let main = html! {
            @if let Some(done) = self.done { (Banner::success(Banner::sentence(done))) }
            @if let Some(said) = self.refused { @if errors.is_empty() { (self.refusal(said)) } }
            (self.heading())
            (casework::before(self.visit, self.referral))
            (person::first(self.referral))
            (casework::pressing(self.visit, self.referral))
            p class="govuk-body desk-ways app-no-print" {
                a class="govuk-link" href={ "/staff/referrals/" (entry.reference) "/print" } { "Print" }
                a class="govuk-link" href={ "/staff/referrals/" (entry.reference) "/copy" } { "Copy for the case system" }
            }
            div class="desk-columns" {
                div class="desk-columns__now app-no-print" { (actions::now(self.visit, self.referral)) }
                div class="desk-columns__main" {
                    (assessment::part(self.referral))
                    (person::wanted(self.referral))
                    (person::who(self.referral, self.visit.now))
                    (casework::linked(self.visit, self.referral))
                    (matches::section(self.visit, self.referral, self.matches))
                    (self.reasons())
                    (person::answers(self.referral, self.files))
                    (self.decided())
                }
                div class="desk-columns__side" {
                    (actions::offered(self.visit, self.referral, self.typed))
                    (care_account::section(self.visit, self.referral))
                    (self.history(|_| true))
                }
            }
        };
        let back = format!("/staff/queues?queue={}", entry.queue);
        let head = frame::Head {
            title: &entry.reference,
            back: Some(&back),
            errors: &errors,
            current: "/staff/queues",
        };
        frame::page(self.visit, status, &head, &main)
    }

    /// The page from which it was sent: a carer's assessment has one of its own.
    pub fn where_it_was_sent(&self, status: u16) -> Reply {
        let own = match self.typed.map(|typed| typed.action) {
            Some(Action::Assess(_)) => assessment::page(self, status),
            Some(action) if acting::has_a_page(action) => Some(acting::page(self, action, status)),
            _ => None,
        };
        own.unwrap_or_else(|| self.page(status))
    }

    /// Whether what was sent was not stored because a colleague was quicker.
    pub fn meanwhile(&self) -> bool {
        self.refused.is_some_and(|said| said.status == 412)
    }

    /// Why nothing was stored, what happened meanwhile, and how to go on.
    pub fn refusal(&self, said: &Said) -> Markup {
        let typed = self.typed.filter(|typed| typed.says_something());
        let place = typed.map(|typed| actions::id(typed.action));
        let meanwhile = (!self.since.is_empty()).then(|| {
            html! {
                ul class="govuk-list govuk-list--bullet" {
                    @for event in self.since { li { (self.event_line(event)) } }
                }
            }
        });
        staff_pages::not_stored(said, meanwhile, place.as_deref())
    }

    pub fn heading(&self) -> Markup {
        let entry = &self.referral.entry;
        let clock = Clock::of(entry, &self.visit.times, self.visit.now);
        html! {
            span class="govuk-caption-l" {
                span class="app-reference" { (entry.reference) } " · " (words::form(&entry.form.id))
            }
            h1 class="govuk-heading-l desk-name" { (entry.name.as_deref().unwrap_or("No name given")) }
            div class="desk-strip" {
                div {
                    (words::priority_tag(entry.priority)) " " (words::status_tag(&entry.status))
                    @if !self.referral.restricted_to.is_empty() { " " (Tag::coloured("Restricted", "purple")) }
                }
                div {
                    @if let Some(clock) = &clock {
                        div class=(clock.class()) {
                            strong { (clock.words) } ". Respond by " (clock.due) "."
                        }
                    } @else if let Some(outcome) = &self.referral.outcome {
                        "Closed: " (vocabulary::outcome_in_words(outcome))
                    }
                }
                div { "In " a class="govuk-link" href={ "/staff/queues?queue=" (entry.queue) } { (words::queue(&entry.queue)) } }
                div {
                    @match &entry.assignee {
                        Some(who) => { "Held by " strong { (self.visit.name_of(who)) } },
                        None => strong { "Nobody holds it yet" },
                    }
                }
                div { "Arrived: " (staff_time(entry.received_at)) }
                (casework::strip(self.visit, self.referral))
            }
        }
    }

    /// Why it came here.
    pub fn reasons(&self) -> Markup {
        let decision = &self.referral.decision;
        let told: Vec<String> = decision
            .also_tell
            .iter()
            .map(|destination| destination.name.clone())
            .collect();
        let advice: Vec<String> = decision
            .advice
            .iter()
            .map(|advice| advice.title.clone())
            .collect();
        let noticed: Vec<String> = self
            .referral
            .flags
            .iter()
            .filter(|flag| *flag != person::REPEAT_CONCERN)
            .map(|flag| words::plain(flag).to_lowercase())
            .collect();
        html! {
            section aria-labelledby="why" {
                h2 class="govuk-heading-m" id="why" { "Why it came here" }
                p class="govuk-body" {
                    "On arrival it went to " strong { (decision.destination.name) } " as "
                    strong { (decision.priority.label().to_lowercase()) } ", because:"
                }
                ul class="govuk-list govuk-list--bullet" {
                    @for reason in &decision.reasons { li { (reason.because) } }
                }
                @if !told.is_empty() {
                    p class="govuk-body" { "To be told as well: " strong { (words::in_a_row(&told)) } "." }
                }
                @if !advice.is_empty() {
                    p class="govuk-body" { "Advice that they were shown: " (advice.join("; ")) "." }
                }
                p class="govuk-body desk-small" {
                    "Decided by the rules “" (decision.ruleset.id) "”, version " (decision.ruleset.version) "."
                    @if !noticed.is_empty() {
                        " Noticed on arrival: " (noticed.join(", ")) ". This refuses nobody."
                    }
                }
            }
        }
    }

    /// What a person decided under section 42; nothing before that.
    pub fn decided(&self) -> Markup {
        html! { @if let Some(decided) = &self.referral.s42 { (actions::decision(decided)) } }
    }

    /// What happened, the newest first, as far as it is wanted.
    pub fn history(&self, with: impl Fn(&Event) -> bool) -> Markup {
        html! {
            section aria-labelledby="history" {
                h2 class="govuk-heading-m" id="history" { "What has happened" }
                ol class="app-timeline" reversed {
                    @for event in self.referral.timeline.iter().rev().filter(|event| with(event)) {
                        (self.timeline_item(event))
                    }
                }
            }
        }
    }

    /// Something that happened: when, who, what, and the words that go with it.
    pub fn timeline_item(&self, event: &Event) -> Markup {
        let staff_only = casework::speaks_of_another(&event.what);
        html! {
            li class={ "app-timeline__item" @if staff_only { " app-no-print" } } {
                span class="app-timeline__when" { (staff_time(event.at)) }
                strong { (self.visit.name_of(&event.who)) } ": " (happened(&event.what))
                @if let Some(text) = self.said(event) { span class="desk-said app-typed" { (text) } }
            }
        }
    }

    /// The words of an event: of a step of the work what was recorded, of another what the record has.
    fn said(&self, event: &Event) -> Option<String> {
        casework::said(self.referral, event)
            .or_else(|| Some(words::event(&event.what, event.text.as_deref()?)))
    }

    fn event_line(&self, event: &Event) -> Markup {
        html! {
            (self.visit.name_of(&event.who)) ": " (happened(&event.what)) ", "
            (super::clock::when(event.at, self.visit.now))
            @if let Some(text) = self.said(event) { " – “" (text) "”" }
        }
    }
}

/// An event in words.
pub fn happened(what: &str) -> String {
    if let Some(kind) = Work::ALL.into_iter().find(|kind| kind.verb() == what) {
        return casework::happened(kind).to_owned();
    }
    match what {
        "submitted" | "received" => "sent this to us".to_owned(),
        "claimed" => "claimed it".to_owned(),
        "released" => "released it".to_owned(),
        "assigned" => "assigned it".to_owned(),
        "noted" => "added a note".to_owned(),
        "priority-changed" => "changed the priority".to_owned(),
        "rerouted" => "moved it to another queue".to_owned(),
        "s42-decided" => "recorded a section 42 decision".to_owned(),
        "closed" => "closed it".to_owned(),
        "escalated-by-policy" => "escalated it".to_owned(),
        "restricted" => "restricted who may see it".to_owned(),
        "restriction-lifted" => "lifted the restriction".to_owned(),
        "assessment-begun" => "began to check the assessment with the carer".to_owned(),
        "assessment-talked-about" => "recorded a conversation with the carer".to_owned(),
        "assessment-joint-asked-about" => {
            "recorded what was said about a joint assessment".to_owned()
        }
        "assessment-answer-changed" => "changed an answer with the carer’s agreement".to_owned(),
        "assessment-agreed" => "agreed the assessment with the carer".to_owned(),
        "assessment-decided" => "recorded a decision on the assessment".to_owned(),
        "assessment-record-given" => "gave the carer the written record".to_owned(),
        "assessment-declined" => "recorded that the carer does not want the assessment".to_owned(),
        "assessment-resumed" => "recorded that the carer wants the assessment".to_owned(),
        other => other.replace('-', " "),
    }
}
