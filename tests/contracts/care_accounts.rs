//! `POST /api/v1/care-accounts/metering`: the worked vectors through the public API, and what it refuses. Accounts
//! worked by hand and the properties stand beside the rules, in `shared/metering`.

use crate::harness::{Json, Site, json};

const METERING: &str = "/api/v1/care-accounts/metering";

fn week(arranged_by: &str, setting: &str, budget: Json, charged: i64, paid: i64) -> Json {
    json!({"week_starting": "2026-01-05", "arranged_by": arranged_by, "setting": setting,
           "budget": budget, "charged": charged, "paid": paid})
}

/// The policy of the contract's example, one week, and no indexation.
fn body(week: Json) -> Json {
    json!({
        "policy": {"cap": 8_600_000, "daily_living_weekly": 20_000, "daily_living_settings": ["care-home"],
                   "round": "half-up"},
        "weeks": [week], "indexations": [], "as_at": "2026-06-01",
    })
}

#[track_caller]
fn meter(body: &Json) -> Json {
    Site::shared()
        .nobody()
        .caller
        .post(METERING, body)
        .expect(200)
        .json()
}

/// What the one week counted, and the amounts that did not.
#[track_caller]
fn counted(body: &Json) -> (i64, Vec<i64>) {
    let answer = meter(body);
    let entry = &answer["entries"][0];
    let parts = entry["not_counted"].as_array().expect("a list");
    assert!(parts.iter().all(|part| {
        part["because"]
            .as_str()
            .is_some_and(|why| why.ends_with('.'))
    }));
    let amounts = parts
        .iter()
        .filter_map(|part| part["amount"].as_i64())
        .collect();
    (entry["counted"].as_i64().expect("pence"), amounts)
}

#[test]
fn a_self_funder_counts_what_the_care_would_have_cost_the_council() {
    let in_care_home = body(week("self", "care-home", json!(95_000), 0, 120_000));
    assert_eq!(counted(&in_care_home), (75_000, vec![20_000, 25_000]));
    let at_home = body(week("self", "home", json!(30_000), 0, 30_000));
    assert_eq!(counted(&at_home), (30_000, vec![]));
    let without_a_budget = body(week("self", "home", json!(null), 0, 30_000));
    assert_eq!(counted(&without_a_budget), (0, vec![30_000]));
}

#[test]
fn the_policy_says_whether_daily_living_is_taken_off_the_charge() {
    let mut by_council = body(week("council", "care-home", json!(90_000), 40_000, 40_000));
    assert_eq!(counted(&by_council), (20_000, vec![20_000]));
    by_council["policy"]["dlc_against_charge"] = json!("none");
    assert_eq!(counted(&by_council), (40_000, vec![]));
}

#[test]
fn indexing_keeps_the_progress() {
    let mut half = body(week("self", "home", json!(4_300_000), 0, 0));
    half["indexations"] = json!([{"date": "2026-04-06", "percent": "4.0"}]);
    let answer = meter(&half);
    assert_eq!(
        (&answer["accrued"], &answer["cap"]),
        (&json!(4_472_000), &json!(8_944_000))
    );
    assert_eq!(answer["progress_percent"], "50.00");
}

#[test]
fn a_day_is_named_only_within_eighteen_months() {
    // £86,000 - £1,100 leave £84,900: 78 more Mondays after 2026-06-01, to 2027-11-29. At £1,000 they are 85.
    let soon = meter(&body(week("self", "home", json!(110_000), 0, 0)));
    assert_eq!(soon["reaches_cap_on"], "2027-11-29");
    let later = meter(&body(week("self", "home", json!(100_000), 0, 0)));
    assert_eq!(later["reaches_cap_on"], json!(null));
}

#[test]
fn everything_that_is_wrong_is_named_at_once() {
    let nobody = Site::shared().nobody();
    let mut wrong = body(week("self", "home", json!(-1), 0, 0));
    wrong["weeks"] = json!([wrong["weeks"][0], wrong["weeks"][0]]);
    wrong["weeks"][1]["week_starting"] = json!("2026-06-09");
    wrong["policy"]["limit"] = json!(1);
    let mut fields = nobody.caller.post(METERING, &wrong).invalid_fields();
    fields.sort();
    fields.dedup();
    assert_eq!(
        fields,
        [
            "policy.limit",
            "weeks[0].budget",
            "weeks[1].budget",
            "weeks[1].week_starting"
        ]
    );
    let mut twice = body(week("self", "home", json!(1), 0, 0));
    twice["weeks"] = json!([twice["weeks"][0], twice["weeks"][0]]);
    let fields = nobody.caller.post(METERING, &twice).invalid_fields();
    assert_eq!(fields, ["weeks[1].week_starting"]);
}
