//! Which page or call answers which address.

use http::Method;
use pages::Refusal;
use vocabulary::Instant;
use web::{Found, GET, POST, Problem, Reply, Request, Route, route};

use crate::frame::refused;
use crate::{Store, advice, health, leaving, openapi, start, statements, tracking};

/// What an address of the front door is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Start,
    Advice,
    Topic,
    TrackForm,
    Track,
    Leave,
    TrackApi,
    Accessibility,
    Privacy,
    Cookies,
    Favicon,
    Asset,
    Healthz,
    Readyz,
    OpenApi,
}

/// Every address that the front door knows. All others of the service's belong to other components;
/// what nobody knows comes here too, and is told so.
pub const ROUTES: &[Route<Place>] = &[
    route("/", &[(GET, Place::Start)]),
    route("/advice", &[(GET, Place::Advice)]),
    route("/advice/{topic}", &[(GET, Place::Topic)]),
    route("/track", &[(GET, Place::TrackForm), (POST, Place::Track)]),
    route("/track/leave", &[(GET, Place::Leave)]),
    route("/api/v1/track", &[(POST, Place::TrackApi)]),
    route("/api/openapi.json", &[(GET, Place::OpenApi)]),
    route("/accessibility", &[(GET, Place::Accessibility)]),
    route("/privacy", &[(GET, Place::Privacy)]),
    route("/cookies", &[(GET, Place::Cookies)]),
    route("/favicon.ico", &[(GET, Place::Favicon)]),
    route("/assets/{name}", &[(GET, Place::Asset)]),
    route("/healthz", &[(GET, Place::Healthz)]),
    route("/readyz", &[(GET, Place::Readyz)]),
    route("/readyz/front-door", &[(GET, Place::Readyz)]),
];

/// Answers a request.
pub async fn answer(store: &impl Store, request: Request, now: Instant) -> Reply {
    let (place, params) = match web::find(ROUTES, &request.method, &request.path) {
        Found::Here(place, params) => (place, params),
        Found::WrongMethod(allow) => return wrong_method(&request, &allow),
        Found::Nowhere => return unknown(&request),
    };
    match place {
        Place::Start => start::page(),
        Place::Advice => advice::list(&request),
        Place::Topic => advice::topic(params.get("topic")),
        Place::TrackForm => tracking::form(),
        Place::Track => tracking::page(store, &request, now).await,
        Place::TrackApi => tracking::api(store, &request).await,
        Place::Leave => leaving::leave(&request),
        Place::Accessibility => statements::accessibility(),
        Place::Privacy => statements::privacy(),
        Place::Cookies => statements::cookies(),
        Place::Favicon => favicon(&request),
        Place::Asset => asset(&request),
        Place::Healthz => Reply::text(200, "ok\n"),
        Place::Readyz => health::readiness(store).await,
        Place::OpenApi => openapi::document(),
    }
}

fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

fn unknown(request: &Request) -> Reply {
    if is_api(&request.path) {
        return Problem::not_found().into_reply();
    }
    refused(Refusal::NotFound, &posted(request))
}

fn wrong_method(request: &Request, allow: &str) -> Reply {
    if is_api(&request.path) {
        return Problem::method_not_allowed(allow).into_reply();
    }
    refused(Refusal::WrongMethod, &posted(request)).with_header("allow", allow)
}

/// What somebody typed and posted to an address that takes no such post, so that the page can give it back.
fn posted(request: &Request) -> Vec<(String, String)> {
    match request.method {
        Method::POST => request.form().map(|form| form.pairs).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn asset(request: &Request) -> Reply {
    let path = request.path.as_str();
    let path = path.strip_suffix('/').unwrap_or(path);
    match pages::find_asset("", path) {
        Some(asset) => Reply::asset(request, asset.content_type, asset.content),
        None => refused(Refusal::NotFound, &[]),
    }
}

fn favicon(request: &Request) -> Reply {
    let icon = pages::favicon();
    // Its address carries no hash of its content, so a day must do.
    Reply::asset(request, icon.content_type, icon.content)
        .with_header("cache-control", "public, max-age=86400")
}
