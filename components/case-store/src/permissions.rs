//! Who may do what, in one table. Roles come from the contract; a token with several roles may do what
//! any of them may.
//!
//! | action | adviser | senior | safeguarding | manager | auditor |
//! |---|---|---|---|---|---|
//! | list, search, read | x | x | x | x | |
//! | claim, release, note, close, priority, reroute | x | x | x | x | |
//! | assign, restrict, release what a colleague holds | | x | x | x | |
//! | a carer's assessment: check, change an answer, agree, decline | x | x | x | x | |
//! | a carer's assessment: decide | | x | x | x | |
//! | calls, waiting, escalating, case number, worker, visitors' safety, linking | x | x | x | x | |
//! | welfare check: decide; merging and taking apart | | x | x | x | |
//! | section 42 decision | | | x | | |
//! | see the audit of a referral | | | | x | x |
//!
//! "Next for me" hands out work of these queues:
//!
//! | queues | adviser | senior | safeguarding | manager |
//! |---|---|---|---|---|
//! | safeguarding triage, organisational safeguarding, emergency duty | | x | x | x |
//! | every other queue | x | x | | x |
//!
//! Versions of forms are seen by `service-designer` and `auditor`, and proposed, approved and withdrawn
//! by `service-designer`; versions of the rules the same, and seen by `manager` too. Whoever may propose rules
//! may also make kept decisions again under a draft, from facts that name nobody. `service-designer`,
//! `administrator` and `worker` see no referral: for them there is none. Referrals are exported for other
//! systems by `manager` and `worker`. Figures of the service, and numbers of answers about equality, are for `manager`, `auditor` and
//! `worker`; what people asked us to keep with their records leaves for the council's return only, which is
//! fetched by a `worker`.
//! Priority can be lowered by whoever can raise it, because the guard of section 42 stands in front of the
//! referrals where that would be dangerous.

use assessments::Kind;
use casework::Kind as Work;
use vocabulary::QUEUES;
use vocabulary::Role::{
    self, Adviser, Auditor, Manager, Safeguarding, Senior, ServiceDesigner, Worker,
};
use vocabulary::queue;

/// Something that can be done with referrals and with versions of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Listing, searching, counting.
    List,
    Read,
    Claim,
    Release,
    /// Releasing what somebody else holds.
    ReleaseForColleague,
    Assign,
    Note,
    Priority,
    Reroute,
    S42Decision,
    Close,
    Restrict,
    /// A step of a carer's assessment.
    Assess(Kind),
    /// A step between taking it on and closing it.
    Work(Work),
    Audit,
    /// Seeing the versions of forms, proposals included.
    SeeForms,
    /// Proposing, approving and withdrawing them.
    ChangeForms,
    /// Seeing the versions of the rules, proposals included.
    SeeRules,
    /// Proposing, approving and withdrawing them, and making kept decisions again under a draft.
    ChangeRules,
    /// Seeing how many people gave which answers about equality.
    EqualityNumbers,
    /// Seeing how the service does, in numbers.
    Figures,
    /// Fetching what people asked us to keep with their records, for the council's return.
    EqualityRecords,
    /// Exporting referrals for other systems.
    Export,
}

const WORK: &[Role] = &[Adviser, Senior, Safeguarding, Manager];
const LEAD: &[Role] = &[Senior, Safeguarding, Manager];

impl Action {
    /// The action of the last segment of its URL.
    pub fn from_segment(segment: &str) -> Option<Self> {
        Some(match segment {
            "claim" => Self::Claim,
            "release" => Self::Release,
            "assign" => Self::Assign,
            "note" => Self::Note,
            "priority" => Self::Priority,
            "reroute" => Self::Reroute,
            "s42-decision" => Self::S42Decision,
            "close" => Self::Close,
            "restrict" => Self::Restrict,
            _ => {
                let step = Kind::from_id(segment).map(Self::Assess);
                return step.or_else(|| Work::from_id(segment).map(Self::Work));
            }
        })
    }

