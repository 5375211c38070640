//! A contact arrives, once and whole.

use crate::fixtures::*;
use case_store::model::{NotSubmitted, Notice, Saved, Submission};
use case_store::{Fault, Store};
use database::native::NativeConnection;
use database::{Connection, Row, SqlError, Value};
use sealing::SystemRandomness;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

#[test]
fn a_contact_is_there_as_it_was_sent_and_decided() {
    let cases = Cases::new();
    let receipt = cases.submit(&contact());
    assert!(!receipt.replayed);
    assert_eq!(receipt.submitted_at, at(NOW));
    assert_eq!(receipt.decision, contact().decision);
    let referral = cases.read(&receipt.reference, &adviser()).unwrap();
    assert_eq!(referral.answers, contact().answers);
    assert_eq!(referral.decision, contact().decision);
    assert_eq!(referral.entry.name.as_deref(), Some("Edith Fennimore"));
    assert_eq!(referral.entry.needs, ["personal-care"]);
    assert_eq!(referral.entry.status, "received");
    assert_eq!(
        (
            referral.timeline[0].who.as_str(),
            referral.timeline[0].what.as_str()
        ),
        ("resident", "submitted")
    );
}

#[test]
fn a_worker_who_entered_it_stands_in_its_history() {
    let cases = Cases::new();
    let receipt = cases.submit(&Submission {
        entered_by: Some(adviser()),
        ..contact()
    });
    let referral = cases.read(&receipt.reference, &adviser()).unwrap();
    assert_eq!(referral.timeline[0].who, "amir");
}

/// Counts statements.
struct Counting(NativeConnection, Cell<u32>);

impl Connection for Counting {
    async fn execute(&self, sql: &str, parameters: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        self.1.set(self.1.get() + 1);
        self.0.execute(sql, parameters).await
    }

    async fn pause(&self, milliseconds: u64) {
        self.0.pause(milliseconds).await;
    }
}

#[test]
fn a_contact_costs_one_statement_and_so_does_each_step_of_a_draft() {
    let cases = Cases::new();
    let counting = Counting(cases.connection(), Cell::new(0));
    let store = Store::on(&counting, Arc::clone(&cases.keys), SystemRandomness);
    let statements = || counting.1.replace(0);

    let cookie = done(store.begin_draft(&form("adult-contact"), "{}", None, at(NOW))).unwrap();
    assert_eq!(statements(), 1);
    done(store.save_draft(&cookie, "{}", 1, None, at(NOW))).unwrap();
    assert_eq!(statements(), 1);
    done(store.load_draft(&cookie, at(NOW)))
        .unwrap()
        .draft()
        .unwrap();
    assert_eq!(statements(), 1);
    let notice = Notice {
        to: "emergency-duty".to_owned(),
        template: "alert".to_owned(),
    };
    let submission = Submission {
        draft: Some(sent_draft(&cookie, 2)),
        notices: vec![notice],
        ..with_key(contact(), "k", "{}")
    };
    done(store.submit(&submission, at(NOW))).unwrap();
    assert_eq!(statements(), 1);
}

#[test]
fn a_failure_in_any_part_leaves_no_part_behind() {
    let tables = [
        "referral",
        "referral_record",
        "look_up",
        "outbox",
        "audit",
        "receipt",
        "queue_count",
    ];
    for broken in tables {
        let cases = Cases::new();
        let cookie = done(
            cases
                .store()
                .begin_draft(&form("adult-contact"), "{}", None, at(NOW)),
        )
        .unwrap();
        let sql = format!(
            "CREATE TRIGGER broken BEFORE INSERT ON {broken} BEGIN SELECT RAISE(ABORT, 'the disk is on fire'); END"
        );
        cases.raw().execute_batch(&sql).unwrap();
        let notice = Notice {
            to: "emergency-duty".to_owned(),
            template: "alert".to_owned(),
        };
        let submission = Submission {
            draft: Some(sent_draft(&cookie, 1)),
            notices: vec![notice],
            ..with_key(contact(), "k", "{}")
        };
        let outcome = done(cases.store().submit(&submission, at(NOW)));
        assert!(
            matches!(outcome, Err(NotSubmitted::Failed(Fault::Internal(_)))),
            "{broken}: {outcome:?}"
        );
        for table in tables {
            assert_eq!(cases.count(table), 0, "{table} when {broken} is broken");
        }
        let draft = done(cases.store().load_draft(&cookie, at(NOW)))
            .unwrap()
            .draft();
        assert!(
            draft.is_some(),
            "the draft must still be there when {broken} is broken"
        );
    }
}

