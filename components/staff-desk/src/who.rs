//! Who is asking: a machine by its service token, or a member of staff by their session.

use vocabulary::{Instant, Role};
use web::{Problem, Request, cookie_name};

use crate::stores::{Actor, Fault, Session, Settings, Stores};

/// The cookie of a session. Other components that staff use read it by this name.
pub const SESSION_COOKIE: &str = "staff-session";
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

/// Whether any of these roles shows its holder referrals. The store decides; this only tells in which
/// order two refusals are said, and to whom nothing may be handed.
pub fn sees_referrals(roles: &[String]) -> bool {
    const READERS: [Role; 4] = [
        Role::Adviser,
        Role::Senior,
        Role::Safeguarding,
        Role::Manager,
    ];
    READERS
        .iter()
        .any(|reader| roles.iter().any(|role| role == reader.id()))
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
    request
        .cookie(&cookie_name(&settings.public_url, name))
        .filter(|value| !value.is_empty())
}

/// Whether two tokens are the same, in a time that does not tell where they differ.
pub fn same(sent: &str, wanted: &str) -> bool {
    sent.len() == wanted.len()
        && !wanted.is_empty()
        && sent
            .bytes()
            .zip(wanted.bytes())
            .fold(0, |differs, (a, b)| differs | (a ^ b))
            == 0
}
