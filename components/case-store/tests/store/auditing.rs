//! Every read and change leaves a link in a chain, and a chain that was tampered with is found out.

use crate::fixtures::*;
use case_store::model::{Change, Criteria, Filter};
use case_store::{Delivery, Refusal};
use casework::ShownFor;
use std::sync::Arc;

/// A store on which a good deal has happened, with a checkpoint in the middle.
fn busy() -> (Cases, String) {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    cases.submit(&concern());
    cases.read(&reference, &adviser()).unwrap();
    done(
        cases
            .store()
            .browse(&Filter::default(), None, 50, &adviser(), at(NOW)),
    )
    .unwrap();
    done(cases.store().work(Delivery::Mailbox, at(NOW))).unwrap();
    cases.change(&reference, Change::Claim, &adviser()).unwrap();
    done(
        cases
            .store()
            .browse(&Filter::default(), None, 50, &adviser(), at(NOW)),
    )
    .unwrap();
    cases
        .change(&reference, Change::Note("Rang.".to_owned()), &adviser())
        .unwrap();
    (cases, reference)
}

#[test]
fn every_read_and_change_can_be_shown_again() {
    let (cases, reference) = busy();
    let by_name = Criteria {
        family_name: Some("Fennimore".to_owned()),
        ..Criteria::default()
    };
    done(
        cases
            .store()
            .search(&by_name, "Her son rang.", &adviser(), at(NOW)),
    )
    .unwrap();
    let events = done(cases.store().audit(&reference, 0, &manager(), at(NOW))).unwrap();
    let verbs: Vec<_> = events.iter().map(|event| event.what.as_str()).collect();
    assert_eq!(
        verbs,
        [
            "submitted",
            "read",
            "listed",
            "claimed",
            "listed",
            "noted",
            "found",
            "audit-read"
        ]
    );
    assert_eq!(events[6].because.as_deref(), Some("Her son rang."));
    assert!(events.iter().all(|event| event.hash.len() == 64));
    let rest = done(
        cases
            .store()
            .audit(&reference, events[5].sequence, &manager(), at(NOW)),
    )
    .unwrap();
    assert_eq!(rest[0].what, "found");
    assert_eq!(
        done(cases.store().audit(&reference, 0, &adviser(), at(NOW))),
        Err(Refusal::NotAllowed)
    );
}

#[test]
fn an_untouched_log_has_no_findings() {
    let (cases, _) = busy();
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
    let checkpoints = |after: i64| {
        let worked = done(cases.store().work(Delivery::None, at(NOW + after)));
        worked.unwrap().checkpoints
    };
    assert_eq!(
        checkpoints(299),
        0,
        "little has happened since the last one"
    );
    assert_eq!(checkpoints(300), 1);
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
    assert_eq!(
        checkpoints(900),
        0,
        "nothing has happened since the last one"
    );
    // Begun in the middle of a checkpoint, too.
    assert!(
        done(cases.store().verify_audit(3))
            .unwrap()
            .findings
            .is_empty()
    );
}

#[test]
fn every_way_of_tampering_is_found_out() {
    for tampering in [
        "UPDATE audit SET who = 'somebody else' WHERE what = 'read'",
        "UPDATE audit SET at = at + 1 WHERE sequence = 1",
        "UPDATE audit SET sealed = NULL WHERE what = 'noted'",
        "UPDATE audit SET status = NULL WHERE what = 'claimed'",
        "UPDATE audit SET hash = zeroblob(32) WHERE sequence = 3",
        "DELETE FROM audit WHERE sequence = 3",
        "DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)",
        "DELETE FROM audit WHERE sequence > 4",
        "DELETE FROM audit WHERE sequence = 4",
        "DELETE FROM audit",
        "UPDATE checkpoint SET hash = zeroblob(32)",
        "UPDATE referral SET chain_length = 1 WHERE id = 1",
        "DELETE FROM referral WHERE id = 1",
        "UPDATE referral SET reference = 'ASC-1111-111N' WHERE id = 1",
        "DELETE FROM audit WHERE what = 'noted'; UPDATE referral SET chain_length = 3,
            chain_hash = (SELECT hash FROM audit WHERE what = 'claimed') WHERE id = 1;
            INSERT INTO audit SELECT 8, chain, 4, at, who, 'noted', status, sealed, hash FROM audit WHERE what = 'claimed'",
    ] {
        let (cases, _) = busy();
        cases.raw().execute_batch(tampering).unwrap();
        assert!(!audit_findings(&cases).is_empty(), "{tampering}");
    }
}

