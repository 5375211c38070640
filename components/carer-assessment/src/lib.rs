//! The carer's self-assessment: its form, what the answers suggest, and the support that there is now.
//!
//! The form is data (`forms/*.toml`) and `form-site` shows it; what the answers suggest is worked out by
//! `carers`. This crate has the pages that stand beside the form, and the API of the indication. Nothing here
//! decides, and no page says of anybody that they may or may not have support. Everything but `shell` is
//! tested natively.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod catalogue;
mod indication;
pub mod openapi;
pub mod routes;
pub mod screens;
#[cfg(target_family = "wasm")]
mod shell;
#[cfg(test)]
mod tests;

pub use catalogue::texts;
pub use form_site::answer_with_files;

use form_site::stores::Stores;
use form_site::{Site, given};
use vocabulary::Instant;
use web::{Found, Problem, Reply, Request, find};

use routes::{OWN, Own};

/// The form of this component.
pub static SITE: Site = Site {
    component: "carer-assessment",
    prefix: "/carer-assessment",
    order: &catalogue::ORDER,
    forms: catalogue::NEWEST,
    words: &catalogue::SPOKEN,
    routes: routes::ROUTES,
    aside: Some(screens::aside),
};

/// Answers a request.
pub async fn answer(stores: &impl Stores, request: Request, now: Instant) -> Reply {
    let today = working_calendar::local_date(now);
    match find(OWN, &request.method, &request.path) {
        Found::Here(Own::Indication, _) => {
            indication::answer(&request).unwrap_or_else(Problem::into_reply)
        }
        Found::Here(Own::Suggests, _) => {
            given::show(stores, &request, now, |given| {
                screens::suggests_page(given, today)
            })
            .await
        }
        Found::Here(Own::Support, _) => {
            given::show(stores, &request, now, screens::support_page).await
        }
        Found::WrongMethod(allow) if request.path.starts_with("/api/") => {
            Problem::method_not_allowed(allow).into_reply()
        }
        Found::WrongMethod(_) | Found::Nowhere => form_site::answer(stores, request, now).await,
    }
}
