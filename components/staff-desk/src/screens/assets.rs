//! The files of the desk's pages.

use web::{Reply, Request};

/// Where the desk serves its files.
pub const PREFIX: &str = "/staff";

/// The file at the address that was asked for.
pub fn answer(request: &Request) -> Reply {
    staff_pages::asset(PREFIX, request)
}
