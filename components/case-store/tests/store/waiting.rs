//! Tries, waiting, and what else staff note between taking a referral on and closing it; and who sees whom at work.

use crate::fixtures::*;
use case_store::Refusal;
use case_store::model::{Actor, Attention, Change, Filter, Order, Sign};
use casework::{Casework, VisitorSafety};

fn references(cases: &Cases, filter: &Filter, time: i64) -> Vec<String> {
    let listing = done(cases.store().browse(filter, None, 50, &adviser(), at(time)));
    let entries = listing.unwrap().entries.into_iter();
    entries.map(|entry| entry.reference).collect()
}

fn with_status(status: &str) -> Filter {
    Filter {
        status: Some(status.to_owned()),
        ..Filter::default()
    }
}

fn waiting(waiting: bool) -> Filter {
    Filter {
        waiting: Some(waiting),
        open_only: true,
        ..Filter::default()
    }
}

#[test]
fn what_waits_is_listed_as_waiting_until_its_day() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let refused = cases.change(
        &reference,
        Change::Work(casework::Change::EndWait("Rang.".to_owned())),
        &adviser(),
    );
    assert!(matches!(refused, Err(Refusal::Conflict(_))));
    let waits = cases
        .change(&reference, wait("2026-12-28"), &adviser())
        .unwrap();
    let day = NOW - 16 * 3600 + 4 * DAY;
    assert_eq!(
        (waits.entry.waiting_until, waits.entry.status.as_str()),
        (Some(at(day)), "waiting-for-you")
    );
    let back = Filter {
        attention: Some(Attention::CameBack),
        ..Filter::default()
    };
    let mine = [reference.clone()];
    for (time, waits, not, came) in [
        (day - 1, &mine[..], &[][..], &[][..]),
        (day, &[], &mine, &mine),
    ] {
        assert_eq!(references(&cases, &waiting(true), time), waits);
        assert_eq!(references(&cases, &waiting(false), time), not);
        assert_eq!(references(&cases, &back, time), came);
        assert_eq!(
            references(&cases, &with_status("waiting-for-you"), time),
            waits
        );
        assert_eq!(references(&cases, &with_status("received"), time), not);
        let read = done(cases.store().read(&reference, &adviser(), at(time))).unwrap();
        let expected = if came.is_empty() {
            "waiting-for-you"
        } else {
            "received"
        };
        assert_eq!(read.entry.status, expected);
    }
    let ended = cases.change(
        &reference,
        Change::Work(casework::Change::EndWait("She rang.".to_owned())),
        &adviser(),
    );
    let ended = ended.unwrap();
    assert_eq!(
        (ended.entry.waiting_until, ended.entry.status.as_str()),
        (None, "received")
    );
}

#[test]
fn what_came_back_has_the_status_that_it_would_have_had_page_by_page() {
    let cases = Cases::new();
    for number in 0..12 {
        let reference = cases.submit(&contact()).reference;
        if number % 3 == 0 {
            cases.change(&reference, Change::Claim, &adviser()).unwrap();
        }
        if number % 2 == 0 {
            let until = if number % 4 == 0 {
                "2026-12-28"
            } else {
                "2027-01-28"
            };
            cases.change(&reference, wait(until), &adviser()).unwrap();
        }
    }
    let day = NOW + 10 * DAY;
    let mut seen = 0;
    for status in ["received", "being-looked-at", "waiting-for-you"] {
        for order in [Order::MostPressing, Order::DueFirst, Order::OldestFirst] {
            let filter = Filter {
                order,
                ..with_status(status)
            };
            let (store, by) = (cases.store(), adviser());
            let (mut listed, mut cursor) = (Vec::new(), None::<String>);
            loop {
                let page = store.browse(&filter, cursor.as_deref(), 2, &by, at(day));
                let page = done(page).unwrap();
                listed.extend(page.entries);
                cursor = page.next_cursor;
                if cursor.is_none() {
                    break;
                }
            }
            assert!(
                listed.iter().all(|entry| entry.status == status),
                "{listed:#?}"
            );
            let everything = Filter {
                order,
                ..Filter::default()
            };
            let expected = store.browse(&everything, None, 50, &by, at(day));
            let expected = done(expected).unwrap().entries.into_iter();
            let expected: Vec<_> = expected.filter(|entry| entry.status == status).collect();
            assert_eq!(listed, expected, "{status} {order:?}");
            seen += listed.len();
        }
    }
    assert_eq!(seen, 3 * 12);
}

