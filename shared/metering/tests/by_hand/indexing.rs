//! How the cap and what has counted follow average earnings.

use serde_json::{Value, json};

use crate::account::*;

/// What has counted and the cap.
fn level(answer: &Value) -> (i64, i64) {
    let of = |name: &str| answer[name].as_i64().unwrap();
    (of("accrued"), of("cap"))
}

#[test]
fn b01_an_indexation_of_the_monday_comes_before_its_week() {
    // Before: £1,000.00. On 2026-04-06: £1,000.00 × 1.04 = £1,040.00, and then the week: + £300.00 = £1,340.00.
    let weeks = [
        at_home("2026-03-30", 100_000),
        at_home("2026-04-06", 30_000),
    ];
    let answer = answer(&account(
        policy(),
        &weeks,
        &[("2026-04-06", "4.0")],
        "2026-04-06",
    ));
    assert_eq!(level(&answer), (134_000, 8_944_000));
    // Each entry has the pence of its own time.
    assert_eq!(counted(&answer), [100_000, 30_000]);
}

#[test]
fn b02_an_indexation_in_the_middle_of_a_week_comes_after_it() {
    // £1,000.00 on Monday the 6th, × 1.04 on Tuesday the 7th = £1,040.00.
    let weeks = [at_home("2026-04-06", 100_000)];
    let answer = answer(&account(
        policy(),
        &weeks,
        &[("2026-04-07", "4.0")],
        "2026-04-07",
    ));
    assert_eq!(level(&answer), (104_000, 8_944_000));
}

#[test]
fn b03_an_indexation_after_the_day_is_not_known_yet() {
    let weeks = [at_home("2026-03-30", 100_000)];
    let answer = answer(&account(
        policy(),
        &weeks,
        &[("2026-04-06", "4.0")],
        "2026-04-05",
    ));
    assert_eq!(level(&answer), (100_000, 8_600_000));
}

#[test]
fn b04_an_indexation_on_the_day_is_in() {
    let weeks = [at_home("2026-03-30", 100_000)];
    let answer = answer(&account(
        policy(),
        &weeks,
        &[("2026-04-05", "4.0")],
        "2026-04-05",
    ));
    assert_eq!(level(&answer), (104_000, 8_944_000));
}

#[test]
fn b05_half_a_penny_goes_up_in_each_amount_by_itself() {
    // 1.5 % of 8,600,001 = 129,000.015: the cap is 8,729,001.015, rounded 8,729,001.
    // 1.5 % of 100 = 1.5: 101.5, rounded 102.
    let weeks = [at_home("2026-03-30", 100)];
    let body = account(
        cap_of(8_600_001),
        &weeks,
        &[("2026-04-06", "1.5")],
        "2026-04-06",
    );
    assert_eq!(level(&answer(&body)), (102, 8_729_001));
}

#[test]
fn b06_less_than_half_a_penny_goes_down() {
    // 4.9 % of 10 = 0.49: 10.49, rounded 10. Of 1,000: 1,049.
    let weeks = [at_home("2026-03-30", 10)];
    let body = account(
        cap_of(1_000),
        &weeks,
        &[("2026-04-06", "4.9")],
        "2026-04-06",
    );
    assert_eq!(level(&answer(&body)), (10, 1_049));
}

#[test]
fn b07_two_years_are_rounded_one_after_the_other() {
    // Accrued 333: × 1.04 = 346.32 → 346; × 1.025 = 354.65 → 355. At once it would be 333 × 1.066 = 354.978.
    // Cap 10,000: 10,400; × 1.025 = 10,660.
    let weeks = [at_home("2026-03-30", 333)];
    let twice = [("2027-04-05", "2.5"), ("2026-04-06", "4.0")];
    let answer = answer(&account(cap_of(10_000), &weeks, &twice, "2027-06-01"));
    assert_eq!(level(&answer), (355, 10_660));
}

#[test]
fn b08_earnings_can_fall() {
    // -1.25 %: 8,600,000 × 0.9875 = 8,492,500; 100,000 × 0.9875 = 98,750.
    let weeks = [at_home("2026-03-30", 100_000)];
    let body = account(policy(), &weeks, &[("2026-04-06", "-1.25")], "2026-04-06");
    assert_eq!(level(&answer(&body)), (98_750, 8_492_500));
}

#[test]
fn b09_whoever_has_reached_the_cap_stays_there() {
    // £500.00 of a cap of £500.00; both × 1.04 = £520.00. The week after counts nothing.
    let weeks = [at_home("2026-03-30", 60_000), at_home("2026-04-06", 60_000)];
    let answer = answer(&account(
        cap_of(50_000),
        &weeks,
        &[("2026-04-06", "4.0")],
        "2026-06-01",
    ));
    assert_eq!(level(&answer), (52_000, 52_000));
    assert_eq!(counted(&answer), [50_000, 0]);
    assert_eq!(left_out(&answer, 1), [(60_000, REACHED)]);
}

#[test]
fn b10_no_indexation_touches_the_daily_living_costs() {
    // The cap rises; the week counts £950.00 - £200.00 all the same.
    let weeks = [own("2026-04-06", "care-home", 95_000, 95_000)];
    let answer = answer(&account(
        policy(),
        &weeks,
        &[("2026-04-06", "10")],
        "2026-06-01",
    ));
    assert_eq!(
        (counted(&answer), level(&answer)),
        (vec![75_000], (75_000, 9_460_000))
    );
}

#[test]
fn b11_an_account_without_a_week_has_its_cap() {
    let answer = answer(&account(
        policy(),
        &[],
        &[("2026-04-06", "4.0")],
        "2026-06-01",
    ));
    assert_eq!(
        answer,
        json!({"entries": [], "accrued": 0, "cap": 8_944_000, "progress_percent": "0.00",
               "remaining": 8_944_000, "reaches_cap_on": null})
    );
}
