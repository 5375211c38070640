//! What was done about people is written down, and nobody changes it unseen.

use staff_model::Change;

use super::{NOW, Staff, administrator, at, done, roles};

/// Amir becomes a senior.
fn promoted() -> Staff {
    let staff = Staff::new();
    let change = Change::Roles(roles(&["senior"]));
    let made = done(staff.store().change_staff(
        "amir",
        Some("1"),
        &change,
        "Acting up until May.",
        &administrator(),
        at(NOW),
    ));
    made.unwrap();
    staff
}

fn findings(staff: &Staff) -> Vec<String> {
    let verified = done(staff.store().verify_audit(0)).unwrap();
    assert_eq!(verified.next, None);
    verified.findings
}

#[test]
fn who_changed_what_when_and_why_is_told() {
    let staff = promoted();
    let told = done(staff.store().history("amir", 0, &administrator())).unwrap();
    let said: Vec<_> = told
        .iter()
        .map(|event| {
            let because = event.because.as_deref().unwrap_or_default();
            (
                event.who.as_str(),
                event.what.as_str(),
                because,
                event.standing.as_str(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("demonstration", "created", "", "adviser"),
            ("ada", "roles", "Acting up until May.", "senior"),
        ]
    );
    let later = done(
        staff
            .store()
            .history("amir", told[0].sequence, &administrator()),
    );
    assert_eq!(later.unwrap(), told[1..]);
    assert_eq!(findings(&staff), [""; 0]);
    let mut bytes = Vec::new();
    for file in std::fs::read_dir(&staff.folder).unwrap() {
        bytes.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    assert!(
        !String::from_utf8_lossy(&bytes).contains("until May"),
        "reasons are sealed"
    );
}

#[test]
fn whatever_is_changed_behind_the_log_is_found() {
    for (tampering, found) in [
        (
            "UPDATE staff SET roles = 'adviser administrator'",
            "is not what they may do",
        ),
        (
            "UPDATE staff SET suspended_at = 1",
            "is not what they may do",
        ),
        (
            "UPDATE service_token SET roles = 'administrator'",
            "is not what they may do",
        ),
        (
            "UPDATE audit SET who = 'amir' WHERE what = 'roles'",
            "was changed after it was written",
        ),
        (
            "UPDATE audit SET standing = 'adviser' WHERE what = 'roles'",
            "was changed after",
        ),
        (
            "UPDATE audit SET sealed = NULL",
            "was changed after it was written",
        ),
        (
            "DELETE FROM audit WHERE what = 'roles'",
            "head knows of others",
        ),
        ("DELETE FROM staff", "has gone"),
        ("DELETE FROM chain", "belongs to nobody"),
    ] {
        let staff = promoted();
        staff.raw().execute_batch(tampering).unwrap();
        let findings = findings(&staff);
        assert!(
            findings.iter().any(|finding| finding.contains(found)),
            "{tampering}: {findings:?}"
        );
        assert!(
            !findings.concat().contains("amir"),
            "a finding names nobody"
        );
    }
}

#[test]
fn a_token_that_is_used_again_after_it_was_revoked_is_found() {
    let staff = Staff::new();
    let revoked = staff.store();
    done(revoked.revoke_service_token("ticker", "Sold.", &administrator(), at(NOW))).unwrap();
    assert_eq!(findings(&staff), [""; 0]);
    staff
        .raw()
        .execute_batch("UPDATE service_token SET revoked_at = NULL")
        .unwrap();
    assert_eq!(findings(&staff).len(), 1);
}
