//! Providers of identities.

use super::fixtures::*;
use account_model::Authority;
use vocabulary::Instant;

const PROVIDER: &str = "https://id.example.org";

fn link(accounts: &Accounts, token: &str, subject: &str) -> bool {
    let now = Instant::from_unix(NOW);
    done(accounts.store().link(token, PROVIDER, subject, now)).unwrap()
}

fn enter(accounts: &Accounts, subject: &str) -> Option<String> {
    let now = Instant::from_unix(NOW);
    let begun = done(accounts.store().enter_linked(PROVIDER, subject, now)).unwrap();
    begun.map(|begun| begun.token)
}

fn account_of(accounts: &Accounts, token: &str) -> i64 {
    let visitor = done(accounts.store().visitor(token, Instant::from_unix(NOW))).unwrap();
    visitor.unwrap().account
}

#[test]
fn whoever_linked_their_account_comes_in_by_the_provider() {
    let accounts = Accounts::new();
    assert_eq!(enter(&accounts, "ada"), None);
    let token = accounts.session(ADA, BORN, NOW).unwrap();
    assert!(link(&accounts, &token, "ada"));
    let linked = enter(&accounts, "ada").unwrap();
    assert_eq!(account_of(&accounts, &linked), 1);
    let now = Instant::from_unix(NOW);
    let elsewhere = accounts.store();
    let elsewhere = done(elsewhere.enter_linked("https://other.example.org", "ada", now));
    assert_eq!(
        elsewhere,
        Ok(None),
        "another provider's ada is somebody else"
    );
}

#[test]
fn an_account_has_one_link_and_somebody_has_one_account() {
    let accounts = Accounts::new();
    let other = accounts.add("CA-300400", Some("grace@example.org"), None);
    let ada = accounts.session(ADA, BORN, NOW).unwrap();
    let grace = accounts.session("CA-300400", BORN, NOW).unwrap();
    assert!(link(&accounts, &ada, "first"));
    assert!(link(&accounts, &ada, "second"));
    assert_eq!(enter(&accounts, "first"), None);
    assert!(link(&accounts, &grace, "second"));
    let token = enter(&accounts, "second").unwrap();
    assert_eq!(account_of(&accounts, &token), other);
}

#[test]
fn a_delegate_and_a_session_that_has_ended_link_nothing() {
    let accounts = Accounts::new();
    let (_, reference) = accounts.approve(&delegate(Authority::PropertyAttorney));
    let token = accounts.session(&reference, "1970-05-12", NOW).unwrap();
    assert!(!link(&accounts, &token, "byron"));
    assert!(!link(&accounts, "no session", "byron"));
    assert_eq!(enter(&accounts, "byron"), None);
}

#[test]
fn a_provider_opens_nothing_that_a_code_would_not() {
    for standing in ["online = 'closed'", "online = 'suspended'", "died = 1"] {
        let accounts = Accounts::new();
        let token = accounts.session(ADA, BORN, NOW).unwrap();
        link(&accounts, &token, "ada");
        accounts.run(&format!("UPDATE account SET {standing}"));
        assert_eq!(enter(&accounts, "ada"), None, "{standing}");
    }
    let accounts = Accounts::new();
    let token = accounts.session(ADA, BORN, NOW).unwrap();
    link(&accounts, &token, "ada");
    for _ in 0..5 {
        accounts.enter(ADA, "not one", NOW);
    }
    assert_eq!(enter(&accounts, "ada"), None, "locked");
}

#[test]
fn staff_can_end_a_link() {
    let accounts = Accounts::new();
    let token = accounts.session(ADA, BORN, NOW).unwrap();
    link(&accounts, &token, "ada");
    let store = accounts.store();
    let is_linked = || done(store.is_linked(&store.connection, 1)).unwrap();
    assert!(is_linked());
    done(store.unlink(&store.connection, 1)).unwrap();
    assert!(!is_linked());
    assert_eq!(enter(&accounts, "ada"), None);
}
