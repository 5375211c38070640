//! The pages of accounts for staff: `/staff/accounts/...`.
//!
//! An account is named in addresses by its random id and never by its number, nobody sees one without a reason that
//! is written down, and a page offers only what the reader's roles allow: the store decides. The contact on
//! record is never shown.

mod account;
mod act;
mod act_page;
mod asking;
mod audit;
mod correcting;
mod delegates;
mod doing;
mod fields;
mod frame;
mod home;
mod money_part;
mod recording;
mod searching;
mod standing;
mod suspending;
mod wanted;
mod words;

use account_model::Power;
use staff_pages::Frame;
use vocabulary::Instant;
use web::{FormPost, Params, Reply, Request};

use crate::stores::{Actor, Refusal, StaffSession, Stores};

/// Where these pages are, and their files.
pub const PREFIX: &str = staff_pages::ACCOUNTS;

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desk {
    Home,
    Search,
    /// From a referral: every account of a person.
    SuspendPerson,
    /// For those who read what was done and see no account.
    FindAudit,
    Account,
    GiveReason,
    Audit,
    /// Something that can be done with an account, and doing it.
    Act,
    DoAct,
}

/// A member of staff at these pages.
struct Visit {
    session: StaffSession,
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

    fn may(&self, power: Power) -> bool {
        power.is_held_with(&self.session.actor.roles)
    }
}

/// A form that one of our own pages sent.
struct Sent {
    post: FormPost,
    /// It carries the token of this session.
    fresh: bool,
}

impl Sent {
    /// What somebody typed into a field, without the spaces around it.
    fn typed(&self, name: &str) -> &str {
        self.post.first(name).unwrap_or_default().trim()
    }
}

/// Answers a page.
pub async fn answer(
    stores: &impl Stores,
    page: Desk,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Reply {
    let session = match session(stores, request, now).await {
        Ok(Some(session)) => session,
        Ok(None) => return staff_pages::signed_out(PREFIX, request),
        Err(reply) => return reply,
    };
    let visit = Visit { session, now };
    if !staff_pages::accounts_are_for(&visit.actor().roles) {
        return frame::refused(&visit, &Refusal::NotAllowed, request);
    }
    let id = params.get("id");
    let shown = if request.method == http::Method::POST {
        let post = match staff_pages::posted(PREFIX, request) {
            Ok(post) => post,
            Err(refused) => return refused,
        };
        let fresh = visit.session.sent(&post);
        let sent = Sent { post, fresh };
        match page {
            Desk::Search => searching::send(stores, &visit, &sent).await,
            Desk::SuspendPerson => suspending::send(stores, &visit, &sent).await,
            Desk::FindAudit => audit::find(stores, &visit, &sent).await,
            Desk::DoAct => doing::send(stores, &visit, &sent, id, params.get("act")).await,
            _ => asking::send(stores, &visit, &sent, id).await,
        }
    } else {
        match page {
            Desk::Home => home::show(stores, &visit, request).await,
            Desk::Audit => audit::show(stores, &visit, request, id).await,
            Desk::Act => doing::show(stores, &visit, request, id, params.get("act")).await,
            _ => account::show(stores, &visit, request, id).await,
        }
    };
    shown.unwrap_or_else(|refusal| frame::refused(&visit, &refusal, request))
}

/// Who is signed in.
async fn session(
    stores: &impl Stores,
    request: &Request,
    now: Instant,
) -> Result<Option<StaffSession>, Reply> {
    let fault = |fault| frame::fault(&fault, request);
    let settings = stores.settings().await.map_err(fault)?;
    match staff_pages::cookie(request, &settings.public_url, staff_pages::COOKIE) {
        Some(cookie) => stores.staff_session(cookie, now).await.map_err(fault),
        None => Ok(None),
    }
}
