//! Delegates: who is recorded, who is let in, and until when.

use super::fixtures::*;
use crate::delegates::NotPlanned;
use account_model::{Authority, DelegateStanding, NewDelegate};
use vocabulary::Instant;

const THEIRS: &str = "1970-05-12";

/// Every authority, and whether it goes as far as money.
const AUTHORITIES: [(Authority, bool); 5] = [
    (Authority::PropertyAttorney, true),
    (Authority::PropertyDeputy, true),
    (Authority::Agreement, true),
    (Authority::Appointee, false),
    (Authority::Welfare, false),
];

fn plan_decision(accounts: &Accounts, number: u32, by: &str) -> Result<(), NotPlanned> {
    let now = Instant::from_unix(NOW);
    let (store, id) = (accounts.store(), accounts.id());
    done(store.plan_decision((1, &id), number, true, by, now)).map(drop)
}

#[test]
fn access_follows_the_authority_and_the_decision() {
    for (authority, sees_money) in AUTHORITIES {
        let accounts = Accounts::new();
        let (_, waiting) = accounts.record(&delegate(authority));
        assert_eq!(
            accounts.session(&waiting, THEIRS, NOW),
            None,
            "{authority:?} waits"
        );
        let (_, approved) = accounts.approve(&delegate(authority));
        let session = accounts.session(&approved, THEIRS, NOW);
        assert_eq!(session.is_some(), sees_money, "{authority:?} approved");
    }
}

#[test]
fn a_delegate_comes_by_their_own_reference_date_of_birth_and_contact() {
    let accounts = Accounts::new();
    let (number, reference) = accounts.approve(&delegate(Authority::PropertyAttorney));
    assert!(
        reference.starts_with("D-") && reference.len() == 11,
        "{reference}"
    );
    assert_eq!(
        accounts.code(&reference, BORN, NOW),
        None,
        "the person's date of birth"
    );
    assert_eq!(
        accounts.code(ADA, THEIRS, NOW),
        None,
        "the person's reference"
    );
    let code = accounts
        .code(&reference.to_lowercase(), THEIRS, NOW)
        .unwrap();
    assert_eq!(accounts.newest_code().unwrap().1, "07700 900982");
    assert_eq!(accounts.enter(ADA, &code, NOW), None);
    let token = accounts.enter(&reference, &code, NOW).unwrap().token;
    let visitor = done(accounts.store().visitor(&token, Instant::from_unix(NOW)))
        .unwrap()
        .unwrap();
    assert_eq!(visitor.account, 1);
    assert_eq!(visitor.delegate, Some((number, "Byron King".to_owned())));
    assert_eq!(visitor.in_audit(), "delegate 1");
}

#[test]
fn wrong_codes_of_a_delegate_lock_the_delegate_and_not_the_person() {
    let accounts = Accounts::new();
    let (_, reference) = accounts.approve(&delegate(Authority::PropertyAttorney));
    for _ in 0..5 {
        accounts.enter(&reference, "not one", NOW);
    }
    assert_eq!(accounts.code(&reference, THEIRS, NOW), None);
    assert!(accounts.session(ADA, BORN, NOW).is_some());
}

#[test]
fn an_authority_with_a_last_day_ends_with_it_in_the_middle_of_a_session() {
    let accounts = Accounts::new();
    let last_day = NewDelegate {
        until: Some("2026-12-24".to_owned()),
        ..delegate(Authority::PropertyDeputy)
    };
    let (_, reference) = accounts.approve(&last_day);
    // Eight hours after 16:00 the day is over in London.
    let token = accounts.session(&reference, THEIRS, NOW + 28_000).unwrap();
    assert!(accounts.is_open(&token, NOW + 28_799));
    assert!(!accounts.is_open(&token, NOW + 28_800));
    assert_eq!(accounts.code(&reference, THEIRS, NOW + 28_800), None);
}

#[test]
fn ending_a_delegate_ends_their_session_and_their_code_and_nobody_else_s() {
    let accounts = Accounts::new();
    let (number, reference) = accounts.approve(&delegate(Authority::Agreement));
    let token = accounts.session(&reference, THEIRS, NOW).unwrap();
    let person = accounts.session(ADA, BORN, NOW).unwrap();
    let code = accounts.code(&reference, THEIRS, NOW).unwrap();
    let (store, id) = (accounts.store(), accounts.id());
    let planned = done(store.plan_end((1, &id), number)).unwrap();
    assert_eq!(planned.what, "delegate-ended");
    done(store.write_delegate(&store.connection, 1, &planned)).unwrap();
    assert!(!accounts.is_open(&token, NOW));
    assert!(accounts.is_open(&person, NOW));
    assert_eq!(accounts.number("SELECT count(*) FROM session"), 1);
    assert_eq!(accounts.enter(&reference, &code, NOW), None);
    assert_eq!(accounts.code(&reference, THEIRS, NOW), None);
    assert!(matches!(
        done(store.plan_end((1, &id), number)),
        Err(NotPlanned::Conflict(_))
    ));
}

