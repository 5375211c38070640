//! Signing in as whom the council's directory vouches for.

use staff_access::{Identity, NotLetIn, NotSignedIn, Refusal};
use staff_model::{Change, NewMember};

use super::{NOW, PASSWORD, Staff, administrator, at, done, roles};

fn kim(held: &[&str]) -> Identity {
    Identity {
        issuer: "https://login.example.org/tenant/v2.0".to_owned(),
        subject: "AAAAkim".to_owned(),
        name: Some("Kim Adeyemi".to_owned()),
        email: Some("Kim.Adeyemi@example.org".to_owned()),
        roles: roles(held),
    }
}

fn begin(staff: &Staff, identity: &Identity, time: i64) -> Result<String, NotLetIn> {
    done(staff.store().begin_for(identity, at(time))).map(|begun| begun.cookie)
}

fn who(staff: &Staff, cookie: &str, time: i64) -> Option<(String, Vec<String>)> {
    let session = done(staff.store().current(cookie, at(time))).unwrap();
    session.map(|session| (session.actor.id, session.actor.roles))
}

#[test]
fn the_first_sign_in_makes_the_member_and_each_one_takes_the_roles_of_the_directory() {
    let staff = Staff::with_directory();
    let cookie = begin(&staff, &kim(&["senior", "worker", "adviser"]), NOW).unwrap();
    let expected = ("kim.adeyemi".to_owned(), roles(&["adviser", "senior"]));
    assert_eq!(who(&staff, &cookie, NOW), Some(expected));
    let again = begin(&staff, &kim(&["manager"]), NOW + 60).unwrap();
    let expected = ("kim.adeyemi".to_owned(), roles(&["manager"]));
    assert_eq!(who(&staff, &again, NOW + 60), Some(expected.clone()));
    assert_eq!(
        who(&staff, &cookie, NOW + 60),
        Some(expected),
        "the older session has the same roles"
    );
    let member = done(
        staff
            .store()
            .one("kim.adeyemi", &administrator(), at(NOW + 60)),
    )
    .unwrap();
    assert!(member.from_directory && member.created_by == "directory");
    assert_eq!(
        (member.display_name.as_str(), member.sessions),
        ("Kim Adeyemi", 2)
    );
    let told = done(staff.store().history("kim.adeyemi", 0, &administrator())).unwrap();
    let said: Vec<_> = told.iter().map(|event| event.standing.as_str()).collect();
    assert_eq!(said, ["adviser senior", "manager"]);
    assert!(
        done(staff.store().verify_audit(0))
            .unwrap()
            .findings
            .is_empty()
    );
}

#[test]
fn nobody_without_a_role_comes_in_and_a_role_that_was_taken_away_ends_every_session() {
    let staff = Staff::with_directory();
    assert_eq!(begin(&staff, &kim(&[]), NOW), Err(NotLetIn::NoRole));
    assert_eq!(begin(&staff, &kim(&["worker"]), NOW), Err(NotLetIn::NoRole));
    let nobody = done(staff.store().one("kim.adeyemi", &administrator(), at(NOW)));
    assert_eq!(nobody, Err(Refusal::NotFound), "nobody was made");
    let cookie = begin(&staff, &kim(&["senior"]), NOW).unwrap();
    assert_eq!(begin(&staff, &kim(&[]), NOW + 1), Err(NotLetIn::NoRole));
    assert_eq!(who(&staff, &cookie, NOW + 1), None);
    let member = done(staff.store().one("kim.adeyemi", &administrator(), at(NOW))).unwrap();
    assert_eq!(member.roles, [""; 0]);
    assert!(begin(&staff, &kim(&["senior"]), NOW + 2).is_ok());
}

