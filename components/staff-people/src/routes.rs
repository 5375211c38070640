//! Which page or call answers which address.

use vocabulary::Instant;
use web::{Found, GET, POST, Problem, Reply, Request, Route, route};

use crate::acts::Act;
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
    route("/readyz/staff-people", &[(GET, Place::Ready)]),
    route(
        "/api/v1/staff",
        &[
            (GET, Place::Api(Api::Staff)),
            (POST, Place::Api(Api::CreateStaff)),
        ],
    ),
    route(
        "/api/v1/staff/{username}",
        &[(GET, Place::Api(Api::Member))],
    ),
    route(
        "/api/v1/staff/{username}/audit",
        &[(GET, Place::Api(Api::History))],
    ),
    route(
        "/api/v1/staff/{username}/roles",
        &[(POST, Place::Api(Api::Change(Act::Roles)))],
    ),
    route(
        "/api/v1/staff/{username}/display-name",
        &[(POST, Place::Api(Api::Change(Act::DisplayName)))],
    ),
    route(
        "/api/v1/staff/{username}/new-password",
        &[(POST, Place::Api(Api::Change(Act::NewPassword)))],
    ),
    route(
        "/api/v1/staff/{username}/end-sessions",
        &[(POST, Place::Api(Api::Change(Act::EndSessions)))],
    ),
    route(
        "/api/v1/staff/{username}/suspend",
        &[(POST, Place::Api(Api::Change(Act::Suspend)))],
    ),
    route(
        "/api/v1/staff/{username}/allow",
        &[(POST, Place::Api(Api::Change(Act::Allow)))],
    ),
    route(
        "/api/v1/service-tokens",
        &[
            (GET, Place::Api(Api::Tokens)),
            (POST, Place::Api(Api::CreateToken)),
        ],
    ),
    route(
        "/api/v1/service-tokens/{name}/revoke",
        &[(POST, Place::Api(Api::RevokeToken))],
    ),
    route(
        staff_pages::SIGN_IN,
        &[
            (GET, Place::Page(Page::SignIn)),
            (POST, Place::Page(Page::SendSignIn)),
        ],
    ),
    route(
        staff_pages::SIGN_OUT,
        &[
            (GET, Place::Page(Page::SignOut)),
            (POST, Place::Page(Page::SendSignOut)),
        ],
    ),
    route(
        staff_pages::CHANGE_PASSWORD,
        &[
            (GET, Place::Page(Page::ChangePassword)),
            (POST, Place::Page(Page::SendChangePassword)),
        ],
    ),
    route(
        screens::TO_DIRECTORY,
        &[(GET, Place::Page(Page::Directory))],
    ),
    route(
        screens::FROM_DIRECTORY,
        &[(GET, Place::Page(Page::CameBack))],
    ),
    route(staff_pages::PEOPLE, &[(GET, Place::Page(Page::People))]),
    route("/staff/people/assets/{name}", &[(GET, Place::Asset)]),
    route(
        "/staff/people/add",
        &[
            (GET, Place::Page(Page::Add)),
            (POST, Place::Page(Page::SendAdd)),
        ],
    ),
    route(
        "/staff/people/members/{username}",
        &[(GET, Place::Page(Page::Member))],
    ),
    route(
        "/staff/people/members/{username}/{act}",
        &[
            (GET, Place::Page(Page::Act)),
            (POST, Place::Page(Page::SendAct)),
        ],
    ),
    route("/staff/people/tokens", &[(GET, Place::Page(Page::Tokens))]),
    route(
        "/staff/people/tokens/add",
        &[
            (GET, Place::Page(Page::AddToken)),
            (POST, Place::Page(Page::SendAddToken)),
        ],
    ),
    route(
        "/staff/people/tokens/{name}/revoke",
        &[
            (GET, Place::Page(Page::Revoke)),
            (POST, Place::Page(Page::SendRevoke)),
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
        Found::Here(Place::Asset, _) => staff_pages::asset(screens::PREFIX, &request),
        Found::Here(Place::Ready, _) => {
            web::ready(stores.ready().await, "variable index_key to the key")
        }
        Found::WrongMethod(allow) => staff_pages::not_here(screens::PREFIX, &request, Some(&allow)),
        Found::Nowhere => staff_pages::not_here(screens::PREFIX, &request, None),
    }
}
