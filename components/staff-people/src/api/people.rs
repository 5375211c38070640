//! Members of staff: administrators make and change them, auditors look.

use serde_json::{Value, json};
use staff_pages::{Caller, meant, no_csrf};
use vocabulary::Instant;
use web::{FieldProblem, Members, Problem, Reply, Request};

use super::{no_query, roles, shapes};
use crate::acts::Act;
use crate::stores::{Change, Changed, NewMember, Power, Refusal, Stores};

/// The most events that come at once.
const EVENTS: usize = 100;

pub async fn list(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let people = stores.everybody(&caller.actor, now).await?;
    no_query(request)?;
    let items: Vec<Value> = people.iter().map(shapes::member).collect();
    Ok(Reply::json(200, &json!({ "items": items })))
}

pub async fn one(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    username: &str,
    now: Instant,
) -> Result<Reply, Problem> {
    let member = stores.one(username, &caller.actor, now).await?;
    no_query(request)?;
    let changed = Changed {
        member,
        one_time_password: None,
    };
    Ok(shown(200, &changed))
}

pub async fn history(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    username: &str,
) -> Result<Reply, Problem> {
    let asked = match request.query.as_slice() {
        [] => Ok(0),
        [(name, after)] if name == "after" => after.parse().map_err(|_| {
            let sentence = "Must be the sequence number of an event.";
            Problem::invalid(vec![FieldProblem::new("after", sentence)])
        }),
        _ => no_query(request).map(|()| 0),
    };
    let after = asked.as_ref().copied().unwrap_or_default();
    let events = stores.history(username, after, &caller.actor).await?;
    asked?;
    let items: Vec<Value> = events.iter().map(shapes::event).collect();
    let next = events.last().filter(|_| events.len() >= EVENTS);
    let next = next.map(|last| last.sequence);
    Ok(Reply::json(
        200,
        &json!({"items": items, "next_after": next}),
    ))
}

pub async fn create(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let body = meant(caller, request)?;
    allowed(caller)?;
    let mut members = Members::of(&body, &["username", "display_name", "roles", "reason"]);
    let new = NewMember {
        username: members.text("username"),
        display_name: members.optional_text("display_name").unwrap_or_default(),
        roles: roles(&mut members),
    };
    let reason = members.optional_text("reason").unwrap_or_default();
    let new = members.finish(new).map_err(Problem::invalid)?;
    let created = stores.create_staff(&new, &reason, &caller.actor, now);
    Ok(shown(201, &created.await?))
}

pub async fn change(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    (username, act): (&str, Act),
    now: Instant,
) -> Result<Reply, Problem> {
    let tag = request.if_match()?;
    let tag = tag.as_deref();
    if !caller.means_it(request) {
        return Err(match stores.one(username, &caller.actor, now).await {
            Err(Refusal::NotFound) => Problem::not_found(),
            _ => no_csrf(),
        });
    }
    let body = request.json_or_nothing()?;
    let (change, reason) = match read(act, &body) {
        Ok(read) => read,
        Err(problems) => {
            let member = stores.one(username, &caller.actor, now).await?;
            allowed(caller)?;
            return Err(match tag {
                None => Problem::precondition_required(),
                Some(tag) if tag != member.tag => Problem::precondition_failed(),
                Some(_) => Problem::invalid(problems),
            });
        }
    };
    let changed = stores.change_staff(username, tag, &change, &reason, &caller.actor, now);
    Ok(shown(200, &changed.await?))
}

/// The change that a body asks for, and why.
fn read(act: Act, body: &Value) -> Result<(Change, String), Vec<FieldProblem>> {
    let own: &[&str] = match act {
        Act::Roles => &["roles", "reason"],
        Act::DisplayName => &["display_name", "reason"],
        _ => &["reason"],
    };
    let mut members = Members::of(body, own);
    let change = match act {
        Act::Roles => Change::Roles(roles(&mut members)),
        Act::DisplayName => Change::DisplayName(members.text("display_name")),
        Act::NewPassword => Change::NewPassword,
        Act::EndSessions => Change::EndSessions,
        Act::Suspend => Change::Suspend,
        Act::Allow => Change::Allow,
    };
    let reason = members.text("reason");
    members.finish((change, reason))
}

/// Refuses whoever may not make or change anybody, before what they sent is looked at.
pub(super) fn allowed(caller: &Caller) -> Result<(), Problem> {
    match Power::Change.is_held_with(&caller.actor.roles) {
        true => Ok(()),
        false => Err(Refusal::NotAllowed.into()),
    }
}

/// A member of staff with its entity tag.
fn shown(status: u16, changed: &Changed) -> Reply {
    Reply::json(status, &shapes::changed(changed))
        .with_header("etag", &format!("\"{}\"", changed.member.tag))
}
