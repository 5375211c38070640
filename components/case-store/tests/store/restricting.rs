//! A restricted referral is nowhere, to all but the people named.

use crate::fixtures::*;
use case_store::Refusal;
use case_store::model::{Actor, Change, Criteria, Filter};

fn restrict(people: &[&str]) -> Change {
    Change::Restrict {
        people: people.iter().map(|person| (*person).to_owned()).collect(),
        reason: "He works here.".to_owned(),
    }
}

fn listed(cases: &Cases, by: &Actor) -> usize {
    let listing = done(
        cases
            .store()
            .browse(&Filter::default(), None, 50, by, at(NOW)),
    )
    .unwrap();
    let by_name = Criteria {
        family_name: Some("Fennimore".to_owned()),
        ..Criteria::default()
    };
    let found = done(cases.store().search(&by_name, "Checking.", by, at(NOW))).unwrap();
    assert_eq!(found.len(), listing.entries.len());
    let counted: u32 = done(cases.store().queues(by, at(NOW)))
        .unwrap()
        .iter()
        .map(|queue| queue.unclaimed + queue.claimed)
        .sum();
    assert_eq!(usize::try_from(counted).unwrap(), listing.entries.len());
    listing.entries.len()
}

#[test]
fn it_is_invisible_everywhere_to_whoever_is_not_named() {
    let cases = Cases::new();
    let reference = cases.submit(&concern()).reference;
    assert_eq!(listed(&cases, &adviser()), 1);
    let restricted = cases
        .change(&reference, restrict(&["sam"]), &manager())
        .unwrap();
    assert_eq!(restricted.restricted_to, ["sam"]);

    assert_eq!(listed(&cases, &safeguarding()), 1);
    assert!(cases.read(&reference, &safeguarding()).is_ok());
    for by in [adviser(), manager(), machine(), somebody("aud", "auditor")] {
        assert_eq!(cases.read(&reference, &by), Err(Refusal::NotFound));
        assert_eq!(
            cases.change(&reference, Change::Claim, &by),
            Err(Refusal::NotFound)
        );
        assert_eq!(
            done(cases.store().audit(&reference, 0, &by, at(NOW))),
            Err(Refusal::NotFound)
        );
        let may = done(
            cases
                .store()
                .may_change(&reference, "note", None, None, &by),
        );
        assert_eq!(may, Err(Refusal::NotFound));
    }
    for by in [adviser(), manager(), machine()] {
        assert_eq!(listed(&cases, &by), 0);
    }
    // The same person writes again: nobody else may learn that there was somebody before.
    let second = cases.submit(&contact()).reference;
    assert!(cases.read(&second, &adviser()).unwrap().flags.is_empty());
    assert_eq!(
        cases.read(&second, &safeguarding()).unwrap().flags,
        ["repeat-concern"]
    );
}

#[test]
fn whoever_holds_it_and_is_not_named_lets_go_and_nobody_else_is_given_it() {
    let cases = Cases::new();
    let reference = cases.submit(&concern()).reference;
    cases.change(&reference, Change::Claim, &adviser()).unwrap();
    let restricted = cases
        .change(&reference, restrict(&["sam"]), &senior())
        .unwrap();
    assert_eq!(restricted.entry.assignee, None);
    let assigned = cases.change(
        &reference,
        Change::Assign("amir".to_owned()),
        &safeguarding(),
    );
    assert!(matches!(assigned, Err(Refusal::Invalid(_))));
    cases
        .change(
            &reference,
            Change::Assign("sam".to_owned()),
            &safeguarding(),
        )
        .unwrap();
}

#[test]
fn naming_nobody_lifts_it() {
    let cases = Cases::new();
    let reference = cases.submit(&concern()).reference;
    cases
        .change(&reference, restrict(&["sam", "sam", "mary"]), &manager())
        .unwrap();
    cases.change(&reference, restrict(&[]), &manager()).unwrap();
    assert_eq!(listed(&cases, &adviser()), 1);
    assert_eq!(cases.count("referral_person"), 0);
}

#[test]
fn an_adviser_restricts_nothing() {
    let cases = Cases::new();
    let reference = cases.submit(&concern()).reference;
    assert_eq!(
        cases.change(&reference, restrict(&["sam"]), &adviser()),
        Err(Refusal::NotAllowed)
    );
}

#[test]
fn an_emergency_that_is_restricted_is_not_shouted_about() {
    let cases = Cases::new();
    let mut emergency = concern();
    emergency.decision.priority = vocabulary::Priority::Emergency;
    let reference = cases.submit(&emergency).reference;
    cases
        .change(&reference, restrict(&["sam"]), &manager())
        .unwrap();
    let shown = |by: &Actor| {
        done(cases.store().unclaimed_emergencies(by, at(NOW + DAY)))
            .unwrap()
            .len()
    };
    assert_eq!((shown(&adviser()), shown(&safeguarding())), (0, 1));
}
