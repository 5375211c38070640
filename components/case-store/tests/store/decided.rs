//! Kept decisions, read to be made again under a draft: facts that name nobody, page by page, written down.

use crate::fixtures::*;
use case_store::model::{Actor, Change, Submission};
use case_store::{DecidedContact, DecidedPage, VersionRefusal as Refused};
use vocabulary::FactValue;

fn read(
    cases: &Cases,
    cursor: Option<&str>,
    limit: u32,
    by: &Actor,
) -> Result<DecidedPage, Refused> {
    done(cases.store().decided(cursor, limit, by, at(NOW)))
}

/// Each page in turn.
fn pages(cases: &Cases, limit: u32) -> Vec<Vec<DecidedContact>> {
    let (mut cursor, mut pages) = (None, Vec::new());
    loop {
        let page = read(cases, cursor.as_deref(), limit, &designer()).unwrap();
        pages.push(page.contacts);
        match page.next_cursor {
            Some(next) => cursor = Some(next),
            None => return pages,
        }
    }
}

/// A contact by which it can be told from others: its age.
fn aged(age: u16) -> Submission {
    let mut submission = contact();
    submission.facts = vec![
        ("age".to_owned(), FactValue::Number(age.into())),
        (
            "date-of-birth".to_owned(),
            FactValue::Text("1941-03-07".to_owned()),
        ),
        ("postcode".to_owned(), FactValue::Text("CM1 1QH".to_owned())),
        ("given-name".to_owned(), FactValue::Text("Edith".to_owned())),
    ];
    submission
}

fn ages(contacts: &[DecidedContact]) -> Vec<f64> {
    let age = |contact: &DecidedContact| {
        contact.facts.iter().find_map(|(name, value)| match value {
            FactValue::Number(age) if name == "age" => Some(*age),
            _ => None,
        })
    };
    contacts.iter().filter_map(age).collect()
}

#[test]
fn facts_and_decisions_are_told_and_nobody_is_named() {
    let cases = Cases::new();
    cases.submit(&aged(85));
    let contacts = read(&cases, None, 500, &designer()).unwrap().contacts;
    let sent = aged(85);
    let [told] = contacts.as_slice() else {
        panic!("{contacts:?}");
    };
    assert_eq!(
        (&told.queue, told.priority, &told.locality, told.received_at),
        (
            &sent.decision.queue,
            sent.decision.priority,
            &sent.decision.locality,
            sent.received_at
        )
    );
    let everything = format!("{contacts:?}").to_lowercase();
    for word in ["edith", "fennimore", "03-07", "01632", "asc-"] {
        assert!(!everything.contains(word), "{word}: {everything}");
    }
    assert!(everything.contains("cm1 1qh") && everything.contains("1941-12-24"));
}

#[test]
fn pages_cover_every_contact_once_the_newest_first() {
    let cases = Cases::new();
    for age in 20..27 {
        cases.submit(&aged(age));
    }
    for limit in [1, 2, 3, 6, 7, 8, 500] {
        let read: Vec<f64> = pages(&cases, limit).iter().flat_map(|p| ages(p)).collect();
        assert_eq!(read, [26., 25., 24., 23., 22., 21., 20.], "{limit}");
    }
    assert_eq!(pages(&Cases::new(), 5), [[]]);
}

#[test]
fn a_page_that_is_read_in_parts_is_whole() {
    let cases = Cases::new();
    for age in 0..120 {
        cases.submit(&aged(age));
    }
    let lengths: Vec<usize> = pages(&cases, 110).iter().map(Vec::len).collect();
    assert_eq!(lengths, [110, 10]);
}

#[test]
fn a_restricted_referral_is_left_out() {
    let cases = Cases::new();
    cases.submit(&aged(30));
    let hidden = cases.submit(&aged(40)).reference;
    let restrict = Change::Restrict {
        people: vec!["sam".to_owned()],
        reason: "She is known to the team.".to_owned(),
    };
    cases.change(&hidden, restrict, &senior()).unwrap();
    assert_eq!(ages(&pages(&cases, 500)[0]), [30.]);
}

#[test]
fn each_page_is_one_audit_event_that_names_what_was_read() {
    let cases = Cases::new();
    let references: Vec<String> = (0..3)
        .map(|age| cases.submit(&aged(age)).reference)
        .collect();
    let before = cases.count("audit");
    pages(&cases, 2);
    assert_eq!(cases.count("audit") - before, 2);
    for reference in &references {
        let events = done(cases.store().audit(reference, 0, &auditor(), at(NOW + 60))).unwrap();
        let told = events.iter().filter(|event| event.what == "facts-read");
        assert_eq!(told.map(|event| &event.who).collect::<Vec<_>>(), ["dara"]);
    }
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
    let broken =
        "CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END";
    cases.raw().execute_batch(broken).unwrap();
    assert!(matches!(
        read(&cases, None, 2, &designer()),
        Err(Refused::Failed(_))
    ));
}

#[test]
fn only_those_who_may_propose_rules_read_them() {
    let cases = Cases::new();
    cases.submit(&aged(30));
    for stranger in [adviser(), senior(), safeguarding(), manager(), auditor()] {
        assert_eq!(
            read(&cases, None, 5, &stranger),
            Err(Refused::NotAllowed),
            "{}",
            stranger.id
        );
    }
    for wrong in [0, 501] {
        assert!(matches!(
            read(&cases, None, wrong, &designer()),
            Err(Refused::Conflict(_))
        ));
    }
}

#[test]
fn a_cursor_that_was_made_up_or_changed_is_refused() {
    let cases = Cases::new();
    for age in 0..3 {
        cases.submit(&aged(age));
    }
    let cursor = read(&cases, None, 1, &designer()).unwrap().next_cursor;
    let cursor = cursor.unwrap();
    let mut changed = cursor.clone().into_bytes();
    changed[3] = if changed[3] == b'A' { b'B' } else { b'A' };
    let changed = String::from_utf8(changed).unwrap();
    for tampered in ["", "AAAA", &changed, &cursor[1..]] {
        assert!(
            matches!(
                read(&cases, Some(tampered), 1, &designer()),
                Err(Refused::Conflict(_))
            ),
            "{tampered}"
        );
    }
}
