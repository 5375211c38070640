//! The list of one queue, in the order of the contract: priority, respond-by, reference.

use casework::Attention;
use maud::{Markup, html};
use pages::{Banner, Pagination};
use web::{Reply, Request};
use working_calendar::{date_in_words, time_in_words};

use super::clock::{Clock, lower_first};
use super::filters::Filters;
use super::{Visit, frame, handing_out, next, views, words};
use crate::referral::{Entry, Listing, QueueCount};
use crate::stores::{Refusal, Stores};

pub async fn answer(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    filters: &Filters,
) -> Result<Reply, Refusal> {
    let cursor = request
        .query_value("cursor")
        .filter(|cursor| !cursor.is_empty());
    let query = filters.query(cursor).map_err(|problems| {
        Refusal::Invalid(
            problems
                .into_iter()
                .map(|problem| (problem.field, problem.message))
                .collect(),
        )
    })?;
    // Read before the list, so that nothing that happens in between is missed.
    let counter = stores.change_counter().await?;
    let listing = stores
        .browse(
            &query.filter,
            query.cursor.as_deref(),
            query.limit,
            visit.actor(),
            visit.now,
        )
        .await?;
    let counts = stores.queues(visit.actor(), visit.now).await?;
    let main = List {
        visit,
        filters,
        listing: &listing,
        count: filters
            .queue()
            .and_then(|queue| counts.iter().find(|count| count.queue == queue)),
        further: cursor.is_some(),
        saved: request.query_value("done") == Some(views::SAVED),
        counter,
    };
    Ok(main.page())
}

/// A page of a list.
struct List<'a> {
    visit: &'a Visit,
    filters: &'a Filters,
    listing: &'a Listing,
    count: Option<&'a QueueCount>,
    /// This is not its first page.
    further: bool,
    /// Its filters have just been kept as a view.
    saved: bool,
    counter: u64,
}

impl List<'_> {
    fn title(&self) -> String {
        match (self.filters.queue(), self.filters.get("assignee")) {
            (Some(queue), _) => words::queue(queue),
            (None, Some(me)) if me == self.visit.session.actor.id => "Held by you".to_owned(),
            (None, Some(who)) => format!("Held by {}", self.visit.name_of(who)),
            (None, None) => "All queues".to_owned(),
        }
    }

    fn page(&self) -> Reply {
        let title = self.title();
        let next = self
            .listing
            .next_cursor
            .as_deref()
            .map(|cursor| self.filters.address(Some(cursor)));
        let main = html! {
            @if self.saved { (Banner::success(Banner::sentence("This view is saved. You find it below the queues."))) }
            div class="desk-title" {
                div {
                    h1 class="govuk-heading-l" { (title) }
                    @if let Some(count) = self.count { (counts(count)) }
                }
                (news(self.visit, &self.filters.address(None), self.counter))
            }
            (next::button(self.visit, self.filters.queue()))
            details class="govuk-details desk-filter app-no-print" open[self.filters.narrow()] {
                summary class="govuk-details__summary" {
                    span class="govuk-details__summary-text" { "Filter the list" }
                }
                (self.filters.form(self.visit))
                (views::keep(self.visit, self.filters, None, None))
            }
            p class="govuk-body desk-note" {
                "Showing referrals that are " (self.filters.in_words(self.visit))
                ", " (self.filters.order_in_words()) "."
                @if self.further {
                    " " a class="govuk-link" href=(self.filters.address(None)) { "Back to the first page" }
                }
            }
            @if self.listing.entries.is_empty() { (self.nothing()) }
            @else if handing_out::is_for(self.visit) {
                form method="post" action=(handing_out::ADDRESS) novalidate {
                    input type="hidden" name="csrf" value=(self.visit.session.csrf);
                    input type="hidden" name="back" value=(self.filters.address(None));
                    (self.table(true))
                    div class="desk-filters app-no-print" { (handing_out::choose(self.visit, None, None)) }
                }
            } @else { (self.table(false)) }
            @if let Some(next) = &next { (Pagination { previous: None, next: Some(next) }) }
        };
        let mine = format!("/staff/queues?assignee={}", self.visit.session.actor.id);
        let head = frame::Head {
            title: &title,
            back: Some("/staff/queues"),
            current: if self.filters.address(None) == mine {
                &mine
            } else {
                "/staff/queues"
            },
            ..frame::Head::default()
        };
        frame::page(self.visit, 200, &head, &main)
    }

    fn nothing(&self) -> Markup {
        html! {
            div class="govuk-inset-text" {
                @if self.further { p class="govuk-body" { "There are no more referrals in this list." } }
                @else if self.filters.narrow() {
                    p class="govuk-body" { "Nothing fits these filters. Change or clear them to see more." }
                } @else {
                    p class="govuk-body" { "Nothing is waiting here. New referrals appear as soon as somebody sends a form." }
                }
            }
        }
    }

    /// With `boxes`, a worker can tick several.
    fn table(&self, boxes: bool) -> Markup {
        let several_queues = self.filters.queue().is_none();
        html! {
            table class="govuk-table desk-list" role="table" {
                thead class="govuk-table__head" role="rowgroup" {
                    tr class="govuk-table__row" role="row" {
                        @for heading in ["Person", "Priority", "Respond by", "Risks and needs", "Held by"] {
                            th scope="col" role="columnheader" class="govuk-table__header" { (heading) }
                        }
                    }
                }
                tbody class="govuk-table__body" role="rowgroup" {
                    @for entry in &self.listing.entries { (self.row(entry, several_queues, boxes)) }
                }
            }
        }
    }
}

