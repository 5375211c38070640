//! Words of these pages.

use maud::{Markup, html};
use pages::Tag;
use vocabulary::Role;

use crate::stores::Member;

/// A role, and what it is for.
pub const fn role(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Adviser => ("Adviser", "Takes contacts on and works them."),
        Role::Senior => ("Senior", "Works contacts, and decides what needs a senior."),
        Role::Safeguarding => (
            "Safeguarding",
            "Works contacts, and decides under section 42.",
        ),
        Role::Manager => ("Manager", "Works contacts, and sees how the service does."),
        Role::ServiceDesigner => (
            "Service designer",
            "Changes forms and rules, each with a colleague’s approval. Sees no contacts.",
        ),
        Role::Auditor => ("Auditor", "Reads what was done, and changes nothing."),
        Role::Administrator => (
            "Administrator",
            "Says who works here and what they may do. Sees no contacts for it.",
        ),
        Role::Worker => (
            "Worker",
            "For machines: background work and records for other systems.",
        ),
    }
}

/// Roles by their ids, in a row.
pub fn roles(ids: &[String]) -> String {
    if ids.is_empty() {
        return "No role".to_owned();
    }
    let words: Vec<&str> = ids.iter().map(|id| named(id)).collect();
    words.join(", ")
}

fn named(id: &str) -> &str {
    Role::from_id(id).map_or(id, |known| role(known).0)
}

/// How somebody stands.
pub fn standing(member: &Member) -> Markup {
    html! {
        @if member.suspended { (Tag::coloured("Suspended", "red")) }
        @else if member.has_one_time_password { (Tag::coloured("Has not signed in yet", "yellow")) }
        @else { (Tag::coloured("Can sign in", "green")) }
    }
}

/// Who did something.
pub fn who(id: &str) -> String {
    match id {
        "directory" => "The council’s directory".to_owned(),
        "demonstration" => "The demonstration".to_owned(),
        _ => match id.strip_prefix("token:") {
            Some(token) => format!("The token {token}"),
            None => id.to_owned(),
        },
    }
}

/// What was done, from the verb of the audit log.
pub fn happened(what: &str) -> &str {
    match what {
        "created" => "Made",
        "roles" => "Roles changed",
        "display-name" => "Name changed",
        "suspended" => "Suspended",
        "allowed" => "Allowed to sign in again",
        "new-password" => "Given a one-time password",
        "sessions-ended" => "Every session ended",
        "revoked" => "Revoked",
        other => other,
    }
}

/// The roles after an event, from the standing of the audit log.
pub fn standing_after(standing: &str) -> String {
    let held = standing
        .rsplit_once(": ")
        .map_or(standing, |(_, held)| held);
    let ids: Vec<String> = held.split_whitespace().map(str::to_owned).collect();
    roles(&ids)
}
