//! What somebody who holds the reference and the code may know.

use crate::fixtures::*;
use case_store::model::{Change, Receipt, Submission, Tracked};
use vocabulary::Instant;

fn track(cases: &Cases, receipt: &Receipt) -> Tracked {
    track_at(cases, receipt, at(NOW))
}

fn track_at(cases: &Cases, receipt: &Receipt, time: Instant) -> Tracked {
    done(
        cases
            .store()
            .track(&receipt.reference, &receipt.tracking_code, time),
    )
    .unwrap()
    .unwrap()
}

fn statuses(tracked: &Tracked) -> Vec<&str> {
    tracked
        .timeline
        .iter()
        .map(|step| step.status.as_str())
        .collect()
}

#[test]
fn a_resident_sees_how_far_their_contact_has_come() {
    let cases = Cases::new();
    let receipt = cases.submit(&contact());
    let tracked = track(&cases, &receipt);
    assert_eq!(
        (tracked.status.as_str(), tracked.respond_by),
        ("received", Some(at(NOW + 5 * DAY)))
    );
    cases
        .change(&receipt.reference, Change::Claim, &adviser())
        .unwrap();
    cases
        .change(
            &receipt.reference,
            Change::Note("private".to_owned()),
            &adviser(),
        )
        .unwrap();
    cases.read(&receipt.reference, &adviser()).unwrap();
    cases
        .change(&receipt.reference, close(), &adviser())
        .unwrap();
    let tracked = track(&cases, &receipt);
    assert_eq!(tracked.status, "closed");
    assert_eq!(
        statuses(&tracked),
        ["received", "being-looked-at", "closed"]
    );
}

#[test]
fn nobody_is_waited_for_once_the_day_has_come() {
    let cases = Cases::new();
    let receipt = cases.submit(&contact());
    let change = |change| {
        cases
            .change(&receipt.reference, change, &adviser())
            .unwrap();
    };
    change(wait("2026-12-28"));
    let day = NOW - 16 * 3600 + 4 * DAY;
    let before = track_at(&cases, &receipt, at(day - 1));
    assert_eq!(before.status, "waiting-for-you");
    assert_eq!(statuses(&before), ["received", "waiting-for-you"]);
    let after = track_at(&cases, &receipt, at(day));
    assert_eq!(after.status, "received");
    assert_eq!(
        statuses(&after),
        ["received", "waiting-for-you", "received"]
    );
    assert_eq!(after.timeline.last().unwrap().at, at(day));
    change(Change::Claim);
    let held = track_at(&cases, &receipt, at(day));
    assert_eq!(held.status, "being-looked-at");
}

#[test]
fn the_pair_is_read_as_people_type_it() {
    let cases = Cases::new();
    let receipt = cases.submit(&contact());
    let reference = receipt.reference.to_lowercase().replace('-', " ");
    let code = receipt.tracking_code.to_lowercase().replace('-', "");
    assert!(
        done(cases.store().track(&reference, &code, at(NOW)))
            .unwrap()
            .is_some()
    );
}

#[test]
fn anything_that_is_not_the_right_pair_is_nothing() {
    let cases = Cases::new();
    let (one, other) = (cases.submit(&contact()), cases.submit(&contact()));
    for (reference, code) in [
        (one.reference.as_str(), other.tracking_code.as_str()),
        (one.reference.as_str(), ""),
        ("ASC-1111-111N", one.tracking_code.as_str()),
        ("nonsense", "nonsense"),
    ] {
        assert_eq!(
            done(cases.store().track(reference, code, at(NOW))).unwrap(),
            None
        );
    }
}

#[test]
fn whoever_did_the_harm_learns_nothing_from_tracking_a_concern() {
    let cases = Cases::new();
    let receipt = cases.submit(&Submission {
        about_someone_else: false,
        ..concern()
    });
    cases
        .change(&receipt.reference, Change::Claim, &safeguarding())
        .unwrap();
    cases
        .change(&receipt.reference, s42(), &safeguarding())
        .unwrap();
    cases
        .change(&receipt.reference, close(), &safeguarding())
        .unwrap();
    let tracked = track(&cases, &receipt);
    assert_eq!(
        (tracked.status.as_str(), tracked.respond_by),
        ("received", None)
    );
    assert_eq!(statuses(&tracked), ["received"]);
}

#[test]
fn a_contact_about_somebody_else_says_statuses_only() {
    let cases = Cases::new();
    let receipt = cases.submit(&Submission {
        about_someone_else: true,
        ..contact()
    });
    cases
        .change(&receipt.reference, Change::Claim, &adviser())
        .unwrap();
    let tracked = track(&cases, &receipt);
    assert_eq!(
        (tracked.status.as_str(), tracked.respond_by),
        ("being-looked-at", None)
    );
}

#[test]
fn where_tracking_is_switched_off_there_is_nothing() {
    let cases = Cases::new();
    let receipt = cases.submit(&contact());
    cases
        .raw()
        .execute_batch("UPDATE referral SET may_be_tracked = 0")
        .unwrap();
    let tracked = done(
        cases
            .store()
            .track(&receipt.reference, &receipt.tracking_code, at(NOW)),
    );
    assert_eq!(tracked, Ok(None));
}
