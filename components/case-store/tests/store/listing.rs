//! Queues, lists and searches.

use crate::fixtures::*;
use case_store::Refusal;
use case_store::model::{Actor, Change, Criteria, Filter};
use vocabulary::Priority;

fn put(cases: &Cases, queue: &str, priority: Priority, respond_by: i64) -> String {
    let mut submission = contact();
    submission.decision = decision(queue, priority);
    submission.decision.respond_by = at(respond_by);
    cases.submit(&submission).reference
}

fn list(cases: &Cases, filter: &Filter, by: &Actor) -> Vec<String> {
    let listing = done(cases.store().browse(filter, None, 200, by, at(NOW))).unwrap();
    listing
        .entries
        .into_iter()
        .map(|entry| entry.reference)
        .collect()
}

#[test]
fn the_most_pressing_comes_first_then_the_soonest_due_then_the_reference() {
    let cases = Cases::new();
    let later = put(&cases, "carers", Priority::Standard, NOW + 900);
    let sooner = put(&cases, "carers", Priority::Standard, NOW + 500);
    let urgent = put(&cases, "ascc-general", Priority::Urgent, NOW + 999);
    let mut same = [
        put(&cases, "carers", Priority::Soon, NOW + 7),
        put(&cases, "carers", Priority::Soon, NOW + 7),
    ];
    same.sort();
    let [one, other] = same;
    assert_eq!(
        list(&cases, &Filter::default(), &adviser()),
        [urgent, one, other, sooner, later]
    );
}

#[test]
fn pages_join_without_a_gap_whatever_is_asked_for() {
    let cases = Cases::new();
    for number in 0..40_i64 {
        let priority = Priority::MOST_PRESSING_FIRST[usize::try_from(number % 4).unwrap()];
        let queue = ["carers", "sensory"][usize::try_from(number % 2).unwrap()];
        let reference = put(&cases, queue, priority, NOW + number % 3);
        if number % 5 == 0 {
            cases.change(&reference, Change::Claim, &adviser()).unwrap();
        }
        if number % 7 == 0 {
            cases.change(&reference, close(), &adviser()).unwrap();
        }
    }
    let text = |word: &str| Some(word.to_owned());
    let filters = [
        Filter::default(),
        Filter {
            queue: text("carers"),
            ..Filter::default()
        },
        Filter {
            queue: text("carers"),
            open_only: true,
            ..Filter::default()
        },
        Filter {
            open_only: true,
            ..Filter::default()
        },
        Filter {
            status: text("closed"),
            ..Filter::default()
        },
        Filter {
            assignee: text("amir"),
            queue: text("carers"),
            ..Filter::default()
        },
        Filter {
            locality: text("mid"),
            priority: Some(Priority::Urgent),
            ..Filter::default()
        },
        Filter {
            due_before: Some(at(NOW + 1)),
            ..Filter::default()
        },
    ];
    for filter in filters {
        let whole = list(&cases, &filter, &adviser());
        assert!(!whole.is_empty(), "{filter:?}");
        let mut pieces = Vec::new();
        let mut cursor = None;
        loop {
            let page =
                done(
                    cases
                        .store()
                        .browse(&filter, cursor.as_deref(), 3, &adviser(), at(NOW)),
                )
                .unwrap();
            assert!(page.entries.len() <= 3);
            pieces.extend(page.entries.into_iter().map(|entry| entry.reference));
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(pieces, whole, "{filter:?}");
    }
}

#[test]
fn what_is_asked_wrongly_is_said_all_at_once() {
    let cases = Cases::new();
    let filter = Filter {
        queue: Some("nowhere".to_owned()),
        status: Some("lost".to_owned()),
        reference: Some("Edith".to_owned()),
        ..Filter::default()
    };
    let Err(Refusal::Invalid(wrong)) =
        done(
            cases
                .store()
                .browse(&filter, Some("forged"), 201, &adviser(), at(NOW)),
        )
    else {
        panic!("must be invalid");
    };
    let fields: Vec<_> = wrong.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["queue", "status", "q", "limit", "cursor"]);
}

#[test]
fn a_reference_is_found_as_it_is_typed() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    cases.submit(&contact());
    let filter = Filter {
        reference: Some(reference.to_lowercase()),
        ..Filter::default()
    };
    assert_eq!(list(&cases, &filter, &adviser()), [reference]);
}

#[test]
fn queues_are_counted_as_they_are_worked() {
    let cases = Cases::new();
    let late = put(&cases, "carers", Priority::Standard, NOW - 10);
    put(&cases, "carers", Priority::Standard, NOW + 10);
    let counted = |index: usize| {
        let queues = done(cases.store().queues(&adviser(), at(NOW))).unwrap();
        queues.get(index).map(|queue| {
            (
                queue.queue.clone(),
                queue.unclaimed,
                queue.claimed,
                queue.overdue,
            )
        })
    };
    assert_eq!(counted(0), Some(("carers".to_owned(), 2, 0, 1)));
    cases.change(&late, Change::Claim, &adviser()).unwrap();
    assert_eq!(counted(0), Some(("carers".to_owned(), 1, 1, 1)));
    let reroute = Change::Reroute {
        queue: "sensory".to_owned(),
        reason: "Sight.".to_owned(),
    };
    cases.change(&late, reroute, &adviser()).unwrap();
    assert_eq!(counted(1), Some(("sensory".to_owned(), 1, 0, 1)));
    cases.change(&late, close(), &adviser()).unwrap();
    assert_eq!(counted(1), None);
    assert_eq!(counted(0), Some(("carers".to_owned(), 1, 0, 0)));
}

