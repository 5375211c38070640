//! The pages of accounts for staff: `/staff/accounts/...`.

use vocabulary::Instant;
use web::{Params, Reply, Request};

use crate::screens;
use crate::stores::Stores;

/// Where these pages are, and their files.
pub const PREFIX: &str = "/staff/accounts";

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desk {
    Home,
}

/// Answers a page.
pub async fn answer(
    _stores: &impl Stores,
    page: Desk,
    _request: &Request,
    _params: &Params,
    _now: Instant,
) -> Reply {
    match page {
        Desk::Home => screens::refusal(PREFIX, pages::Refusal::NotFound),
    }
}