#[test]
fn findings_hold_nothing_personal() {
    let (cases, _) = busy();
    cases
        .raw()
        .execute_batch("UPDATE audit SET who = 'x' WHERE sequence = 1")
        .unwrap();
    let findings = audit_findings(&cases).join(" ");
    assert!(
        !findings.contains("Edith") && !findings.contains("amir"),
        "{findings}"
    );
}

#[test]
fn what_cannot_be_written_down_is_not_shown() {
    let (cases, reference) = busy();
    let broken =
        "CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END";
    cases.raw().execute_batch(broken).unwrap();
    assert!(matches!(
        cases.read(&reference, &adviser()),
        Err(Refusal::Failed(_))
    ));
    let listing = done(
        cases
            .store()
            .browse(&Filter::default(), None, 50, &adviser(), at(NOW)),
    );
    assert!(matches!(listing, Err(Refusal::Failed(_))));
    let by_name = Criteria {
        family_name: Some("Fennimore".to_owned()),
        ..Criteria::default()
    };
    let found = done(cases.store().search(&by_name, "Why", &adviser(), at(NOW)));
    assert!(matches!(found, Err(Refusal::Failed(_))));
    let noted = cases.change(&reference, Change::Note("x".to_owned()), &adviser());
    assert!(matches!(noted, Err(Refusal::Failed(_))));
    let (claims, notes): (i64, i64) = cases
        .raw()
        .query_row(
            "SELECT revision, chain_length FROM referral WHERE id = 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!((claims, notes), (3, 4), "nothing was half changed");
}

#[test]
fn many_readers_at_once_make_one_chain() {
    let cases = Arc::new(Cases::new());
    let reference = cases.submit(&contact()).reference;
    let threads: Vec<_> = (0..16)
        .map(|_| {
            let (cases, reference) = (Arc::clone(&cases), reference.clone());
            std::thread::spawn(move || {
                for _ in 0..4 {
                    cases.read(&reference, &adviser()).unwrap();
                    done(
                        cases
                            .store()
                            .browse(&Filter::default(), None, 5, &adviser(), at(NOW)),
                    )
                    .unwrap();
                }
            })
        })
        .collect();
    threads
        .into_iter()
        .for_each(|thread| thread.join().unwrap());
    assert_eq!(cases.count("audit"), 1 + 16 * 8);
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn a_log_longer_than_one_page_is_verified_to_its_end() {
    let cases = Cases::new();
    for _ in 0..11 {
        done(cases.store().load(&vec![contact().into(); 500])).unwrap();
    }
    let worked: u32 = (0..3)
        .map(|turn| {
            let worked = done(cases.store().work(Delivery::None, at(NOW + turn * 300)));
            worked.unwrap().checkpoints
        })
        .sum();
    assert_eq!(worked, 2);
    let first = done(cases.store().verify_audit(0)).unwrap();
    assert_eq!(
        (first.checked, first.next, first.findings.len()),
        (5_000, Some(5_000), 0)
    );
    let last = done(cases.store().verify_audit(5_000)).unwrap();
    assert_eq!(
        (last.checked, last.next, last.findings.len()),
        (500, None, 0)
    );
    cases
        .raw()
        .execute_batch("UPDATE audit SET who = 'x' WHERE sequence = 5400")
        .unwrap();
    let found = done(cases.store().verify_audit(5_000)).unwrap().findings;
    assert_eq!(found, ["Event 5400 was changed after it was written."]);
}

#[test]
fn paper_and_text_that_leave_stand_in_the_audit_as_such_and_not_in_the_history() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let by = adviser();
    for (shown_for, what) in [
        (ShownFor::Screen, "read"),
        (ShownFor::Paper, "printed"),
        (ShownFor::CopiedText, "copied-as-text"),
    ] {
        let store = cases.store();
        let shown = done(store.read_for(&reference, shown_for, &by, at(NOW + 60))).unwrap();
        assert_eq!(shown.timeline.len(), 1, "{what}");
        let audit = done(store.audit(&reference, 0, &manager(), at(NOW + 90))).unwrap();
        let of_amir = audit.iter().rfind(|event| event.who == by.id).unwrap();
        assert_eq!(of_amir.what, what);
    }
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}
