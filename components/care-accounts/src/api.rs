//! The calls of care accounts.
//!
//! Order of checks: who asks (401), a body that can be read (413, 415, 400), whether it may be done (403), and at
//! last what was sent (422). No address ever holds an account's number.

mod access;
mod bodies;
pub mod import;
mod line;
mod metering;
mod mine;
mod refusals;
mod suspensions;
mod work;

use vocabulary::{Instant, Role};
use web::{Params, Problem, Reply, Request};

use crate::stores::{Actor, Stores};

/// The calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Api {
    Metering,
    /// Ask for a code.
    Access,
    /// Begin a session with it.
    Enter,
    /// End this session.
    Leave,
    Mine,
    Statement,
    Import,
    /// A safeguarding sign.
    Suspend,
    Work,
}

/// Answers a call.
pub async fn answer(
    stores: &impl Stores,
    call: Api,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Result<Reply, Problem> {
    match call {
        Api::Metering => metering::answer(request),
        Api::Access => access::ask(stores, request, now).await,
        Api::Enter => access::enter(stores, request, now).await,
        Api::Leave => access::leave(stores, request, now).await,
        Api::Mine => mine::answer(stores, request, now).await,
        Api::Statement => mine::statement(stores, request, params.get("id"), now).await,
        Api::Import => {
            let body = web::SpinBody::new(request.body.clone());
            import::answer(stores, request, &mut web::Incoming(body), now).await
        }
        Api::Suspend => suspensions::answer(stores, request, now).await,
        Api::Work => work::answer(stores, request, now).await,
    }
}

/// The token of `Authorization: Bearer …`, which these calls need.
fn token(request: &Request) -> Result<&str, Problem> {
    request
        .bearer()
        .filter(|token| !token.is_empty())
        .ok_or_else(Problem::unauthorised)
}

/// The machine whose token was sent. A browser's cookie is no token.
async fn machine(stores: &impl Stores, request: &Request, now: Instant) -> Result<Actor, Problem> {
    let found = stores.service(token(request)?, now).await?;
    found.ok_or_else(Problem::unauthorised)
}

/// Refuses who has none of these roles.
fn permitted(actor: &Actor, roles: &[Role]) -> Result<(), Problem> {
    if actor.is_any_of(roles) {
        return Ok(());
    }
    let named: Vec<&str> = roles.iter().map(|role| role.id()).collect();
    Err(Problem::forbidden(format!(
        "Only a token with one of these roles may do this: {}.",
        named.join(", ")
    )))
}
