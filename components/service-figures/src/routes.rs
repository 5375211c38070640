//! Which page or call answers which address.

use vocabulary::Instant;
use web::{Found, Problem, Reply, Request, Route};

use crate::api::{self, Api, Export};
use crate::exports::Kind;
use crate::screens::{self, Page, Step};
use crate::stores::Stores;

/// What an address of this component is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Api(Api),
    Page(Page),
    Asset,
    Ready,
}

const GET: &str = "GET";
const POST: &str = "POST";

/// Every address of this component.
pub const ROUTES: &[Route<Place>] = &[
    route("/readyz/service-figures", &[(GET, Place::Ready)]),
    route(
        staff_pages::DASHBOARD,
        &[(GET, Place::Page(Page::Dashboard))],
    ),
    route("/staff/dashboard/assets/{name}", &[(GET, Place::Asset)]),
    route(
        staff_pages::EXPORTS,
        &[
            (GET, Place::Page(Page::Exports(Step::Choose))),
            (POST, Place::Page(Page::Exports(Step::Ask))),
        ],
    ),
    route(
        screens::EXPORT_FILE,
        &[(POST, Place::Page(Page::Exports(Step::Take)))],
    ),
    route(
        "/api/v1/figures/{figure}",
        &[(GET, Place::Api(Api::Figure))],
    ),
    route(
        "/api/v1/exports/referrals.csv",
        &[(POST, Place::Api(Api::Export(Export::File(Kind::Table))))],
    ),
    route(
        "/api/v1/exports/referrals.jsonl",
        &[(POST, Place::Api(Api::Export(Export::File(Kind::JsonLines))))],
    ),
    route(
        "/api/v1/exports/client-level-data.csv",
        &[(
            POST,
            Place::Api(Api::Export(Export::File(Kind::ClientLevelData))),
        )],
    ),
    route(
        "/api/v1/exports/client-level-data/quality",
        &[(POST, Place::Api(Api::Export(Export::Quality)))],
    ),
];

const fn route(pattern: &'static str, methods: &'static [(&'static str, Place)]) -> Route<Place> {
    Route { pattern, methods }
}

/// Answers a request.
pub async fn answer(stores: &impl Stores, request: Request, now: Instant) -> Reply {
    match web::find(ROUTES, &request.method, &request.path) {
        Found::Here(Place::Api(call), params) => api::answer(stores, call, &request, &params, now)
            .await
            .unwrap_or_else(Problem::into_reply),
        Found::Here(Place::Page(page), params) => {
            screens::answer(stores, page, &request, &params, now).await
        }
        Found::Here(Place::Asset, _) => staff_pages::asset(screens::PREFIX, &request),
        Found::Here(Place::Ready, _) => web::ready(stores.ready().await, web::KEYS),
        Found::WrongMethod(allow) => refused(&request, pages::Refusal::WrongMethod, || {
            Problem::method_not_allowed(&allow)
        })
        .with_header("allow", &allow),
        Found::Nowhere => refused(&request, pages::Refusal::NotFound, Problem::not_found),
    }
}

/// A refusal in the words of whoever asked: a page for people, a problem for machines.
fn refused(request: &Request, page: pages::Refusal, problem: impl Fn() -> Problem) -> Reply {
    if request.path.starts_with("/staff") {
        staff_pages::plain_refusal(screens::PREFIX, page, None, &[])
    } else {
        problem().into_reply()
    }
}
