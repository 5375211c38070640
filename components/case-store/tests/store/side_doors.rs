//! A referral with a safeguarding sign, or with somebody in danger whom nobody reaches, pushed towards `close` by
//! every door.

use crate::fixtures::*;
use case_store::Refusal;
use case_store::model::{Actor, Change, Filter, S42Decision};
use proptest::prelude::*;
use std::collections::BTreeMap;
use vocabulary::Priority;

fn reroute(queue: &str) -> Change {
    Change::Reroute {
        queue: queue.to_owned(),
        reason: "Not ours.".to_owned(),
    }
}

fn priority(priority: Priority) -> Change {
    Change::SetPriority {
        priority,
        reason: "As seen today.".to_owned(),
    }
}

fn no_reply() -> Change {
    Change::Close {
        outcome: "NFA: Other".to_owned(),
        note: None,
        no_reply: true,
    }
}

fn not_met(queue: Option<&str>) -> Change {
    let Change::DecideS42(decision) = s42() else {
        unreachable!()
    };
    Change::DecideS42(S42Decision {
        decision: "no-enquiry".to_owned(),
        passed_to: queue.map(str::to_owned),
        ..decision
    })
}

fn restrict(people: &[&str]) -> Change {
    Change::Restrict {
        people: people.iter().map(|person| (*person).to_owned()).collect(),
        reason: "For her safety.".to_owned(),
    }
}

/// Something that is done with a referral on the way to closing it.
type Door = fn(&Cases, &str);

/// Whether a change was refused because somebody of safeguarding has to decide first.
fn stopped(cases: &Cases, reference: &str, change: Change, by: &Actor) -> bool {
    cases.change(reference, change, by) == Err(Refusal::NeedsS42Decision)
}

#[test]
fn no_side_door_leads_past_the_decision_under_section_42() {
    let doors: [(&str, Door); 9] = [
        ("straight", |_, _| {}),
        ("rerouted, and lower, and merged", |cases, concern| {
            let other = cases.submit(&contact()).reference;
            assert!(stopped(cases, concern, reroute("carers"), &manager()));
            assert!(stopped(cases, concern, reroute("out-of-area"), &senior()));
            assert!(stopped(
                cases,
                concern,
                priority(Priority::Standard),
                &manager()
            ));
            assert!(stopped(cases, concern, merge(&other), &manager()));
        }),
        (
            "raised first, so that lower looks like before",
            |cases, concern| {
                let raise = priority(Priority::Emergency);
                cases.change(concern, raise, &manager()).unwrap();
                assert!(stopped(
                    cases,
                    concern,
                    priority(Priority::Urgent),
                    &manager()
                ));
            },
        ),
        ("another one merged into it", |cases, concern| {
            let other = cases.submit(&contact()).reference;
            cases.change(&other, merge(concern), &manager()).unwrap();
            cases.change(&other, unmerge(), &manager()).unwrap();
        }),
        ("a decision by somebody else", |cases, concern| {
            for by in [adviser(), senior(), manager()] {
                assert_eq!(cases.change(concern, s42(), &by), Err(Refusal::NotAllowed));
                let passed = not_met(Some("carers"));
                assert_eq!(cases.change(concern, passed, &by), Err(Refusal::NotAllowed));
            }
        }),
        ("assigned, taken, released", |cases, concern| {
            let assign = Change::Assign("amir".to_owned());
            cases.change(concern, assign, &manager()).unwrap();
            cases.change(concern, Change::Release, &adviser()).unwrap();
            cases.change(concern, Change::Claim, &adviser()).unwrap();
        }),
        ("restricted", |cases, concern| {
            cases
                .change(concern, restrict(&["mary"]), &manager())
                .unwrap();
            assert!(stopped(cases, concern, close(), &manager()));
            cases.change(concern, restrict(&[]), &manager()).unwrap();
        }),
        ("waited for, for years", |cases, concern| {
            let years = cases.change(concern, wait("2031-01-01"), &adviser());
            assert!(matches!(years, Err(Refusal::Invalid(_))), "{years:?}");
            cases
                .change(concern, wait("2026-12-29"), &adviser())
                .unwrap();
        }),
        ("a welfare check", |cases, concern| {
            cases.change(concern, nobody_answers(), &adviser()).unwrap();
            cases
                .change(concern, welfare_check("not-needed"), &manager())
                .unwrap();
        }),
    ];
    for (door, through) in doors {
        let cases = Cases::new();
        let concern = cases.submit(&concern()).reference;
        through(&cases, &concern);
        for by in [adviser(), senior(), safeguarding(), manager()] {
            for closing in [close(), no_reply()] {
                assert!(stopped(&cases, &concern, closing, &by), "{door}: {by:?}");
            }
        }
        let standing = cases.read(&concern, &manager()).unwrap();
        assert_ne!(standing.entry.status, "closed", "{door}");
        assert!(standing.entry.priority >= Priority::Urgent, "{door}");
        // Once it was decided the door is open.
        cases.change(&concern, s42(), &safeguarding()).unwrap();
        cases.change(&concern, close(), &manager()).unwrap();
    }
}

