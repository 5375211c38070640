//! Who is asking: a machine by its service token, or a member of staff by their session.

use vocabulary::Instant;
use web::{Problem, Request};

use crate::stores::{Actor, Fault, Session, Stores};

/// Who calls the API. A header `Authorization` decides alone, even where there is a cookie too. For calls that
/// change nothing: a browser's cookie is enough.
pub async fn caller(
    stores: &impl Stores,
    request: &Request,
    now: Instant,
) -> Result<Actor, Problem> {
    let actor = if request.header("authorization").is_some() {
        match request.bearer().filter(|token| !token.is_empty()) {
            Some(token) => stores.service(token, now).await?,
            None => None,
        }
    } else {
        session(stores, request, now)
            .await?
            .map(|session| session.actor)
    };
    actor.ok_or_else(Problem::unauthorised)
}

/// Who is signed in.
pub async fn session(
    stores: &impl Stores,
    request: &Request,
    now: Instant,
) -> Result<Option<Session>, Fault> {
    let settings = stores.settings().await?;
    match staff_pages::cookie(request, &settings.public_url, staff_pages::COOKIE) {
        Some(cookie) => stores.session(cookie, now).await,
        None => Ok(None),
    }
}
