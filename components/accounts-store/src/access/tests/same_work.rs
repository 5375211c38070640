//! Whoever asks and whoever enters: what the database is asked, in which order and with how many bytes, what
//! it keeps afterwards and how much is drawn at random does not differ. A clock could only show what shows
//! here, and this cannot be flaky.

use super::fixtures::*;
use crate::Delivery;
use account_model::Authority;
use vocabulary::Instant;

/// What one request did: statements, bytes drawn, and the rows of each table afterwards.
#[derive(Debug, PartialEq)]
struct Work {
    statements: Vec<String>,
    drawn: Vec<usize>,
    rows: Vec<i64>,
}

fn rows(accounts: &Accounts) -> Vec<i64> {
    ["way_in", "message", "session", "tally"]
        .map(|table| accounts.number(&format!("SELECT count(*) FROM {table}")))
        .to_vec()
}

const FROM: Option<&str> = Some("192.0.2.7");

fn ask(accounts: &Accounts, reference: &str, born: &str, delivery: Delivery, now: i64) -> Work {
    let store = accounts.noting();
    done(store.ask(reference, born, FROM, delivery, Instant::from_unix(now))).unwrap();
    Work {
        statements: store.connection.statements.take(),
        drawn: store.randomness.drawn.take(),
        rows: rows(accounts),
    }
}

/// What asking did, where nothing had been asked before, and whether a message goes.
fn first_ask(accounts: &Accounts, reference: &str, born: &str) -> (Work, bool) {
    let work = ask(accounts, reference, born, Delivery::Mailbox, NOW);
    (work, accounts.messages() > 0)
}

#[test]
fn asking_is_the_same_work_whoever_it_is_for() {
    let (known, sent) = first_ask(&Accounts::new(), ADA, BORN);
    assert!(sent);
    assert_eq!(known.rows, [1, 1, 0, 1]);
    assert_eq!(known.statements.len(), 7, "{:#?}", known.statements);

    let nobody = "UPDATE account SET online = 'open'";
    for (what, change, reference, born) in [
        ("unknown", nobody, "CA-999999", BORN),
        ("no reference at all", nobody, "", ""),
        ("wrong date of birth", nobody, ADA, "1941-03-08"),
        ("closed", "UPDATE account SET online = 'closed'", ADA, BORN),
        (
            "suspended",
            "UPDATE account SET online = 'suspended'",
            ADA,
            BORN,
        ),
        ("died", "UPDATE account SET died = 1", ADA, BORN),
        (
            "contact held",
            "UPDATE account SET contact_held_until = 1798128001",
            ADA,
            BORN,
        ),
    ] {
        let accounts = Accounts::new();
        accounts.run(change);
        let (work, sent) = first_ask(&accounts, reference, born);
        assert_eq!(work, known, "{what}");
        assert!(!sent, "{what}");
    }

    let accounts = Accounts::new();
    accounts.add("CA-300400", None, Some(" "));
    let (work, sent) = first_ask(&accounts, "CA-300400", BORN);
    assert_eq!((work, sent), (known, false), "no contact");
}

#[test]
fn asking_is_the_same_work_without_a_sender() {
    let (known, _) = first_ask(&Accounts::new(), ADA, BORN);
    let accounts = Accounts::new();
    assert_eq!(ask(&accounts, ADA, BORN, Delivery::None, NOW), known);
    assert_eq!(accounts.messages(), 0);
}

#[test]
fn asking_is_the_same_work_for_a_delegate_whatever_their_authority() {
    let (known, _) = first_ask(&Accounts::new(), ADA, BORN);
    for (authority, goes) in [
        (Authority::PropertyAttorney, true),
        (Authority::Appointee, false),
    ] {
        let accounts = Accounts::new();
        let (_, reference) = accounts.approve(&delegate(authority));
        let (work, sent) = first_ask(&accounts, &reference, "1970-05-12");
        assert_eq!(work, known, "{authority:?}");
        assert_eq!(sent, goes, "{authority:?}");
    }
    let accounts = Accounts::new();
    let (_, waiting) = accounts.record(&delegate(Authority::PropertyAttorney));
    assert_eq!(first_ask(&accounts, &waiting, "1970-05-12"), (known, false));
}