#[test]
fn not_met_its_reasons_and_where_it_goes_instead_are_one_step_with_the_first_clock() {
    let cases = Cases::new();
    let reference = cases.submit(&concern()).reference;
    let before = cases
        .change(&reference, Change::Claim, &safeguarding())
        .unwrap();
    let wrong = cases.change(&reference, s42_with(&s42(), "carers"), &safeguarding());
    assert!(
        matches!(wrong, Err(Refusal::Invalid(_))),
        "an enquiry stays"
    );
    let nowhere = cases.change(&reference, not_met(Some("nowhere")), &safeguarding());
    assert!(matches!(nowhere, Err(Refusal::Invalid(_))));
    let after = cases
        .change(&reference, not_met(Some("carers")), &safeguarding())
        .unwrap();
    assert_eq!(
        (
            after.entry.queue.as_str(),
            after.entry.status.as_str(),
            after.entry.assignee
        ),
        ("carers", "passed-on", None)
    );
    assert_eq!(after.entry.respond_by, before.entry.respond_by);
    assert_eq!(after.entry.received_at, before.entry.received_at);
    assert_eq!(after.been_in, ["safeguarding-triage"]);
    assert_eq!(after.s42.unwrap().passed_to.as_deref(), Some("carers"));
    assert_eq!(
        after.timeline.last().unwrap().text.as_deref(),
        Some("no-enquiry. From safeguarding-triage to carers: All three are met.")
    );
}

fn s42_with(change: &Change, queue: &str) -> Change {
    let Change::DecideS42(decision) = change.clone() else {
        unreachable!()
    };
    Change::DecideS42(S42Decision {
        passed_to: Some(queue.to_owned()),
        ..decision
    })
}

#[test]
fn nobody_reached_is_no_reason_to_close_where_somebody_may_be_in_danger() {
    let cases = Cases::new();
    let reference = cases.submit(&in_danger()).reference;
    let refused = |change: Change, by: &Actor| {
        let refused = cases.change(&reference, change, by);
        matches!(refused, Err(Refusal::Conflict(_)))
    };
    assert!(refused(no_reply(), &manager()), "nobody has even tried");
    assert!(refused(welfare_check("not-needed"), &manager()));
    cases
        .change(&reference, nobody_answers(), &adviser())
        .unwrap();
    // It does not help to call it something else.
    assert!(refused(close(), &manager()) && refused(no_reply(), &manager()));
    cases
        .change(&reference, attempt("voicemail"), &adviser())
        .unwrap();
    assert!(refused(wait("2026-12-28"), &manager()));
    let other = cases.submit(&contact()).reference;
    assert!(refused(merge(&other), &manager()));
    let not_allowed = cases.change(&reference, welfare_check("visit"), &adviser());
    assert_eq!(not_allowed, Err(Refusal::NotAllowed));
    assert!(refused(close(), &adviser()));
    let decided = cases
        .change(&reference, welfare_check("visit"), &senior())
        .unwrap();
    assert!(!decided.entry.needs_welfare_check);
    // Once somebody has answered, silence begins anew.
    cases
        .change(&reference, attempt("person"), &adviser())
        .unwrap();
    cases
        .change(&reference, nobody_answers(), &adviser())
        .unwrap();
    assert!(refused(no_reply(), &senior()));
    cases
        .change(&reference, welfare_check("police"), &senior())
        .unwrap();
    cases.change(&reference, no_reply(), &senior()).unwrap();
}

#[test]
fn where_nobody_is_in_danger_no_reply_closes() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    cases
        .change(&reference, nobody_answers(), &adviser())
        .unwrap();
    cases.change(&reference, no_reply(), &adviser()).unwrap();
}

#[test]
fn the_signs_of_a_merged_referral_guard_the_one_that_goes_on() {
    let cases = Cases::new();
    let (danger, plain) = (
        cases.submit(&in_danger()).reference,
        cases.submit(&contact()).reference,
    );
    cases.change(&danger, nobody_answers(), &adviser()).unwrap();
    cases.change(&danger, merge(&plain), &senior()).unwrap();
    let survivor = cases.read(&plain, &manager()).unwrap();
    assert!(survivor.rule_ten_sign);
    assert_eq!(
        (survivor.entry.unanswered, survivor.entry.priority),
        (1, Priority::Urgent)
    );
    let closing = cases.change(&plain, close(), &manager());
    assert!(matches!(closing, Err(Refusal::Conflict(_))), "{closing:?}");
    // Taken apart, it still is what it was told.
    cases.change(&danger, unmerge(), &senior()).unwrap();
    assert!(cases.read(&plain, &manager()).unwrap().rule_ten_sign);
}

