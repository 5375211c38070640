//! Passwords: who comes in with one, and how long somebody waits who guesses.

use staff_access::NotSignedIn;
use std::sync::Arc;

use super::{NOW, PASSWORD, Staff, at, done};

#[test]
fn a_worker_signs_in_and_is_known_by_the_cookie() {
    let staff = Staff::new();
    let cookie = staff.sign_in(" Amir ", PASSWORD, NOW).unwrap();
    assert_eq!(cookie.len(), 43);
    let session = done(staff.store().current(&cookie, at(NOW)))
        .unwrap()
        .unwrap();
    assert_eq!(
        (session.actor.id.as_str(), session.display_name.as_str()),
        ("amir", "Amir Shah")
    );
    assert_eq!(session.actor.roles, ["adviser"]);
    assert_eq!(session.csrf.len(), 43);
    let again = done(staff.store().current(&cookie, at(NOW + 5)))
        .unwrap()
        .unwrap();
    assert_eq!(
        again.csrf, session.csrf,
        "the token lasts as long as the session"
    );
    let other = staff.sign_in("amir", PASSWORD, NOW).unwrap();
    let other = done(staff.store().current(&other, at(NOW)))
        .unwrap()
        .unwrap();
    assert_ne!(other.csrf, session.csrf);
}

#[test]
fn a_wrong_password_and_a_name_that_nobody_has_look_the_same() {
    let staff = Staff::new();
    for try_number in 0..7 {
        let known = staff.sign_in("amir", "a wrong password", NOW + try_number);
        let unknown = staff.sign_in("nobody", "a wrong password", NOW + try_number);
        assert_eq!(known, unknown, "try {try_number}");
        let expected = if try_number < 5 {
            NotSignedIn::Wrong
        } else {
            NotSignedIn::Locked(at(NOW + 4 + 60))
        };
        assert_eq!(known, Err(expected), "try {try_number}");
    }
}

#[test]
fn waiting_grows_with_every_wrong_password_and_ends_with_a_right_one() {
    let staff = Staff::new();
    let mut time = NOW;
    for _ in 0..5 {
        assert_eq!(
            staff.sign_in("amir", "wrong", time),
            Err(NotSignedIn::Wrong)
        );
    }
    for wait in [60, 120, 240] {
        assert_eq!(
            staff.sign_in("amir", PASSWORD, time + wait - 1),
            Err(NotSignedIn::Locked(at(time + wait)))
        );
        time += wait;
        assert_eq!(
            staff.sign_in("amir", "wrong", time),
            Err(NotSignedIn::Wrong)
        );
    }
    time += 480;
    assert!(staff.sign_in("amir", PASSWORD, time).is_ok());
    assert_eq!(
        staff.sign_in("amir", "wrong", time),
        Err(NotSignedIn::Wrong)
    );
    assert!(
        staff.sign_in("amir", PASSWORD, time).is_ok(),
        "it began afresh"
    );
}

#[test]
fn nobody_waits_longer_than_an_hour_and_after_a_day_all_is_forgotten() {
    let staff = Staff::new();
    let mut time = NOW;
    for _ in 0..14 {
        assert_eq!(
            staff.sign_in("amir", "wrong", time),
            Err(NotSignedIn::Wrong)
        );
        time += 3600;
    }
    time += 86_400;
    for _ in 0..4 {
        assert_eq!(
            staff.sign_in("amir", "wrong", time),
            Err(NotSignedIn::Wrong)
        );
    }
    assert!(staff.sign_in("amir", PASSWORD, time).is_ok());
}

#[test]
fn many_guesses_at_once_do_not_slip_through() {
    let staff = Arc::new(Staff::new());
    let threads: Vec<_> = (0..16)
        .map(|_| {
            let staff = Arc::clone(&staff);
            std::thread::spawn(move || staff.sign_in("amir", "a guess", NOW))
        })
        .collect();
    let outcomes: Vec<_> = threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect();
    let looked_at = outcomes
        .iter()
        .filter(|outcome| **outcome == Err(NotSignedIn::Wrong))
        .count();
    assert_eq!(looked_at, 5);
}