#[test]
fn nothing_waits_for_longer_than_people_can_bear() {
    let cases = Cases::new();
    let plain = cases.submit(&contact()).reference;
    let danger = cases.submit(&in_danger()).reference;
    // From 24 December: at most 92 days, and seven where somebody may be in danger.
    for (reference, until, may) in [
        (&plain, "2027-03-26", true),
        (&plain, "2027-03-27", false),
        (&plain, "2026-12-24", false),
        (&danger, "2026-12-31", true),
        (&danger, "2027-01-01", false),
    ] {
        let outcome = cases.change(reference, wait(until), &adviser());
        assert_eq!(outcome.is_ok(), may, "{until}");
        assert!(
            may || matches!(outcome, Err(Refusal::Invalid(_))),
            "{until}"
        );
    }
}

#[test]
fn what_visitors_must_know_is_shown_until_it_no_longer_holds() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let end = || Change::Work(casework::Change::EndVisitorSafety("It died.".to_owned()));
    let nothing = cases.change(&reference, end(), &adviser());
    assert!(matches!(nothing, Err(Refusal::Conflict(_))));
    let noted = Change::Work(casework::Change::NoteVisitorSafety(VisitorSafety {
        what: "A large dog in the yard.".to_owned(),
        source: "District nurse".to_owned(),
        dated: "2026-12-01".to_owned(),
        review_on: "2027-06-01".to_owned(),
    }));
    let shown = cases.change(&reference, noted, &adviser()).unwrap();
    let casework = Casework {
        steps: shown.casework,
    };
    assert_eq!(casework.visitor_safety().unwrap().0.who, "amir");
    // It outlives the referral, and can be ended then.
    cases.change(&reference, close(), &adviser()).unwrap();
    let ended = cases.change(&reference, end(), &adviser()).unwrap();
    let casework = Casework {
        steps: ended.casework,
    };
    assert!(casework.visitor_safety().is_none());
    assert!(!cases.text_of_files().contains("large dog"), "it is sealed");
}

#[test]
fn who_else_looks_at_a_referral_is_shown_for_a_quarter_of_an_hour() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let read = |by: &Actor, time| done(cases.store().read(&reference, by, at(time))).unwrap();
    let names = |time| {
        let also = read(&adviser(), time).also_here.into_iter();
        also.map(|reader| reader.who).collect::<Vec<_>>()
    };
    assert!(
        names(NOW + 10).is_empty(),
        "neither the resident nor oneself"
    );
    read(&senior(), NOW + 100);
    cases
        .change_at(&reference, Change::Claim, &manager(), NOW + 200)
        .unwrap();
    // What a machine fetches or writes nobody sits in front of.
    read(&machine(), NOW + 240);
    let note = Change::Note("From the case system.".to_owned());
    cases
        .change_at(&reference, note, &machine(), NOW + 245)
        .unwrap();
    done(
        cases
            .store()
            .audit(&reference, 0, &auditor(), at(NOW + 250)),
    )
    .unwrap();
    assert_eq!(names(NOW + 300), ["mary", "sunita"], "the latest first");
    assert_eq!(names(NOW + 100 + 900), ["mary"]);
    assert!(names(NOW + 200 + 900).is_empty());
}

