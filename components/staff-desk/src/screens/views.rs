//! Views of the list that somebody keeps for themselves, by a name of their own: nothing but filters and a name.

use maud::{Markup, html};
use pages::{Button, ErrorLink, Input};
use staff_model::SavedView;
use web::{FormPost, Reply, Request};

use super::filters::Filters;
use super::{Visit, frame};
use crate::stores::{Refusal, Stores};

/// The address to which views are sent.
pub const ADDRESS: &str = "/staff/queues/views";
/// What follows in the address of a list once it was saved.
pub const SAVED: &str = "view";

/// The views of this worker, each with the way to remove it; nothing where there are none.
pub fn list(visit: &Visit, views: &[SavedView]) -> Markup {
    html! {
        @if !views.is_empty() {
            section class="app-no-print" aria-labelledby="views" {
                h2 class="govuk-heading-m" id="views" { "Your views" }
                ul class="govuk-list desk-views" {
                    @for view in views {
                        li {
                            a class="govuk-link app-typed" href=(Filters::of_query(&view.query).address(None)) { (view.name) }
                            form method="post" action=(ADDRESS) novalidate {
                                input type="hidden" name="csrf" value=(visit.session.csrf);
                                button type="submit" class="desk-plain" name="remove" value=(view.name) {
                                    "Remove" span class="govuk-visually-hidden" { " the view " (view.name) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The form that keeps the filters of a list under a name.
pub fn keep(visit: &Visit, filters: &Filters, typed: Option<&str>, error: Option<&str>) -> Markup {
    html! {
        form method="post" action=(ADDRESS) class="desk-filters" novalidate {
            input type="hidden" name="csrf" value=(visit.session.csrf);
            input type="hidden" name="query" value=(filters.query_text());
            (Input::new("name", "Save these filters as").class("govuk-input--width-20").autocomplete("off")
                .value(typed).error(error))
            (Button::new("Save view").secondary().once())
        }
    }
}

pub async fn answer(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
) -> Result<Reply, Refusal> {
    let post = match frame::posted(request) {
        Ok(post) => post,
        Err(refused) => return Ok(refused),
    };
    if !visit.session.sent(&post) {
        let said = "Nothing was changed, because this page was opened before you last signed in. Send it again";
        return Ok(ask(visit, &post, said, 403));
    }
    if let Some(name) = post.first("remove") {
        stores.remove_view(name, visit.actor()).await?;
        return Ok(Reply::see_other(staff_pages::QUEUES));
    }
    let filters = filters(&post);
    let view = SavedView {
        name: post.first("name").unwrap_or_default().trim().to_owned(),
        query: filters.query_text(),
    };
    if view.name.is_empty() {
        return Ok(ask(visit, &post, "Enter a name for the view", 422));
    }
    match stores.save_view(&view, visit.actor(), visit.now).await {
        Ok(()) => {
            let list = filters.address(None);
            Ok(Reply::see_other(&format!("{list}&done={SAVED}")))
        }
        Err(Refusal::Invalid(fields)) => {
            let said = fields.into_iter().next().map(|(_, sentence)| sentence);
            Ok(ask(visit, &post, &said.unwrap_or_default(), 422))
        }
        Err(Refusal::Conflict(sentence)) => Ok(ask(visit, &post, &sentence, 409)),
        Err(refusal) => Err(refusal),
    }
}

fn filters(post: &FormPost) -> Filters {
    Filters::of_query(post.first("query").unwrap_or_default())
}

/// The form again, with what is wrong.
fn ask(visit: &Visit, post: &FormPost, said: &str, status: u16) -> Reply {
    let filters = filters(post);
    let errors = [ErrorLink::new("name", said)];
    let main = html! {
        h1 class="govuk-heading-l" { "Save a view" }
        p class="govuk-body" { "Referrals that are " (filters.in_words(visit)) "." }
        (keep(visit, &filters, post.first("name"), Some(said)))
    };
    let back = filters.address(None);
    let head = frame::Head {
        title: "Save a view",
        back: Some(&back),
        errors: &errors,
        current: staff_pages::QUEUES,
    };
    frame::page(visit, status, &head, &main)
}
