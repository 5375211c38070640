//! The forms for residents and professionals: their pages, and the API by which others send.
//!
//! A form is data (`forms/*.toml`); this crate shows it page by page, keeps a draft after each, and
//! builds the contact that goes to the store with the decision of the rules. It decides nothing itself,
//! keeps nothing itself and never reads a database. Everything here but `shell` is pure and tested
//! natively.
//!
//! # For a native server that does the same work (`bench/native`)
//! Either implement [`stores::Stores`] and call [`answer`], or use the pieces:
//! [`catalogue::built_in`] for the forms; [`submission::read`] to parse and validate a body;
//! `Prepared::facts` for the rules; [`submission::build`] for the record to store; [`api::created`] for
//! the reply; [`screens::question_page`] for a page of a loaded draft
//! (`form_model::Draft::from_json`).

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

pub mod api;
pub mod catalogue;
pub mod equality;
pub mod guard;
pub mod look_up;
mod media;
pub mod next_steps;
pub mod openapi;
pub mod routes;
pub mod screens;
#[cfg(target_family = "wasm")]
mod shell;
mod site;
pub mod stores;
pub mod submission;
#[cfg(test)]
mod tests;

use vocabulary::Instant;
use web::{Found, Pieces, Problem, Reply, Request, find};

use routes::{Place, ROUTES};
use stores::{Fault, Stores};

/// The most bytes of a file that people add.
pub const FILE_LIMIT: u64 = 10 * 1024 * 1024;

/// Answers a request.
pub async fn answer(stores: &impl Stores, request: Request, now: Instant) -> Reply {
    let for_people = request.path == screens::PREFIX || request.path.starts_with("/contact/");
    match find(ROUTES, &request.method, &request.path) {
        Found::Here(Place::Api(call), params) => api::answer(stores, call, &request, &params, now)
            .await
            .unwrap_or_else(Problem::into_reply),
        Found::Here(Place::Page(page), params) => {
            site::answer(stores, page, &request, &params, now).await
        }
        Found::Here(Place::Asset, _) => match pages::find_asset(screens::PREFIX, &request.path) {
            Some(asset) => Reply::asset(&request, asset.content_type, asset.content),
            None => site::not_found(&request),
        },
        Found::Here(Place::Ready, _) => ready(stores.ready().await),
        Found::WrongMethod(allow) if for_people => site::wrong_method(&request, &allow),
        Found::Nowhere if for_people => site::not_found(&request),
        Found::WrongMethod(allow) => Problem::method_not_allowed(allow).into_reply(),
        Found::Nowhere => Problem::not_found().into_reply(),
    }
}

/// Answers a page that is sent with files. `request` has no body: it is read as it comes, so that no file
/// is ever whole in memory.
pub async fn answer_with_files(
    stores: &impl Stores,
    request: Request,
    body: &mut impl Pieces,
    now: Instant,
) -> Reply {
    if let Found::Here(Place::Page(routes::Page::Answer), params) =
        find(ROUTES, &request.method, &request.path)
        && let Some(reply) = site::answer_with_files(stores, &request, &params, body, now).await
    {
        return reply;
    }
    match web::read(request, body).await {
        Ok(request) => answer(stores, request, now).await,
        Err(problem) => Reply::html(
            problem.status,
            pages::unread_page(screens::PREFIX, problem.status),
        ),
    }
}

/// What the readiness check says. A wrong key is named by its id, which is no secret.
fn ready(state: Result<(), Fault>) -> Reply {
    match state {
        Ok(()) => Reply::json(200, &serde_json::json!({"ready": true})),
        Err(fault) => {
            let mut problem = Problem::unavailable(api::RETRY_AFTER);
            if let Fault::WrongKey(expected) = fault {
                problem.detail = format!(
                    "The database was written with the key {expected}. Set the variables sealing_key \
                     and index_key to the keys of that id, then start again."
                );
            }
            problem.into_reply()
        }
    }
}
