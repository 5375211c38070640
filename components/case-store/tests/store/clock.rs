//! By when somebody must respond, before and after a change of priority.

use crate::fixtures::*;
use case_store::Refusal;
use case_store::model::{Change, Published, Referral};
use vocabulary::{Instant, Priority, RulesetId};

/// Four working hours after the contact arrived, which was on Christmas Eve at 16:00.
const URGENT: &str = "2026-12-29T11:45:00Z";
/// One hour after it, by the clock.
const EMERGENCY: &str = "2026-12-24T17:00:00Z";

fn rules() -> Published {
    Published {
        id: RulesetId {
            id: "essex".to_owned(),
            version: 1,
        },
        rules: "id = \"essex\"\nversion = 1\n[respond-by]\nemergency = { clock-hours = 1 }\n\
            urgent = { working-hours = 4 }\nsoon = { working-days = 2 }\nstandard = { working-days = 5 }\n"
            .to_owned(),
        places: String::new(),
        calendar: working_calendar::BUILT_IN.to_owned(),
    }
}

fn cases_with_rules() -> Cases {
    let cases = Cases::new();
    done(cases.store().ensure_rules(&rules(), at(NOW))).unwrap();
    cases
}

fn set(cases: &Cases, reference: &str, priority: Priority, now: i64) -> Referral {
    let change = Change::SetPriority {
        priority,
        reason: "She fell again.".to_owned(),
    };
    cases.change_at(reference, change, &adviser(), now).unwrap()
}

fn moment(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[test]
fn a_raised_priority_counts_from_when_the_person_pressed_send() {
    let cases = cases_with_rules();
    let reference = cases.submit(&contact()).reference;
    // A week after it was sent, and so overdue at once: nothing restarts the clock.
    let raised = set(&cases, &reference, Priority::Urgent, NOW + 7 * DAY);
    assert_eq!(raised.entry.respond_by, moment(URGENT));
    let read = cases.read(&reference, &adviser()).unwrap();
    assert_eq!(read.entry.respond_by, moment(URGENT));
    assert_eq!(
        read.decision.respond_by,
        at(NOW + 5 * DAY),
        "the decision stays as it was made"
    );
    let highest = set(&cases, &reference, Priority::Emergency, NOW + 8 * DAY);
    assert_eq!(highest.entry.respond_by, moment(EMERGENCY));
}

#[test]
fn a_lowered_priority_never_moves_the_day_that_the_person_was_told() {
    let cases = cases_with_rules();
    let reference = cases.submit(&contact()).reference;
    set(&cases, &reference, Priority::Urgent, NOW + 60);
    let lowered = set(&cases, &reference, Priority::Standard, NOW + 120);
    assert_eq!(lowered.entry.priority, Priority::Standard);
    assert_eq!(lowered.entry.respond_by, moment(URGENT));
}

#[test]
fn without_the_rules_of_that_day_the_time_stays_as_it_was() {
    let cases = Cases::new();
    let reference = cases.submit(&contact()).reference;
    let raised = set(&cases, &reference, Priority::Urgent, NOW + 60);
    assert_eq!(raised.entry.priority, Priority::Urgent);
    assert_eq!(raised.entry.respond_by, at(NOW + 5 * DAY));
}

#[test]
fn whether_a_priority_may_be_lowered_is_said_before_what_else_is_wrong() {
    let cases = cases_with_rules();
    let reference = cases.submit(&concern()).reference;
    let asked = |wanted, by| {
        let store = cases.store();
        done(store.may_change(&reference, "priority", wanted, Some("*"), &by))
    };
    assert_eq!(
        asked(Some(Priority::Standard), manager()),
        Err(Refusal::NeedsS42Decision)
    );
    assert_eq!(asked(Some(Priority::Emergency), manager()), Ok(()));
    assert_eq!(asked(None, manager()), Ok(()));
    cases.change(&reference, s42(), &safeguarding()).unwrap();
    assert_eq!(asked(Some(Priority::Standard), manager()), Ok(()));
}
