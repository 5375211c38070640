//! Who acts on records.

use serde::{Deserialize, Serialize};

use crate::Role;

/// Somebody who acts on records, with their roles at this moment: a member of staff or a machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// A user name, or `token:` and the token's name.
    pub id: String,
    pub roles: Vec<String>,
}

impl Actor {
    /// Whether this is one of their roles.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.is_any_of(&[role])
    }

    /// Whether any of their roles is one of these.
    #[must_use]
    pub fn is_any_of(&self, roles: &[Role]) -> bool {
        has_one_of(&self.roles, roles)
    }
}

/// Whether somebody who holds these roles, by their ids, has one of those.
#[must_use]
pub fn has_one_of(held: &[String], roles: &[Role]) -> bool {
    held.iter()
        .filter_map(|held| Role::from_id(held))
        .any(|held| roles.contains(&held))
}
