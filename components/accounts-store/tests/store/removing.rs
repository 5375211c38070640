//! An account that need not be kept is deleted by a manager, and its audit chain still verifies.

use crate::fixtures::*;
use account_model::{AccountLine, Change};
use accounts_store::Refusal;

fn remove(accounts: &Accounts, before: i64) -> Result<bool, Refusal> {
    let change = Change::Remove {
        because: "Ninety-nine years have passed.".to_owned(),
        changed_before: at(before),
    };
    let id = accounts.id();
    let made =
        done(
            accounts
                .store()
                .make_change(&id, Some("*"), &change, &manager(), at(NOW + 60)),
        );
    Ok(made?.is_none())
}

#[test]
fn an_account_that_has_changed_since_is_kept() {
    let accounts = Accounts::with_edith();
    assert!(matches!(remove(&accounts, NOW), Err(Refusal::Conflict(_))));
    assert_eq!(accounts.one("SELECT count(*) FROM account"), 1);
}

#[test]
fn nothing_of_a_removed_account_is_left_but_its_audit() {
    let accounts = Accounts::with_edith();
    accounts.sign_in().unwrap();
    accounts.read(&adviser());
    let id = accounts.id();
    assert_eq!(remove(&accounts, NOW + 1), Ok(true));
    for table in [
        "account",
        "week",
        "statement",
        "delegate",
        "session",
        "reason",
    ] {
        let left = accounts.one(&format!("SELECT count(*) FROM {table}"));
        assert_eq!(left, 0, "{table}");
    }
    let read = done(
        accounts
            .store()
            .read(&id, Some("Why"), &manager(), at(NOW + 90)),
    );
    assert_eq!(read.map(drop), Err(Refusal::NotFound));
    assert_eq!(accounts.verbs().last().unwrap(), "removed");
    assert_eq!(findings(&accounts), Vec::<String>::new());
    // The next account is not taken for it.
    accounts.take(&[account(edith())]);
    assert_eq!(findings(&accounts), Vec::<String>::new());
}

#[test]
fn who_died_is_in_the_list_and_so_is_what_has_not_changed_for_long() {
    let accounts = Accounts::with_edith();
    let list = |before: i64| {
        let found = done(
            accounts
                .store()
                .past_retention(at(before), &manager(), at(NOW)),
        );
        found.unwrap().len()
    };
    assert_eq!(list(NOW), 0);
    assert_eq!(list(NOW + 1), 1);
    let died = AccountLine {
        died_on: Some("2026-12-01".to_owned()),
        ..edith()
    };
    accounts.take(&[account(died)]);
    assert_eq!(list(0), 1);
    assert_eq!(remove(&accounts, 0), Ok(true));
}
