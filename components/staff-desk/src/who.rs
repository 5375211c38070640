//! Who is asking: a machine by its service token, or a member of staff by their session.

use vocabulary::Instant;
use web::{Problem, Request};

use crate::stores::{Actor, Fault, Session, Settings, Stores};

pub use staff_pages::{COOKIE as SESSION_COOKIE, same, sees_referrals};

/// The cookie of somebody who has signed in with a one-time password and has not chosen their own. It
/// opens the page for that, and nothing else.
pub const FIRST_PASSWORD_COOKIE: &str = "staff-first-password";

/// Who is calling the API.
#[derive(Debug, Clone)]
pub struct Caller {
    pub actor: Actor,
    /// The token that a change must carry; none for a machine, which no browser speaks for.
    csrf: Option<String>,
}

impl Caller {
    /// Whether this caller may see referrals at all.
    pub fn sees_referrals(&self) -> bool {
        sees_referrals(&self.actor.roles)
    }

    /// Whether a change may be meant: a machine's always, a browser's only with its token.
    pub fn means_it(&self, request: &Request) -> bool {
        match &self.csrf {
            None => true,
            Some(csrf) => {
                !request.is_cross_site()
                    && request
                        .header("x-csrf-token")
                        .is_some_and(|sent| same(sent, csrf))
            }
        }
    }
}

/// Who calls the API. A header `Authorization` decides alone, even where there is a cookie too.
pub async fn caller(
    stores: &impl Stores,
    request: &Request,
    now: Instant,
) -> Result<Caller, Problem> {
    if request.header("authorization").is_some() {
        let token = request.bearer().filter(|token| !token.is_empty());
        let actor = match token {
            Some(token) => stores.service(token, now).await?,
            None => None,
        };
        return actor
            .map(|actor| Caller { actor, csrf: None })
            .ok_or_else(Problem::unauthorised);
    }
    let settings = stores.settings().await?;
    let session = session(stores, request, &settings, now).await?;
    session
        .map(|session| Caller {
            actor: session.actor,
            csrf: Some(session.csrf),
        })
        .ok_or_else(Problem::unauthorised)
}

/// Who is signed in.
pub async fn session(
    stores: &impl Stores,
    request: &Request,
    settings: &Settings,
    now: Instant,
) -> Result<Option<Session>, Fault> {
    match cookie(request, settings, SESSION_COOKIE) {
        Some(cookie) => stores.session(cookie, now).await,
        None => Ok(None),
    }
}

/// The value of one of our cookies, if it was sent.
pub fn cookie<'r>(request: &'r Request, settings: &Settings, name: &str) -> Option<&'r str> {
    staff_pages::cookie(request, &settings.public_url, name)
}
