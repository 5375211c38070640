//! One version of the rules: what it changes, its rules in English, what is never used, who did what with it, and
//! for a service designer the ways to try it, to approve it or to end it.

use maud::{Markup, html};
use pages::{Banner, Button, Details, ErrorLink, Summary, SummaryRow, Textarea};
use staff_pages::Said;
use web::{Params, Reply, Request};
use working_calendar::{staff_time, when};

use super::later::{self, Chosen};
use super::list::HOME;
use super::words::{address, coverage, deed, difference, name, state};
use super::{PROPOSE, Visit, trial};
use crate::api::named;
use crate::draft::{self, Comparison};
use crate::stores::{Refusal, Stores};
use crate::versions::{Examined, Problem, Shown, State, ToldRule};

/// The fields of the reasons.
pub const APPROVE: &str = "approve-reason";
pub const WITHDRAW: &str = "withdraw-reason";

/// The words for something that has just been done.
const DONE: [(&str, &str); 4] = [
    (
        "proposed",
        "The version is proposed. Somebody else must approve it before it decides anything.",
    ),
    (
        "approved",
        "The version is published. Within a few seconds contacts are decided with it.",
    ),
    (
        "scheduled",
        "The version is scheduled. Until it takes effect, contacts are decided as before.",
    ),
    (
        "withdrawn",
        "The version is withdrawn. Within a few seconds nothing is decided with it any more.",
    ),
];

/// A version's page.
pub struct View<'a> {
    visit: &'a Visit,
    shown: &'a Shown,
    examined: Examined,
    comparison: Comparison,
    /// What keeps a proposal from being published.
    pub problems: Vec<Problem>,
    done: Option<&'static str>,
    refused: Option<Said>,
    /// A reason that was sent and not stored, by its field.
    pub typed: Option<(&'static str, String)>,
    pub chosen: Chosen,
    pub error: Option<ErrorLink>,
}

pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    params: &Params,
) -> Result<Reply, Refusal> {
    let shown = find(stores, visit, params).await?;
    let mut view = View::of(stores, visit, &shown).await?;
    let done = request.query_value("done");
    let found = DONE.iter().find(|(id, _)| Some(*id) == done);
    view.done = found.map(|(_, words)| *words);
    Ok(view.page(200))
}

/// The version of an address.
pub async fn find(stores: &impl Stores, visit: &Visit, params: &Params) -> Result<Shown, Refusal> {
    let id = named(params).ok_or(Refusal::NotFound)?;
    stores.version(&id, visit.actor(), visit.now).await
}

impl<'a> View<'a> {
    pub async fn of(
        stores: &impl Stores,
        visit: &'a Visit,
        shown: &'a Shown,
    ) -> Result<Self, Refusal> {
        let (examined, problems) = match shown.version.state {
            State::Proposed => {
                let texts = shown.texts.clone();
                let looked = draft::look(stores, texts, visit.actor(), visit.now).await?;
                (looked.examined, looked.problems)
            }
            _ => (stores.examine(&shown.texts), Vec::new()),
        };
        Ok(Self {
            visit,
            shown,
            examined,
            comparison: draft::compare(stores, shown, visit.actor(), visit.now).await?,
            problems,
            done: None,
            refused: None,
            typed: None,
            chosen: Chosen::default(),
            error: None,
        })
    }

    pub fn refuse(mut self, said: Said) -> Reply {
        let status = said.status;
        self.refused = Some(said);
        self.page(status)
    }

    pub fn page(&self, status: u16) -> Reply {
        let title = name(&self.shown.version.id);
        let errors: Vec<ErrorLink> = self.error.iter().cloned().collect();
        let main = html! {
            @if let Some(done) = self.done { (Banner::success(Banner::sentence(done))) }
            @if let Some(said) = &self.refused { (staff_pages::not_done(said)) }
            h1 class="govuk-heading-l" { (title) }
            (self.particulars())
            @if !self.problems.is_empty() {
                h2 class="govuk-heading-m" { "What is wrong with it" }
                ul class="govuk-list govuk-list--bullet" {
                    @for problem in &self.problems { li { (problem.in_words()) } }
                }
            }
            h2 class="govuk-heading-m" { "What it changes" }
            (difference(&self.comparison))
            @if self.visit.writes_rules() { (self.actions()) }
            (rules(&self.examined.rules))
            (coverage(&self.examined))
            (texts(self.shown))
            (self.history())
        };
        self.visit
            .frame()
            .part(status, &title, Some(HOME), &errors, &main)
    }

    fn particulars(&self) -> Markup {
        let version = &self.shown.version;
        let proposed = version.proposed.as_ref();
        let proposed = proposed.map_or_else(
            || "It came with the program".to_owned(),
            |proposed| deed(self.visit, proposed),
        );
        let mut rows = vec![
            SummaryRow::rich("State", state(version)),
            SummaryRow::new("Proposed by", &proposed),
        ];
        let changed = version
            .changed
            .as_ref()
            .map(|changed| deed(self.visit, changed));
        let key = match version.state {
            State::Withdrawn => "Withdrawn by",
            State::TakenBack => "Taken back by",
            _ => "Approved by",
        };
        if let Some(changed) = &changed {
            rows.push(SummaryRow::new(key, changed));
        }
        let takes_effect = version.takes_effect.map(staff_time);
        if let Some(takes_effect) = &takes_effect {
            rows.push(SummaryRow::new("Takes effect", takes_effect));
        }
        html! { (Summary::new(rows)) }
    }

