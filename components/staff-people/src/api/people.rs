//! Making members of staff and service tokens: administrators only.

use serde_json::json;
use staff_pages::{Caller, permitted};
use vocabulary::{Instant, Role};
use web::{Members, Problem, Reply, Request};

use super::refusals;
use crate::stores::{NewStaff, Stores};

pub async fn create_staff(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let body = permitted(caller, request, Role::Administrator)?;
    let mut members = Members::of(&body, &["username", "display_name", "roles"]);
    let username = members.text("username");
    let display_name = members.optional_text("display_name");
    let roles = roles(&mut members);
    let new = members
        .finish(NewStaff {
            display_name: display_name.unwrap_or_else(|| username.clone()),
            username,
            roles,
        })
        .map_err(Problem::invalid)?;
    let password = stores
        .create_staff(&new, &caller.actor, now)
        .await
        .map_err(|refusal| refusals::people(refusal, "username"))?;
    Ok(Reply::json(
        201,
        &json!({"username": new.username, "display_name": new.display_name, "roles": new.roles,
            "one_time_password": password}),
    ))
}

pub async fn create_token(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let body = permitted(caller, request, Role::Administrator)?;
    let mut members = Members::of(&body, &["name", "roles"]);
    let name = members.text("name");
    let roles = roles(&mut members);
    let (name, roles): (String, Vec<String>) =
        members.finish((name, roles)).map_err(Problem::invalid)?;
    let token = stores
        .create_service_token(&name, &roles, &caller.actor, now)
        .await
        .map_err(|refusal| refusals::people(refusal, "name"))?;
    Ok(Reply::json(
        201,
        &json!({"name": name, "roles": roles, "token": token}),
    ))
}

/// One role at least, of the contract's list.
fn roles(members: &mut Members<'_>) -> Vec<String> {
    let before = members.problems();
    let roles = members.texts("roles");
    if roles.is_empty() && members.problems() == before {
        members.problem("roles", "Name one role at least.");
    }
    let unknown: Vec<&str> = roles
        .iter()
        .map(String::as_str)
        .filter(|role| Role::from_id(role).is_none())
        .collect();
    if !unknown.is_empty() {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.id()).collect();
        members.problem(
            "roles",
            format!(
                "There is no role {}. Choose from {}.",
                unknown.join(", "),
                known.join(", ")
            ),
        );
    }
    roles
}
