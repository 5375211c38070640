//! Statements are issued once, and never change.

use crate::fixtures::*;
use accounts_store::Drafted;

fn with_a_year_of_weeks() -> Accounts {
    let accounts = Accounts::new();
    let weeks = (0..52).map(|number| line(week(number)));
    let lines: Vec<_> = [account(edith())].into_iter().chain(weeks).collect();
    accounts.take(&lines);
    accounts
}

fn drafted(accounts: &Accounts) -> Drafted {
    Drafted {
        from: "2026-01-05".to_owned(),
        to: "2027-01-04".to_owned(),
        content: r#"{"paid": 468000}"#.to_owned(),
        next: "2028-01-05".to_owned(),
        revision: accounts.account().revision,
    }
}

#[test]
fn a_statement_is_due_a_year_after_the_first_week_until_one_says_otherwise() {
    let accounts = with_a_year_of_weeks();
    let due = |on: &str| done(accounts.store().due(on, 100)).unwrap();
    assert_eq!(due("2027-01-04"), Vec::<String>::new());
    assert_eq!(due("2027-01-05"), [accounts.id()]);
    assert_eq!(done(accounts.store().due("2027-01-05", 0)), Ok(Vec::new()));
    let draft = drafted(&accounts);
    assert_eq!(
        done(accounts.store().issue(&accounts.id(), &draft, at(NOW))),
        Ok(true)
    );
    assert_eq!(due("2028-01-04"), Vec::<String>::new());
    assert_eq!(due("2028-01-05"), [accounts.id()]);
    // A week before all others changes nothing of that.
    accounts.take(&[line(week(-5))]);
    assert_eq!(due("2028-01-04"), Vec::<String>::new());
}

#[test]
fn a_statement_does_not_make_an_account_be_kept_for_longer() {
    let accounts = with_a_year_of_weeks();
    let before = accounts.account();
    let (id, later) = (accounts.id(), at(NOW + 1_000));
    let issued = done(accounts.store().issue(&id, &drafted(&accounts), later));
    assert_eq!(issued, Ok(true));
    let after = accounts.account();
    assert_eq!(after.updated_at, before.updated_at);
    assert!(after.revision > before.revision);
    assert_eq!(findings(&accounts), Vec::<String>::new());
}

#[test]
fn nobody_sends_statements_to_somebody_who_died() {
    let accounts = with_a_year_of_weeks();
    let mut died = edith();
    died.died_on = Some("2026-11-30".to_owned());
    accounts.take(&[account(died)]);
    let due = done(accounts.store().due("2027-01-05", 100));
    assert_eq!(due, Ok(Vec::new()));
}

#[test]
fn a_period_has_one_statement() {
    let accounts = with_a_year_of_weeks();
    let issue = |draft: &Drafted| done(accounts.store().issue(&accounts.id(), draft, at(NOW)));
    assert_eq!(issue(&drafted(&accounts)), Ok(true));
    assert_eq!(issue(&drafted(&accounts)), Ok(false), "issued already");
    let overlapping = Drafted {
        from: "2027-01-04".to_owned(),
        to: "2027-06-30".to_owned(),
        ..drafted(&accounts)
    };
    assert_eq!(issue(&overlapping), Ok(false));
    let next = Drafted {
        from: "2027-01-05".to_owned(),
        to: "2028-01-03".to_owned(),
        ..drafted(&accounts)
    };
    assert_eq!(issue(&next), Ok(true));
    let numbers: Vec<u32> = accounts
        .account()
        .statements
        .iter()
        .map(|head| head.number)
        .collect();
    assert_eq!(numbers, [2, 1], "the newest first");
}

#[test]
fn a_statement_of_an_account_that_changed_meanwhile_is_not_issued() {
    let accounts = with_a_year_of_weeks();
    let draft = drafted(&accounts);
    accounts.take(&[line(week(52))]);
    let issue = |draft: &Drafted| done(accounts.store().issue(&accounts.id(), draft, at(NOW)));
    assert_eq!(issue(&draft), Ok(false));
    assert_eq!(accounts.one("SELECT count(*) FROM statement"), 0);
    assert_eq!(issue(&drafted(&accounts)), Ok(true), "it can be done again");
}

#[test]
fn nothing_is_issued_to_nobody_or_about_no_days() {
    let accounts = with_a_year_of_weeks();
    let draft = drafted(&accounts);
    let issue = |id: &str, draft: &Drafted| done(accounts.store().issue(id, draft, at(NOW)));
    assert_eq!(issue("nobody", &draft), Ok(false));
    let backwards = Drafted {
        to: "2025-01-01".to_owned(),
        ..draft
    };
    assert!(issue(&accounts.id(), &backwards).is_err());
}

#[test]
fn what_a_statement_says_is_sealed() {
    let accounts = with_a_year_of_weeks();
    let draft = drafted(&accounts);
    done(accounts.store().issue(&accounts.id(), &draft, at(NOW))).unwrap();
    assert!(!accounts.text_of_files().contains("468000"));
}
