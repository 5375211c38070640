//! One version of a form: what it changes, who did what with it, its text, and for a service designer
//! the ways to approve it or to end it.

use maud::{Markup, html};
use pages::{Banner, Button, Details, ErrorLink, Summary, SummaryRow, Textarea};
use vocabulary::Role;
use web::{Params, Reply, Request};

use super::{HOME, address, difference, name, state};
use crate::api::{forms as api, wrong_with_text};
use crate::form_versions::{Shown, State, VersionChange};
use crate::publishing::{self, Comparison, problem_in_words};
use crate::routes::Page;
use crate::screens::assets::PREFIX;
use crate::screens::frame::{self, Said};
use crate::screens::{Visit, clock, words};
use crate::stores::{Refusal, Stores};

/// The words for something that has just been done.
const DONE: [(&str, &str); 3] = [
    (
        "proposed",
        "The version is proposed. Somebody else must approve it before people see it.",
    ),
    (
        "approved",
        "The version is published. People see it within a few seconds.",
    ),
    (
        "withdrawn",
        "The version is withdrawn. Within a few seconds nobody begins on it any more.",
    ),
];

/// A version's page.
struct View<'a> {
    visit: &'a Visit,
    shown: &'a Shown,
    comparison: Comparison,
    /// What keeps a proposal from being published.
    problems: Vec<String>,
    done: Option<&'static str>,
    refused: Option<Said>,
    /// A reason that was sent and not stored, by the field.
    typed: Option<(&'static str, &'a str)>,
    error: Option<ErrorLink>,
}

pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    params: &Params,
) -> Result<Reply, Refusal> {
    let Some(shown) = find(stores, visit, params).await? else {
        return Ok(staff_pages::not_here(PREFIX, request, None));
    };
    let mut view = View::of(stores, visit, &shown).await?;
    let done = request.query_value("done");
    view.done = DONE
        .iter()
        .find(|(id, _)| Some(*id) == done)
        .map(|(_, words)| *words);
    Ok(view.page(200))
}