#[test]
fn everything_goes_in_together() {
    let cases = Cases::new();
    let cookie = done(
        cases
            .store()
            .begin_draft(&form("adult-contact"), "{}", None, at(NOW)),
    )
    .unwrap();
    let notices = ["emergency-duty", "childrens-services"].map(|to| Notice {
        to: to.to_owned(),
        template: "alert".to_owned(),
    });
    let submission = Submission {
        draft: Some(sent_draft(&cookie, 1)),
        notices: notices.to_vec(),
        ..with_key(contact(), "k", "{}")
    };
    let receipt = cases.submit(&submission);
    let counts = [
        "referral",
        "referral_record",
        "look_up",
        "outbox",
        "audit",
        "receipt",
        "draft",
    ];
    assert_eq!(
        counts.map(|table| cases.count(table)),
        [1, 1, 6, 2, 1, 1, 0]
    );
    let ids = "SELECT count(DISTINCT id) FROM (SELECT id FROM referral UNION ALL SELECT referral FROM referral_record
        UNION ALL SELECT referral FROM look_up UNION ALL SELECT referral FROM outbox UNION ALL SELECT chain FROM audit)";
    let distinct: i64 = cases.raw().query_row(ids, [], |row| row.get(0)).unwrap();
    assert_eq!(distinct, 1);
    let mailbox = done(cases.store().mailbox()).unwrap();
    assert!(
        mailbox
            .iter()
            .all(|sent| sent.text.contains(&receipt.reference))
    );
    assert!(!format!("{mailbox:?}").contains("Edith"));
}