#[test]
fn more_than_a_hundred_overdue_are_a_hundred_or_more() {
    let cases = Cases::new();
    let mut late = contact();
    late.decision.respond_by = at(NOW - 1);
    done(cases.store().load(&vec![late.into(); 120])).unwrap();
    let queues = done(cases.store().queues(&adviser(), at(NOW))).unwrap();
    assert_eq!((queues[0].unclaimed, queues[0].overdue), (120, 100));
    assert_eq!(queues[0].next_respond_by, Some(at(NOW - 1)));
}

#[test]
fn the_change_counter_rises_with_changes_and_not_with_reads() {
    let cases = Cases::new();
    let counter = || done(cases.store().change_counter()).unwrap();
    assert_eq!(counter(), 0);
    let reference = cases.submit(&contact()).reference;
    let first = counter();
    assert!(first > 0);
    cases.read(&reference, &adviser()).unwrap();
    assert_eq!(counter(), first);
    cases
        .change(&reference, Change::Note("a".to_owned()), &adviser())
        .unwrap();
    assert!(counter() > first);
}

#[test]
fn an_emergency_that_nobody_claims_is_shown_to_everybody_without_a_name() {
    let cases = Cases::new();
    let reference = put(
        &cases,
        "safeguarding-triage",
        Priority::Emergency,
        NOW + 3600,
    );
    let shown = |after: i64| {
        done(
            cases
                .store()
                .unclaimed_emergencies(&adviser(), at(NOW + after)),
        )
        .unwrap()
    };
    assert!(shown(899).is_empty());
    let entries = shown(900);
    assert_eq!(
        (entries[0].reference.as_str(), entries[0].name.as_deref()),
        (reference.as_str(), None)
    );
    cases.change(&reference, Change::Claim, &adviser()).unwrap();
    assert!(shown(900).is_empty());
}

#[test]
fn somebody_is_found_by_what_is_known_of_them() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let mut brother = contact();
    brother.person.given_name = Some("Walter".to_owned());
    brother.person.date_of_birth = Some("1939-01-01".to_owned());
    brother.person.phone = None;
    brother.person.email = None;
    cases.submit(&brother);
    let find = |criteria: Criteria| {
        let found = done(
            cases
                .store()
                .search(&criteria, "She rang.", &adviser(), at(NOW)),
        )
        .unwrap();
        found
            .into_iter()
            .map(|entry| entry.reference)
            .collect::<Vec<_>>()
    };
    let text = |word: &str| Some(word.to_owned());
    assert_eq!(
        find(Criteria {
            family_name: text("fennimore"),
            ..Criteria::default()
        })
        .len(),
        2
    );
    for criteria in [
        Criteria {
            family_name: text("FENNIMORE"),
            given_name: text("edith"),
            ..Criteria::default()
        },
        Criteria {
            family_name: text("Fennimore"),
            date_of_birth: text("1941-03-07"),
            ..Criteria::default()
        },
        Criteria {
            given_name: text("Edith"),
            date_of_birth: text("1941-03-07"),
            ..Criteria::default()
        },
        Criteria {
            phone: text("+44 1632 960001"),
            ..Criteria::default()
        },
        Criteria {
            email: text(" Edith@Example.org"),
            postcode: text("cm11qh"),
            ..Criteria::default()
        },
    ] {
        assert_eq!(find(criteria.clone()), [reference.as_str()], "{criteria:?}");
    }
    let mismatch = Criteria {
        given_name: text("Walter"),
        date_of_birth: text("1941-03-07"),
        ..Criteria::default()
    };
    assert!(find(mismatch).is_empty());
}

#[test]
fn a_search_needs_a_reason_and_more_than_a_birth_date() {
    let cases = Cases::new();
    let fields = |criteria: Criteria, reason: &str| match done(cases.store().search(
        &criteria,
        reason,
        &adviser(),
        at(NOW),
    )) {
        Err(Refusal::Invalid(wrong)) => wrong
            .into_iter()
            .map(|(field, _)| field)
            .collect::<Vec<_>>(),
        other => panic!("must be invalid, was {other:?}"),
    };
    assert_eq!(fields(Criteria::default(), " "), ["reason", "criteria"]);
    let born = Criteria {
        date_of_birth: Some("1941-03-07".to_owned()),
        ..Criteria::default()
    };
    assert_eq!(fields(born, "She rang."), ["date-of-birth", "criteria"]);
    let partly = Criteria {
        date_of_birth: Some("1941".to_owned()),
        family_name: Some("F".to_owned()),
        ..Criteria::default()
    };
    assert_eq!(fields(partly, "She rang."), ["date-of-birth"]);
}

#[test]
fn who_does_not_work_with_people_gets_no_list() {
    let cases = Cases::new();
    for role in ["service-designer", "auditor", "administrator", "worker"] {
        let by = somebody("x", role);
        assert_eq!(
            done(
                cases
                    .store()
                    .browse(&Filter::default(), None, 50, &by, at(NOW))
            ),
            Err(Refusal::NotAllowed)
        );
        assert_eq!(
            done(cases.store().queues(&by, at(NOW))),
            Err(Refusal::NotAllowed)
        );
        assert_eq!(
            done(cases.store().unclaimed_emergencies(&by, at(NOW))),
            Err(Refusal::NotAllowed)
        );
        assert_eq!(
            done(cases.store().search(&Criteria::default(), "", &by, at(NOW))),
            Err(Refusal::NotAllowed)
        );
    }
}
