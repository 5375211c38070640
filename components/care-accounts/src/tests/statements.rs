//! What statements say, and when they are due.

use account_model::{Account, Earlier, StatementHead};
use vocabulary::Instant;

use super::people::{ada, council_week, day, omar, pence};
use crate::statement::{Content, Period, compose, next_period};

fn account() -> Account {
    ada().held.account
}

fn period(from: &str, to: &str) -> Period {
    Period {
        from: day(from),
        to: day(to),
    }
}

fn issued(from: &str, to: &str, at: &str) -> StatementHead {
    StatementHead {
        id: "s1".into(),
        number: 1,
        from: from.into(),
        to: to.into(),
        issued_at: Instant::parse(at).unwrap(),
    }
}

#[test]
fn the_first_is_about_the_year_from_the_first_week_and_the_next_follows_it() {
    let mut account = account();
    assert_eq!(
        next_period(&account),
        Some(period("2025-10-06", "2026-10-05"))
    );
    let head = issued("2025-10-06", "2026-10-05", "2026-10-06T03:00:00Z");
    account.statements.push(head);
    let next = next_period(&account).unwrap();
    assert_eq!(next, period("2026-10-06", "2027-10-05"));
    assert_eq!(next.due_on(), day("2027-10-06"));
    assert_eq!(next_period(&omar().held.account), None);
}

#[test]
fn it_has_every_week_of_its_time_and_their_sums() {
    let content = compose(&account(), period("2025-10-06", "2026-10-05"), false);
    assert_eq!(content.scheme_status, "not_in_force");
    assert_eq!(content.weeks.len(), 53);
    // 39 weeks with £250.00, one without a budget, and 13 with £950.00.
    assert_eq!(content.totals.budget, 39 * 25_000 + 13 * 95_000);
    assert_eq!(content.totals.charged, 40 * 8_000);
    assert_eq!(content.totals.paid, 40 * 8_000 + 13 * 120_000);
    assert_eq!((content.totals.counted, content.cap), (None, None));
    assert!(content.weeks.iter().all(|week| week.counted.is_none()));
}

#[test]
fn in_a_demonstration_it_says_what_counted_and_daily_living_costs() {
    let content = compose(&account(), period("2025-10-06", "2026-10-05"), true);
    assert!(content.is_demonstration());
    assert_eq!(content.totals.counted, Some(39 * 8_000 + 13 * 75_000));
    assert_eq!(content.totals.daily_living, Some(13 * 20_000));
    let cap = content.cap.unwrap();
    assert_eq!(
        (cap.level, cap.accrued),
        (8_600_000, 39 * 8_000 + 13 * 75_000)
    );
    assert_eq!(cap.daily_living_weekly, 20_000);
    // £73,130.00 at £750.00 a week is far more than 18 months away.
    assert_eq!(cap.reaches_cap_on, None);
    let none = &content.weeks[14];
    assert_eq!(none.counted, Some(0));
    assert!(none.not_counted[0].because.contains("no personal budget"));
}

#[test]
fn a_day_is_named_only_when_the_cap_is_near() {
    let mut account = account();
    account.brought_forward = Some(account_model::BroughtForward {
        date: "2025-10-01".into(),
        accrued: 7_000_000,
        authority: "Example council".into(),
    });
    let content = compose(&account, period("2025-10-06", "2026-10-05"), true);
    assert!(content.cap.unwrap().reaches_cap_on.is_some());
}

#[test]
fn what_changed_of_earlier_weeks_stands_in_the_next_one() {
    let mut account = account();
    account
        .statements
        .push(issued("2025-10-06", "2026-10-05", "2026-10-06T03:00:00Z"));
    for week in &mut account.weeks[..53] {
        week.entered_at = Instant::parse("2026-10-01T00:00:00Z").unwrap();
    }
    let corrected = &mut account.weeks[3];
    corrected.earlier.push(Earlier {
        figures: metering::Week {
            charged: pence(9_000),
            ..council_week(corrected.figures.week_starting)
        },
        corrected_at: Instant::parse("2026-10-20T00:00:00Z").unwrap(),
        because: "The financial assessment was corrected.".into(),
    });
    account.weeks[5].entered_at = Instant::parse("2026-10-21T00:00:00Z").unwrap();
    let content = compose(&account, period("2026-10-06", "2027-10-05"), false);
    assert_eq!(content.adjustments.len(), 2);
    let changed = &content.adjustments[0];
    assert_eq!(changed.before.as_ref().unwrap().charged, 9_000);
    assert_eq!(changed.after.charged, 8_000);
    let late = &content.adjustments[1];
    assert_eq!((&late.before, &late.because), (&None, &None));
    // The correction of a week of its own time is no change of an earlier one.
    assert!(
        content
            .adjustments
            .iter()
            .all(|one| one.week_starting < content.period.from)
    );
}

#[test]
fn it_is_read_as_it_was_written_and_an_unknown_format_is_none() {
    let content = compose(&account(), period("2025-10-06", "2026-10-05"), true);
    let text = serde_json::to_string(&content).unwrap();
    assert_eq!(Content::read(&text), Ok(content));
    assert!(Content::read(&text.replace("\"format\":1", "\"format\":2")).is_err());
    assert!(Content::read("{}").is_err());
}

#[test]
fn it_says_neither_the_number_nor_the_date_of_birth() {
    let content = compose(&account(), period("2025-10-06", "2026-10-05"), true);
    let text = serde_json::to_string(&content).unwrap();
    assert!(!text.contains(super::people::ADA) && !text.contains(super::people::ADA_BORN));
}