#[test]
fn a_list_is_asked_for_in_more_ways_and_stands_in_three_orders() {
    let cases = Cases::new();
    let mut phoned = contact();
    phoned.channel = "phone".to_owned();
    phoned.received_at = at(NOW - DAY);
    phoned.decision.respond_by = at(NOW + 9 * DAY);
    let phoned = cases.submit(&phoned).reference;
    let danger = cases.submit(&in_danger()).reference;
    let concern = cases.submit(&concern()).reference;
    cases.change(&danger, Change::Claim, &adviser()).unwrap();
    let asked = |filter: Filter| references(&cases, &filter, NOW);
    let none = Filter::default;
    let text = |word: &str| Some(word.to_owned());
    assert_eq!(
        asked(Filter {
            channel: text("phone"),
            ..none()
        }),
        std::slice::from_ref(&phoned)
    );
    assert_eq!(
        asked(Filter {
            form: text("safeguarding-concern"),
            ..none()
        }),
        std::slice::from_ref(&concern)
    );
    assert_eq!(
        asked(Filter {
            sign: Some(Sign::RuleTen),
            ..none()
        }),
        std::slice::from_ref(&danger)
    );
    let unassigned = asked(Filter {
        unassigned: true,
        ..none()
    });
    assert_eq!(unassigned, [concern.clone(), phoned.clone()]);
    let ordered = |order| asked(Filter { order, ..none() });
    let mut pressing = [danger.clone(), concern.clone()];
    pressing.sort();
    let [first, second] = pressing;
    assert_eq!(
        ordered(Order::OldestFirst),
        [phoned.clone(), first.clone(), second.clone()]
    );
    assert_eq!(ordered(Order::DueFirst), [first, second, phoned]);
}

#[test]
fn a_list_in_another_order_goes_on_where_it_stopped_and_its_cursor_fits_no_other() {
    let cases = Cases::new();
    for number in 0..17 {
        let mut one = contact();
        one.received_at = at(NOW - number % 5 * 60);
        one.decision.respond_by = at(NOW + number % 4 * 60);
        one.decision.priority = vocabulary::Priority::MOST_PRESSING_FIRST[number as usize % 3];
        let reference = cases.submit(&one).reference;
        if number % 4 == 0 {
            cases.change(&reference, close(), &adviser()).unwrap();
        }
    }
    let orders = [Order::MostPressing, Order::DueFirst, Order::OldestFirst];
    for order in orders {
        let filter = Filter {
            order,
            ..Filter::default()
        };
        let all = references(&cases, &filter, NOW);
        let (mut pages, mut cursor) = (Vec::new(), None);
        loop {
            let page =
                done(
                    cases
                        .store()
                        .browse(&filter, cursor.as_deref(), 3, &adviser(), at(NOW)),
                )
                .unwrap();
            pages.extend(page.entries.into_iter().map(|entry| entry.reference));
            match page.next_cursor {
                Some(next) => cursor = Some(next),
                None => break,
            }
        }
        assert_eq!(pages, all, "{order:?}");
        assert_eq!(all.len(), 17);
        for other in orders.into_iter().filter(|other| *other != order) {
            let other = Filter {
                order: other,
                ..Filter::default()
            };
            let moved =
                done(
                    cases
                        .store()
                        .browse(&other, cursor.as_deref(), 3, &adviser(), at(NOW)),
                );
            assert!(matches!(moved, Err(Refusal::Invalid(_))), "{other:?}");
        }
    }
}

#[test]
fn a_list_of_what_needs_a_welfare_check_holds_those_in_danger_alone() {
    let cases = Cases::new();
    let danger = cases.submit(&in_danger()).reference;
    let plain = cases.submit(&contact()).reference;
    for reference in [&danger, &plain] {
        for _ in 0..2 {
            cases
                .change(reference, nobody_answers(), &adviser())
                .unwrap();
        }
    }
    let filter = Filter {
        attention: Some(Attention::WelfareCheck),
        ..Filter::default()
    };
    assert_eq!(
        references(&cases, &filter, NOW),
        std::slice::from_ref(&danger)
    );
    cases
        .change(&danger, welfare_check("visit"), &senior())
        .unwrap();
    assert!(references(&cases, &filter, NOW).is_empty());
}
