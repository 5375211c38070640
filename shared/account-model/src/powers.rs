//! Which role may do what with care accounts. The store enforces it, and pages offer nothing else.
//!
//! Anybody who works with people may suspend online access at once, as a danger cannot wait for a role. Letting
//! somebody in again, or changing what an account says, needs somebody with more to answer for.

use vocabulary::{Role, has_one_of};

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
    Suspend,
    /// Every account of a person, as the machines of other parts of the house report a sign too.
    SuspendPerson,
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
const OF_ACCOUNTS: &[Role] = &[Role::Adviser, Role::Senior, Role::Manager];
const LEAD: &[Role] = &[Role::Senior, Role::Manager];

impl Power {
    pub const ALL: [Self; 15] = [
        Self::Look,
        Self::ReadAudit,
        Self::CloseOnline,
        Self::OpenOnline,
        Self::Suspend,
        Self::SuspendPerson,
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
            Self::Look | Self::Suspend => WORKERS,
            Self::SuspendPerson => &[
                Role::Adviser,
                Role::Senior,
                Role::Safeguarding,
                Role::Manager,
                Role::Worker,
            ],
            Self::LiftSuspension => &[Role::Safeguarding, Role::Manager],
            Self::CloseOnline
            | Self::OpenOnline
            | Self::ConfirmContact
            | Self::EndSessions
            | Self::RecordDelegate
            | Self::EndDelegate => OF_ACCOUNTS,
            Self::DecideDelegate | Self::Correct | Self::RecordDeath => LEAD,
            Self::Remove => &[Role::Manager],
            Self::ReadAudit => &[Role::Safeguarding, Role::Manager, Role::Auditor],
        }
    }

    /// Whether somebody who holds these roles has it.
    #[must_use]
    pub fn is_held_with(self, held: &[String]) -> bool {
        has_one_of(held, self.roles())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written again by hand, with a cross for each role in this order.
    const ORDER: [Role; 8] = [
        Role::Adviser,
        Role::Senior,
        Role::Safeguarding,
        Role::Manager,
        Role::Auditor,
        Role::Worker,
        Role::Administrator,
        Role::ServiceDesigner,
    ];
    const CELLS: [(Power, &str); 15] = [
        (Power::Look, "xxxx    "),
        (Power::ReadAudit, "  xxx   "),
        (Power::CloseOnline, "xx x    "),
        (Power::OpenOnline, "xx x    "),
        (Power::Suspend, "xxxx    "),
        (Power::SuspendPerson, "xxxx x  "),
        (Power::LiftSuspension, "  xx    "),
        (Power::ConfirmContact, "xx x    "),
        (Power::EndSessions, "xx x    "),
        (Power::Correct, " x x    "),
        (Power::RecordDelegate, "xx x    "),
        (Power::DecideDelegate, " x x    "),
        (Power::EndDelegate, "xx x    "),
        (Power::RecordDeath, " x x    "),
        (Power::Remove, "   x    "),
    ];

    #[test]
    fn every_role_has_what_is_its_own_and_nothing_else() {
        assert_eq!(ORDER.len(), Role::ALL.len());
        assert_eq!(CELLS.map(|(power, _)| power), Power::ALL);
        for (power, crosses) in CELLS {
            for (role, cross) in ORDER.iter().zip(crosses.chars()) {
                let held = [role.id().to_owned()];
                assert_eq!(power.is_held_with(&held), cross == 'x', "{role} {power:?}");
            }
        }
    }

    #[test]
    fn a_role_that_does_not_exist_has_nothing() {
        let held = ["no-such-role".to_owned()];
        assert!(Power::ALL.iter().all(|power| !power.is_held_with(&held)));
    }
}
