//! Tokens of machines.

use serde_json::{Value, json};
use staff_pages::{Caller, meant};
use vocabulary::Instant;
use web::{Members, Problem, Reply, Request};

use super::people::allowed;
use super::{no_query, roles, shapes};
use crate::stores::{Refusal, Stores};

pub async fn list(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
) -> Result<Reply, Problem> {
    let tokens = stores.tokens(&caller.actor).await?;
    no_query(request)?;
    let items: Vec<Value> = tokens.iter().map(shapes::token).collect();
    Ok(Reply::json(200, &json!({ "items": items })))
}

pub async fn create(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let body = meant(caller, request)?;
    allowed(caller)?;
    let mut members = Members::of(&body, &["name", "roles", "reason"]);
    let (name, roles) = (members.text("name"), roles(&mut members));
    let reason = members.optional_text("reason").unwrap_or_default();
    let (name, roles) = members.finish((name, roles)).map_err(Problem::invalid)?;
    let token = stores.create_service_token(&name, &roles, &reason, &caller.actor, now);
    let token = token.await?;
    Ok(Reply::json(
        201,
        &json!({"name": name, "roles": roles, "token": token}),
    ))
}

pub async fn revoke(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    name: &str,
    now: Instant,
) -> Result<Reply, Problem> {
    let body = meant(caller, request)?;
    let mut members = Members::of(&body, &["reason"]);
    let reason = members.text("reason");
    let reason = match members.finish(reason) {
        Ok(reason) => reason,
        Err(problems) => {
            let tokens = stores.tokens(&caller.actor).await?;
            if !tokens.iter().any(|token| token.name == name) {
                return Err(Refusal::NotFound.into());
            }
            allowed(caller)?;
            return Err(Problem::invalid(problems));
        }
    };
    let revoked = stores.revoke_service_token(name, &reason, &caller.actor, now);
    Ok(Reply::json(200, &shapes::token(&revoked.await?)))
}
