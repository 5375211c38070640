//! Who calls an API of staff: a machine by its service token, or a member of staff by their session.

use serde_json::Value;
use vocabulary::{Actor, Instant, Role};
use web::{Problem, Request};

use crate::{Sessions, same, sees_referrals, session};

/// Who is calling.
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

/// Who calls. A header `Authorization` decides alone, even where there is a cookie too.
///
/// # Errors
/// 401 for nobody; and what the store answers that cannot tell.
pub async fn caller<S: Sessions>(
    stores: &S,
    request: &Request,
    now: Instant,
) -> Result<Caller, Problem> {
    if request.header("authorization").is_some() {
        let token = request.bearer().filter(|token| !token.is_empty());
        let actor = match token {
            Some(token) => stores.service(token, now).await.map_err(Into::into)?,
            None => None,
        };
        return actor
            .map(|actor| Caller { actor, csrf: None })
            .ok_or_else(Problem::unauthorised);
    }
    let session = session(stores, request, now).await.map_err(Into::into)?;
    session
        .map(|session| Caller {
            actor: session.actor,
            csrf: Some(session.csrf),
        })
        .ok_or_else(Problem::unauthorised)
}

/// What a change answers that a browser may not have meant.
pub fn no_csrf() -> Problem {
    Problem::forbidden(
        "The header X-CSRF-Token is missing or is not this session's. Read the page again and send its token.",
    )
}

/// The body of a call that changes something.
///
/// # Errors
/// It was not meant, or cannot be read.
pub fn meant(caller: &Caller, request: &Request) -> Result<Value, Problem> {
    match caller.means_it(request) {
        true => request.json_or_nothing(),
        false => Err(no_csrf()),
    }
}

/// The body of a call that only a role may make.
///
/// # Errors
/// It was not meant, cannot be read, or is not for this caller.
pub fn permitted(caller: &Caller, request: &Request, role: Role) -> Result<Value, Problem> {
    let body = meant(caller, request)?;
    if caller.actor.has(role) {
        Ok(body)
    } else {
        Err(Problem::forbidden(format!(
            "Only the role {role} may do this."
        )))
    }
}
