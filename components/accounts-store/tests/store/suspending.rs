//! A safeguarding sign suspends every way in at once.

use crate::fixtures::*;
use account_model::{AccountLine, Change, Online, Person};

fn somebody_like_edith() -> Person {
    Person {
        given_name: "edith ".to_owned(),
        family_name: "FENNIMORE".to_owned(),
        date_of_birth: "1941-03-07".to_owned(),
    }
}

fn suspend(accounts: &Accounts, person: &Person) -> u32 {
    let by = somebody("token:triage", "worker");
    let suspended = done(
        accounts
            .store()
            .suspend_person(person, "A sign.", &by, at(NOW)),
    );
    suspended.unwrap()
}

#[test]
fn every_account_of_the_person_is_suspended_and_nobody_else_s() {
    let accounts = Accounts::with_edith();
    let second = AccountLine {
        account_reference: "SECOND-1".to_owned(),
        ..edith()
    };
    let another = AccountLine {
        account_reference: "OTHER-1".to_owned(),
        given_name: "Ada".to_owned(),
        ..edith()
    };
    accounts.take(&[account(second), account(another)]);
    assert_eq!(suspend(&accounts, &somebody_like_edith()), 2);
    assert_eq!(
        accounts.one("SELECT count(*) FROM account WHERE online = 'suspended'"),
        2
    );
    assert_eq!(
        suspend(&accounts, &somebody_like_edith()),
        0,
        "they are suspended already"
    );
    assert_eq!(findings(&accounts), Vec::<String>::new());
}

#[test]
fn a_session_that_is_open_ends_at_once_and_no_code_goes() {
    let accounts = Accounts::with_edith();
    let token = accounts.sign_in().unwrap();
    suspend(&accounts, &somebody_like_edith());
    assert_eq!(done(accounts.store().look(&token, at(NOW + 1))), Ok(None));
    let before = done(accounts.store().mailbox()).unwrap().len();
    assert!(accounts.sign_in().is_none());
    assert_eq!(done(accounts.store().mailbox()).unwrap().len(), before);
}

/// Whoever harms the person may have linked a sign-in of their own: it must not open the account once the
/// suspension is lifted.
#[test]
fn a_linked_sign_in_is_taken_away_by_whoever_suspends() {
    const PROVIDER: &str = "https://id.example.org";
    let by_a_sign = |accounts: &Accounts| {
        assert_eq!(suspend(accounts, &somebody_like_edith()), 1);
    };
    let by_staff = |accounts: &Accounts| {
        let suspended = accounts.change(&Change::Suspend(why()), &adviser());
        assert!(!suspended.unwrap().linked);
    };
    let ways: [&dyn Fn(&Accounts); 2] = [&by_a_sign, &by_staff];
    for suspends in ways {
        let accounts = Accounts::with_edith();
        let token = accounts.sign_in().unwrap();
        let store = accounts.store();
        assert_eq!(
            done(store.link(&token, PROVIDER, "somebody", at(NOW))),
            Ok(true)
        );
        suspends(&accounts);
        accounts
            .change(&Change::LiftSuspension(why()), &safeguarding())
            .unwrap();
        let came = done(store.enter_linked(PROVIDER, "somebody", at(NOW)));
        assert_eq!(came, Ok(None));
    }
}

#[test]
fn what_was_closed_before_it_was_suspended_is_closed_afterwards() {
    let accounts = Accounts::with_edith();
    let lifted = || {
        let held = accounts.change(&Change::LiftSuspension(why()), &safeguarding());
        held.unwrap().online
    };
    suspend(&accounts, &somebody_like_edith());
    assert_eq!(lifted(), Online::Open);
    accounts
        .change(&Change::CloseOnline(why()), &adviser())
        .unwrap();
    suspend(&accounts, &somebody_like_edith());
    assert_eq!(lifted(), Online::Closed);
}

#[test]
fn an_import_leaves_a_suspended_account_suspended() {
    let accounts = Accounts::with_edith();
    suspend(&accounts, &somebody_like_edith());
    let mut died = edith();
    died.died_on = Some("2026-12-01".to_owned());
    accounts.take(&[account(died), line(week(7))]);
    assert_eq!(
        accounts.text("SELECT online FROM account").as_deref(),
        Some("suspended")
    );
}