#[test]
fn somebody_is_known_by_issuer_and_subject_and_by_nothing_else() {
    let staff = Staff::with_directory();
    let first = begin(&staff, &kim(&["adviser"]), NOW).unwrap();
    let other = Identity {
        subject: "BBBBkim".to_owned(),
        ..kim(&["senior"])
    };
    let second = begin(&staff, &other, NOW).unwrap();
    let elsewhere = Identity {
        issuer: "https://login.example.net".to_owned(),
        ..kim(&["manager"])
    };
    let third = begin(&staff, &elsewhere, NOW).unwrap();
    let names = [first, second, third].map(|cookie| who(&staff, &cookie, NOW).unwrap().0);
    assert_eq!(names, ["kim.adeyemi", "kim.adeyemi-2", "kim.adeyemi-3"]);
    // Amir typed passwords once: whoever the directory calls so is somebody else.
    let amir = Identity {
        subject: "amir".to_owned(),
        name: Some("  Amir ".to_owned()),
        email: None,
        ..kim(&["administrator"])
    };
    let cookie = begin(&staff, &amir, NOW).unwrap();
    assert_eq!(who(&staff, &cookie, NOW).unwrap().0, "amir-2");
    for (name, email) in [
        (None, None),
        (Some("\u{738b}"), None),
        (Some("x"), Some("@")),
    ] {
        let unnamed = Identity {
            subject: format!("{name:?}{email:?}"),
            name: name.map(str::to_owned),
            email: email.map(str::to_owned),
            ..kim(&["adviser"])
        };
        let cookie = begin(&staff, &unnamed, NOW).unwrap();
        let (username, _) = who(&staff, &cookie, NOW).unwrap();
        assert!(username.starts_with("staff."), "{username}");
    }
    let mut bytes = Vec::new();
    for file in std::fs::read_dir(&staff.folder).unwrap() {
        bytes.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    assert!(!String::from_utf8_lossy(&bytes).contains("AAAAkim"));
}

#[test]
fn such_a_session_lasts_four_hours_at_most() {
    let staff = Staff::with_directory();
    let cookie = begin(&staff, &kim(&["adviser"]), NOW).unwrap();
    for half_hours in 1..8 {
        assert!(who(&staff, &cookie, NOW + half_hours * 1800).is_some());
    }
    assert_eq!(who(&staff, &cookie, NOW + 4 * 3600), None);
}

#[test]
fn typed_passwords_are_off_and_sessions_that_they_began_end() {
    let staff = Staff::with_directory();
    assert!(!staff.store().has_passwords() && Staff::new().store().has_passwords());
    assert_eq!(
        staff.sign_in("amir", PASSWORD, NOW),
        Err(NotSignedIn::PasswordsOff)
    );
    let from_before = [9_u8; 32];
    let open = || -> u32 {
        let sql = "SELECT count(*) FROM session WHERE cookie = ?1";
        let row = |row: &rusqlite::Row<'_>| row.get(0);
        staff
            .raw()
            .query_row(sql, [from_before.to_vec()], row)
            .unwrap()
    };
    staff
        .raw()
        .execute(
            "INSERT INTO session SELECT ?1, 'amir', ?2, ?2, NULL",
            rusqlite::params![from_before.to_vec(), NOW],
        )
        .unwrap();
    assert_eq!(open(), 1);
    let cookie = begin(&staff, &kim(&["administrator"]), NOW).unwrap();
    assert_eq!(open(), 0);
    let changed = done(staff.store().change_password(
        &cookie,
        PASSWORD,
        "another password",
        at(NOW),
    ));
    assert_eq!(changed, Err(NotSignedIn::PasswordsOff));
    let new = NewMember {
        username: "bea".to_owned(),
        display_name: String::new(),
        roles: roles(&["adviser"]),
    };
    let made = done(
        staff
            .store()
            .create_staff(&new, "", &administrator(), at(NOW)),
    );
    assert!(matches!(made, Err(Refusal::Conflict(_))), "{made:?}");
    assert!(
        done(staff.store().service("the-ticker's-token"))
            .unwrap()
            .is_some()
    );
    let without = done(Staff::new().store().begin_for(&kim(&["adviser"]), at(NOW)));
    assert!(
        matches!(without, Err(NotLetIn::Failed(_))),
        "there is no directory"
    );
}

#[test]
fn an_administrator_keeps_somebody_out_whom_the_directory_would_let_in() {
    let staff = Staff::with_directory();
    let cookie = begin(&staff, &kim(&["adviser"]), NOW).unwrap();
    let change = |change: Change| {
        let store = staff.store();
        let tag = done(store.one("kim.adeyemi", &administrator(), at(NOW)))
            .unwrap()
            .tag;
        let by = administrator();
        done(store.change_staff("kim.adeyemi", Some(&tag), &change, "Left.", &by, at(NOW)))
    };
    for theirs in [
        Change::Roles(roles(&["senior"])),
        Change::DisplayName("Kim".to_owned()),
        Change::NewPassword,
    ] {
        let refused = change(theirs);
        assert!(matches!(refused, Err(Refusal::Conflict(_))), "{refused:?}");
    }
    change(Change::EndSessions).unwrap();
    assert_eq!(who(&staff, &cookie, NOW), None);
    change(Change::Suspend).unwrap();
    assert_eq!(
        begin(&staff, &kim(&["adviser"]), NOW),
        Err(NotLetIn::Suspended)
    );
    let allowed = change(Change::Allow).unwrap();
    assert_eq!(allowed.one_time_password, None);
    assert!(begin(&staff, &kim(&["adviser"]), NOW).is_ok());
}
