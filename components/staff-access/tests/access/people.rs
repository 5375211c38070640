//! What administrators do about members of staff and tokens.

use staff_access::{Actor, NotSignedIn, Refusal};
use staff_model::{Change, Changed, NewMember};

use super::{NOW, PASSWORD, Staff, administrator, at, done, roles};

fn by(id: &str, role: &str) -> Actor {
    Actor {
        id: id.to_owned(),
        roles: roles(&[role]),
    }
}

/// Changes somebody as they stand.
fn change(staff: &Staff, who: &str, change: Change, by: &Actor) -> Result<Changed, Refusal> {
    let store = staff.store();
    let tag = done(store.one(who, &administrator(), at(NOW))).unwrap().tag;
    done(store.change_staff(who, Some(&tag), &change, "She moved team.", by, at(NOW)))
}

/// Somebody more, who has chosen a password.
fn add(staff: &Staff, username: &str, role: &str) {
    let new = NewMember {
        username: username.to_owned(),
        display_name: String::new(),
        roles: roles(&[role]),
    };
    done(
        staff
            .store()
            .create_staff(&new, "", &administrator(), at(NOW)),
    )
    .unwrap();
}

fn roles_now(staff: &Staff, cookie: &str) -> Option<Vec<String>> {
    let session = done(staff.store().current(cookie, at(NOW))).unwrap();
    session.map(|session| session.actor.roles)
}

#[test]
fn a_role_that_is_taken_away_during_a_session_is_gone_at_the_next_request() {
    let staff = Staff::new();
    let cookie = staff.sign_in("amir", PASSWORD, NOW).unwrap();
    let manager = Change::Roles(roles(&["manager", "adviser"]));
    let changed = change(&staff, "amir", manager, &administrator()).unwrap();
    assert_eq!(changed.member.roles, ["adviser", "manager"]);
    assert_eq!(
        roles_now(&staff, &cookie),
        Some(roles(&["adviser", "manager"]))
    );
    change(
        &staff,
        "amir",
        Change::Roles(roles(&["adviser"])),
        &administrator(),
    )
    .unwrap();
    assert_eq!(roles_now(&staff, &cookie), Some(roles(&["adviser"])));
}

#[test]
fn only_administrators_change_anybody_and_auditors_look() {
    let staff = Staff::new();
    let store = staff.store();
    for role in vocabulary::Role::ALL {
        let actor = by("kim", role.id());
        let looks = done(store.everybody(&actor, at(NOW))).is_ok();
        let reads = done(store.history("amir", 0, &actor)).is_ok();
        let tokens = done(store.tokens(&actor)).is_ok();
        let may_look = ["administrator", "auditor"].contains(&role.id());
        assert_eq!(
            (looks, reads, tokens),
            (may_look, may_look, may_look),
            "{role}"
        );
        let changed = change(&staff, "amir", Change::EndSessions, &actor);
        let new = NewMember {
            username: format!("made-by-{role}"),
            display_name: String::new(),
            roles: roles(&["adviser"]),
        };
        let made = done(store.create_staff(&new, "", &actor, at(NOW)));
        let name = format!("for-{role}");
        let token = done(store.create_service_token(&name, &new.roles, "", &actor, at(NOW)));
        let revoked = done(store.revoke_service_token("ticker", "Gone.", &actor, at(NOW)));
        let may_change = role.id() == "administrator";
        for (what, refused) in [
            ("change", changed.err()),
            ("make", made.err()),
            ("token", token.err()),
            ("revoke", revoked.err()),
        ] {
            let expected = (!may_change).then_some(Refusal::NotAllowed);
            assert_eq!(refused, expected, "{role}: {what}");
        }
    }
}

#[test]
fn whoever_is_suspended_is_out_at_once_and_comes_back_with_a_new_password() {
    let staff = Staff::new();
    let cookie = staff.sign_in("amir", PASSWORD, NOW).unwrap();
    let suspended = change(&staff, "amir", Change::Suspend, &administrator()).unwrap();
    assert!(suspended.member.suspended && suspended.one_time_password.is_none());
    assert_eq!(roles_now(&staff, &cookie), None);
    assert_eq!(
        staff.sign_in("amir", PASSWORD, NOW),
        Err(NotSignedIn::Wrong)
    );
    assert_eq!(done(staff.store().colleagues()).unwrap(), []);
    // A session that somehow stayed would open nothing.
    staff
        .raw()
        .execute(
            "INSERT INTO session SELECT ?1, 'amir', ?2, ?2, NULL",
            rusqlite::params![vec![7_u8; 32], NOW],
        )
        .unwrap();
    let member = done(staff.store().one("amir", &administrator(), at(NOW))).unwrap();
    assert!(member.suspended);
    for again in [Change::Suspend, Change::NewPassword] {
        let refused = change(&staff, "amir", again, &administrator());
        assert!(matches!(refused, Err(Refusal::Conflict(_))), "{refused:?}");
    }
    let allowed = change(&staff, "amir", Change::Allow, &administrator()).unwrap();
    let password = allowed.one_time_password.unwrap();
    let begun = done(staff.store().sign_in("amir", &password, at(NOW))).unwrap();
    assert!(begun.must_change_password);
}

