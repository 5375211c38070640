//! Which page answers which address.

use vocabulary::Instant;
use web::{Found, GET, POST, Reply, Request, Route, route};

use crate::screens::{self, Page};
use crate::stores::Stores;

/// What an address of this component is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Page(Page),
    Asset,
    Ready,
}

/// Every address of this component. The first that fits wins.
pub const ROUTES: &[Route<Place>] = &[
    route("/readyz/staff-contacts", &[(GET, Place::Ready)]),
    route(
        staff_pages::NEW_CONTACT,
        &[(GET, Place::Page(Page::Choose))],
    ),
    route(
        "/staff/contacts/advice",
        &[(POST, Place::Page(Page::Advise))],
    ),
    route("/staff/contacts/assets/{name}", &[(GET, Place::Asset)]),
    route(
        "/staff/contacts/{form}",
        &[
            (GET, Place::Page(Page::Form)),
            (POST, Place::Page(Page::Record)),
        ],
    ),
];

/// Answers a request.
pub async fn answer(stores: &impl Stores, request: Request, now: Instant) -> Reply {
    match web::find(ROUTES, &request.method, &request.path) {
        Found::Here(Place::Page(page), params) => {
            screens::answer(stores, page, &request, params.get("form"), now).await
        }
        Found::Here(Place::Asset, _) => staff_pages::asset(screens::PREFIX, &request),
        Found::Here(Place::Ready, _) => web::ready(stores.ready().await, web::KEYS),
        Found::WrongMethod(allow) => staff_pages::not_here(screens::PREFIX, &request, Some(&allow)),
        Found::Nowhere => staff_pages::not_here(screens::PREFIX, &request, None),
    }
}
