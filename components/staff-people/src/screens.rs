//! The pages: signing in and out, choosing a password, and who works here.

mod acting;
mod adding;
mod directory;
mod frame;
mod member;
mod password;
mod people;
mod sign_in;
mod tokens;
mod words;

use staff_pages::{Frame, Session};
use vocabulary::Instant;
use web::{FormPost, Params, Reply, Request};

use crate::stores::{Actor, Power, Refusal, Stores};

/// Where this component serves its files.
pub const PREFIX: &str = staff_pages::PEOPLE;

pub use directory::{BACK as FROM_DIRECTORY, GO as TO_DIRECTORY};

/// The cookie of somebody who has signed in with a one-time password and has not chosen their own. It opens the
/// page for that, and nothing else.
const FIRST_PASSWORD_COOKIE: &str = "staff-first-password";

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    SignIn,
    SendSignIn,
    /// To the council's directory, and back from it.
    Directory,
    CameBack,
    SignOut,
    SendSignOut,
    ChangePassword,
    SendChangePassword,
    People,
    Add,
    SendAdd,
    Member,
    /// Something that can be done about a member, and doing it.
    Act,
    SendAct,
    Tokens,
    AddToken,
    SendAddToken,
    Revoke,
    SendRevoke,
}

/// Somebody who is signed in and reads these pages.
pub struct Visit {
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

    fn may(&self, power: Power) -> bool {
        power.is_held_with(&self.session.actor.roles)
    }
}

/// A form that one of our own pages sent.
pub struct Sent {
    post: FormPost,
    /// It carries the token of this session.
    fresh: bool,
}

impl Sent {
    fn of(visit: &Visit, request: &Request) -> Result<Self, Reply> {
        let post = staff_pages::posted(PREFIX, request)?;
        let fresh = visit.session.sent(&post);
        Ok(Self { post, fresh })
    }

    /// What somebody typed into a field, without the spaces around it.
    fn typed(&self, name: &str) -> &str {
        self.post.first(name).unwrap_or_default().trim()
    }

    /// Everything that was chosen of a list.
    fn all(&self, name: &str) -> Vec<String> {
        let pairs = self.post.pairs.iter().filter(|(key, _)| key == name);
        pairs.map(|(_, value)| value.clone()).collect()
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
    let public_url = match stores.public_url().await {
        Ok(public_url) => public_url,
        Err(fault) => return frame::fault(&fault, request),
    };
    match page {
        Page::SignIn => return sign_in::show(stores, request).await,
        Page::SendSignIn => return sign_in::send(stores, request, &public_url, now).await,
        Page::Directory => return directory::go(stores, request, &public_url, now).await,
        Page::CameBack => return directory::come_back(stores, request, &public_url, now).await,
        Page::ChangePassword | Page::SendChangePassword => {
            return password::answer(stores, page, request, &public_url, now).await;
        }
        _ => {}
    }
    let session = match staff_pages::signed_in(stores, PREFIX, request, now).await {
        Ok(session) => session,
        Err(reply) => return reply,
    };
    let visit = Visit { session, now };
    let shown = match page {
        Page::SignOut => Ok(sign_in::show_sign_out(&visit)),
        Page::SendSignOut => {
            return sign_in::send_sign_out(stores, &visit, request, &public_url).await;
        }
        _ => about_people(stores, &visit, page, request, params).await,
    };
    shown.unwrap_or_else(|refusal| frame::refused(&visit, &refusal, request))
}

/// The pages about who works here.
async fn about_people(
    stores: &impl Stores,
    visit: &Visit,
    page: Page,
    request: &Request,
    params: &Params,
) -> Result<Reply, Refusal> {
    if !visit.may(Power::Look) {
        return Err(Refusal::NotAllowed);
    }
    let (username, name) = (params.get("username"), params.get("name"));
    let act = params.get("act");
    if request.method == http::Method::POST {
        let sent = match Sent::of(visit, request) {
            Ok(sent) => sent,
            Err(refused) => return Ok(refused),
        };
        return match page {
            Page::SendAdd => adding::send(stores, visit, &sent).await,
            Page::SendAddToken => tokens::send_add(stores, visit, &sent).await,
            Page::SendRevoke => tokens::send_revoke(stores, visit, &sent, name).await,
            _ => acting::send(stores, visit, &sent, username, act).await,
        };
    }
    match page {
        Page::Add => adding::show(stores, visit).await,
        Page::Member => member::show(stores, visit, request, username).await,
        Page::Act => acting::show(stores, visit, username, act).await,
        Page::Tokens => tokens::show(stores, visit, request).await,
        Page::AddToken => tokens::show_add(visit),
        Page::Revoke => tokens::show_revoke(stores, visit, name).await,
        _ => people::show(stores, visit).await,
    }
}

/// A refusal without anything that only somebody who is signed in may see.
fn refusal(refusal: pages::Refusal) -> Reply {
    staff_pages::plain_refusal(PREFIX, refusal, None, &[])
}
