//! "Next for me": what comes first of what nobody holds, for whom, and never to two people.

use crate::fixtures::*;
use case_store::Refusal;
use case_store::model::{Actor, Change, Referral, Submission};
use std::collections::BTreeSet;
use std::sync::Arc;
use vocabulary::Priority;

fn next_at(
    cases: &Cases,
    queues: &[&str],
    by: &Actor,
    time: i64,
) -> Result<Option<Referral>, Refusal> {
    let queues: Vec<String> = queues.iter().map(|queue| (*queue).to_owned()).collect();
    done(cases.store().next(&queues, by, at(time)))
}

fn next(cases: &Cases, queues: &[&str], by: &Actor) -> Option<String> {
    next_at(cases, queues, by, NOW + 60)
        .unwrap()
        .map(|referral| referral.entry.reference)
}

fn in_queue(queue: &str, priority: Priority) -> Submission {
    Submission {
        decision: decision(queue, priority),
        ..contact()
    }
}

#[test]
fn the_most_pressing_comes_first_and_is_claimed_for_whoever_asked() {
    let cases = Cases::new();
    let standard = cases
        .submit(&in_queue("carers", Priority::Standard))
        .reference;
    let urgent = cases
        .submit(&in_queue("sensory", Priority::Urgent))
        .reference;
    let first = next_at(&cases, &[], &adviser(), NOW + 60).unwrap().unwrap();
    assert_eq!(first.entry.reference, urgent);
    assert_eq!(
        (first.entry.assignee.as_deref(), first.entry.status.as_str()),
        (Some("amir"), "being-looked-at")
    );
    assert_eq!(first.timeline.last().unwrap().what, "claimed");
    assert_eq!(next(&cases, &["reviews"], &adviser()), None);
    assert_eq!(next(&cases, &["carers"], &adviser()), Some(standard));
    assert_eq!(next(&cases, &[], &adviser()), None);
}

#[test]
fn work_of_specialists_is_handed_to_them_alone() {
    for queue in [
        "safeguarding-triage",
        "organisational-safeguarding",
        "emergency-duty",
    ] {
        let cases = Cases::new();
        let reference = cases
            .submit(&in_queue(queue, Priority::Emergency))
            .reference;
        assert_eq!(next(&cases, &[], &adviser()), None, "{queue}");
        let asked = next_at(&cases, &[queue], &adviser(), NOW);
        assert_eq!(asked, Err(Refusal::NotAllowed));
        // Whoever opens it can still take it on.
        cases.change(&reference, Change::Claim, &adviser()).unwrap();
        cases
            .change(&reference, Change::Release, &adviser())
            .unwrap();
        assert_eq!(next(&cases, &[queue], &safeguarding()), Some(reference));
    }
    let cases = Cases::new();
    cases.submit(&contact());
    assert_eq!(next(&cases, &[], &safeguarding()), None);
    let designer = next_at(&cases, &[], &designer(), NOW);
    assert_eq!(designer, Err(Refusal::NotAllowed));
    let nowhere = next_at(&cases, &["nowhere"], &adviser(), NOW);
    assert!(matches!(nowhere, Err(Refusal::Invalid(_))));
}

#[test]
fn what_is_waited_for_comes_when_its_day_has_come() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    cases
        .change(&reference, wait("2026-12-28"), &adviser())
        .unwrap();
    assert_eq!(next(&cases, &[], &adviser()), None);
    // The beginning of 28 December, in London, to the second.
    let day = NOW - 16 * 3600 + 4 * DAY;
    assert_eq!(next_at(&cases, &[], &adviser(), day - 1).unwrap(), None);
    let back = next_at(&cases, &[], &adviser(), day).unwrap().unwrap();
    assert_eq!(back.entry.reference, reference);
    assert_eq!(
        (back.entry.waiting_until, back.entry.status.as_str()),
        (None, "being-looked-at")
    );
}

#[test]
fn a_restricted_referral_is_handed_to_nobody_but_those_named() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let restriction = Change::Restrict {
        people: vec!["bea".to_owned(), "mary".to_owned()],
        reason: "Her neighbour works here.".to_owned(),
    };
    cases.change(&reference, restriction, &manager()).unwrap();
    assert_eq!(next(&cases, &[], &adviser()), None);
    assert_eq!(next(&cases, &[], &senior()), None);
    assert_eq!(
        next(&cases, &[], &somebody("bea", "adviser")),
        Some(reference)
    );
}

#[test]
fn whoever_nobody_reaches_goes_to_somebody_who_may_decide() {
    let cases = Cases::new();
    let reference = cases.submit(&in_danger()).reference;
    cases.change(&reference, Change::Claim, &adviser()).unwrap();
    cases
        .change(&reference, nobody_answers(), &adviser())
        .unwrap();
    let second = cases
        .change(&reference, nobody_answers(), &adviser())
        .unwrap();
    assert_eq!(second.entry.assignee, None, "it goes to somebody who leads");
    assert!(second.entry.needs_welfare_check);
    assert_eq!(next(&cases, &[], &adviser()), None);
    assert_eq!(next(&cases, &[], &senior()), Some(reference));
}

#[test]
fn twenty_people_take_on_two_hundred_and_each_is_taken_on_once() {
    let cases = Arc::new(Cases::new());
    let mut all = BTreeSet::new();
    for number in 0..200 {
        let queue = ["carers", "sensory", "reviews"][number % 3];
        let priority = Priority::MOST_PRESSING_FIRST[number % 4];
        all.insert(cases.submit(&in_queue(queue, priority)).reference);
    }
    let threads: Vec<_> = (0..20)
        .map(|number| {
            let cases = Arc::clone(&cases);
            std::thread::spawn(move || {
                let by = somebody(&format!("worker-{number}"), "adviser");
                let mut taken = Vec::new();
                while let Some(reference) = next(&cases, &[], &by) {
                    taken.push(reference);
                }
                taken
            })
        })
        .collect();
    let mut taken: Vec<String> = threads
        .into_iter()
        .flat_map(|thread| thread.join().unwrap())
        .collect();
    assert_eq!(taken.len(), 200);
    taken.sort();
    assert_eq!(taken, all.into_iter().collect::<Vec<_>>());
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}
