//! The menu of every page for staff, and which part of it is for whom. The stores decide who may see what.

use pages::Link;
use vocabulary::{Role, has_one_of};

use crate::Session;

/// Referrals that wait, by queue.
pub const QUEUES: &str = "/staff/queues";
/// A contact that staff enter for somebody.
pub const NEW_CONTACT: &str = "/staff/contacts/new";
/// Care accounts.
pub const ACCOUNTS: &str = "/staff/accounts";
/// Versions of the forms that residents fill in.
pub const FORMS: &str = "/staff/forms";
/// Versions of the rules that decide where contacts go.
pub const RULES: &str = "/staff/rules";
/// Numbers of answers about equality.
pub const EQUALITY: &str = "/staff/equality";
/// How the service does, in figures.
pub const DASHBOARD: &str = "/staff/dashboard";
/// Files for other systems.
pub const EXPORTS: &str = "/staff/exports";
/// Who works here, and what they may do.
pub const PEOPLE: &str = "/staff/people";
pub const SIGN_IN: &str = "/staff/sign-in";
pub const SIGN_OUT: &str = "/staff/sign-out";
pub const CHANGE_PASSWORD: &str = "/staff/change-password";

/// Whether any of these roles shows its holder referrals.
pub fn sees_referrals(roles: &[String]) -> bool {
    has_one_of(
        roles,
        &[
            Role::Adviser,
            Role::Senior,
            Role::Safeguarding,
            Role::Manager,
        ],
    )
}

/// Whether the menu has care accounts: those who work with people, and auditors, who read what was done.
pub fn accounts_are_for(roles: &[String]) -> bool {
    sees_referrals(roles) || has_one_of(roles, &[Role::Auditor])
}

/// Whether the menu has the forms.
fn forms_are_for(roles: &[String]) -> bool {
    has_one_of(roles, &[Role::ServiceDesigner, Role::Auditor])
}

/// Whether the menu has the rules.
fn rules_are_for(roles: &[String]) -> bool {
    has_one_of(
        roles,
        &[Role::ServiceDesigner, Role::Auditor, Role::Manager],
    )
}

/// Whether somebody works with forms and sees no queue.
fn works_with_forms_only(roles: &[String]) -> bool {
    forms_are_for(roles) && !sees_referrals(roles)
}

/// Whether the menu has the people who work here.
fn people_are_for(roles: &[String]) -> bool {
    has_one_of(roles, &[Role::Administrator, Role::Auditor])
}

/// Where somebody begins who was on the way nowhere: the queues, unless their roles show them none.
pub fn home(roles: &[String]) -> &'static str {
    if works_with_forms_only(roles) {
        FORMS
    } else if people_are_for(roles) && !sees_referrals(roles) {
        PEOPLE
    } else if exports_are_for(roles) && !sees_referrals(roles) {
        EXPORTS
    } else {
        QUEUES
    }
}

/// Whether the menu has the numbers of answers about equality.
pub fn equality_is_for(roles: &[String]) -> bool {
    has_one_of(roles, &[Role::Manager, Role::Auditor, Role::Worker])
}

/// Whether the menu has the dashboard. It shows how the whole service does, and nobody's own work.
pub fn dashboard_is_for(roles: &[String]) -> bool {
    has_one_of(roles, &[Role::Manager, Role::Auditor])
}

/// Whether somebody may have figures of the service, machines included.
pub fn figures_are_for(roles: &[String]) -> bool {
    has_one_of(roles, &[Role::Manager, Role::Auditor, Role::Worker])
}

/// Whether the menu has the exports.
pub fn exports_are_for(roles: &[String]) -> bool {
    has_one_of(roles, &[Role::Manager, Role::Worker])
}

/// Address and words of every entry for this reader.
pub(crate) fn entries(reader: &Session) -> Vec<(String, String)> {
    let roles = reader.actor.roles.as_slice();
    let mut entries = Vec::new();
    let mut entry = |shown: bool, href: &str, text: &str| {
        if shown {
            entries.push((href.to_owned(), text.to_owned()));
        }
    };
    let works = home(roles) == QUEUES;
    entry(works, QUEUES, "Queues");
    let mine = format!("{QUEUES}?assignee={}", reader.actor.id);
    entry(works, &mine, "Held by you");
    entry(sees_referrals(roles), NEW_CONTACT, "New contact");
    entry(accounts_are_for(roles), ACCOUNTS, "Care accounts");
    entry(forms_are_for(roles), FORMS, "Forms");
    entry(rules_are_for(roles), RULES, "Rules");
    entry(dashboard_is_for(roles), DASHBOARD, "Dashboard");
    entry(equality_is_for(roles), EQUALITY, "Equality");
    entry(exports_are_for(roles), EXPORTS, "Exports");
    entry(people_are_for(roles), PEOPLE, "People");
    entry(true, CHANGE_PASSWORD, "Change password");
    let sign_out = format!("Sign out {}", reader.display_name);
    entry(true, SIGN_OUT, &sign_out);
    entries
}

/// The same as links, with the part that the reader is in.
pub(crate) fn links<'a>(entries: &'a [(String, String)], current: &str) -> Vec<Link<'a>> {
    entries
        .iter()
        .map(|(href, text)| Link {
            href,
            text,
            current: href == current,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use vocabulary::Actor;

    use super::*;

    fn menu(roles: &[Role]) -> Vec<String> {
        let reader = Session {
            actor: Actor {
                id: "kim".to_owned(),
                roles: roles.iter().map(|role| role.id().to_owned()).collect(),
            },
            display_name: "Kim Adeyemi".to_owned(),
            csrf: String::new(),
        };
        let entries = entries(&reader);
        entries.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn everybody_finds_what_their_role_is_for_and_the_way_out() {
        for (role, parts) in [
            (
                Role::Adviser,
                &["Queues", "Held by you", "New contact", "Care accounts"][..],
            ),
            (
                Role::Senior,
                &["Queues", "Held by you", "New contact", "Care accounts"],
            ),
            (
                Role::Safeguarding,
                &["Queues", "Held by you", "New contact", "Care accounts"],
            ),
            (
                Role::Manager,
                &[
                    "Queues",
                    "Held by you",
                    "New contact",
                    "Care accounts",
                    "Rules",
                    "Dashboard",
                    "Equality",
                    "Exports",
                ],
            ),
            (Role::ServiceDesigner, &["Forms", "Rules"]),
            (
                Role::Auditor,
                &[
                    "Care accounts",
                    "Forms",
                    "Rules",
                    "Dashboard",
                    "Equality",
                    "People",
                ],
            ),
            (Role::Administrator, &["People"]),
        ] {
            let all = [parts, &["Change password", "Sign out Kim Adeyemi"]].concat();
            assert_eq!(menu(&[role]), all, "{role:?}");
        }
    }

    #[test]
    fn accounts_are_offered_where_the_store_gives_any_power_over_them() {
        use account_model::Power;
        for role in Role::ALL {
            let held = [role.id().to_owned()];
            let suspends = Power::SuspendPerson.is_held_with(&held);
            assert_eq!(
                sees_referrals(&held),
                suspends && *role != Role::Worker,
                "{role:?}"
            );
            let sees = Power::Look.is_held_with(&held) || Power::ReadAudit.is_held_with(&held);
            assert_eq!(accounts_are_for(&held), sees, "{role:?}");
        }
    }
}
