//! What leaves of referrals for other systems: by whom, in which order, and that it is written down.

use crate::afterwards::sent;
use crate::equality::{add, given};
use crate::fixtures::*;
use case_store::model::{Actor, Change, Submission, Taken};
use case_store::{ExportPage, ExportPeriod, ExportPurpose, Exported, Refusal};
use std::collections::BTreeSet;

const REASON: &str = "The return of the quarter.";

fn worker() -> Actor {
    somebody("token:return", "worker")
}

fn year() -> ExportPeriod {
    ExportPeriod {
        from: at(NOW - 300 * DAY),
        before: at(NOW + 60 * DAY),
    }
}

fn page(
    cases: &Cases,
    purpose: ExportPurpose,
    cursor: Option<&str>,
    by: &Actor,
) -> Result<ExportPage, Refusal> {
    let now = at(NOW + 40 * DAY);
    done(
        cases
            .store()
            .export(purpose, year(), cursor, REASON, by, now),
    )
}

fn all(cases: &Cases, purpose: ExportPurpose, by: &Actor) -> Vec<Exported> {
    let mut exported = Vec::new();
    let mut cursor = None;
    loop {
        let page = page(cases, purpose, cursor.as_deref(), by).unwrap();
        exported.extend(page.referrals);
        cursor = page.next_cursor;
        if cursor.is_none() {
            return exported;
        }
    }
}

fn references(exported: &[Exported]) -> Vec<&str> {
    exported.iter().map(|of| of.reference.as_str()).collect()
}

fn received(seconds: i64) -> Submission {
    Submission {
        received_at: at(seconds),
        ..contact()
    }
}

#[test]
fn referrals_leave_for_managers_and_machines_only() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    for by in [adviser(), senior(), safeguarding(), designer(), auditor()] {
        let refused = page(&cases, ExportPurpose::Referrals, None, &by);
        assert_eq!(refused, Err(Refusal::NotAllowed), "{by:?}");
    }
    for by in [manager(), worker()] {
        let exported = all(&cases, ExportPurpose::Referrals, &by);
        let [one] = exported.as_slice() else {
            panic!("{exported:?}");
        };
        assert_eq!(one.reference, reference);
        assert_eq!(one.answers, contact().answers);
        assert_eq!(one.facts, contact().facts);
        assert_eq!(one.person, contact().person);
        assert_eq!(one.decision, contact().decision);
        assert_eq!(
            (one.closed_at, one.first_response_at, &one.outcome),
            (None, None, &None)
        );
    }
}

#[test]
fn every_page_is_written_down_with_its_references_and_the_reason() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let _ = all(&cases, ExportPurpose::Referrals, &manager());
    let chain = done(cases.store().audit(&reference, 0, &auditor(), at(NOW))).unwrap();
    let exported = chain.iter().find(|event| event.what == "exported").unwrap();
    assert_eq!(
        (exported.who.as_str(), exported.because.as_deref()),
        ("mary", Some(REASON))
    );
    // Staff who work the referral do not find it between what was done.
    let timeline = cases.read(&reference, &adviser()).unwrap().timeline;
    assert!(
        timeline.iter().all(|event| event.what != "exported"),
        "{timeline:?}"
    );
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn nothing_leaves_without_a_reason_or_for_more_than_a_year() {
    let cases = Cases::new();
    cases.submit(&contact());
    let asked = |period: ExportPeriod, cursor: Option<&str>, reason: &str| {
        let purpose = ExportPurpose::Referrals;
        let by = manager();
        match done(
            cases
                .store()
                .export(purpose, period, cursor, reason, &by, at(NOW)),
        ) {
            Err(Refusal::Invalid(wrong)) => wrong.into_iter().map(|(field, _)| field).collect(),
            _ => Vec::new(),
        }
    };
    let days = |days: i64| ExportPeriod {
        from: at(NOW),
        before: at(NOW + days * DAY),
    };
    assert_eq!(asked(days(366), None, REASON), [""; 0]);
    assert_eq!(asked(days(367), None, REASON), ["to"]);
    assert_eq!(asked(days(0), None, " "), ["reason", "to"]);
    assert_eq!(asked(days(-1), Some("made up"), REASON), ["to", "cursor"]);
    assert_eq!(cases.count("audit_shown"), 1, "only what was valid left");
}

