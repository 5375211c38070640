//! How the cap is approached and reached.

use serde_json::{Value, json};

use crate::account::*;

#[test]
fn c01_the_week_that_reaches_the_cap_counts_only_what_remains() {
    // Cap £700.00: £300.00 + £300.00, and of the third week £100.00; £200.00 of it is too much, as is the fourth.
    let weeks: Vec<_> = ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]
        .map(|starting| at_home(starting, 30_000))
        .into();
    let answer = answer(&account(cap_of(70_000), &weeks, &[], "2026-06-01"));
    assert_eq!(counted(&answer), [30_000, 30_000, 10_000, 0]);
    assert_eq!(left_out(&answer, 2), [(20_000, REACHED)]);
    assert_eq!(left_out(&answer, 3), [(30_000, REACHED)]);
    assert_eq!(
        (&answer["accrued"], &answer["remaining"]),
        (&json!(70_000), &json!(0))
    );
    assert_eq!(
        (&answer["progress_percent"], &answer["reaches_cap_on"]),
        (&json!("100.00"), &json!(null))
    );
}

#[test]
fn c02_daily_living_and_extras_go_on_when_the_cap_is_reached() {
    // Cap £500.00. Budget £950.00: £200.00 daily living, £250.00 on top; of the £750.00 left £500.00 count.
    let week = own("2026-01-05", "care-home", 95_000, 120_000);
    let answer = answer(&account(cap_of(50_000), &[week], &[], "2026-06-01"));
    assert_eq!(counted(&answer), [50_000]);
    assert_eq!(
        left_out(&answer, 0),
        [
            (20_000, DAILY_LIVING),
            (25_000, ABOVE_BUDGET),
            (25_000, REACHED)
        ]
    );
}

#[test]
fn c03_a_week_that_lands_just_on_the_cap_loses_nothing() {
    // £350.00 + £350.00 = £700.00.
    let weeks = [at_home("2026-01-05", 35_000), at_home("2026-01-12", 35_000)];
    let answer = answer(&account(cap_of(70_000), &weeks, &[], "2026-06-01"));
    assert_eq!(counted(&answer), [35_000, 35_000]);
    assert_eq!(left_out(&answer, 1), []);
}

#[test]
fn c04_a_cap_of_nothing_is_reached_from_the_beginning() {
    let answer = answer(&account(
        cap_of(0),
        &[at_home("2026-01-05", 30_000)],
        &[],
        "2026-06-01",
    ));
    assert_eq!(counted(&answer), [0]);
    assert_eq!(left_out(&answer, 0), [(30_000, REACHED)]);
    assert_eq!(
        (&answer["progress_percent"], &answer["remaining"]),
        (&json!("100.00"), &json!(0))
    );
}

#[test]
fn c05_progress_is_rounded_to_hundredths_of_a_per_cent() {
    // 1 of 3: 33.333… → 33.33. 2 of 3: 66.666… → 66.67. 1 of 800: 0.125 → 0.13.
    for (accrued, cap, percent) in [(1, 3, "33.33"), (2, 3, "66.67"), (1, 800, "0.13")] {
        let weeks = [at_home("2026-01-05", accrued)];
        let answer = answer(&account(cap_of(cap), &weeks, &[], "2026-06-01"));
        assert_eq!(answer["progress_percent"], percent, "{accrued} of {cap}");
    }
}

#[test]
fn c06_the_day_follows_the_latest_rate_that_counted() {
    // £300.00, then £100.00, then a gap. Left of £1,000.00: £600.00, at £100.00 a week 6 Mondays after
    // Wednesday 2026-02-04: 9, 16, 23 February, 2, 9, 16 March.
    let weeks = [
        own("2026-01-19", "home", None, 0),
        at_home("2026-01-12", 10_000),
        at_home("2026-01-05", 30_000),
    ];
    let answer = answer(&account(cap_of(100_000), &weeks, &[], "2026-02-04"));
    assert_eq!(answer["remaining"], 60_000);
    assert_eq!(answer["reaches_cap_on"], "2026-03-16");
}

#[test]
fn c07_the_day_follows_what_is_left_after_an_indexation() {
    // £400.00 of £1,000.00; × 1.10: £440.00 of £1,100.00. Left £660.00 at £400.00: 2 Mondays after
    // Monday 2026-04-06: the 20th.
    let weeks = [at_home("2026-03-30", 40_000)];
    let body = account(
        cap_of(100_000),
        &weeks,
        &[("2026-04-06", "10")],
        "2026-04-06",
    );
    assert_eq!(answer(&body)["reaches_cap_on"], "2026-04-20");
}

#[test]
fn c08_entries_are_in_the_order_of_the_calendar() {
    // However they were sent: £100.00, then of £300.00 the £50.00 that remain to £150.00.
    let weeks = [at_home("2026-01-12", 30_000), at_home("2026-01-05", 10_000)];
    let answer = answer(&account(cap_of(15_000), &weeks, &[], "2026-06-01"));
    assert_eq!(answer["entries"][0]["week_starting"], "2026-01-05");
    assert_eq!(counted(&answer), [10_000, 5_000]);
}

/// Somebody who moved here on 2026-02-02 with £500.00 that the council before had counted.
fn moved(mut body: Value) -> Value {
    body["brought_forward"] = json!({"date": "2026-02-02", "accrued": 50_000});
    body
}

#[test]
fn d01_whoever_moves_here_starts_from_the_figure_of_the_council_before() {
    // £500.00 + £300.00 = £800.00. The week from 26 January is in that figure, and does not count again.
    let weeks = [at_home("2026-01-26", 20_000), at_home("2026-02-02", 30_000)];
    let answer = answer(&moved(account(policy(), &weeks, &[], "2026-06-01")));
    assert_eq!(counted(&answer), [0, 30_000]);
    assert_eq!(
        left_out(&answer, 0),
        [(
            20_000,
            "This week is part of the figure that the council before gave, so it does not count again."
        )]
    );
    assert_eq!(answer["accrued"], 80_000);
}

#[test]
fn d02_an_indexation_of_the_day_of_moving_is_not_in_the_figure_yet() {
    // £500.00 × 1.10 = £550.00, + £300.00 = £850.00; the cap £1,100.00. One of the day before changes the cap only.
    let weeks = [at_home("2026-02-02", 30_000)];
    let of = |date| {
        let answer = answer(&moved(account(
            cap_of(100_000),
            &weeks,
            &[(date, "10")],
            "2026-06-01",
        )));
        (answer["accrued"].clone(), answer["cap"].clone())
    };
    assert_eq!(of("2026-02-02"), (json!(85_000), json!(110_000)));
    assert_eq!(of("2026-02-01"), (json!(80_000), json!(110_000)));
}

#[test]
fn d03_a_figure_past_the_cap_is_the_cap() {
    // A cap of £400.00 here is reached by the £500.00 of there.
    let weeks = [at_home("2026-02-02", 30_000)];
    let answer = answer(&moved(account(cap_of(40_000), &weeks, &[], "2026-06-01")));
    assert_eq!(
        (&answer["accrued"], &answer["remaining"]),
        (&json!(40_000), &json!(0))
    );
    assert_eq!(counted(&answer), [0]);
}
