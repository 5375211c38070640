//! The pages: signing in and out, and choosing a password.

mod frame;
mod password;
mod sign_in;

use staff_pages::Session;
use vocabulary::Instant;
use web::{Reply, Request};

use crate::stores::Stores;

/// Where this component serves its files.
pub const PREFIX: &str = staff_pages::PEOPLE;

/// The cookie of somebody who has signed in with a one-time password and has not chosen their own. It opens the
/// page for that, and nothing else.
const FIRST_PASSWORD_COOKIE: &str = "staff-first-password";

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    SignIn,
    SendSignIn,
    SignOut,
    SendSignOut,
    ChangePassword,
    SendChangePassword,
}

/// Somebody who is signed in and reads these pages.
struct Visit {
    session: Session,
}

/// Answers a page.
pub async fn answer(stores: &impl Stores, page: Page, request: &Request, now: Instant) -> Reply {
    let public_url = match stores.public_url().await {
        Ok(public_url) => public_url,
        Err(fault) => return frame::fault(&fault, request),
    };
    match page {
        Page::SignIn => return sign_in::show(request),
        Page::SendSignIn => return sign_in::send(stores, request, &public_url, now).await,
        Page::ChangePassword | Page::SendChangePassword => {
            return password::answer(stores, page, request, &public_url, now).await;
        }
        Page::SignOut | Page::SendSignOut => {}
    }
    let session = match staff_pages::session(stores, request, now).await {
        Ok(Some(session)) => session,
        Ok(None) => return staff_pages::signed_out(PREFIX, request),
        Err(fault) => return frame::fault(&fault, request),
    };
    let visit = Visit { session };
    match page {
        Page::SendSignOut => sign_in::send_sign_out(stores, &visit, request, &public_url).await,
        _ => sign_in::show_sign_out(&visit),
    }
}

/// A refusal without anything that only somebody who is signed in may see.
pub fn refusal(refusal: pages::Refusal) -> Reply {
    staff_pages::plain_refusal(PREFIX, refusal, None, &[])
}
