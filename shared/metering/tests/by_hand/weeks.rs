//! What a single week counts.

use serde_json::json;

use crate::account::*;

#[test]
fn a01_a_budget_below_daily_living_counts_nothing() {
    // £150.00 - £200.00 would be below zero: nothing counts, and the £150.00 were all daily living.
    let answer = answered(&[own("2026-01-05", "care-home", 15_000, 15_000)]);
    assert_eq!(counted(&answer), [0]);
    assert_eq!(left_out(&answer, 0), [(15_000, DAILY_LIVING)]);
}

#[test]
fn a02_a_budget_of_just_daily_living_counts_nothing() {
    // £200.00 - £200.00 = £0.00.
    assert_eq!(
        counted(&answered(&[own("2026-01-05", "care-home", 20_000, 20_000)])),
        [0]
    );
}

#[test]
fn a03_one_penny_above_daily_living_counts() {
    // £200.01 - £200.00 = £0.01.
    assert_eq!(
        counted(&answered(&[own("2026-01-05", "care-home", 20_001, 20_001)])),
        [1]
    );
}

#[test]
fn a04_whoever_paid_less_than_the_budget_counts_the_budget() {
    // The budget is £300.00; that £100.00 was paid changes nothing.
    let answer = answered(&[own("2026-01-05", "home", 30_000, 10_000)]);
    assert_eq!(counted(&answer), [30_000]);
    assert_eq!(left_out(&answer, 0), []);
}

#[test]
fn a05_at_home_what_was_paid_more_is_left_out() {
    // £450.00 - £300.00 = £150.00 on top.
    let answer = answered(&[own("2026-01-05", "home", 30_000, 45_000)]);
    assert_eq!(counted(&answer), [30_000]);
    assert_eq!(left_out(&answer, 0), [(15_000, ABOVE_BUDGET)]);
}

#[test]
fn a06_by_the_council_at_home_the_charge_counts_and_not_the_budget() {
    // Budget £900.00, charge £123.45: £123.45.
    let answer = answered(&[by_council("2026-01-05", "home", 12_345, 12_345)]);
    assert_eq!(counted(&answer), [12_345]);
    assert_eq!(left_out(&answer, 0), []);
}

#[test]
fn a07_by_the_council_a_top_up_is_left_out() {
    // Paid £650.00, charged £400.00: £250.00 on top. £400.00 - £200.00 daily living = £200.00.
    let answer = answered(&[by_council("2026-01-05", "care-home", 40_000, 65_000)]);
    assert_eq!(counted(&answer), [20_000]);
    assert_eq!(
        left_out(&answer, 0),
        [(20_000, DAILY_LIVING), (25_000, ABOVE_CHARGE)]
    );
}

#[test]
fn a08_whoever_is_charged_nothing_counts_nothing() {
    let answer = answered(&[by_council("2026-01-05", "home", 0, 0)]);
    assert_eq!(counted(&answer), [0]);
    assert_eq!(left_out(&answer, 0), []);
}

#[test]
fn a09_a_charge_that_was_not_paid_counts() {
    // What is owed counts, not what was paid: £400.00 - £200.00.
    let answer = answered(&[by_council("2026-01-05", "care-home", 40_000, 0)]);
    assert_eq!(counted(&answer), [20_000]);
}

#[test]
fn a10_by_the_council_without_a_budget_nothing_counts() {
    let mut week = by_council("2026-01-05", "home", 40_000, 40_000);
    week["budget"] = json!(null);
    let answer = answered(&[week]);
    assert_eq!(counted(&answer), [0]);
    assert_eq!(left_out(&answer, 0), [(40_000, NO_BUDGET)]);
}

#[test]
fn a11_daily_living_is_taken_off_wherever_the_policy_says() {
    // At home too: £300.00 - £200.00 = £100.00.
    let mut policy = policy();
    policy["daily_living_settings"] = json!(["home", "care-home"]);
    let body = account(policy, &[at_home("2026-01-05", 30_000)], &[], "2026-06-01");
    assert_eq!(counted(&answer(&body)), [10_000]);
}

#[test]
fn a12_daily_living_is_taken_off_nowhere_when_the_policy_names_no_setting() {
    // £950.00 whole.
    let mut policy = policy();
    policy["daily_living_settings"] = json!([]);
    let week = own("2026-01-05", "care-home", 95_000, 95_000);
    assert_eq!(
        counted(&answer(&account(policy, &[week], &[], "2026-06-01"))),
        [95_000]
    );
}

#[test]
fn a13_the_switch_for_the_charge_does_not_touch_what_the_adult_arranged() {
    // £950.00 - £200.00 = £750.00, and of the charge £400.00 whole: £1,150.00.
    let mut policy = policy();
    policy["dlc_against_charge"] = json!("none");
    let weeks = [
        own("2026-01-05", "care-home", 95_000, 95_000),
        by_council("2026-01-12", "care-home", 40_000, 40_000),
    ];
    let answer = answer(&account(policy, &weeks, &[], "2026-06-01"));
    assert_eq!(counted(&answer), [75_000, 40_000]);
    assert_eq!(answer["accrued"], 115_000);
}

#[test]
fn a14_a_week_belongs_to_the_day_that_it_begins_on() {
    // The scheme starts on Wednesday 2026-01-07: the week from Monday 5 January is before it, that from the 12th
    // is not.
    let mut policy = policy();
    policy["scheme_start"] = json!("2026-01-07");
    let weeks = [
        at_home("2026-01-05", 30_000),
        own("2026-01-12", "home", 30_000, 35_000),
    ];
    let answer = answer(&account(policy, &weeks, &[], "2026-06-01"));
    assert_eq!(counted(&answer), [0, 30_000]);
    assert_eq!(left_out(&answer, 0), [(30_000, BEFORE)]);
    assert_eq!(left_out(&answer, 1), [(5_000, ABOVE_BUDGET)]);
}

#[test]
fn a15_the_week_that_begins_with_the_scheme_counts() {
    let mut policy = policy();
    policy["scheme_start"] = json!("2026-01-05");
    let body = account(policy, &[at_home("2026-01-05", 30_000)], &[], "2026-06-01");
    assert_eq!(counted(&answer(&body)), [30_000]);
}

#[test]
fn a16_a_gap_between_two_budgets_counts_nothing_and_loses_nothing() {
    // £300.00 + nothing + £310.00 = £610.00; a week that is not there is no gap that must be filled.
    let answer = answered(&[
        at_home("2026-01-05", 30_000),
        own("2026-01-12", "home", None, 0),
        at_home("2026-02-02", 31_000),
    ]);
    assert_eq!(counted(&answer), [30_000, 0, 31_000]);
    assert_eq!(left_out(&answer, 1), [(0, NO_BUDGET)]);
    assert_eq!(answer["accrued"], 61_000);
}
