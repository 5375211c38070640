//! Addresses of the internet from which too much comes.

use super::fixtures::*;
use crate::Delivery;
use vocabulary::Instant;

fn ask(accounts: &Accounts, from: &str, now: i64) -> Option<u32> {
    let (store, now) = (accounts.store(), Instant::from_unix(now));
    seconds_to_wait(done(store.ask(
        "CA-999999",
        BORN,
        Some(from),
        Delivery::Mailbox,
        now,
    )))
}

fn enter(accounts: &Accounts, from: &str, now: i64) -> Option<u32> {
    let (store, now) = (accounts.store(), Instant::from_unix(now));
    seconds_to_wait(done(store.enter("CA-999999", "123456", Some(from), now)))
}

#[test]
fn one_address_asks_thirty_times_an_hour() {
    let accounts = Accounts::new();
    for _ in 0..30 {
        assert_eq!(ask(&accounts, "192.0.2.7:4711", NOW), None);
    }
    assert_eq!(ask(&accounts, "192.0.2.7:4712", NOW + 60), Some(3_540));
    assert_eq!(
        ask(&accounts, "192.0.2.8", NOW + 60),
        None,
        "another address"
    );
    assert_eq!(
        enter(&accounts, "192.0.2.7", NOW + 60),
        None,
        "what was sent can be typed"
    );
    assert_eq!(ask(&accounts, "192.0.2.7", NOW + 3_599), Some(1));
    assert_eq!(
        ask(&accounts, "192.0.2.7", NOW + 3_600),
        None,
        "whoever waited is let in"
    );
}

#[test]
fn one_address_types_sixty_codes_an_hour() {
    let accounts = Accounts::new();
    for _ in 0..60 {
        assert_eq!(enter(&accounts, "2001:db8:1:2::1", NOW), None);
    }
    assert_eq!(enter(&accounts, "2001:db8:1:2::9", NOW), Some(3_600));
}

#[test]
fn too_many_says_nothing_of_any_account_and_changes_nothing() {
    let accounts = Accounts::new();
    for _ in 0..30 {
        ask(&accounts, "192.0.2.7", NOW);
    }
    let rows = || accounts.number("SELECT count(*) FROM message");
    let before = rows();
    let now = Instant::from_unix(NOW);
    for reference in [ADA, "CA-999999"] {
        let store = accounts.store();
        let asked = store.ask(reference, BORN, Some("192.0.2.7"), Delivery::Mailbox, now);
        assert_eq!(seconds_to_wait(done(asked)), Some(3_600), "{reference}");
    }
    assert_eq!(rows(), before);
}

#[test]
fn the_machine_itself_is_not_counted() {
    let accounts = Accounts::new();
    for _ in 0..70 {
        assert_eq!(ask(&accounts, "127.0.0.1:80", NOW), None);
    }
    assert_eq!(accounts.number("SELECT count(*) FROM tally"), 0);
}
