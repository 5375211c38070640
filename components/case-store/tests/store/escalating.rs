//! What is late, or soon will be, is written down once for each step, and listed whether or not it was.

use crate::fixtures::*;
use case_store::Delivery;
use case_store::model::{Attention, Escalated, Filter, Published, Submission};
use vocabulary::{Priority, RulesetId};

const RULES: &str = "[respond-by]
emergency = { clock-hours = 1 }
urgent = { working-hours = 4 }
soon = { working-days = 2 }
standard = { working-days = 5 }
";

fn with_rules() -> Cases {
    let cases = Cases::new();
    let published = Published {
        id: RulesetId {
            id: "essex".to_owned(),
            version: 1,
        },
        rules: RULES.to_owned(),
        places: String::new(),
        calendar: working_calendar::BUILT_IN.to_owned(),
    };
    done(cases.store().ensure_rules(&published, at(NOW))).unwrap();
    cases
}

/// Due within the hour, from a moment on.
fn emergency() -> Submission {
    let mut emergency = contact();
    emergency.decision = decision("ascc-general", Priority::Emergency);
    emergency.decision.respond_by = at(NOW + 3600);
    emergency
}

fn slice(cases: &Cases, time: i64) -> u32 {
    done(cases.store().work(Delivery::None, at(time)))
        .unwrap()
        .escalated
}

fn listed(cases: &Cases, attention: Attention, time: i64) -> usize {
    let filter = Filter {
        attention: Some(attention),
        ..Filter::default()
    };
    done(
        cases
            .store()
            .browse(&filter, None, 50, &manager(), at(time)),
    )
    .unwrap()
    .entries
    .len()
}

#[test]
fn each_step_is_written_down_once_and_shown_from_the_time_alone() {
    let cases = with_rules();
    let reference = cases.submit(&emergency()).reference;
    let tag = cases.read(&reference, &manager()).unwrap().etag;
    let count = |time| {
        (
            listed(&cases, Attention::AtRisk, time),
            listed(&cases, Attention::Overdue, time),
        )
    };
    let (quarter, late) = (NOW + 45 * 60 + 1, NOW + 3601);
    assert_eq!(
        (count(NOW + 45 * 60), slice(&cases, NOW + 45 * 60)),
        ((0, 0), 0)
    );
    assert_eq!((count(quarter), slice(&cases, quarter)), ((1, 0), 1));
    assert_eq!(slice(&cases, quarter), 0, "once");
    let at_risk = cases.read(&reference, &manager()).unwrap();
    assert_eq!(at_risk.entry.escalated, Some(Escalated::AtRisk));
    assert_eq!((count(late), slice(&cases, late)), ((0, 1), 1));
    assert_eq!(slice(&cases, late + DAY), 0);
    let overdue = cases.read(&reference, &manager()).unwrap();
    assert_eq!(overdue.entry.escalated, Some(Escalated::Overdue));
    assert_eq!(overdue.etag, tag, "nobody's work is stopped by the clock");
    let said: Vec<_> = overdue
        .timeline
        .iter()
        .filter(|event| event.what == "escalated-by-policy")
        .map(|event| (event.who.as_str(), event.text.as_deref().unwrap()))
        .collect();
    assert_eq!(
        said,
        [
            (
                "system",
                "At risk of being late: passed up to a senior adviser."
            ),
            ("system", "Overdue: passed up to a manager.")
        ]
    );
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn what_is_overdue_before_anybody_looked_is_written_down_as_that_alone() {
    let cases = with_rules();
    let reference = cases.submit(&emergency()).reference;
    let closed = cases.submit(&emergency()).reference;
    cases.change(&closed, close(), &adviser()).unwrap();
    assert_eq!(slice(&cases, NOW + DAY), 1);
    let overdue = cases.read(&reference, &manager()).unwrap();
    assert_eq!(overdue.entry.escalated, Some(Escalated::Overdue));
    assert_eq!(
        cases.read(&closed, &manager()).unwrap().entry.escalated,
        None
    );
}

#[test]
fn waiting_does_not_stop_the_clock() {
    let cases = with_rules();
    let reference = cases.submit(&emergency()).reference;
    let before = cases.read(&reference, &manager()).unwrap().entry.respond_by;
    cases
        .change(&reference, wait("2026-12-30"), &adviser())
        .unwrap();
    assert_eq!(listed(&cases, Attention::Overdue, NOW + DAY), 1);
    assert_eq!(slice(&cases, NOW + DAY), 1);
    let after = cases.read(&reference, &manager()).unwrap().entry;
    assert_eq!(after.respond_by, before);
    assert_eq!(after.status, "waiting-for-you");
}
