//! Which call answers which address.

use serde_json::json;
use web::{Found, Problem, Reply, Request, Route};

use crate::meter;

/// What an address of this component is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Metering,
    Ready,
}

/// Every address of this component.
pub const ROUTES: &[Route<Place>] = &[
    Route {
        pattern: "/api/v1/care-accounts/metering",
        methods: &[("POST", Place::Metering)],
    },
    Route {
        pattern: "/readyz/care-accounts",
        methods: &[("GET", Place::Ready)],
    },
];

/// Answers a request. Every address is for machines, so every refusal is a problem.
pub fn answer(request: &Request) -> Reply {
    match web::find(ROUTES, &request.method, &request.path) {
        Found::Here(Place::Metering, _) => {
            meter::answer(request).unwrap_or_else(Problem::into_reply)
        }
        // There is no database to migrate and no key to be wrong: whoever answers is ready.
        Found::Here(Place::Ready, _) => Reply::json(200, &json!({"ready": true})),
        Found::WrongMethod(allow) => Problem::method_not_allowed(allow).into_reply(),
        Found::Nowhere => Problem::not_found().into_reply(),
    }
}
