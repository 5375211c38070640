//! The worked vectors of the law and practice notes: the mechanics of the cap as designed for 2023 and 2025.

mod account;

use account::*;
use serde_json::json;

#[test]
fn one_a_self_funder_in_a_care_home_counts_the_budget_less_daily_living_and_never_what_they_paid_more()
 {
    let answer = answered(&[own("2026-01-05", "care-home", 95_000, 120_000)]);
    assert_eq!(counted(&answer), [75_000]);
    assert_eq!(
        left_out(&answer, 0),
        [(20_000, DAILY_LIVING), (25_000, ABOVE_BUDGET)]
    );
    assert_eq!(answer["accrued"], 75_000);
}

#[test]
fn two_a_self_funder_at_home_counts_the_whole_budget() {
    let answer = answered(&[own("2026-01-05", "home", 30_000, 30_000)]);
    assert_eq!(counted(&answer), [30_000]);
    assert_eq!(left_out(&answer, 0), []);
}

#[test]
fn three_the_policy_says_whether_daily_living_is_taken_off_what_the_council_charges() {
    let weeks = [by_council("2026-01-05", "care-home", 40_000, 40_000)];
    let answer_with = |choice: &str| {
        let mut policy = policy();
        policy["dlc_against_charge"] = json!(choice);
        answer(&account(policy, &weeks, &[], "2026-06-01"))
    };
    let deducted = answer_with("deduct");
    assert_eq!(counted(&deducted), [20_000]);
    assert_eq!(left_out(&deducted, 0), [(20_000, DAILY_LIVING)]);
    let whole = answer_with("none");
    assert_eq!(counted(&whole), [40_000]);
    assert_eq!(left_out(&whole, 0), []);
}

#[test]
fn four_indexing_keeps_the_progress() {
    // Half of £86,000 in two weeks; then 4 %: 8,600,000 × 1.04 = 8,944,000 and 4,300,000 × 1.04 = 4,472,000.
    let weeks = [
        at_home("2026-01-05", 2_000_000),
        at_home("2026-01-12", 2_300_000),
    ];
    let before = answer(&account(policy(), &weeks, &[], "2026-04-05"));
    let after = answer(&account(
        policy(),
        &weeks,
        &[("2026-04-06", "4.0")],
        "2026-04-06",
    ));
    assert_eq!(
        (&before["accrued"], &before["cap"]),
        (&json!(4_300_000), &json!(8_600_000))
    );
    assert_eq!(
        (&after["accrued"], &after["cap"]),
        (&json!(4_472_000), &json!(8_944_000))
    );
    assert_eq!(before["progress_percent"], "50.00");
    assert_eq!(after["progress_percent"], "50.00");
}

#[test]
fn five_a_week_without_a_budget_counts_nothing() {
    let answer = answered(&[own("2026-01-05", "home", None, 12_300)]);
    assert_eq!(counted(&answer), [0]);
    assert_eq!(left_out(&answer, 0), [(12_300, NO_BUDGET)]);
    assert_eq!(
        (&answer["accrued"], &answer["reaches_cap_on"]),
        (&json!(0), &json!(null))
    );
}

#[test]
fn six_a_day_is_named_only_within_eighteen_months() {
    // £86,000 - £1,000 = £85,000 left. At £1,000 a week 85 weeks: more than 18 months.
    let slow = answered(&[at_home("2026-06-01", 100_000)]);
    assert_eq!(slow["reaches_cap_on"], json!(null));
    // £84,800 left at £1,200 a week: 70.67, so the 71st Monday after 2026-06-01, 497 days: 2027-10-11.
    let soon = answered(&[at_home("2026-06-01", 120_000)]);
    assert_eq!(soon["remaining"], 8_480_000);
    assert_eq!(soon["reaches_cap_on"], "2027-10-11");
}
