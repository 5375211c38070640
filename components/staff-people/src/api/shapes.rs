//! Members of staff, tokens and events as JSON.

use serde_json::{Value, json};

use crate::stores::{Changed, Event, Member, Token};

pub fn member(member: &Member) -> Value {
    json!({
        "username": member.username,
        "display_name": member.display_name,
        "roles": member.roles,
        "from_directory": member.from_directory,
        "has_one_time_password": member.has_one_time_password,
        "suspended": member.suspended,
        "sessions": member.sessions,
        "created_by": member.created_by,
        "created_at": member.created_at.to_string(),
    })
}

/// With the password that is shown only here, where there is one.
pub fn changed(changed: &Changed) -> Value {
    let mut shape = member(&changed.member);
    if let (Some(password), Some(members)) = (&changed.one_time_password, shape.as_object_mut()) {
        members.insert("one_time_password".to_owned(), json!(password));
    }
    shape
}

pub fn token(token: &Token) -> Value {
    json!({
        "name": token.name,
        "roles": token.roles,
        "created_by": token.created_by,
        "created_at": token.created_at.to_string(),
        "revoked_at": token.revoked_at.map(|at| at.to_string()),
    })
}

pub fn event(event: &Event) -> Value {
    json!({
        "sequence": event.sequence,
        "at": event.at.to_string(),
        "who": event.who,
        "what": event.what,
        "because": event.because,
        "standing": event.standing,
    })
}
