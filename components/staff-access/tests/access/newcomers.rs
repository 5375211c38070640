//! Somebody new: their first password, their name and roles, and the staff of a demonstration.

use staff_access::{DemonstrationStaff, DemonstrationToken, NotSignedIn, Refusal};
use staff_model::NewMember;

use super::{NOW, PASSWORD, Staff, administrator, amir, at, done, machine, roles};

#[test]
fn a_new_colleague_has_no_role_before_choosing_a_password_of_their_own() {
    let staff = Staff::new();
    let store = staff.store();
    let bea = NewMember {
        username: "bea".to_owned(),
        display_name: "Bea Okafor".to_owned(),
        roles: roles(&["senior", "adviser"]),
    };
    let created = done(store.create_staff(&bea, "", &administrator(), at(NOW))).unwrap();
    assert!(created.member.has_one_time_password);
    let one_time = created.one_time_password.unwrap();
    let begun = done(store.sign_in("bea", &one_time, at(NOW))).unwrap();
    assert!(begun.must_change_password);
    let others = done(store.sign_in("bea", &one_time, at(NOW)))
        .unwrap()
        .cookie;
    let held = |cookie: &str| {
        done(store.current(cookie, at(NOW)))
            .unwrap()
            .map(|session| session.actor.roles)
    };
    assert_eq!(held(&begun.cookie), Some(Vec::new()));

    let change =
        |old: &str, new: &str| done(store.change_password(&begun.cookie, old, new, at(NOW)));
    assert_eq!(
        change("not the old one", "bea's own password"),
        Err(NotSignedIn::Wrong)
    );
    assert_eq!(change(&one_time, "too short"), Err(NotSignedIn::Wrong));
    assert_eq!(change(&one_time, &one_time), Err(NotSignedIn::Wrong));
    assert_eq!(change(&one_time, "bea's own password"), Ok(()));
    assert_eq!(held(&begun.cookie), Some(roles(&["adviser", "senior"])));
    assert_eq!(held(&others), None, "other sessions have ended");
    assert_eq!(
        done(store.sign_in("bea", &one_time, at(NOW))),
        Err(NotSignedIn::Wrong)
    );
    assert!(
        !done(store.sign_in("bea", "bea's own password", at(NOW)))
            .unwrap()
            .must_change_password
    );
    let nobody = done(store.change_password("no such cookie", "a", "bea's own password", at(NOW)));
    assert_eq!(nobody, Err(NotSignedIn::Wrong));
}

#[test]
fn names_and_roles_are_checked_and_nobody_is_written_twice() {
    let staff = Staff::new();
    let store = staff.store();
    let create = |name: &str, held: &[&str]| {
        let new = NewMember {
            username: name.to_owned(),
            display_name: String::new(),
            roles: roles(held),
        };
        done(store.create_staff(&new, "", &administrator(), at(NOW))).map(drop)
    };
    let taken = "There is somebody or something of this name. Choose another.";
    let taken = Refusal::Conflict(taken.to_owned());
    assert_eq!(create("amir", &["adviser"]), Err(taken.clone()));
    let fields = |refused: Result<(), Refusal>| -> Vec<String> {
        let Err(Refusal::Invalid(fields)) = refused else {
            panic!("{refused:?}");
        };
        fields.into_iter().map(|(field, _)| field).collect()
    };
    let wrong: [Vec<String>; 2] = [vec!["username".to_owned()], vec!["roles".to_owned()]];
    for name in [
        "",
        "a",
        "Bea",
        "token:x",
        "bea okafor",
        "b\u{e9}a",
        &"a".repeat(65),
    ] {
        assert_eq!(fields(create(name, &["adviser"])), wrong[0], "{name}");
    }
    assert_eq!(fields(create("bea", &["adviser", "king"])), wrong[1]);
    assert_eq!(fields(create("bea", &[])), wrong[1]);
    assert_eq!(fields(create("Bea", &[])), ["username", "roles"]);
    let token = |name: &str| {
        let roles = roles(&["worker"]);
        done(store.create_service_token(name, &roles, "", &administrator(), at(NOW)))
    };
    assert_eq!(token("ticker"), Err(taken));
    let secret = token("partner-1").unwrap();
    let actor = done(store.service(&secret)).unwrap().unwrap();
    assert_eq!(actor.id, "token:partner-1");
    create("bea", &["adviser"]).unwrap();
    let names: Vec<_> = done(store.colleagues())
        .unwrap()
        .into_iter()
        .map(|colleague| (colleague.username, colleague.display_name))
        .collect();
    let expected = [("amir", "Amir Shah"), ("bea", "bea")]
        .map(|(user, name)| (user.to_owned(), name.to_owned()));
    assert_eq!(names, expected);
}

#[test]
fn a_demonstration_changes_nobody_who_is_there() {
    let staff = Staff::new();
    let changed = DemonstrationStaff {
        password: "another password".to_owned(),
        roles: roles(&["manager"]),
        ..amir()
    };
    let token = DemonstrationToken {
        roles: roles(&["manager"]),
        ..machine()
    };
    done(staff.store().demonstrate(&[changed], &[token], at(NOW))).unwrap();
    let cookie = staff.sign_in("amir", PASSWORD, NOW).unwrap();
    let session = done(staff.store().current(&cookie, at(NOW)))
        .unwrap()
        .unwrap();
    assert_eq!(session.actor.roles, ["adviser"]);
    assert_eq!(
        done(staff.store().service("the-ticker's-token"))
            .unwrap()
            .unwrap()
            .roles,
        ["worker"]
    );
}
