//! Which page or call answers which address.

use vocabulary::Instant;
use web::{Found, GET, POST, Problem, Reply, Request, Route, route};

use crate::api::{self, Api};
use crate::screens::{self, Page};
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
    route("/readyz/routing-rules", &[(GET, Place::Ready)]),
    route(
        "/api/v1/rulesets",
        &[
            (GET, Place::Api(Api::List)),
            (POST, Place::Api(Api::Propose)),
        ],
    ),
    route(
        "/api/v1/rulesets/difference",
        &[(POST, Place::Api(Api::Difference))],
    ),
    route(
        "/api/v1/rulesets/simulate",
        &[(POST, Place::Api(Api::Simulate))],
    ),
    route(
        "/api/v1/rulesets/{id}/{version}",
        &[(GET, Place::Api(Api::Read))],
    ),
    route(
        "/api/v1/rulesets/{id}/{version}/approve",
        &[(POST, Place::Api(Api::Approve))],
    ),
    route(
        "/api/v1/rulesets/{id}/{version}/withdraw",
        &[(POST, Place::Api(Api::Withdraw))],
    ),
    route(
        "/api/v1/rulesets/{id}/{version}/simulate",
        &[(POST, Place::Api(Api::SimulateVersion))],
    ),
    route(staff_pages::RULES, &[(GET, Place::Page(Page::List))]),
    route(
        screens::PROPOSE,
        &[
            (GET, Place::Page(Page::Propose)),
            (POST, Place::Page(Page::SendProposal)),
        ],
    ),
    route("/staff/rules/assets/{name}", &[(GET, Place::Asset)]),
    route(
        "/staff/rules/{id}/{version}",
        &[(GET, Place::Page(Page::Version))],
    ),
    route(
        "/staff/rules/{id}/{version}/approve",
        &[(POST, Place::Page(Page::Approve))],
    ),
    route(
        "/staff/rules/{id}/{version}/withdraw",
        &[(POST, Place::Page(Page::Withdraw))],
    ),
    route(
        "/staff/rules/{id}/{version}/simulate",
        &[(POST, Place::Page(Page::Simulate))],
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
