//! What happens when somebody opens or sends a page.

mod ask;
mod send;
mod visit;

use vocabulary::Instant;
use web::{Params, Problem, Reply, Request};

use crate::api::RETRY_AFTER;
use crate::routes::Page;
use crate::screens;
use crate::stores::{Fault, Stores};
use visit::Visit;

/// Answers a page.
pub async fn answer(
    stores: &impl Stores,
    page: Page,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Reply {
    match page {
        Page::Choose => match stores.forms().await {
            Ok(forms) => {
                let forms: Vec<_> = forms.iter().map(|published| &published.form).collect();
                Reply::html(200, screens::choose_page(&forms))
            }
            Err(fault) => broken(&fault),
        },
        page => match Visit::open(stores, request, params.get("form"), now).await {
            Ok(Some(visit)) => in_form(visit, page, params.get("page")).await,
            Ok(None) => not_found(),
            Err(fault) => broken(&fault),
        },
    }
}

async fn in_form<S: Stores>(visit: Visit<'_, S>, page: Page, id: &str) -> Reply {
    match page {
        Page::Choose | Page::Begin => Reply::html(200, screens::begin_page(&visit.current.form)),
        Page::Ask => ask::show(&visit, id).await,
        Page::Answer => ask::answer(&visit, id).await,
        Page::CheckAnswers => send::show(&visit).await,
        Page::Send => send::send(&visit).await,
        Page::Confirmation => send::confirmation(&visit).await,
        Page::Leave => visit.leave().await,
    }
}

/// The page for an address that does not exist.
pub fn not_found() -> Reply {
    Reply::html(404, screens::refusal(None, 404, None, &[]))
}

/// The page for a method that an address does not have.
pub fn wrong_method(allow: &str) -> Reply {
    Reply::html(405, screens::refusal(None, 405, None, &[])).with_header("allow", allow)
}

/// The page for when a store did nothing.
fn broken(fault: &Fault) -> Reply {
    let status = status(fault);
    with_retry(Reply::html(
        status,
        screens::refusal(None, status, None, &[]),
    ))
}

/// The page for a post that cannot be read.
fn unreadable(problem: &Problem) -> Reply {
    Reply::html(
        problem.status,
        screens::refusal(None, problem.status, None, &[]),
    )
}

fn status(fault: &Fault) -> u16 {
    match fault {
        Fault::Unavailable | Fault::WrongKey(_) => 503,
        Fault::Internal => 500,
    }
}

fn with_retry(reply: Reply) -> Reply {
    match reply.status {
        503 => reply.with_header("retry-after", &RETRY_AFTER.to_string()),
        _ => reply,
    }
}