    const fn roles(self) -> &'static [Role] {
        match self {
            Self::List
            | Self::Read
            | Self::Claim
            | Self::Release
            | Self::Note
            | Self::Priority
            | Self::Reroute
            | Self::Close => WORK,
            // Section 13: somebody who is trained to decide.
            Self::Assess(Kind::Decide) => LEAD,
            Self::Assess(_) => WORK,
            // Whether somebody goes to see that a person is safe, and whether two contacts are one.
            Self::Work(Work::DecideWelfareCheck | Work::Merge | Work::Unmerge) => LEAD,
            Self::Work(_) => WORK,
            Self::Assign | Self::Restrict | Self::ReleaseForColleague => LEAD,
            Self::S42Decision => &[Safeguarding],
            Self::Audit => &[Auditor, Manager],
            Self::SeeForms => &[ServiceDesigner, Auditor],
            Self::SeeRules => &[ServiceDesigner, Auditor, Manager],
            Self::ChangeForms | Self::ChangeRules => &[ServiceDesigner],
            Self::EqualityNumbers | Self::Figures => &[Manager, Auditor, Worker],
            Self::EqualityRecords => &[Worker],
            Self::Export => &[Manager, Worker],
        }
    }
}

/// Whether somebody with these roles may do this.
pub fn allows(action: Action, roles: &[String]) -> bool {
    roles
        .iter()
        .filter_map(|role| Role::from_id(role))
        .any(|role| action.roles().contains(&role))
}

/// The queues whose work advisers may take on, and are never handed.
const FOR_SPECIALISTS: [&str; 3] = [
    queue::SAFEGUARDING_TRIAGE,
    queue::ORGANISATIONAL_SAFEGUARDING,
    queue::EMERGENCY_DUTY,
];

/// The queues from which somebody with these roles is handed what comes next. Somebody may still claim a referral
/// of another queue that they open.
pub(crate) fn queues_handed_to(roles: &[String]) -> Vec<&'static str> {
    let has = |wanted: &[Role]| vocabulary::has_one_of(roles, wanted);
    QUEUES
        .iter()
        .map(|(id, _)| *id)
        .filter(|id| match FOR_SPECIALISTS.contains(id) {
            true => has(LEAD),
            false => has(&[Adviser, Senior, Manager]),
        })
        .collect()
}

/// Whether somebody with these roles may know of any referral that it exists.
pub(crate) fn may_know_of_referrals(roles: &[String]) -> bool {
    allows(Action::Read, roles) || allows(Action::Audit, roles)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may(role: &str, action: Action) -> bool {
        allows(action, &[role.to_owned()])
    }

    #[test]
    fn only_safeguarding_decides_under_section_42() {
        for role in Role::ALL {
            let expected = *role == Safeguarding;
            assert_eq!(may(role.id(), Action::S42Decision), expected, "{role}");
        }
    }

    #[test]
    fn an_adviser_works_referrals_but_does_not_hand_them_out() {
        for action in [
            Action::Read,
            Action::Claim,
            Action::Release,
            Action::Note,
            Action::Close,
        ] {
            assert!(may("adviser", action), "{action:?}");
        }
        for action in [
            Action::Assign,
            Action::Restrict,
            Action::ReleaseForColleague,
            Action::Audit,
        ] {
            assert!(!may("adviser", action), "{action:?}");
        }
    }

    #[test]
    fn who_does_not_work_with_people_knows_of_no_referral() {
        for role in [
            "service-designer",
            "administrator",
            "worker",
            "no-such-role",
        ] {
            assert!(!may_know_of_referrals(&[role.to_owned()]), "{role}");
        }
        assert!(may_know_of_referrals(&["auditor".to_owned()]));
        assert!(!may("auditor", Action::Read));
    }

    #[test]
    fn a_token_with_every_role_may_do_everything() {
        let roles: Vec<String> = Role::ALL.iter().map(|role| role.id().to_owned()).collect();
        for action in [
            Action::List,
            Action::Assign,
            Action::S42Decision,
            Action::Restrict,
            Action::Audit,
        ] {
            assert!(allows(action, &roles), "{action:?}");
        }
    }
}