impl List<'_> {
    /// One referral of a list.
    fn row(&self, entry: &Entry, with_queue: bool, with_box: bool) -> Markup {
        let visit = self.visit;
        let clock = Clock::of(entry, &visit.times, visit.now);
        let name = entry.name.as_deref().unwrap_or("No name given");
        html! {
            tr class="govuk-table__row" role="row" {
                th scope="row" role="rowheader" class={ "govuk-table__header desk-list__person" @if with_box { " desk-list__person--tick" } } {
                    @if with_box { (tick(entry, name)) }
                    a class="govuk-link" href={ "/staff/referrals/" (entry.reference) } {
                        (name) span class="govuk-visually-hidden" { ", " }
                        span class="desk-list__reference" { (entry.reference) }
                    }
                    span class="desk-small" { (words::form(&entry.form.id)) }
                    @if with_queue { span class="desk-small" { "In " (words::queue(&entry.queue)) } }
                    @if let Some(into) = &entry.merged_into {
                        span class="desk-small" { "Goes on as part of " (into) }
                    }
                }
                td role="cell" class="govuk-table__cell" data-label="Priority" {
                    (words::priority_tag(entry.priority))
                    @if !entry.is_open() { " " (words::status_tag(&entry.status)) }
                }
                td role="cell" class="govuk-table__cell" data-label="Respond by" {
                    @if let Some(clock) = &clock {
                        div class=(clock.class()) {
                            span class="desk-list__pace" { (clock.words) }
                            span class="desk-small" { "Respond by " (clock.due) }
                        }
                    } @else { span class="desk-small" { "Closed" } }
                    (waiting(entry, visit))
                    @if entry.is_open() {
                        @if entry.needs_welfare_check { strong class="desk-sign" { (Attention::WelfareCheck.words()) } }
                        @if let Some(escalated) = entry.escalated {
                            span class="desk-small" { "Escalated: " (lower_first(escalated.words())) }
                        }
                    }
                }
                td role="cell" class="govuk-table__cell" data-label="Risks and needs" { (risks_and_needs(entry)) }
                td role="cell" class="govuk-table__cell" data-label="Held by" {
                    @match &entry.assignee {
                        Some(who) => (visit.name_of(who)),
                        None => span class="desk-nobody" { "Nobody yet" }
                    }
                    @if entry.is_open() && entry.unanswered > 0 {
                        span class="desk-small" { (words::counted(entry.unanswered as usize, "try", "tries")) " without an answer" }
                    }
                }
            }
        }
    }
}

/// A box to tick a referral, as large as a finger, with its name for those who hear it.
fn tick(entry: &Entry, name: &str) -> Markup {
    let id = format!("pick-{}", entry.reference);
    html! {
        div class="govuk-checkboxes govuk-checkboxes--small desk-tick app-no-print" data-module="govuk-checkboxes" {
            div class="govuk-checkboxes__item" {
                input class="govuk-checkboxes__input" type="checkbox" name="pick" id=(id)
                    value=(handing_out::picked(&entry.reference, entry.assignee.as_deref()));
                label class="govuk-label govuk-checkboxes__label" for=(id) {
                    span class="govuk-visually-hidden" { "Tick " (name) ", " (entry.reference) }
                }
            }
        }
    }
}

/// What is being waited for comes back on a day; the clock runs on.
fn waiting(entry: &Entry, visit: &Visit) -> Markup {
    let until = entry.waiting_until.filter(|_| entry.is_open());
    html! {
        @if let Some(until) = until {
            span class="desk-small" {
                @if until > visit.now { "Waiting for the person until " (date_in_words(until, visit.now)) }
                @else { strong { "Came back on " (date_in_words(until, visit.now)) } }
            }
        }
    }
}

fn risks_and_needs(entry: &Entry) -> Markup {
    let risks: Vec<String> = entry.risks.iter().map(|risk| words::risk(risk)).collect();
    let needs: Vec<String> = entry.needs.iter().map(|need| words::need(need)).collect();
    html! {
        @if entry.safeguarding_sign { strong class="desk-sign" { "Safeguarding sign" } }
        @if !risks.is_empty() { span class="desk-risks" { "Risk: " (risks.join("; ")) } }
        @if !needs.is_empty() { span class="desk-needs" { (needs.join("; ")) } }
        @if !entry.safeguarding_sign && risks.is_empty() && needs.is_empty() {
            span class="desk-small" { "None given" }
        }
    }
}

fn counts(count: &QueueCount) -> Markup {
    html! {
        p class="govuk-body desk-counts" {
            strong { (count.unclaimed) } " unclaimed, " (count.claimed) " claimed"
            @if count.overdue > 0 {
                ", " strong class="desk-late" { (overdue(count.overdue)) " overdue" }
            }
        }
    }
}

/// A hundred means a hundred or more.
pub fn overdue(count: u32) -> String {
    if count >= 100 {
        "100 or more".to_owned()
    } else {
        count.to_string()
    }
}

/// When the page was made, a link to make it again, and room for news.
pub fn news(visit: &Visit, address: &str, counter: u64) -> Markup {
    html! {
        p class="govuk-body desk-news app-no-print" {
            span class="desk-news__changed" role="status" data-changes="/api/v1/referrals/changes"
                data-seen={ "\"" (counter) "\"" } {}
            " As at " (time_in_words(visit.now)) ". "
            a class="govuk-link" href=(address) { "Refresh" }
        }
    }
}
