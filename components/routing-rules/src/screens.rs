//! The pages: all versions of the rules, one of them, a new one, and what it would change.

mod doing;
mod frame;
mod later;
mod list;
mod propose;
mod trial;
mod version;
mod words;

use staff_pages::{Frame, Session};
use vocabulary::{Instant, Role};
use web::{FormPost, Params, Reply, Request};

use crate::stores::{Actor, Stores};

/// Where these pages are, and their files.
pub const PREFIX: &str = staff_pages::RULES;
/// Where a new version is proposed.
pub const PROPOSE: &str = "/staff/rules/propose";

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    List,
    Propose,
    SendProposal,
    Version,
    Approve,
    Withdraw,
    Simulate,
}

/// A member of staff at these pages.
struct Visit {
    session: Session,
    now: Instant,
}

impl Visit {
    /// What these pages stand in.
    fn frame(&self) -> Frame<'_> {
        Frame::of(PREFIX, &self.session)
    }

    fn actor(&self) -> &Actor {
        &self.session.actor
    }

    fn writes_rules(&self) -> bool {
        self.actor().has(Role::ServiceDesigner)
    }
}

/// Answers a page.
pub async fn answer(
    stores: &impl Stores,
    page: Page,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Reply {
    let session = match staff_pages::signed_in(stores, PREFIX, request, now).await {
        Ok(session) => session,
        Err(reply) => return reply,
    };
    let visit = Visit { session, now };
    let post = match page {
        Page::List | Page::Propose | Page::Version => FormPost::default(),
        _ => match staff_pages::posted(PREFIX, request) {
            Ok(post) => post,
            Err(refused) => return refused,
        },
    };
    let shown = match page {
        Page::List => list::show(stores, &visit, request).await,
        Page::Propose => propose::show(stores, &visit, request).await,
        Page::SendProposal => propose::send(stores, &visit, request, &post).await,
        Page::Version => version::show(stores, &visit, request, params).await,
        Page::Simulate => trial::send(stores, &visit, &post, params).await,
        Page::Approve | Page::Withdraw => {
            doing::send(stores, &visit, request, &post, params, page).await
        }
    };
    shown.unwrap_or_else(|refusal| frame::refused(&visit, &refusal, request))
}
