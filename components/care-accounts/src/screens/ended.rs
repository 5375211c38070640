//! Signing out, and sessions that are over.

use maud::html;
use pages::Button;
use vocabulary::Instant;
use web::{Cookie, Reply, Request, same};

use super::frame::{self, Subject};
use super::{PREFIX, SESSION_COOKIE, Visit, session};
use crate::stores::{Fault, Settings, Stores};

/// The page for signing out.
pub async fn show(stores: &impl Stores, visit: &Visit) -> Reply {
    let csrf = match stores.current(&visit.token, visit.now).await {
        Ok(Some(current)) => current.csrf,
        Ok(None) => return Reply::see_other(PREFIX),
        Err(fault) => return frame::fault(&fault),
    };
    let main = html! {
        h1 class="govuk-heading-l" { "Sign out" }
        p class="govuk-body" { "If you have signed in on another telephone or computer too, you can sign out there as well." }
        form method="post" action="/care-account/sign-out" novalidate {
            input type="hidden" name="csrf" value=(csrf);
            div class="govuk-button-group" {
                (Button::new("Sign out here"))
                (Button::new("Sign out everywhere").secondary().sends("everywhere", "yes"))
            }
        }
        p class="govuk-body" { a class="govuk-link" href="/care-account/summary" { "Go back to your care account" } }
    };
    let subject = Subject {
        title: "Sign out",
        current: "/care-account/sign-out",
        ..Subject::default()
    };
    frame::page(visit, &subject, &main)
}

/// Ends the session, in the store first.
pub async fn send(
    stores: &impl Stores,
    request: &Request,
    settings: &Settings,
    now: Instant,
) -> Reply {
    let post = match request.form() {
        Ok(post) if !request.is_cross_site() => post,
        Ok(_) => return frame::refusal(PREFIX, pages::Refusal::NotAllowed),
        Err(problem) => {
            return frame::refusal(PREFIX, pages::Refusal::of_status(problem.status));
        }
    };
    if let Some(token) = session(request, settings) {
        let csrf = post.first("csrf").unwrap_or_default();
        let everywhere = post.first("everywhere").is_some();
        match end(stores, token, csrf, everywhere, now).await {
            Ok(true) => {}
            Ok(false) => return frame::refusal(PREFIX, pages::Refusal::NotAllowed),
            Err(fault) => return frame::fault(&fault),
        }
    }
    let main = html! {
        h1 class="govuk-heading-l" { "You have signed out" }
        p class="govuk-body" { "Nobody can open your account in this browser without a new code. On a computer that others use, close the browser too." }
        p class="govuk-body" { a class="govuk-link" href=(PREFIX) { "Sign in again" } }
    };
    frame::outside(
        200,
        "You have signed out",
        &[],
        settings.demonstration,
        &main,
    )
    .with_cookie(&Cookie::ended(SESSION_COOKIE, &settings.public_url))
}

/// False where the page was not one of this session.
async fn end(
    stores: &impl Stores,
    token: &str,
    csrf: &str,
    everywhere: bool,
    now: Instant,
) -> Result<bool, Fault> {
    match stores.current(token, now).await? {
        Some(current) if !same(csrf, &current.csrf) => return Ok(false),
        Some(_) => {}
        // It has ended already.
        None => return Ok(true),
    }
    match everywhere {
        true => stores.leave_everywhere(token, now).await?,
        false => stores.leave(token, now).await?,
    }
    Ok(true)
}

/// The session has ended: nothing of the account is shown.
pub fn over(settings: &Settings) -> Reply {
    let main = html! {
        h1 class="govuk-heading-l" { "You have been signed out" }
        p class="govuk-body" {
            "This happens after 20 minutes without any use, so that nobody else can look at your account. It can have another \
             reason too. Nothing is lost."
        }
        p class="govuk-body" { a class="govuk-link" href=(PREFIX) { "Sign in again" } }
        h2 class="govuk-heading-m" { "If you would rather telephone" }
        (frame::telephone())
    };
    frame::outside(
        401,
        "You have been signed out",
        &[],
        settings.demonstration,
        &main,
    )
    .with_cookie(&Cookie::ended(SESSION_COOKIE, &settings.public_url))
}