#[test]
fn silence_that_nobody_decided_on_is_not_settled_by_merging() {
    let cases = Cases::new();
    let tried = |decided: bool| {
        let reference = cases.submit(&in_danger()).reference;
        cases
            .change(&reference, nobody_answers(), &adviser())
            .unwrap();
        if decided {
            cases
                .change(&reference, welfare_check("not-needed"), &senior())
                .unwrap();
        }
        reference
    };
    for (one, other, closes) in [
        (false, true, false),
        (true, false, false),
        (true, true, true),
    ] {
        let (goes_on, merged) = (tried(one), tried(other));
        cases.change(&merged, merge(&goes_on), &senior()).unwrap();
        let closing = cases.change(&goes_on, close(), &manager());
        assert_eq!(closing.is_ok(), closes, "{one} {other}: {closing:?}");
    }
}

#[test]
fn a_referral_that_goes_round_is_settled_by_somebody_who_leads() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let go = |queue: &str, by: &Actor| cases.change(&reference, reroute(queue), by);
    go("sensory", &adviser()).unwrap();
    go("ascc-general", &adviser()).unwrap();
    go("sensory", &adviser()).unwrap();
    // It would stay there for the third time.
    let round = go("ascc-general", &adviser());
    assert!(matches!(round, Err(Refusal::Conflict(_))), "{round:?}");
    // Another team may still be right, and somebody who leads says whose it is.
    go("carers", &adviser()).unwrap();
    let settled = go("ascc-general", &senior()).unwrap();
    let been = [
        "ascc-general",
        "sensory",
        "ascc-general",
        "sensory",
        "carers",
    ];
    assert_eq!(settled.been_in, been);
}

/// One of three referrals, who does it, and what.
fn deed() -> impl Strategy<Value = (usize, usize, usize, usize)> {
    (0..3_usize, 0..4_usize, 0..24_usize, 0..3_usize)
}

fn change_of(number: usize, other: &str) -> Change {
    let queues = [
        "carers",
        "ascc-general",
        "safeguarding-triage",
        "out-of-area",
    ];
    let work = |change| Change::Work(change);
    match number {
        0 => Change::Claim,
        1 => Change::Release,
        2 => Change::Assign("amir".to_owned()),
        3 => priority(Priority::Standard),
        4 => priority(Priority::Emergency),
        5..=8 => reroute(queues[number - 5]),
        9 => not_met(None),
        10 => not_met(Some("carers")),
        11 | 12 => close(),
        13 => no_reply(),
        14 => restrict(&["mary", "sam", "sunita", "amir"]),
        15 => restrict(&[]),
        16 | 17 => nobody_answers(),
        18 => attempt("person"),
        19 => wait("2026-12-28"),
        20 => welfare_check("visit"),
        21 => work(casework::Change::Link(link(other))),
        22 => merge(other),
        _ => unmerge(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_anybody_does_no_guard_falls_nothing_is_lost_and_no_clock_goes_back(
        deeds in prop::collection::vec(deed(), 1..60),
    ) {
        let cases = Cases::new();
        let references = [concern(), in_danger(), contact()].map(|c| cases.submit(&c).reference);
        let people = [adviser(), senior(), safeguarding(), manager()];
        let mut clocks: BTreeMap<String, i64> = BTreeMap::new();
        for (which, who, what, other) in deeds {
            let change = change_of(what, &references[other]);
            let _ = cases.change(&references[which], change, &people[who]);
            let listed = done(cases.store().browse(
                &Filter::default(), None, 50, &manager(), at(NOW + 60),
            )).unwrap().entries;
            prop_assert_eq!(listed.len(), 3, "one is in no list");
            for entry in listed {
                let clock = entry.respond_by.as_unix();
                let before = clocks.insert(entry.reference.clone(), clock);
                prop_assert!(before.is_none_or(|before| clock <= before));
                let (sign, decided, danger, unanswered, welfare, closed) = standing(&cases, &entry.reference);
                if closed {
                    prop_assert!(!sign || decided, "closed without a decision under section 42");
                    prop_assert!(!danger || unanswered == 0 || welfare, "closed without a reply");
                }
                if sign && entry.reference == references[0] && !decided {
                    prop_assert_eq!(entry.queue.as_str(), "safeguarding-triage");
                    prop_assert!(entry.priority >= Priority::Urgent);
                }
            }
        }
        // Whoever decided under section 42 was of safeguarding.
        let by: Vec<String> = cases.raw().prepare("SELECT who FROM audit WHERE what = 's42-decided'").unwrap()
            .query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        prop_assert!(by.iter().all(|who| who == "sam"));
        prop_assert_eq!(audit_findings(&cases), Vec::<String>::new());
    }
}

/// Sign, decided, in danger, unanswered, welfare check decided, closed: as the row stands. What was merged goes on
/// in another, which has its signs and its silence.
fn standing(cases: &Cases, reference: &str) -> (bool, bool, bool, i64, bool, bool) {
    cases
        .raw()
        .query_row(
            "SELECT safeguarding_sign, s42_decided, safeguarding_sign OR rule_ten_sign, unanswered,
                welfare_decided, open = 0 AND merged_into IS NULL FROM referral WHERE reference = ?1",
            [reference],
            |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                ))
            },
        )
        .unwrap()
}