#[test]
fn referrals_come_in_the_order_in_which_they_were_received_each_once() {
    let cases = Cases::new();
    // Seven of each second, stored in an order of its own; the first and the last second are outside.
    let mut expected = BTreeSet::new();
    for number in 0..497 {
        let second = NOW + (number * 31) % 71;
        let reference = cases.submit(&received(second)).reference;
        expected.insert((second, reference));
    }
    let period = ExportPeriod {
        from: at(NOW + 1),
        before: at(NOW + 70),
    };
    expected.retain(|(second, _)| (NOW + 1..NOW + 70).contains(second));
    let mut exported = Vec::new();
    let mut cursor: Option<String> = None;
    let mut pages = 0;
    loop {
        let page = done(cases.store().export(
            ExportPurpose::Referrals,
            period,
            cursor.as_deref(),
            REASON,
            &worker(),
            at(NOW + DAY),
        ))
        .unwrap();
        assert!(page.referrals.len() <= 200);
        exported.extend(page.referrals);
        pages += 1;
        // What arrives meanwhile within the period does not shift anybody.
        cases.submit(&received(NOW + 1));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(pages, 3);
    let moments: Vec<i64> = exported.iter().map(|of| of.received_at.as_unix()).collect();
    assert!(moments.is_sorted(), "{moments:?}");
    let told = exported
        .iter()
        .map(|of| (of.received_at.as_unix(), of.reference.clone()));
    assert_eq!(told.collect::<BTreeSet<_>>(), expected);
    assert_eq!(exported.len(), expected.len());
    // A cursor belongs to its period and its purpose.
    let first = page(&cases, ExportPurpose::Referrals, None, &worker()).unwrap();
    let cursor = first.next_cursor.unwrap();
    let moved = page(
        &cases,
        ExportPurpose::ClientLevelData,
        Some(&cursor),
        &worker(),
    );
    assert!(matches!(moved, Err(Refusal::Invalid(_))), "{moved:?}");
}

#[test]
fn a_restricted_referral_leaves_for_those_named_only_and_nobody_is_told() {
    let cases = Cases::new();
    let hidden = cases.submit(&contact()).reference;
    let open = cases.submit(&contact()).reference;
    let change = Change::Restrict {
        people: vec!["mary".to_owned()],
        reason: "She works here.".to_owned(),
    };
    cases.change(&hidden, change, &manager()).unwrap();
    let for_machine = all(&cases, ExportPurpose::Referrals, &worker());
    assert_eq!(references(&for_machine), [&open]);
    let for_mary = all(&cases, ExportPurpose::Referrals, &manager());
    assert_eq!(references(&for_mary), [&hidden, &open]);
}

#[test]
fn the_national_data_has_what_was_closed_by_the_day_on_which_it_was() {
    let cases = Cases::new();
    let old = cases.submit(&received(NOW - 400 * DAY)).reference;
    let still_open = cases.submit(&contact()).reference;
    let late = cases.submit(&contact()).reference;
    cases
        .change_at(&late, Change::Claim, &adviser(), NOW + 600)
        .unwrap();
    cases
        .change_at(&late, close(), &adviser(), NOW + 20 * DAY)
        .unwrap();
    cases
        .change_at(&old, close(), &adviser(), NOW + 10 * DAY)
        .unwrap();
    // A note afterwards changes nothing about when it was closed.
    let note = Change::Note("They called again.".to_owned());
    cases
        .change_at(&late, note, &adviser(), NOW + 30 * DAY)
        .unwrap();
    let exported = all(&cases, ExportPurpose::ClientLevelData, &manager());
    assert_eq!(references(&exported), [&old, &late]);
    let closed: Vec<_> = exported.iter().map(|of| of.closed_at).collect();
    assert_eq!(closed, [Some(at(NOW + 10 * DAY)), Some(at(NOW + 20 * DAY))]);
    assert_eq!(exported[1].first_response_at, Some(at(NOW + 600)));
    assert_eq!(
        exported[1].outcome.as_deref(),
        Some("NFA: Information and advice or signposting")
    );
    let received = all(&cases, ExportPurpose::Referrals, &manager());
    assert_eq!(references(&received), [&still_open, &late]);
}

#[test]
fn what_goes_on_as_part_of_another_is_no_request_of_its_own() {
    let cases = Cases::new();
    let first = cases.submit(&contact()).reference;
    let again = cases.submit(&contact()).reference;
    cases.change(&again, merge(&first), &senior()).unwrap();
    cases.change(&first, close(), &senior()).unwrap();
    let told = all(&cases, ExportPurpose::ClientLevelData, &manager());
    assert_eq!(references(&told), [&first]);
    let told = all(&cases, ExportPurpose::Referrals, &manager());
    assert_eq!(references(&told), [&first, &again]);
    assert!(told.iter().all(|of| of.closed_at.is_some()));
    cases.change(&again, unmerge(), &senior()).unwrap();
    let told = all(&cases, ExportPurpose::Referrals, &manager());
    assert_eq!(told[1].closed_at, None, "it is open again");
}

#[test]
fn what_people_asked_us_to_keep_leaves_for_the_return_only() {
    let cases = Cases::new();
    let (cookie, receipt) = sent(&cases, contact());
    assert_eq!(add(&cases, &cookie, &given(&cases)), Taken::Taken);
    cases
        .change(&receipt.reference, close(), &adviser())
        .unwrap();
    let events = || {
        let sql = "SELECT count(*) FROM audit WHERE what = 'equality-returned'";
        cases
            .raw()
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    for (purpose, by) in [
        (ExportPurpose::Referrals, worker()),
        (ExportPurpose::Referrals, manager()),
        (ExportPurpose::ClientLevelData, manager()),
    ] {
        let exported = all(&cases, purpose, &by);
        assert_eq!(exported[0].equality, None, "{purpose:?} {by:?}");
    }
    assert_eq!(events(), 0);
    let exported = all(&cases, ExportPurpose::ClientLevelData, &worker());
    assert_eq!(exported[0].equality, Some(given(&cases).answers));
    assert_eq!(events(), 1);
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}
