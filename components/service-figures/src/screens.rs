//! The pages: the dashboard, answers about equality, and exports.

mod dashboard;
mod equality;
mod exports;
mod frame;
mod table;

use staff_pages::Frame;
use vocabulary::Instant;
use web::{Params, Reply, Request};

use crate::stores::{Actor, Refusal, Session, Stores};

pub use exports::{FILE as EXPORT_FILE, Step};

/// Where the pages find their files.
pub const PREFIX: &str = staff_pages::DASHBOARD;

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Dashboard,
    Equality,
    Exports(Step),
}

/// A member of staff at these pages.
struct Visit {
    session: Session,
}

impl Visit {
    /// What these pages stand in.
    fn frame(&self) -> Frame<'_> {
        Frame::of(PREFIX, &self.session)
    }

    fn actor(&self) -> &Actor {
        &self.session.actor
    }
}

/// Answers a page.
pub async fn answer(
    stores: &impl Stores,
    page: Page,
    request: &Request,
    _params: &Params,
    now: Instant,
) -> Reply {
    let session = match staff_pages::signed_in(stores, PREFIX, request, now).await {
        Ok(session) => session,
        Err(reply) => return reply,
    };
    let visit = Visit { session };
    let shown: Result<Reply, Refusal> = match page {
        Page::Dashboard => dashboard::show(stores, &visit, request, now).await,
        Page::Equality => equality::show(stores, &visit, request, now).await,
        Page::Exports(step) => exports::answer(stores, step, &visit, request, now).await,
    };
    shown.unwrap_or_else(|refusal| frame::refused(&visit, &refusal, request))
}
