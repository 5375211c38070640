//! The desk: the queues and referrals that staff of Adult Social Care Connects work, and their API.
//!
//! A request comes in, the desk finds out who is asking, asks the stores (`stores::Stores`) for what
//! they may see or to do what they want, and answers JSON or a page. It decides nothing about a
//! person, keeps nothing itself, and never reads a database: which roles may do what with a referral
//! is enforced behind the wall of `case-store`. Everything here but `shell` is pure and tested
//! natively.

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
pub mod files;
pub mod form_versions;
pub mod openapi;
pub mod possible_match;
pub mod publishing;
pub mod referral;
pub mod routes;
pub mod screens;
#[cfg(target_family = "wasm")]
mod shell;
pub mod stores;
pub mod summary;
#[cfg(test)]
mod tests;
pub mod who;

use vocabulary::Instant;
use web::{Found, Problem, Reply, Request, find};

use routes::{Place, ROUTES};
use stores::Stores;

/// Answers a request.
pub async fn answer(stores: &impl Stores, request: Request, now: Instant) -> Reply {
    match find(ROUTES, &request.method, &request.path) {
        Found::Here(Place::Api(call), params) => api::answer(stores, call, &request, &params, now)
            .await
            .unwrap_or_else(Problem::into_reply),
        Found::Here(Place::Ready, _) => web::ready(stores.ready().await, web::KEYS),
        Found::Here(Place::Page(page), params) => {
            screens::answer(stores, page, &request, &params, now).await
        }
        Found::Here(Place::Asset, _) => screens::asset(&request),
        Found::WrongMethod(allow) => {
            staff_pages::not_here(screens::assets::PREFIX, &request, Some(&allow))
        }
        Found::Nowhere => staff_pages::not_here(screens::assets::PREFIX, &request, None),
    }
}
