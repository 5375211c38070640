//! The pages for the person whose account it is, and for those who act for them.

use pages::{Authority, Layout, refusal_page};
use vocabulary::Instant;
use web::{Params, Reply, Request};

use crate::stores::Stores;

/// Where these pages are, and their files.
pub const PREFIX: &str = "/care-account";

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Start,
}

/// Answers a page.
pub async fn answer(
    _stores: &impl Stores,
    page: Page,
    _request: &Request,
    _params: &Params,
    _now: Instant,
) -> Reply {
    match page {
        Page::Start => refusal(PREFIX, pages::Refusal::NotFound),
    }
}

/// A page that says no, with the numbers to telephone. `prefix` is where its files are.
pub fn refusal(prefix: &str, refusal: pages::Refusal) -> Reply {
    let authority = Authority::current();
    let layout = Layout::new(authority, prefix, refusal.heading());
    let page = refusal_page(&layout, authority, refusal, None, &[]);
    let reply = Reply::html(refusal.status(), page);
    match refusal {
        pages::Refusal::Unavailable => {
            reply.with_header("retry-after", &crate::api::RETRY_AFTER.to_string())
        }
        _ => reply,
    }
}
