//! What an administrator does about a member of staff, by the word that stands in addresses.

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Roles,
    DisplayName,
    NewPassword,
    EndSessions,
    Suspend,
    Allow,
}

impl Act {
    pub const ALL: [Self; 6] = [
        Self::Roles,
        Self::DisplayName,
        Self::NewPassword,
        Self::EndSessions,
        Self::Suspend,
        Self::Allow,
    ];

    pub const fn id(self) -> &'static str {
        match self {
            Self::Roles => "roles",
            Self::DisplayName => "display-name",
            Self::NewPassword => "new-password",
            Self::EndSessions => "end-sessions",
            Self::Suspend => "suspend",
            Self::Allow => "allow",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.id() == id)
    }
}