#[test]
fn a_new_password_lets_in_whoever_was_locked_out_and_ends_their_sessions() {
    let staff = Staff::new();
    let cookie = staff.sign_in("amir", PASSWORD, NOW).unwrap();
    for _ in 0..6 {
        let _ = staff.sign_in("amir", "wrong", NOW);
    }
    let changed = change(&staff, "amir", Change::NewPassword, &administrator()).unwrap();
    assert_eq!(roles_now(&staff, &cookie), None);
    let password = changed.one_time_password.unwrap();
    assert!(staff.sign_in("amir", &password, NOW).is_ok());
    assert_eq!(
        staff.sign_in("amir", PASSWORD, NOW),
        Err(NotSignedIn::Wrong)
    );
}

#[test]
fn nobody_gives_themselves_roles_and_an_administrator_is_always_left() {
    let staff = Staff::new();
    add(&staff, "ada", "administrator");
    let ada = administrator();
    for own in [
        Change::Roles(roles(&["administrator", "safeguarding"])),
        Change::Suspend,
        Change::NewPassword,
    ] {
        let refused = change(&staff, "ada", own, &ada);
        assert!(matches!(refused, Err(Refusal::Conflict(_))), "{refused:?}");
    }
    let token = by("token:set-up", "administrator");
    for last in [Change::Roles(roles(&["adviser"])), Change::Suspend] {
        let refused = change(&staff, "ada", last, &token);
        assert!(
            matches!(&refused, Err(Refusal::Conflict(why)) if why.contains("Nobody would be left")),
            "{refused:?}"
        );
    }
    let held = done(staff.store().one("ada", &ada, at(NOW))).unwrap();
    assert_eq!(
        (held.roles, held.suspended),
        (roles(&["administrator"]), false)
    );
    add(&staff, "bea", "administrator");
    assert!(change(&staff, "ada", Change::Suspend, &by("bea", "administrator")).is_ok());
}

#[test]
fn two_administrators_do_not_undo_each_other_without_a_word() {
    let staff = Staff::new();
    let store = staff.store();
    let read = done(store.one("amir", &administrator(), at(NOW)))
        .unwrap()
        .tag;
    let send = |tag: Option<&str>, reason: &str| {
        let to = Change::Roles(roles(&["senior"]));
        done(store.change_staff("amir", tag, &to, reason, &administrator(), at(NOW)))
    };
    assert_eq!(send(None, "Why."), Err(Refusal::TagMissing));
    let no_reason = send(Some(&read), "  ");
    assert!(matches!(no_reason, Err(Refusal::Invalid(wrong)) if wrong[0].0 == "reason"));
    let changed = send(Some(&read), "Why.").unwrap();
    assert_eq!(
        send(Some(&read), "Why."),
        Err(Refusal::Stale(changed.member.tag))
    );
    let nobody = done(store.change_staff(
        "no.body",
        Some("1"),
        &Change::Suspend,
        "x",
        &administrator(),
        at(NOW),
    ));
    assert_eq!(nobody, Err(Refusal::NotFound));
}

#[test]
fn a_revoked_token_opens_nothing_and_stays_on_the_list() {
    let staff = Staff::new();
    let store = staff.store();
    let revoked = done(store.revoke_service_token("ticker", "Sold.", &administrator(), at(NOW)));
    assert_eq!(revoked.unwrap().revoked_at, Some(at(NOW)));
    assert_eq!(done(store.service("the-ticker's-token")).unwrap(), None);
    let again = done(store.revoke_service_token("ticker", "", &administrator(), at(NOW + 9)));
    assert_eq!(again.unwrap().revoked_at, Some(at(NOW)));
    assert_eq!(done(store.tokens(&administrator())).unwrap().len(), 1);
    let nothing = done(store.revoke_service_token("none", "x", &administrator(), at(NOW)));
    assert_eq!(nothing, Err(Refusal::NotFound));
}