#[test]
fn a_session_is_worth_nothing_from_the_moment_when_its_delegate_is_not_approved() {
    let accounts = Accounts::new();
    let (_, reference) = accounts.approve(&delegate(Authority::Agreement));
    let token = accounts.session(&reference, THEIRS, NOW).unwrap();
    assert!(accounts.is_open(&token, NOW));
    accounts.run("UPDATE delegate SET standing = 'ended'");
    assert_eq!(accounts.number("SELECT count(*) FROM session"), 1);
    assert!(!accounts.is_open(&token, NOW));
}

#[test]
fn whoever_records_a_delegate_does_not_decide() {
    let accounts = Accounts::new();
    let (number, _) = accounts.record(&delegate(Authority::Agreement));
    assert!(matches!(
        plan_decision(&accounts, number, "sam"),
        Err(NotPlanned::Conflict(_))
    ));
    assert_eq!(plan_decision(&accounts, number, "kim"), Ok(()));
    assert_eq!(
        plan_decision(&accounts, 99, "kim"),
        Err(NotPlanned::Unknown)
    );
}

#[test]
fn a_delegate_is_decided_once() {
    let accounts = Accounts::new();
    let (number, _) = accounts.approve(&delegate(Authority::Agreement));
    assert!(matches!(
        plan_decision(&accounts, number, "kim"),
        Err(NotPlanned::Conflict(_))
    ));
}

#[test]
fn staff_see_what_was_recorded_and_decided() {
    let accounts = Accounts::new();
    accounts.record(&delegate(Authority::Appointee));
    accounts.approve(&delegate(Authority::Agreement));
    let (store, id) = (accounts.store(), accounts.id());
    let delegates = done(store.delegates(&store.connection, 1, &id)).unwrap();
    let [waiting, approved] = &delegates[..] else {
        panic!("{delegates:?}");
    };
    assert_eq!((waiting.number, approved.number), (1, 2));
    assert_ne!(waiting.reference, approved.reference);
    assert_eq!(waiting.standing, DelegateStanding::Waiting);
    assert_eq!(
        (waiting.decided_by.as_deref(), waiting.decided_at),
        (None, None)
    );
    assert_eq!(approved.standing, DelegateStanding::Approved);
    assert_eq!(approved.recorded_by, "sam");
    assert_eq!(approved.decided_by.as_deref(), Some("kim"));
    assert_eq!(
        approved.evidence,
        "Sealed LPA seen on paper by Sam on 2 November"
    );
}

#[test]
fn what_is_recorded_of_a_delegate_is_whole() {
    let accounts = Accounts::new();
    let fields = |new: &NewDelegate| {
        let (store, id) = (accounts.store(), accounts.id());
        match done(store.plan_recording((1, &id), new, "sam", Instant::from_unix(NOW))) {
            Ok(_) => Vec::new(),
            Err(NotPlanned::Invalid(problems)) => problems
                .into_iter()
                .map(|(field, _)| field)
                .collect::<Vec<_>>(),
            Err(other) => panic!("{other:?}"),
        }
    };
    let good = delegate(Authority::PropertyAttorney);
    assert_eq!(fields(&good), [""; 0]);
    let nothing = NewDelegate {
        name: " ".to_owned(),
        date_of_birth: "2026-12-24".to_owned(),
        email: Some(" ".to_owned()),
        phone: None,
        evidence: "seen it          ".to_owned(),
        until: Some("2026-12-23".to_owned()),
        ..good.clone()
    };
    assert_eq!(
        fields(&nothing),
        ["name", "date_of_birth", "email", "evidence", "until"]
    );
    let unreachable = NewDelegate {
        email: Some("byron at example".to_owned()),
        phone: Some("ring me".to_owned()),
        ..good.clone()
    };
    assert_eq!(fields(&unreachable), ["email", "phone"]);
    // Nobody writes to somebody who is never let in.
    let appointee = NewDelegate {
        phone: None,
        authority: Authority::Appointee,
        ..good
    };
    assert_eq!(fields(&appointee), [""; 0]);
}

#[test]
fn an_account_that_is_removed_leaves_no_delegate_no_session_and_no_link() {
    let accounts = Accounts::new();
    let (_, reference) = accounts.approve(&delegate(Authority::Agreement));
    let token = accounts.session(&reference, THEIRS, NOW).unwrap();
    let person = accounts.session(ADA, BORN, NOW).unwrap();
    let now = Instant::from_unix(NOW);
    done(
        accounts
            .store()
            .link(&person, "https://id.example.org", "ada", now),
    )
    .unwrap();
    let store = accounts.store();
    done(store.forget_access(&store.connection, 1)).unwrap();
    for table in ["delegate", "session", "provider_link"] {
        assert_eq!(
            accounts.number(&format!("SELECT count(*) FROM {table}")),
            0,
            "{table}"
        );
    }
    assert!(!accounts.is_open(&token, NOW));
    assert_eq!(accounts.code(&reference, THEIRS, NOW), None);
}

#[test]
fn a_code_that_went_to_the_contact_before_opens_nothing_once_that_has_changed() {
    let accounts = Accounts::new();
    let code = accounts.code(ADA, BORN, NOW).unwrap();
    let held = NOW + 7 * DAY;
    accounts.run(&format!("UPDATE account SET contact_held_until = {held}"));
    assert_eq!(accounts.enter(ADA, &code, NOW + 60), None);
}
