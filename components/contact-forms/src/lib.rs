//! The forms for residents and professionals: their pages, and the API by which others send.
//!
//! The forms are data (`forms/*.toml`); `form-site` shows them, as it shows those of other components. This
//! crate says which they are and where they stand. Everything here but `shell` is tested natively.
//!
//! # For a native server that does the same work (`bench/native`)
//! Implement [`form_site::stores::Stores`] with [`SITE`] and call [`answer`].

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

pub mod catalogue;
pub mod openapi;
pub mod routes;
#[cfg(target_family = "wasm")]
mod shell;
#[cfg(test)]
mod tests;

pub use form_site::{answer, answer_with_files};

use form_site::Site;

/// The forms of this component.
pub static SITE: Site = Site {
    component: "contact-forms",
    prefix: "/contact",
    order: &catalogue::ORDER,
    forms: catalogue::NEWEST,
    words: &catalogue::SPOKEN,
    routes: routes::ROUTES,
    aside: None,
};
