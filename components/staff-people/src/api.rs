//! The calls about staff and service tokens.
//!
//! Order of checks: who asks (401), a body that can be read (413, 415, 400), whether there is such a member (404),
//! whether it may be done (403), the entity tag (428, 412), how things stand (409), and at last what was sent (422).

mod people;
mod refusals;
mod shapes;
mod tokens;

use vocabulary::Instant;
use web::{FieldProblem, Members, Params, Problem, Reply, Request};

use crate::acts::Act;
use crate::stores::Stores;

/// The calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Api {
    Staff,
    CreateStaff,
    Member,
    History,
    Change(Act),
    Tokens,
    CreateToken,
    RevokeToken,
}

/// Answers a call.
pub async fn answer(
    stores: &impl Stores,
    call: Api,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Result<Reply, Problem> {
    let caller = staff_pages::caller(stores, request, now).await?;
    let (username, name) = (params.get("username"), params.get("name"));
    match call {
        Api::Staff => people::list(stores, &caller, request, now).await,
        Api::CreateStaff => people::create(stores, &caller, request, now).await,
        Api::Member => people::one(stores, &caller, request, username, now).await,
        Api::History => people::history(stores, &caller, request, username).await,
        Api::Change(act) => people::change(stores, &caller, request, (username, act), now).await,
        Api::Tokens => tokens::list(stores, &caller, request).await,
        Api::CreateToken => tokens::create(stores, &caller, request, now).await,
        Api::RevokeToken => tokens::revoke(stores, &caller, request, name, now).await,
    }
}

/// Refuses every member of a query.
fn no_query(request: &Request) -> Result<(), Problem> {
    let strange = request.query.iter().map(|(name, _)| {
        FieldProblem::new(name.as_str(), "There is no such member here. Known: none.")
    });
    let strange: Vec<FieldProblem> = strange.collect();
    match strange.is_empty() {
        true => Ok(()),
        false => Err(Problem::invalid(strange)),
    }
}

/// Some of the contract's roles. Whether there is one at least is for the store to say.
fn roles(members: &mut Members<'_>) -> Vec<String> {
    use vocabulary::Role;
    let roles = members.texts("roles");
    let unknown: Vec<&str> = roles
        .iter()
        .map(String::as_str)
        .filter(|role| Role::from_id(role).is_none())
        .collect();
    if !unknown.is_empty() {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.id()).collect();
        let (unknown, known) = (unknown.join(", "), known.join(", "));
        members.problem(
            "roles",
            format!("There is no role {unknown}. Choose from {known}."),
        );
    }
    roles
}