#[test]
fn asking_again_is_the_same_work_for_who_is_locked_and_for_who_has_had_enough_codes() {
    let again = |reference: &str, wrong: usize, asked: usize| {
        let accounts = Accounts::new();
        for _ in 0..asked {
            accounts.ask(reference, BORN, NOW);
        }
        for _ in 0..wrong {
            accounts.enter(reference, "no code", NOW);
        }
        // As many messages as the others had before.
        accounts.run("DELETE FROM message");
        let work = ask(&accounts, reference, BORN, Delivery::Mailbox, NOW + 1);
        (work, accounts.messages())
    };
    let (known, sent) = again(ADA, 0, 1);
    assert_eq!(sent, 1);
    for (what, reference, wrong, asked) in [
        ("locked", ADA, 5, 1),
        ("unknown", "CA-999999", 0, 1),
        ("unknown and locked", "CA-999999", 5, 1),
        ("five codes within the hour", ADA, 0, 5),
    ] {
        assert_eq!(again(reference, wrong, asked), (clone(&known), 0), "{what}");
    }
}

fn clone(work: &Work) -> Work {
    Work {
        statements: work.statements.clone(),
        drawn: work.drawn.clone(),
        rows: work.rows.clone(),
    }
}

/// What entering with a code did, and whether it let somebody in.
fn enter(accounts: &Accounts, reference: &str, code: &str, now: i64) -> (Work, bool) {
    let store = accounts.noting();
    let begun = done(store.enter(reference, code, FROM, Instant::from_unix(now))).unwrap();
    let work = Work {
        statements: store.connection.statements.take(),
        drawn: store.randomness.drawn.take(),
        rows: rows(accounts),
    };
    (work, begun.is_some())
}

#[test]
fn being_refused_is_the_same_work_whyever_it_is() {
    let refused = |reference: &str, change: &str, wrong: usize, right: bool, later: i64| {
        let accounts = Accounts::new();
        let code = accounts
            .code(reference, BORN, NOW)
            .unwrap_or_else(|| "000000".to_owned());
        accounts.run(change);
        for _ in 0..wrong {
            accounts.enter(reference, another(&code), NOW);
        }
        let typed = if right { code.as_str() } else { another(&code) };
        let (work, let_in) = enter(&accounts, reference, typed, NOW + later);
        assert!(!let_in, "{reference} {change} {wrong} {right} {later}");
        work
    };
    let none = "UPDATE account SET person = person";
    let wrong = refused(ADA, none, 0, false, 1);
    assert_eq!(wrong.statements.len(), 6, "{:#?}", wrong.statements);
    for (what, other) in [
        ("unknown", refused("CA-999999", none, 0, false, 1)),
        ("too late", refused(ADA, none, 0, true, 600)),
        ("locked", refused(ADA, none, 5, true, 1)),
        (
            "unknown and locked",
            refused("CA-999999", none, 6, false, 1),
        ),
        (
            "closed",
            refused(ADA, "UPDATE account SET online = 'closed'", 0, true, 1),
        ),
        (
            "suspended",
            refused(ADA, "UPDATE account SET online = 'suspended'", 0, true, 1),
        ),
        (
            "died",
            refused(ADA, "UPDATE account SET died = 1", 0, true, 1),
        ),
    ] {
        assert_eq!(other, wrong, "{what}");
    }

    // Where nobody has asked before, a row is written for whoever it is.
    let first = |reference: &str| enter(&Accounts::new(), reference, "123456", NOW).0;
    assert_eq!(first(ADA), first("CA-999999"));
}

#[test]
fn being_let_in_differs_only_where_the_answer_does() {
    let accounts = Accounts::new();
    let code = accounts.code(ADA, BORN, NOW).unwrap();
    let (right, let_in) = enter(&accounts, ADA, &code, NOW + 1);
    assert!(let_in);
    let accounts = Accounts::new();
    let code = accounts.code(ADA, BORN, NOW).unwrap();
    let (wrong, _) = enter(&accounts, ADA, another(&code), NOW + 1);
    let until_then = wrong.statements.len() - 1;
    assert_eq!(
        right.statements[..until_then],
        wrong.statements[..until_then]
    );
    assert_eq!(right.drawn[..wrong.drawn.len()], wrong.drawn[..]);
}
