//! Which role may do what with care accounts. The store enforces it, and pages offer nothing else.
//!
//! Anybody who works with people may stop online access at once, as a danger cannot wait for a role. Letting
//! somebody in again, or changing what an account says, needs somebody with more to answer for.

use vocabulary::Role;

use crate::Change;

/// Something that staff may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Power {
    /// Find accounts and open them.
    Look,
    /// Read who looked, why, and what changed.
    ReadAudit,
    CloseOnline,
    OpenOnline,
    /// One account, or every account of a person.
    Suspend,
    LiftSuspension,
    ConfirmContact,
    EndSessions,
    Correct,
    RecordDelegate,
    DecideDelegate,
    EndDelegate,
    RecordDeath,
    /// Also see what need not be kept any longer.
    Remove,
}

const WORKERS: &[Role] = &[
    Role::Adviser,
    Role::Senior,
    Role::Safeguarding,
    Role::Manager,
];

impl Power {
    pub const ALL: [Self; 14] = [
        Self::Look,
        Self::ReadAudit,
        Self::CloseOnline,
        Self::OpenOnline,
        Self::Suspend,
        Self::LiftSuspension,
        Self::ConfirmContact,
        Self::EndSessions,
        Self::Correct,
        Self::RecordDelegate,
        Self::DecideDelegate,
        Self::EndDelegate,
        Self::RecordDeath,
        Self::Remove,
    ];

    /// What a change needs.
    #[must_use]
    pub fn of(change: &Change) -> Self {
        match change {
            Change::CloseOnline(_) => Self::CloseOnline,
            Change::OpenOnline(_) => Self::OpenOnline,
            Change::Suspend(_) => Self::Suspend,
            Change::LiftSuspension(_) => Self::LiftSuspension,
            Change::ConfirmContact(_) => Self::ConfirmContact,
            Change::EndSessions(_) => Self::EndSessions,
            Change::Correct { .. } => Self::Correct,
            Change::RecordDelegate(_) => Self::RecordDelegate,
            Change::DecideDelegate { .. } => Self::DecideDelegate,
            Change::EndDelegate { .. } => Self::EndDelegate,
            Change::RecordDeath { .. } => Self::RecordDeath,
            Change::Remove { .. } => Self::Remove,
        }
    }

    /// Who has it.
    #[must_use]
    pub fn roles(self) -> &'static [Role] {
        match self {
            Self::Look
            | Self::CloseOnline
            | Self::OpenOnline
            | Self::Suspend
            | Self::ConfirmContact
            | Self::EndSessions
            | Self::RecordDelegate
            | Self::EndDelegate
            | Self::RecordDeath => WORKERS,
            Self::ReadAudit => &[Role::Safeguarding, Role::Manager, Role::Auditor],
            Self::LiftSuspension => &[Role::Safeguarding],
            Self::Correct => &[Role::Senior, Role::Manager],
            Self::DecideDelegate => &[Role::Senior, Role::Safeguarding, Role::Manager],
            Self::Remove => &[Role::Manager],
        }
    }

    /// Whether somebody who holds these roles has it.
    #[must_use]
    pub fn is_held_with(self, held: &[String]) -> bool {
        self.roles()
            .iter()
            .any(|role| held.iter().any(|held| held == role.id()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(power: Power, role: Role) -> bool {
        power.is_held_with(&[role.id().to_owned()])
    }

    #[test]
    fn whoever_sees_an_account_may_stop_access_and_not_everybody_may_let_in() {
        for role in Role::ALL.iter().copied() {
            let looks = holds(Power::Look, role);
            assert_eq!(holds(Power::Suspend, role), looks, "{role:?}");
            assert_eq!(holds(Power::CloseOnline, role), looks, "{role:?}");
            assert_eq!(
                holds(Power::LiftSuspension, role),
                role == Role::Safeguarding
            );
            for power in Power::ALL {
                let needs_to_look = power != Power::ReadAudit;
                assert!(
                    !holds(power, role) || looks || !needs_to_look,
                    "{power:?} {role:?}"
                );
            }
        }
        assert!(!holds(Power::DecideDelegate, Role::Adviser));
    }
}