/// The version of an address; none for somebody who may not know of it.
async fn find(
    stores: &impl Stores,
    visit: &Visit,
    params: &Params,
) -> Result<Option<Shown>, Refusal> {
    let Some(form) = api::named(params) else {
        return Ok(None);
    };
    match stores.form_version(&form, visit.actor()).await {
        Ok(shown) => Ok(Some(shown)),
        Err(Refusal::NotFound) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// Somebody approves the version, or ends it.
pub async fn send(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    params: &Params,
    page: Page,
) -> Result<Reply, Refusal> {
    let post = match frame::posted(request) {
        Ok(post) => post,
        Err(refused) => return Ok(refused),
    };
    let Some(shown) = find(stores, visit, params).await? else {
        return Ok(staff_pages::not_here(PREFIX, request, None));
    };
    let field = if page == Page::Approve {
        "approve-reason"
    } else {
        "withdraw-reason"
    };
    let reason = post.first(field).unwrap_or_default().trim();
    let mut view = View::of(stores, visit, &shown).await?;
    view.typed = Some((field, reason));
    if !visit.session.sent(&post) {
        let said = Said {
            words: "Nothing was stored. Look at the version again, then press the button again."
                .to_owned(),
            ..staff_pages::from_an_earlier_session()
        };
        return Ok(view.refuse(said));
    }
    let change = match (page, reason) {
        (Page::Approve, "") => VersionChange::Approve(None),
        (Page::Approve, reason) => VersionChange::Approve(Some(reason.to_owned())),
        (_, reason) => VersionChange::Withdraw(reason.to_owned()),
    };
    if visit.actor().has(Role::ServiceDesigner)
        && let Some(wrong) = wrong_with(&change)
    {
        view.error = Some(ErrorLink::new(field, wrong));
        return Ok(view.page(422));
    }
    if matches!(change, VersionChange::Approve(_)) && !view.problems.is_empty() {
        let said = Said {
            status: 409,
            heading: "This version cannot be published as it stands",
            words: "Its problems are below. Take it back, put them right and propose it again."
                .to_owned(),
        };
        return Ok(view.refuse(said));
    }
    let seen = post.first("etag").filter(|tag| !tag.is_empty());
    let changed = stores
        .change_form_version(&shown.version.form, seen, &change, visit.actor(), visit.now)
        .await;
    match changed {
        Ok(version) => Ok(Reply::see_other(&match version.state {
            State::TakenBack => format!("{HOME}?done=taken-back"),
            State::Withdrawn => format!("{}?done=withdrawn", address(&version.form)),
            _ => format!("{}?done=approved", address(&version.form)),
        })),
        Err(Refusal::Failed(fault)) => Ok(frame::fault(&fault, request)),
        Err(Refusal::Stale(_)) => {
            let said = Said {
                status: 412,
                heading: "This version changed after you opened the page",
                words: "Nothing was stored. Look at it as it is now, then decide again.".to_owned(),
            };
            Ok(view.refuse(said))
        }
        Err(refusal) => Ok(view.refuse(frame::said(visit, &refusal))),
    }
}

/// What is wrong with the reason that was given, or was not.
fn wrong_with(change: &VersionChange) -> Option<String> {
    match change {
        VersionChange::Approve(None) => None,
        VersionChange::Withdraw(reason) if reason.is_empty() => {
            Some("Say why, for whoever looks at it later".to_owned())
        }
        VersionChange::Approve(Some(reason)) | VersionChange::Withdraw(reason) => {
            wrong_with_text(reason)
        }
    }
}

impl<'a> View<'a> {
    async fn of(stores: &impl Stores, visit: &'a Visit, shown: &'a Shown) -> Result<Self, Refusal> {
        let problems = match shown.version.state {
            State::Proposed => publishing::examine(stores, &shown.text, visit.actor())
                .await?
                .problems
                .iter()
                .map(problem_in_words)
                .collect(),
            _ => Vec::new(),
        };
        Ok(Self {
            visit,
            shown,
            comparison: publishing::compare(stores, shown, visit.actor()).await?,
            problems,
            done: None,
            refused: None,
            typed: None,
            error: None,
        })
    }

    fn refuse(mut self, said: Said) -> Reply {
        let status = said.status;
        self.refused = Some(said);
        self.page(status)
    }

    fn page(&self, status: u16) -> Reply {
        let version = &self.shown.version;
        let title = name(&version.form);
        let errors: Vec<ErrorLink> = self.error.iter().cloned().collect();
        let main = html! {
            @if let Some(done) = self.done { (Banner::success(Banner::sentence(done))) }
            @if let Some(said) = &self.refused { (staff_pages::not_done(said)) }
            h1 class="govuk-heading-l" { (title) }
            (self.particulars())
            @if !self.problems.is_empty() {
                h2 class="govuk-heading-m" { "What is wrong with it" }
                ul class="govuk-list govuk-list--bullet" {
                    @for problem in &self.problems { li { (problem) } }
                }
            }
            h2 class="govuk-heading-m" { "What it changes" }
            (difference(self.comparison.with, &self.comparison.difference))
            @if self.visit.actor().has(Role::ServiceDesigner) { (self.actions()) }
            (Details::new("The whole text", html! { pre class="app-typed desk-text" { (self.shown.text) } }))
            (self.history())
        };
        let head = frame::Head {
            title: &title,
            back: Some(HOME),
            current: HOME,
            errors: &errors,
        };
        frame::page(self.visit, status, &head, &main)
    }

    fn particulars(&self) -> Markup {
        let version = &self.shown.version;
        let deed = |deed: &crate::form_versions::Deed| {
            let who = self.visit.name_of(&deed.who);
            format!("{who}, {}", clock::when(deed.at, self.visit.now))
        };
        let mut rows = vec![SummaryRow::rich("State", state(version))];
        let proposed = version
            .proposed
            .as_ref()
            .map_or_else(|| "It came with the program".to_owned(), deed);
        rows.push(SummaryRow::new("Proposed by", &proposed));
        let changed = version.changed.as_ref().map(deed);
        let key = match version.state {
            State::Withdrawn => "Withdrawn by",
            State::TakenBack => "Taken back by",
            _ => "Approved by",
        };
        if let Some(changed) = &changed {
            rows.push(SummaryRow::new(key, changed));
        }
        html! { (Summary::new(rows)) }
    }

    /// The ways on, as far as the state allows them.
    fn actions(&self) -> Markup {
        let version = &self.shown.version;
        let from = format!(
            "/staff/forms/propose?from={}/{}",
            version.form.id, version.form.version
        );
        let proposer = version.proposed.as_ref().map(|deed| deed.who.as_str());
        let own = proposer == Some(self.visit.actor().id.as_str());
        html! {
            div class="app-no-print" {
                @match version.state {
                    State::Proposed => {
                        @if own {
                            p class="govuk-inset-text" {
                                "You proposed this version, so somebody else must approve it. Send them the address of this page."
                            }
                        } @else { (self.approve()) }
                        (self.withdraw("Take this proposal back", "Its number is free again, and people go on with the version that they have."))
                    }
                    State::Published => {
                        (self.withdraw("Withdraw this version", "Nobody begins on it any more: people get the newest version that is not withdrawn. Whoever has begun on it goes on with it, and what was sent is still shown as it was asked."))
                    }
                    State::TakenBack | State::Withdrawn => {}
                }
                p class="govuk-body" {
                    a class="govuk-link" href=(from) { "Begin a new version from this one" }
                }
            }
        }
    }

    fn approve(&self) -> Markup {
        let field = "approve-reason";
        html! {
            section class="desk-action desk-action--now" aria-labelledby="approve" {
                h2 class="govuk-heading-s" id="approve" { "Approve and publish" }
                p class="govuk-body" { "Read what it changes first. Within a few seconds people fill in this version." }
                form method="post" action={ (address(&self.shown.version.form)) "/approve" } novalidate {
                    (self.visit.session.guards(Some(&self.shown.version.etag)))
                    (Textarea::new(field, "Why (optional)").rows(2).value(self.value(field)).error(self.error(field)))
                    (Button::new("Approve and publish").once())
                }
            }
        }
    }

    fn withdraw(&self, title: &str, what: &str) -> Markup {
        let field = "withdraw-reason";
        html! {
            details class="govuk-details desk-action" open[self.error(field).is_some()] {
                summary class="govuk-details__summary" {
                    span class="govuk-details__summary-text" { (title) }
                }
                p class="govuk-body" { (what) }
                form method="post" action={ (address(&self.shown.version.form)) "/withdraw" } novalidate {
                    (self.visit.session.guards(Some(&self.shown.version.etag)))
                    (Textarea::new(field, "Why").rows(2).value(self.value(field)).error(self.error(field)))
                    (Button::new(title).warning().once())
                }
            }
        }
    }

    fn value(&self, field: &str) -> Option<&str> {
        let typed = self.typed.filter(|(name, _)| *name == field);
        typed.map(|(_, value)| value)
    }

    fn error(&self, field: &str) -> Option<&str> {
        let error = self.error.as_ref().filter(|error| error.id == field);
        error.map(|error| error.text.as_str())
    }

    fn history(&self) -> Markup {
        html! {
            h2 class="govuk-heading-m" { "What happened to this form" }
            @if self.shown.history.is_empty() {
                p class="govuk-body" { "Nothing but what came with the program." }
            } @else {
                ol class="app-timeline" {
                    @for event in &self.shown.history {
                        li class="app-timeline__item" {
                            span class="app-timeline__when" { (clock::when(event.at, self.visit.now)) }
                            "Version " (event.version) " was " (done(&event.what)) " by "
                            (self.visit.name_of(&event.who))
                            @if let Some(because) = &event.because { span class="desk-said app-typed" { (because) } }
                        }
                    }
                }
            }
        }
    }
}

/// What was done, as a word: `form-taken-back` is `taken back`.
fn done(what: &str) -> String {
    let bare = what.strip_prefix("form-").unwrap_or(what);
    words::plain(bare).to_lowercase()
}
