//! All queues at a glance, and the way to one referral by its reference.

use maud::{Markup, html};
use pages::{Banner, Button, ErrorLink, Input};
use staff_model::SavedView;
use web::{Reply, Request};

use super::filters::Filters;
use super::{Visit, clock, frame, list, next, views, words};
use crate::referral::QueueCount;
use crate::stores::{Refusal, Stores};

pub async fn answer(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
) -> Result<Reply, Refusal> {
    let filters = Filters::of(request);
    if filters.ask_for_a_list() {
        return list::answer(stores, visit, request, &filters).await;
    }
    let typed = request.query_value("q").map(str::trim);
    if let Some(reference) = typed.and_then(reference::Reference::read) {
        return Ok(Reply::see_other(&format!("/staff/referrals/{reference}")));
    }
    let counter = stores.change_counter().await?;
    let views = stores.saved_views(visit.actor()).await?;
    let mut counts = stores.queues(visit.actor(), visit.now).await?;
    counts.retain(|count| count.unclaimed + count.claimed > 0);
    counts.sort_by_key(|count| place(&count.queue));
    let errors: Vec<ErrorLink> = typed
        .map(|_| {
            ErrorLink::new(
                "q",
                "Enter a reference, such as ASC-XXXX-XXXX. Check each letter and number",
            )
        })
        .into_iter()
        .collect();
    let overview = Overview {
        visit,
        counts: &counts,
        views: &views,
        typed,
        errors: &errors,
        counter,
        password_changed: request.query_value("done") == Some("password"),
        nothing_next: next::nothing(request.query_value("done")),
    };
    Ok(overview.page())
}

/// The place of a queue in the contract's order; queues that it does not know come last.
fn place(queue: &str) -> usize {
    let queues = vocabulary::QUEUES;
    queues
        .iter()
        .position(|(id, _)| *id == queue)
        .unwrap_or(queues.len())
}

struct Overview<'a> {
    visit: &'a Visit,
    counts: &'a [QueueCount],
    views: &'a [SavedView],
    typed: Option<&'a str>,
    errors: &'a [ErrorLink],
    counter: u64,
    password_changed: bool,
    /// What became of a press for the next one that led nowhere.
    nothing_next: Option<&'static str>,
}

impl Overview<'_> {
    fn page(&self) -> Reply {
        let main = html! {
            @if self.password_changed {
                (Banner::success(Banner::sentence("Your password has been changed.")))
            }
            div class="desk-title" {
                h1 class="govuk-heading-l" { "Queues" }
                (list::news(self.visit, "/staff/queues", self.counter))
            }
            @if let Some(words) = self.nothing_next {
                (Banner::important(Banner::sentence(words)))
            }
            (next::button(self.visit, None))
            @if self.counts.is_empty() { (nothing()) } @else { (self.table()) }
            (views::list(self.visit, self.views))
            (self.find())
        };
        let head = frame::Head {
            title: "Queues",
            current: "/staff/queues",
            errors: self.errors,
            ..frame::Head::default()
        };
        let status = if self.errors.is_empty() { 200 } else { 422 };
        frame::page(self.visit, status, &head, &main)
    }

    fn find(&self) -> Markup {
        html! {
            form class="desk-find app-no-print" method="get" action="/staff/queues" role="search" novalidate {
                (Input::new("q", "Go to a referral by its reference").class("govuk-input--width-10").no_spellcheck()
                    .value(self.typed).error(self.errors.first().map(|error| error.text.as_str())))
                (Button::new("Go").secondary())
            }
        }
    }

    fn table(&self) -> Markup {
        let sum = |number: fn(&QueueCount) -> u32| -> u32 { self.counts.iter().map(number).sum() };
        html! {
            table class="govuk-table desk-queues" role="table" {
                thead class="govuk-table__head" role="rowgroup" {
                    tr class="govuk-table__row" role="row" {
                        th scope="col" role="columnheader" class="govuk-table__header" { "Queue" }
                        @for heading in ["Unclaimed", "Claimed", "Overdue"] {
                            th scope="col" role="columnheader" class="govuk-table__header govuk-table__header--numeric" { (heading) }
                        }
                        th scope="col" role="columnheader" class="govuk-table__header" { "Next to respond to" }
                    }
                }
                tbody class="govuk-table__body" role="rowgroup" {
                    @for count in self.counts { (self.row(count)) }
                    tr class="govuk-table__row desk-queues__all" role="row" {
                        th scope="row" role="rowheader" class="govuk-table__header" {
                            a class="govuk-link" href="/staff/queues?queue=all" { "All queues" }
                        }
                        td role="cell" class="govuk-table__cell govuk-table__cell--numeric" data-label="Unclaimed" { (sum(|count| count.unclaimed)) }
                        td role="cell" class="govuk-table__cell govuk-table__cell--numeric" data-label="Claimed" { (sum(|count| count.claimed)) }
                        td role="cell" class="govuk-table__cell govuk-table__cell--numeric" data-label="Overdue" { (self.all_overdue()) }
                        td role="cell" class="govuk-table__cell" data-label="Next to respond to" {}
                    }
                }
            }
        }
    }

    fn all_overdue(&self) -> String {
        let sum: u32 = self.counts.iter().map(|count| count.overdue).sum();
        if self.counts.iter().any(|count| count.overdue >= 100) {
            format!("{sum} or more")
        } else {
            sum.to_string()
        }
    }

    fn row(&self, count: &QueueCount) -> Markup {
        let now = self.visit.now;
        html! {
            tr class="govuk-table__row" role="row" {
                th scope="row" role="rowheader" class="govuk-table__header" {
                    a class="govuk-link" href={ "/staff/queues?queue=" (count.queue) } { (words::queue(&count.queue)) }
                }
                td role="cell" class="govuk-table__cell govuk-table__cell--numeric" data-label="Unclaimed" { (count.unclaimed) }
                td role="cell" class="govuk-table__cell govuk-table__cell--numeric" data-label="Claimed" { (count.claimed) }
                td role="cell" class="govuk-table__cell govuk-table__cell--numeric" data-label="Overdue" {
                    @if count.overdue > 0 { strong class="desk-late" { (list::overdue(count.overdue)) " overdue" } }
                    @else { "None" }
                }
                td role="cell" class="govuk-table__cell" data-label="Next to respond to" {
                    @if let Some(next) = count.next_respond_by {
                        @if next < now { span class="desk-late" { "Was due " (clock::when(next, now)) } }
                        @else { "Due " (clock::when(next, now)) }
                    }
                }
            }
        }
    }
}

fn nothing() -> Markup {
    html! {
        div class="govuk-inset-text" {
            p class="govuk-body" { "No referrals are open. When somebody sends a form, its queue appears here." }
            p class="govuk-body" {
                a class="govuk-link" href="/staff/queues?status=closed" { "See what is closed" }
            }
        }
    }
}
