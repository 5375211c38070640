//! Which page or call answers which address.

use vocabulary::Instant;
use web::{Found, GET, POST, Problem, Reply, Request, Route, route};

use crate::api::{self, Api, Equality, Export};
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
    route(staff_pages::EQUALITY, &[(GET, Place::Page(Page::Equality))]),
    route(
        "/api/v1/equality/numbers",
        &[(GET, Place::Api(Api::Equality(Equality::Numbers)))],
    ),
    route(
        "/api/v1/equality/numbers.csv",
        &[(GET, Place::Api(Api::Equality(Equality::NumbersAsCsv)))],
    ),
    route(
        "/api/v1/equality/questions/{question}",
        &[(GET, Place::Api(Api::Equality(Equality::Question)))],
    ),
    route(
        "/api/v1/equality/records",
        &[(GET, Place::Api(Api::Equality(Equality::Records)))],
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
        Found::WrongMethod(allow) => staff_pages::not_here(screens::PREFIX, &request, Some(&allow)),
        Found::Nowhere => staff_pages::not_here(screens::PREFIX, &request, None),
    }
}
