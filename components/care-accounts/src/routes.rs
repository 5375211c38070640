//! Which page or call answers which address.

use vocabulary::Instant;
use web::{Found, GET, POST, Problem, Reply, Request, Route, route};

use crate::api::{self, Api};
use crate::screens::{self, Page};
use crate::staff::{self, Desk};
use crate::stores::Stores;

/// What an address of this component is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Api(Api),
    /// For the person, and for those who act for them.
    Page(Page),
    /// For staff.
    Staff(Desk),
    Asset,
    StaffAsset,
    Ready,
}

/// Every address of this component.
pub const ROUTES: &[Route<Place>] = &[
    // For machines.
    route(
        "/api/v1/care-accounts/metering",
        &[(POST, Place::Api(Api::Metering))],
    ),
    route(
        "/api/v1/care-accounts/access",
        &[(POST, Place::Api(Api::Access))],
    ),
    route(
        "/api/v1/care-accounts/sessions",
        &[(POST, Place::Api(Api::Enter))],
    ),
    route(
        "/api/v1/care-accounts/sessions/current",
        &[("DELETE", Place::Api(Api::Leave))],
    ),
    route(
        "/api/v1/care-accounts/mine",
        &[(GET, Place::Api(Api::Mine))],
    ),
    route(
        "/api/v1/care-accounts/mine/statements/{id}",
        &[(GET, Place::Api(Api::Statement))],
    ),
    route(api::import::PATH, &[(POST, Place::Api(Api::Import))]),
    route(
        "/api/v1/care-accounts/suspensions",
        &[(POST, Place::Api(Api::Suspend))],
    ),
    route(
        "/api/v1/care-accounts/work",
        &[(POST, Place::Api(Api::Work))],
    ),
    route("/readyz/care-accounts", &[(GET, Place::Ready)]),
    // For the person.
    route(
        "/care-account",
        &[
            (GET, Place::Page(Page::Start)),
            (POST, Place::Page(Page::Ask)),
        ],
    ),
    route(
        "/care-account/code",
        &[
            (GET, Place::Page(Page::Code)),
            (POST, Place::Page(Page::Enter)),
        ],
    ),
    route(
        "/care-account/sign-in",
        &[(GET, Place::Page(Page::Provider))],
    ),
    route(
        "/care-account/signed-in",
        &[(GET, Place::Page(Page::CameBack))],
    ),
    route(
        "/care-account/linking",
        &[
            (GET, Place::Page(Page::Linking)),
            (POST, Place::Page(Page::BeginLinking)),
        ],
    ),
    route("/care-account/linked", &[(GET, Place::Page(Page::Linked))]),
    route(
        "/care-account/summary",
        &[(GET, Place::Page(Page::Summary))],
    ),
    route("/care-account/weeks", &[(GET, Place::Page(Page::Months))]),
    route(
        "/care-account/weeks/{month}",
        &[(GET, Place::Page(Page::Month))],
    ),
    route(
        "/care-account/statements",
        &[(GET, Place::Page(Page::Statements))],
    ),
    route(
        "/care-account/statements/{id}",
        &[(GET, Place::Page(Page::Statement))],
    ),
    route(
        "/care-account/statements/{id}/csv",
        &[(GET, Place::Page(Page::StatementCsv))],
    ),
    route(
        "/care-account/something-wrong",
        &[(GET, Place::Page(Page::SomethingWrong))],
    ),
    route(
        "/care-account/sign-out",
        &[
            (GET, Place::Page(Page::SignOut)),
            (POST, Place::Page(Page::SendSignOut)),
        ],
    ),
    route("/care-account/assets/{name}", &[(GET, Place::Asset)]),
    // For staff.
    route("/staff/accounts", &[(GET, Place::Staff(Desk::Home))]),
    route("/staff/accounts/assets/{name}", &[(GET, Place::StaffAsset)]),
    route(
        "/staff/accounts/search",
        &[(POST, Place::Staff(Desk::Search))],
    ),
    route(
        "/staff/accounts/suspend",
        &[(POST, Place::Staff(Desk::SuspendPerson))],
    ),
    route(
        "/staff/accounts/audit",
        &[(POST, Place::Staff(Desk::FindAudit))],
    ),
    route(
        "/staff/accounts/{id}",
        &[
            (GET, Place::Staff(Desk::Account)),
            (POST, Place::Staff(Desk::GiveReason)),
        ],
    ),
    route(
        "/staff/accounts/{id}/audit",
        &[(GET, Place::Staff(Desk::Audit))],
    ),
    route(
        "/staff/accounts/{id}/{act}",
        &[
            (GET, Place::Staff(Desk::Act)),
            (POST, Place::Staff(Desk::DoAct)),
        ],
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
        Found::Here(Place::Staff(page), params) => {
            staff::answer(stores, page, &request, &params, now).await
        }
        Found::Here(Place::Asset, _) => asset(screens::PREFIX, &request),
        Found::Here(Place::StaffAsset, _) => staff_pages::asset(staff::PREFIX, &request),
        Found::Here(Place::Ready, _) => web::ready(stores.ready().await, web::KEYS),
        Found::WrongMethod(allow) => {
            staff_pages::not_here(prefix_of(&request), &request, Some(&allow))
        }
        Found::Nowhere => staff_pages::not_here(prefix_of(&request), &request, None),
    }
}

/// Where the page for a request finds its files.
fn prefix_of(request: &Request) -> &'static str {
    match request.path.starts_with(staff::PREFIX) {
        true => staff::PREFIX,
        false => screens::PREFIX,
    }
}

/// The stylesheet and the script that every page needs.
fn asset(prefix: &str, request: &Request) -> Reply {
    match pages::find_asset(prefix, &request.path) {
        Some(asset) => Reply::asset(request, asset.content_type, asset.content),
        None => Problem::not_found().into_reply(),
    }
}
