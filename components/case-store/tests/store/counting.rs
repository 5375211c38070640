//! How many contacts one address may send, and which are never refused.

use crate::fixtures::*;
use case_store::Delivery;
use case_store::model::{NotSubmitted, Receipt, Submission};

const HERE: Option<&str> = Some("192.0.2.7:4711");

fn sent(
    cases: &Cases,
    submission: &Submission,
    address: Option<&str>,
    seconds: i64,
) -> Result<Receipt, NotSubmitted> {
    done(
        cases
            .store()
            .submit_from(submission, address, at(NOW + seconds)),
    )
}

fn full(cases: &Cases) {
    for _ in 0..60 {
        sent(cases, &contact(), HERE, 0).unwrap();
    }
}

#[test]
fn one_address_sends_sixty_contacts_an_hour_and_another_is_not_held_up() {
    let cases = Cases::new();
    full(&cases);
    assert_eq!(
        sent(&cases, &contact(), HERE, 600),
        Err(NotSubmitted::TooMany(3000))
    );
    assert_eq!(cases.count("referral"), 60, "nothing of it was stored");
    sent(&cases, &contact(), Some("192.0.2.8"), 600).unwrap();
    sent(&cases, &contact(), HERE, 3600).unwrap();
    assert_eq!(cases.count("tally"), 2);
}

#[test]
fn nobody_who_may_be_in_danger_is_refused() {
    let cases = Cases::new();
    full(&cases);
    let left_alone = Submission {
        rule_ten_sign: true,
        ..contact()
    };
    for _ in 0..3 {
        sent(&cases, &concern(), HERE, 0).unwrap();
        sent(&cases, &left_alone, HERE, 0).unwrap();
    }
}

#[test]
fn what_was_stored_already_is_answered_again_however_much_came_since() {
    let cases = Cases::new();
    let keyed = with_key(contact(), "key", "{}");
    let first = sent(&cases, &keyed, HERE, 0).unwrap();
    full_after_one(&cases);
    let again = sent(&cases, &keyed, HERE, 1).unwrap();
    assert!(again.replayed && again.reference == first.reference);
    let other = with_key(contact(), "another key", "{}");
    assert!(matches!(
        sent(&cases, &other, HERE, 1),
        Err(NotSubmitted::TooMany(_))
    ));
}

fn full_after_one(cases: &Cases) {
    for _ in 0..59 {
        sent(cases, &contact(), HERE, 0).unwrap();
    }
}

#[test]
fn the_machine_itself_and_an_unknown_address_are_never_limited() {
    let cases = Cases::new();
    for address in [None, Some("127.0.0.1:80"), Some("[::1]:80"), Some("?")] {
        for _ in 0..61 {
            sent(&cases, &contact(), address, 0).unwrap();
        }
    }
    assert_eq!(cases.count("tally"), 0);
}

#[test]
fn one_address_looks_up_sixty_postcodes_an_hour_and_then_enters_addresses_by_hand() {
    let cases = Cases::new();
    let may =
        |address, seconds| done(cases.store().may_look_up(address, at(NOW + seconds))).unwrap();
    for look_up in 0..60 {
        assert!(may(HERE, look_up));
    }
    assert!(!may(HERE, 60) && !may(HERE, 3599));
    assert!(may(Some("192.0.2.8"), 60), "another is not held up");
    sent(&cases, &contact(), HERE, 60).expect("a contact is counted apart");
    assert!(
        may(HERE, 3600),
        "the hour begins with the first, whatever came since"
    );
    for _ in 0..61 {
        assert!(may(None, 0) && may(Some("127.0.0.1:80"), 0));
    }
}

#[test]
fn one_address_adds_a_hundred_files_an_hour_and_cannot_fill_the_disk() {
    let cases = Cases::new();
    let may =
        |address, seconds| done(cases.store().may_add_file(address, at(NOW + seconds))).unwrap();
    for file in 0..100 {
        assert!(may(HERE, file));
    }
    assert!(!may(HERE, 100) && !may(HERE, 3599));
    assert!(
        may(Some("192.0.2.8"), 100),
        "another adds as many as before"
    );
    let look_up = done(cases.store().may_look_up(HERE, at(NOW + 100)));
    assert!(look_up.unwrap(), "look-ups are counted apart");
    assert!(may(HERE, 3600));
}

#[test]
fn a_draft_ends_and_is_counted_in_the_same_statement() {
    let cases = Cases::new();
    let store = cases.store();
    let cookie = done(store.begin_draft(&form("adult-contact"), "{}", None, at(NOW))).unwrap();
    let submission = Submission {
        draft: Some(sent_draft(&cookie, 1)),
        ..contact()
    };
    let first = sent(&cases, &submission, HERE, 0).unwrap();
    let again = sent(&cases, &submission, HERE, 0).unwrap();
    assert_eq!(again.reference, first.reference);
    let count: i64 = cases
        .raw()
        .query_row("SELECT count FROM tally", [], |row| row.get(0))
        .unwrap();
    assert_eq!(
        (count, cases.count("draft"), cases.count("audit")),
        (1, 0, 1)
    );
}

#[test]
fn an_address_is_another_one_tomorrow_and_its_tally_does_not_stay() {
    let cases = Cases::new();
    sent(&cases, &contact(), HERE, 0).unwrap();
    sent(&cases, &contact(), HERE, DAY).unwrap();
    assert_eq!(cases.count("tally"), 2);
    done(cases.store().work(Delivery::None, at(NOW + DAY))).unwrap();
    assert_eq!(cases.count("tally"), 1);
}
