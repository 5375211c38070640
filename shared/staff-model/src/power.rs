//! Which role may do what about people and tokens. The store enforces it, and pages offer nothing else.

use vocabulary::{Role, has_one_of};

/// Something that may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Power {
    /// See who works here, what they may do, and what was done about them.
    Look,
    /// Make and change members of staff and tokens.
    Change,
}

impl Power {
    pub const ALL: [Self; 2] = [Self::Look, Self::Change];

    /// Who holds it.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Look => &[Role::Administrator, Role::Auditor],
            Self::Change => &[Role::Administrator],
        }
    }

    /// Whether one of these roles has it.
    #[must_use]
    pub fn is_held_with(self, roles: &[String]) -> bool {
        has_one_of(roles, self.roles())
    }
}
