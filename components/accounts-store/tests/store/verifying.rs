//! What was written stands as it was written, or verification says where it does not.

use crate::fixtures::*;
use account_model::Change;
use accounts_store::Delivery;
use accounts_store::Drafted;

/// Accounts on which a good deal has happened, with a checkpoint in the middle.
fn busy() -> Accounts {
    let accounts = Accounts::new();
    accounts.take(&[account(edith()), line(week(0)), line(week(1))]);
    let copied = "CREATE TABLE earlier AS SELECT * FROM account";
    accounts.raw().execute_batch(copied).unwrap();
    let mut moved = edith();
    moved.email = Some("other@example.org".to_owned());
    accounts.take(&[account(moved)]);
    accounts
        .change(&Change::RecordDelegate(daughter()), &senior())
        .unwrap();
    done(accounts.store().work(Delivery::Mailbox, at(NOW))).unwrap();
    let mut other = week(0);
    other.paid = pence(1);
    accounts.take_at(&[corrected(other, "The invoice was wrong.")], NOW + 60);
    let draft = Drafted {
        from: "2026-01-05".to_owned(),
        to: "2026-01-18".to_owned(),
        content: "{}".to_owned(),
        next: "2027-01-05".to_owned(),
        revision: accounts.account().revision,
    };
    let issued = done(accounts.store().issue(&accounts.id(), &draft, at(NOW + 90)));
    assert_eq!(issued, Ok(true));
    done(accounts.store().work(Delivery::Mailbox, at(NOW + 400))).unwrap();
    accounts.account();
    accounts
}

#[test]
fn an_untouched_log_has_no_findings() {
    assert_eq!(findings(&busy()), Vec::<String>::new());
}

#[test]
fn every_way_of_tampering_is_found_out() {
    for tampering in [
        "UPDATE audit SET who = 'somebody else' WHERE what = 'imported'",
        "UPDATE audit SET at = at + 1 WHERE sequence = 1",
        "UPDATE audit SET sealed = NULL WHERE sequence = 1",
        "UPDATE audit SET hash = zeroblob(32) WHERE sequence = 2",
        "DELETE FROM audit WHERE sequence = 2",
        "DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)",
        "DELETE FROM audit",
        "UPDATE checkpoint SET hash = zeroblob(32)",
        "UPDATE account SET chain_length = 1",
        "UPDATE account SET id = 'another'",
        "UPDATE account SET sealed = zeroblob(80)",
        "UPDATE account SET sealed = (SELECT sealed FROM earlier)",
        "UPDATE account SET online = 'closed'",
        "UPDATE account SET contact_held_until = 1",
        "UPDATE account SET contact_held_until = NULL",
        "UPDATE account SET died = 1",
        "UPDATE account SET person = 0",
        "UPDATE account SET reference = zeroblob(32)",
        "UPDATE account SET next_statement = NULL",
        "UPDATE account SET updated_at = 0",
        "UPDATE account SET guard = NULL",
        "UPDATE account SET revision = revision + 1",
        "UPDATE account SET (person, sealed, online, contact_held_until, died, updated_at,
            next_statement, statements, revision, guard) = (SELECT person, sealed, online,
            contact_held_until, died, updated_at, next_statement, statements, revision, guard
            FROM earlier)",
        "UPDATE delegate SET standing = 'approved'",
        "UPDATE delegate SET sealed = zeroblob(80)",
        "DELETE FROM delegate",
        "DELETE FROM account",
        "INSERT INTO removed SELECT number, id, chain_length, chain_hash FROM account; DELETE FROM account",
        "UPDATE week SET sealed = zeroblob(60) WHERE entry = 1",
        "DELETE FROM week WHERE entry = 2",
        "DELETE FROM week",
        "UPDATE week SET week_starting = '2026-01-19' WHERE week_starting = '2026-01-12'",
        "UPDATE week SET entered_at = 0 WHERE entry = 2",
        "UPDATE week SET event = 2 WHERE week_starting = '2026-01-12'",
        "DELETE FROM statement",
        "UPDATE statement SET to_day = '2026-12-31'",
        "UPDATE statement SET issued_at = 0",
        "UPDATE statement SET number = 7",
        "UPDATE statement SET sealed = zeroblob(80)",
    ] {
        let accounts = busy();
        accounts.raw().execute_batch(tampering).unwrap();
        assert!(!findings(&accounts).is_empty(), "{tampering}");
    }
}

#[test]
fn findings_hold_nothing_personal() {
    let accounts = busy();
    let tampering = "UPDATE audit SET who = 'x' WHERE sequence = 1; DELETE FROM statement";
    accounts.raw().execute_batch(tampering).unwrap();
    let id = accounts.id();
    let findings = findings(&accounts).join(" ");
    assert!(
        !findings.contains(&id) && !findings.contains("finance"),
        "{findings}"
    );
}

#[test]
fn a_store_that_can_do_its_work_says_so() {
    assert_eq!(done(Accounts::new().store().ready()), Ok(()));
}
