//! How it is kept: sealed, under keys that must be the right ones, in a database that may be away.

use crate::fixtures::*;
use case_store::model::{Change, Notice, Submission};
use case_store::{Delivery, Fault, Keys, Refusal, Store};
use database::native::NativeConnection;
use database::{Connection, Row, SqlError, Value};
use sealing::{IndexKey, SealingKeys, SystemRandomness};
use std::sync::Arc;

#[test]
fn nothing_that_anybody_said_stands_in_the_file() {
    let cases = Cases::new();
    let cookie = done(cases.store().begin_draft(
        &form("adult-contact"),
        r#"{"narrative":"draftword"}"#,
        None,
        at(NOW),
    ))
    .unwrap();
    let receipt = cases.submit(&with_key(
        Submission {
            flags: vec!["flagword".to_owned()],
            ..contact()
        },
        "idemkey",
        "bodyword",
    ));
    cases
        .change(
            &receipt.reference,
            Change::Note("noteword".to_owned()),
            &adviser(),
        )
        .unwrap();
    cases
        .change(&receipt.reference, s42(), &safeguarding())
        .unwrap();
    let by_name = case_store::model::Criteria {
        family_name: Some("Fennimore".to_owned()),
        ..Default::default()
    };
    done(
        cases
            .store()
            .search(&by_name, "reasonword", &adviser(), at(NOW)),
    )
    .unwrap();
    let text = cases.text_of_files();
    assert!(
        text.contains("ascc-general"),
        "the file must have been written"
    );
    let code = receipt.tracking_code.to_lowercase();
    for word in [
        "edith",
        "fennimore",
        "1941-03-07",
        "960 001",
        "01632960001",
        "example.org",
        "cm1 1qh",
        "bath",
        "personal-care",
        "draftword",
        "flagword",
        "idemkey",
        "bodyword",
        "noteword",
        "reasonword",
        "she said so",
        "because of the bath",
        &code,
        &code.replace('-', ""),
        &cookie.to_lowercase(),
    ] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn a_wrong_key_is_refused_by_name() {
    let cases = Cases::new();
    cases.submit(&contact());
    let expected = SealingKeys::read(SEALING, "").unwrap().id().to_string();
    let refused = cases.opened_with(OTHER_KEY, "", INDEX).err();
    assert_eq!(refused, Some(Fault::WrongKey(expected)));
    let expected = IndexKey::read(INDEX).unwrap().id().to_string();
    let refused = cases.opened_with(SEALING, "", OTHER_KEY).err();
    assert_eq!(refused, Some(Fault::WrongKey(expected)));
    assert!(cases.opened_with(SEALING, "", INDEX).is_ok());
    assert!(
        matches!(cases.opened_with("hunter2", "", INDEX).err(), Some(Fault::Internal(why)) if !why.contains("hunter2"))
    );
}

#[test]
fn keys_can_be_changed_for_new_ones_and_old_records_still_open() {
    let cases = Cases::new();
    let old = cases.submit(&with_key(contact(), "k", "{}"));
    let store = cases.opened_with(OTHER_KEY, SEALING, INDEX).unwrap();
    assert!(done(store.read(&old.reference, &adviser(), at(NOW))).is_ok());
    let again = done(store.submit(&with_key(contact(), "k", "{}"), at(NOW))).unwrap();
    assert_eq!(again.tracking_code, old.tracking_code);
    let new = done(store.submit(&contact(), at(NOW))).unwrap();
    let store = cases.opened_with(OTHER_KEY, "", INDEX).unwrap();
    assert!(done(store.read(&new.reference, &adviser(), at(NOW))).is_ok());
    let expected = SealingKeys::read(SEALING, "").unwrap().id().to_string();
    let unread = done(store.read(&old.reference, &adviser(), at(NOW)));
    assert_eq!(unread, Err(Refusal::Failed(Fault::WrongKey(expected))));
    // The first key alone is now the wrong one.
    assert!(matches!(
        cases.opened_with(SEALING, "", INDEX).err(),
        Some(Fault::WrongKey(_))
    ));
}

#[test]
fn a_record_that_was_changed_or_moved_is_not_shown() {
    for tampering in [
        "UPDATE referral_record SET sealed = (SELECT sealed FROM referral_record WHERE referral = 2) WHERE referral = 1",
        "UPDATE referral SET listed = (SELECT listed FROM referral WHERE id = 2) WHERE id = 1",
        "UPDATE referral_record SET sealed = substr(sealed, 1, length(sealed) - 1) || x'00'",
        "UPDATE referral_record SET sealed = x'02' || substr(sealed, 2)",
    ] {
        let cases = Cases::new();
        let (reference, _) = (cases.submit(&contact()).reference, cases.submit(&contact()));
        cases.raw().execute_batch(tampering).unwrap();
        let unread = cases.read(&reference, &adviser());
        assert!(
            matches!(unread, Err(Refusal::Failed(Fault::Internal(_)))),
            "{tampering}: {unread:?}"
        );
    }
}

#[test]
fn many_instances_may_start_at_once_and_lose_no_contact() {
    let cases = Arc::new(Cases::new());
    // A database that is not there yet; each thread is a process of its own, without shared turns.
    let file = cases.folder.join("fresh.db");
    let threads: Vec<_> = (0..16)
        .map(|_| {
            let (file, keys) = (file.clone(), Arc::clone(&cases.keys));
            std::thread::spawn(move || {
                let connection = database::native::Pool::new(file).connect().unwrap();
                let store = done(Store::open(connection, keys, SystemRandomness)).unwrap();
                done(store.submit(&contact(), at(NOW))).unwrap().reference
            })
        })
        .collect();
    let references: Vec<_> = threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect();
    let connection = rusqlite::Connection::open(file).unwrap();
    let stored: i64 = connection
        .query_row("SELECT count(*) FROM referral", [], |row| row.get(0))
        .unwrap();
    assert_eq!((references.len(), stored), (16, 16));
}

/// A database that is away, or that somebody else is writing.
struct Away(SqlError);

impl Connection for Away {
    async fn execute(&self, _: &str, _: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        Err(self.0.clone())
    }

    async fn pause(&self, _: u64) {}
}

#[test]
fn a_database_that_is_away_or_busy_is_unavailable_and_not_a_defect() {
    let keys = Arc::new(Keys::read(SEALING, "", INDEX).unwrap());
    for error in [
        SqlError::Busy,
        SqlError::from_message("disk I/O error".to_owned()),
    ] {
        let opened = done(Store::open(
            Away(error.clone()),
            Arc::clone(&keys),
            SystemRandomness,
        ));
        assert!(matches!(opened.err(), Some(Fault::Unavailable(_))));
        let store = Store::on(Away(error), Arc::clone(&keys), SystemRandomness);
        let submitted = done(store.submit(&contact(), at(NOW)));
        assert!(matches!(
            submitted,
            Err(case_store::model::NotSubmitted::Failed(Fault::Unavailable(
                _
            )))
        ));
        assert!(matches!(
            done(store.load_draft("x", at(NOW))),
            Err(Fault::Unavailable(_))
        ));
        let read = done(store.read("ASC-1111-111N", &adviser(), at(NOW)));
        assert!(matches!(read, Err(Refusal::Failed(Fault::Unavailable(_)))));
    }
}

/// Busy a few times, then well.
struct BusyAtFirst(NativeConnection, std::cell::Cell<u32>);

impl Connection for BusyAtFirst {
    async fn execute(&self, sql: &str, parameters: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        if self.1.get() > 0 {
            self.1.set(self.1.get() - 1);
            return Err(SqlError::Busy);
        }
        self.0.execute(sql, parameters).await
    }

    async fn pause(&self, _: u64) {}
}

#[test]
fn a_database_that_is_busy_for_a_while_is_tried_again() {
    let cases = Cases::new();
    let store = Store::on(
        BusyAtFirst(cases.connection(), 5.into()),
        Arc::clone(&cases.keys),
        SystemRandomness,
    );
    assert!(done(store.submit(&contact(), at(NOW))).is_ok());
    assert_eq!(cases.count("referral"), 1);
}

#[test]
fn a_store_that_is_ready_says_so() {
    let cases = Cases::new();
    assert_eq!(done(cases.store().ready()), Ok(()));
    let connection = cases.connection();
    done(connection.execute("PRAGMA synchronous = OFF", Vec::new())).unwrap();
    let store = Store::on(connection, Arc::clone(&cases.keys), SystemRandomness);
    assert!(matches!(done(store.ready()), Err(Fault::Internal(_))));
    let keys = Arc::new(Keys::read(OTHER_KEY, "", INDEX).unwrap());
    let store = Store::on(cases.connection(), keys, SystemRandomness);
    assert!(matches!(done(store.ready()), Err(Fault::WrongKey(_))));
}

#[test]
fn background_work_sends_notices_and_forgets_what_ran_out() {
    let cases = Cases::new();
    let notices = vec![Notice {
        to: "emergency-duty".to_owned(),
        template: "alert".to_owned(),
    }];
    cases.submit(&with_key(
        Submission {
            notices,
            ..contact()
        },
        "k",
        "{}",
    ));
    done(
        cases
            .store()
            .begin_draft(&form("adult-contact"), "{}", None, at(NOW)),
    )
    .unwrap();
    let waiting = done(cases.store().work(Delivery::None, at(NOW + 1))).unwrap();
    assert_eq!(
        (
            waiting.notices_sent,
            waiting.drafts_expired,
            waiting.receipts_expired
        ),
        (0, 0, 0)
    );
    let sent = done(cases.store().work(Delivery::Mailbox, at(NOW + 2))).unwrap();
    assert_eq!(sent.notices_sent, 1);
    assert_eq!(done(cases.store().mailbox()).unwrap()[0].at, at(NOW + 2));
    let later = done(cases.store().work(Delivery::Mailbox, at(NOW + 31 * DAY))).unwrap();
    assert_eq!(
        (
            later.notices_sent,
            later.drafts_expired,
            later.receipts_expired
        ),
        (0, 1, 1)
    );
    assert_eq!(
        (
            cases.count("draft"),
            cases.count("receipt"),
            cases.count("referral")
        ),
        (0, 0, 1)
    );
}
