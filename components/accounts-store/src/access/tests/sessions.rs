//! Sessions, and what ends them.

use super::fixtures::*;
use account_model::Authority;
use vocabulary::Instant;

fn begun() -> (Accounts, String) {
    let accounts = Accounts::new();
    let token = accounts.session(ADA, BORN, NOW).unwrap();
    (accounts, token)
}

#[test]
fn a_session_ends_after_twenty_idle_minutes() {
    let (accounts, token) = begun();
    assert!(accounts.is_open(&token, NOW + 1_199));
    assert!(accounts.is_open(&token, NOW + 1_199 + 1_199));
    assert!(!accounts.is_open(&token, NOW + 1_199 + 1_199 + 1_200));
}

#[test]
fn a_session_ends_after_eight_hours_whatever_happens_in_it() {
    let (accounts, token) = begun();
    for quarter in 1..32 {
        assert!(accounts.is_open(&token, NOW + quarter * 900));
    }
    assert!(accounts.is_open(&token, NOW + 28_799));
    assert!(!accounts.is_open(&token, NOW + 28_800));
}

#[test]
fn a_page_knows_when_the_session_ends() {
    let (accounts, token) = begun();
    let ends = |now| {
        let visit = done(accounts.store().current(&token, Instant::from_unix(now))).unwrap();
        visit.unwrap().expires_at.as_unix()
    };
    assert_eq!(
        ends(NOW + 59),
        NOW + 1_200,
        "it is not yet written that somebody was seen"
    );
    assert_eq!(accounts.number("SELECT seen_at FROM session"), NOW);
    assert_eq!(ends(NOW + 60), NOW + 1_260);
    assert_eq!(accounts.number("SELECT seen_at FROM session"), NOW + 60);
    for seen in (60..28_500).step_by(1_000) {
        ends(NOW + seen);
    }
    assert_eq!(ends(NOW + 28_500), NOW + 28_800, "eight hours at most");
}

#[test]
fn every_form_of_a_session_carries_the_same_secret_and_another_session_s_is_another() {
    let (accounts, token) = begun();
    let other = accounts.session(ADA, BORN, NOW).unwrap();
    let csrf = |token: &str, now| {
        let visit = done(accounts.store().current(token, Instant::from_unix(now))).unwrap();
        visit.unwrap().csrf
    };
    assert_eq!(csrf(&token, NOW), csrf(&token, NOW + 600));
    assert_ne!(csrf(&token, NOW), csrf(&other, NOW));
    assert_ne!(csrf(&token, NOW), token);
}

#[test]
fn a_token_that_nobody_was_given_opens_nothing() {
    let (accounts, _) = begun();
    for token in ["", "x", ADA] {
        assert!(!accounts.is_open(token, NOW));
    }
}

#[test]
fn leaving_ends_this_session_and_leaving_everywhere_every_one_of_the_same_person() {
    let (accounts, first) = begun();
    let [second, third] = [NOW, NOW].map(|now| accounts.session(ADA, BORN, now).unwrap());
    let (_, reference) = accounts.approve(&delegate(Authority::Agreement));
    let delegate = accounts.session(&reference, "1970-05-12", NOW).unwrap();
    let now = Instant::from_unix(NOW + 1);
    done(accounts.store().leave(&first, now)).unwrap();
    done(accounts.store().leave(&first, now)).unwrap();
    assert!(!accounts.is_open(&first, NOW + 1));
    assert!(accounts.is_open(&second, NOW + 1));
    done(accounts.store().leave_everywhere(&first, now)).unwrap();
    assert!(
        accounts.is_open(&second, NOW + 1),
        "a session that has ended ends no other"
    );
    done(accounts.store().leave_everywhere(&second, now)).unwrap();
    assert!(!accounts.is_open(&second, NOW + 1));
    assert!(!accounts.is_open(&third, NOW + 1));
    assert!(
        accounts.is_open(&delegate, NOW + 1),
        "the delegate is another person"
    );
}

#[test]
fn an_account_that_staff_close_or_suspend_lets_nobody_look_from_that_moment() {
    for standing in ["online = 'closed'", "online = 'suspended'", "died = 1"] {
        let (accounts, token) = begun();
        let (_, reference) = accounts.approve(&delegate(Authority::PropertyDeputy));
        let delegate = accounts.session(&reference, "1970-05-12", NOW).unwrap();
        assert!(accounts.is_open(&token, NOW) && accounts.is_open(&delegate, NOW));
        accounts.run(&format!("UPDATE account SET {standing}"));
        assert!(!accounts.is_open(&token, NOW), "{standing}");
        assert!(!accounts.is_open(&delegate, NOW), "{standing}");
    }
}

#[test]
fn ending_all_ends_sessions_and_codes_of_the_person_and_of_every_delegate_for_good() {
    let (accounts, token) = begun();
    let (_, reference) = accounts.approve(&delegate(Authority::PropertyDeputy));
    let delegate = accounts.session(&reference, "1970-05-12", NOW).unwrap();
    let other = accounts.add("CA-300400", Some("grace@example.org"), None);
    let grace = accounts.session("CA-300400", BORN, NOW).unwrap();
    let code = accounts.code(ADA, BORN, NOW).unwrap();
    let store = accounts.store();
    let open = |account| {
        let now = Instant::from_unix(NOW);
        done(store.open_sessions(&store.connection, account, now)).unwrap()
    };
    assert_eq!((open(1), open(other)), (2, 1));
    done(store.end_all(&store.connection, 1)).unwrap();
    assert_eq!((open(1), open(other)), (0, 1));
    for token in [&token, &delegate] {
        assert!(!accounts.is_open(token, NOW));
    }
    assert!(accounts.is_open(&grace, NOW));
    assert_eq!(
        accounts.enter(ADA, &code, NOW),
        None,
        "the code that was on its way"
    );
}
