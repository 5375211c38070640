//! The pages and the API of forms, for every component that has forms.
//!
//! A form is data; this crate shows it page by page, keeps a draft after each, and builds the contact that
//! goes to the store with the decision of the rules. It decides nothing itself, keeps nothing itself and
//! never reads a database. A component says with its [`Site`] which forms are its own and where they stand.
//! Everything here but `walls` is pure and tested natively; `walls` asks the libraries that the manifest
//! composes in ([decision 13](../../../docs/decisions/0013-one-crate-shows-every-form.md)).
//!
//! # For a native server that does the same work (`bench/native`)
//! Implement [`stores::Stores`] and call [`answer`].

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
pub mod areas;
pub mod equality;
pub mod given;
pub mod guard;
pub mod languages;
pub mod look_up;
mod media;
pub mod next_steps;
pub mod routes;
pub mod screens;
mod site;
pub mod stores;
pub mod submission;
#[cfg(target_family = "wasm")]
pub mod walls;

use std::sync::LazyLock;

use form_model::{Form, Words};
use maud::Markup;
use packed::Packed;
use vocabulary::Instant;
use web::{Found, Params, Pieces, Problem, Reply, Request, Route};

use routes::{Page, Place};
use stores::Stores;

/// The most bytes of a file that people add.
pub const FILE_LIMIT: u64 = 10 * 1024 * 1024;

/// What a component offers beside the questions of its form, where people pause: on the list of parts, when
/// they check, when they have saved and when they have sent.
pub type Aside = Option<fn(&Form) -> Markup>;

/// The forms of one component: which they are, and where their pages stand.
pub struct Site {
    /// The component's id, which its log names.
    pub component: &'static str,
    /// What its pages and their stylesheets begin with, such as `/contact`.
    pub prefix: &'static str,
    /// Its forms in the order in which people choose, by their ids.
    pub order: &'static [&'static str],
    /// The newest text of each, packed together.
    pub forms: Packed,
    /// Their words in other languages.
    pub words: &'static LazyLock<Vec<Words>>,
    /// Every address that it answers. The first table that has one, and the first pattern that fits, wins.
    pub routes: &'static [&'static [Route<Place>]],
    /// What it offers beside the questions.
    pub aside: Aside,
}

impl Site {
    /// What stands at an address.
    pub fn find(&self, request: &Request) -> Found<Place> {
        let tables = self.routes.iter();
        let found = tables.map(|table| web::find(table, &request.method, &request.path));
        let mut somewhere = found.filter(|found| !matches!(found, Found::Nowhere));
        somewhere.next().unwrap_or(Found::Nowhere)
    }

    /// The form that an address is about. Where the address names none, the component has one.
    fn named<'a>(&self, params: &'a Params) -> &'a str {
        match (params.get("form"), self.order) {
            ("", [only]) => only,
            (named, _) => named,
        }
    }

    /// Whether a form's pages are this component's to show.
    pub fn shows(&self, form: &Form) -> bool {
        form.prefix() == self.prefix
    }
}

/// Answers a request.
pub async fn answer(stores: &impl Stores, request: Request, now: Instant) -> Reply {
    let site = stores.site();
    let for_people = !request.path.starts_with("/api/") && !request.path.starts_with("/readyz/");
    match site.find(&request) {
        Found::Here(Place::Api(call), params) => api::answer(stores, call, &request, &params, now)
            .await
            .unwrap_or_else(Problem::into_reply),
        Found::Here(Place::Page(page), params) => {
            site::answer(stores, page, &request, &params, now).await
        }
        Found::Here(Place::Asset, _) => match pages::find_asset(site.prefix, &request.path) {
            Some(asset) => Reply::asset(&request, asset.content_type, asset.content),
            None => site::not_found(site, &request),
        },
        Found::Here(Place::Ready, _) => web::ready(stores.ready().await, web::KEYS),
        Found::WrongMethod(allow) if for_people => site::wrong_method(site, &request, &allow),
        Found::Nowhere if for_people => site::not_found(site, &request),
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
    let site = stores.site();
    if let Found::Here(Place::Page(Page::Answer), params) = site.find(&request)
        && let Some(reply) = site::answer_with_files(stores, &request, &params, body, now).await
    {
        return reply;
    }
    match web::read(request, body).await {
        Ok(request) => answer(stores, request, now).await,
        Err(problem) => Reply::html(
            problem.status,
            pages::unread_page(site.prefix, problem.status),
        ),
    }
}