    /// The ways on, as far as the state allows them.
    fn actions(&self) -> Markup {
        let version = &self.shown.version;
        let from = format!("{PROPOSE}?from={}/{}", version.id.id, version.id.version);
        let proposer = version.proposed.as_ref().map(|deed| deed.who.as_str());
        let own = proposer == Some(self.visit.actor().id.as_str());
        html! {
            div class="app-no-print" {
                (trial::section(self.visit, self.shown))
                @match version.state {
                    State::Proposed => {
                        @if own {
                            p class="govuk-inset-text" {
                                "You proposed this version, so somebody else must approve it. Send them the address of this page."
                            }
                        } @else { (self.approve()) }
                        (self.withdraw("Take this proposal back", "Its number is free again, and contacts are decided as before."))
                    }
                    State::Scheduled => {
                        (self.withdraw("Withdraw this version", "It will not take effect."))
                    }
                    State::Published if proposer.is_some() => {
                        (self.withdraw("Withdraw this version", "Contacts are decided with the newest version that is not withdrawn. What this one decided stays as it was decided."))
                    }
                    _ => {}
                }
                p class="govuk-body" {
                    a class="govuk-link" href=(from) { "Begin a new version from this one" }
                }
            }
        }
    }

    fn approve(&self) -> Markup {
        html! {
            section class="desk-action desk-action--now" aria-labelledby="approve" {
                h2 class="govuk-heading-s" id="approve" { "Approve and publish" }
                p class="govuk-body" { "Read what it changes and try it first." }
                form method="post" action={ (address(&self.shown.version.id)) "/approve" } novalidate {
                    (self.visit.session.guards(Some(&self.shown.version.etag)))
                    (later::questions(&self.chosen, self.error.as_ref()))
                    (Textarea::new(APPROVE, "Why (optional)").rows(2).value(self.value(APPROVE)).error(self.wrong(APPROVE)))
                    (Button::new("Approve and publish").once())
                }
            }
        }
    }

    fn withdraw(&self, heading: &str, what: &str) -> Markup {
        html! {
            section class="desk-action" aria-labelledby="withdraw" {
                h2 class="govuk-heading-s" id="withdraw" { (heading) }
                p class="govuk-body" { (what) }
                form method="post" action={ (address(&self.shown.version.id)) "/withdraw" } novalidate {
                    (self.visit.session.guards(Some(&self.shown.version.etag)))
                    (Textarea::new(WITHDRAW, "Why").rows(2).value(self.value(WITHDRAW)).error(self.wrong(WITHDRAW)))
                    (Button::new(heading).warning().once())
                }
            }
        }
    }

    fn value(&self, field: &str) -> Option<&str> {
        let typed = self.typed.as_ref().filter(|(name, _)| *name == field);
        typed.map(|(_, value)| value.as_str())
    }

    fn wrong(&self, field: &str) -> Option<&str> {
        let error = self.error.as_ref().filter(|error| error.id == field);
        error.map(|error| error.text.as_str())
    }

    fn history(&self) -> Markup {
        html! {
            h2 class="govuk-heading-m" { "What happened" }
            @if self.shown.history.is_empty() {
                p class="govuk-body" { "Nobody has changed the rules that came with the program." }
            } @else {
                ol class="govuk-list desk-timeline" {
                    @for event in &self.shown.history {
                        li {
                            strong { "Version " (event.version) " " (done(&event.what)) }
                            " by " (event.who) ", " (when(event.at, self.visit.now))
                            @if let Some(from) = event.takes_effect { ", to take effect " (when(from, self.visit.now)) }
                            @if let Some(because) = &event.because {
                                blockquote class="desk-quote app-typed" { (because) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The rules in English.
fn rules(rules: &[ToldRule]) -> Markup {
    let list = html! {
        ol class="govuk-list govuk-list--number" {
            @for rule in rules {
                li {
                    p class="govuk-body" { strong { (rule.id) } ". When " (rule.when) ":" }
                    ul class="govuk-list govuk-list--bullet" { @for then in &rule.then { li { (then) } } }
                    p class="govuk-body" { "Staff read: “" (rule.because) "”" }
                }
            }
        }
    };
    html! {
        h2 class="govuk-heading-m" { "Its rules" }
        p class="govuk-body" {
            "What always holds comes first: danger, children, safeguarding, carers and other councils. Then these, and an \
             earlier one outweighs a later one."
        }
        (Details::new(&format!("All {} rules in English", rules.len()), list))
    }
}

fn texts(shown: &Shown) -> Markup {
    let texts = [
        ("The text of the rules", &shown.texts.rules),
        ("The text of the places", &shown.texts.places),
        ("The text of the calendar", &shown.texts.calendar),
    ];
    html! {
        @for (title, text) in texts {
            (Details::new(title, html! { pre class="app-typed desk-text" { (text) } }))
        }
    }
}

/// What was done, as a word: `rules-taken-back` is `taken back`.
fn done(what: &str) -> String {
    what.strip_prefix("rules-")
        .unwrap_or(what)
        .replace('-', " ")
}