#[test]
fn sending_it_again_gives_the_first_answer_and_no_second_case() {
    let cases = Cases::new();
    let submission = with_key(contact(), "key-1", r#"{"a":1}"#);
    let first = cases.submit(&submission);
    let again = done(cases.store().submit(&submission, at(NOW + 29 * DAY))).unwrap();
    assert!(again.replayed);
    assert_eq!(
        (&again.reference, &again.tracking_code),
        (&first.reference, &first.tracking_code)
    );
    assert_eq!(again.decision, first.decision);
    assert_eq!(cases.count("referral"), 1);
    let kept = done(cases.store().receipt("adult-contact", "key-1", at(NOW))).unwrap();
    assert_eq!(kept.map(|receipt| receipt.reference), Some(first.reference));
    assert_eq!(
        done(cases.store().receipt("adult-contact", "key-2", at(NOW))).unwrap(),
        None
    );
    assert_eq!(
        done(cases.store().receipt("carer-assessment", "key-1", at(NOW))).unwrap(),
        None
    );
}

#[test]
fn a_key_belongs_to_one_form_and_without_a_key_every_contact_is_new() {
    let cases = Cases::new();
    cases.submit(&with_key(contact(), "key-1", "{}"));
    let elsewhere = Submission {
        form: form("care-technology"),
        ..contact()
    };
    assert!(!cases.submit(&with_key(elsewhere, "key-1", "{}")).replayed);
    assert_ne!(
        cases.submit(&contact()).reference,
        cases.submit(&contact()).reference
    );
    assert_eq!(cases.count("referral"), 4);
}

#[test]
fn a_key_used_with_another_body_is_refused() {
    let cases = Cases::new();
    cases.submit(&with_key(contact(), "key-1", r#"{"a":1}"#));
    let outcome = done(
        cases
            .store()
            .submit(&with_key(contact(), "key-1", r#"{"a":2}"#), at(NOW)),
    );
    assert_eq!(outcome, Err(NotSubmitted::KeyReused));
    assert_eq!(cases.count("referral"), 1);
}

#[test]
fn somebody_in_danger_is_stored_although_the_key_was_used_and_still_only_once() {
    let cases = Cases::new();
    cases.submit(&with_key(contact(), "key-1", r#"{"a":1}"#));
    let signs = [(true, false), (false, true)];
    for (number, (safeguarding_sign, rule_ten_sign)) in signs.into_iter().enumerate() {
        let danger = Submission {
            safeguarding_sign,
            rule_ten_sign,
            ..contact()
        };
        let danger = with_key(danger, "key-1", &format!(r#"{{"danger":{number}}}"#));
        let stored = cases.submit(&danger);
        assert!(!stored.replayed);
        let again = cases.submit(&danger);
        assert!(again.replayed);
        assert_eq!(stored.reference, again.reference);
    }
    assert_eq!(cases.count("referral"), 3);
}

#[test]
fn after_thirty_days_the_key_is_free_again() {
    let cases = Cases::new();
    let submission = with_key(contact(), "key-1", "{}");
    let first = cases.submit(&submission);
    assert_eq!(
        done(
            cases
                .store()
                .receipt("adult-contact", "key-1", at(NOW + 31 * DAY))
        )
        .unwrap(),
        None
    );
    let later = done(cases.store().submit(&submission, at(NOW + 31 * DAY))).unwrap();
    assert!(!later.replayed);
    assert_ne!(first.reference, later.reference);
}

#[test]
fn a_double_click_makes_one_case_from_32_hands() {
    let cases = Arc::new(Cases::new());
    let store = cases.store();
    let cookie = done(store.begin_draft(&form("adult-contact"), "{}", None, at(NOW))).unwrap();
    let threads: Vec<_> = (0..32)
        .map(|_| {
            let cases = Arc::clone(&cases);
            let submission = Submission {
                draft: Some(sent_draft(&cookie, 1)),
                ..contact()
            };
            std::thread::spawn(move || cases.submit(&submission))
        })
        .collect();
    let receipts: Vec<_> = threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect();
    let references: BTreeSet<_> = receipts.iter().map(|receipt| &receipt.reference).collect();
    assert_eq!(references.len(), 1);
    assert_eq!(
        receipts.iter().filter(|receipt| !receipt.replayed).count(),
        1
    );
    assert_eq!(cases.count("referral"), 1);
}

#[test]
fn saving_in_one_tab_while_another_sends_loses_nothing() {
    for round in 0..30 {
        let cases = Arc::new(Cases::new());
        let store = cases.store();
        let cookie = done(store.begin_draft(&form("adult-contact"), "{}", None, at(NOW))).unwrap();
        let saving = {
            let (cases, cookie) = (Arc::clone(&cases), cookie.clone());
            std::thread::spawn(move || {
                done(
                    cases
                        .store()
                        .save_draft(&cookie, "{\"late\":1}", 1, None, at(NOW)),
                )
                .unwrap()
            })
        };
        let sent = Submission {
            draft: Some(sent_draft(&cookie, 1)),
            ..contact()
        };
        let sent = done(store.submit(&sent, at(NOW)));
        let saved = saving.join().unwrap();
        let standing = done(store.load_draft(&cookie, at(NOW))).unwrap().draft();
        match (&sent, &saved) {
            (Ok(_), Saved::Gone) => assert_eq!((cases.count("referral"), standing), (1, None)),
            (Err(NotSubmitted::DraftChanged), Saved::Stored(2)) => {
                assert_eq!(cases.count("referral"), 0);
                assert_eq!(standing.unwrap().revision, 2);
            }
            _ => panic!("round {round}: {sent:?} and {saved:?}"),
        }
    }
}

/// The same bytes again and again, then the system's.
struct Stuck(Cell<u32>);

impl sealing::Randomness for Stuck {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), sealing::NoRandomness> {
        if bytes.len() == 5 && self.0.get() > 0 {
            self.0.set(self.0.get() - 1);
            bytes.fill(0x2a);
            return Ok(());
        }
        SystemRandomness.fill(bytes)
    }
}

#[test]
fn a_reference_that_is_taken_is_drawn_again() {
    let cases = Cases::new();
    let store = Store::on(
        cases.connection(),
        Arc::clone(&cases.keys),
        Stuck(Cell::new(3)),
    );
    let references: BTreeSet<_> = (0..3)
        .map(|_| done(store.submit(&contact(), at(NOW))).unwrap().reference)
        .collect();
    assert_eq!(references.len(), 3);
}
