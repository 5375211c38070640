//! The pages: choosing a form, filling it in while somebody talks, and what to tell them.

mod choose;
mod form;
mod frame;
mod recorded;

use staff_pages::Frame;
use vocabulary::{Actor, Instant};
use web::{Reply, Request};

use crate::stores::{Fault, Session, Stores};

/// Where the pages find their files.
pub const PREFIX: &str = "/staff/contacts";

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Choose,
    /// Advice was given, and nothing else is to be done.
    Advise,
    Form,
    Record,
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
}

/// Answers a page. `form` is the form's last segment, where the address has one.
pub async fn answer(
    stores: &impl Stores,
    page: Page,
    request: &Request,
    form: &str,
    now: Instant,
) -> Reply {
    let session = match staff_pages::signed_in(stores, PREFIX, request, now).await {
        Ok(session) => session,
        Err(reply) => return reply,
    };
    let visit = Visit { session, now };
    if !staff_pages::sees_referrals(&visit.actor().roles) {
        return frame::not_for_this_role(&visit, request);
    }
    let shown: Result<Reply, Fault> = match page {
        Page::Choose => choose::show(stores, &visit).await,
        Page::Advise => choose::advise(stores, &visit, request).await,
        Page::Form => form::show(stores, &visit, request, form).await,
        Page::Record => form::record(stores, &visit, request, form).await,
    };
    shown.unwrap_or_else(|fault| frame::fault(&fault, request))
}
