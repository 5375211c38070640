//! What is refused: every problem at once, each by the name of its member.

mod account;

use account::*;
use serde_json::{Value, json};

/// Every problem with a body, as `field: message`.
fn problems(body: &Value) -> Vec<String> {
    let problems = metering::read(body).err().unwrap_or_default();
    problems
        .iter()
        .map(|problem| format!("{}: {}", problem.field, problem.message))
        .collect()
}

fn with(change: impl FnOnce(&mut Value)) -> Value {
    let weeks = [own("2026-01-05", "care-home", 95_000, 120_000)];
    let mut body = account(policy(), &weeks, &[("2026-04-06", "4.0")], "2026-06-01");
    change(&mut body);
    body
}

/// The one problem with a body.
fn problem(change: impl FnOnce(&mut Value)) -> String {
    let problems = problems(&with(change));
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems.concat()
}

#[test]
fn the_example_of_the_contract_is_read() {
    assert_eq!(problems(&with(|_| {})), Vec::<String>::new());
}

#[test]
fn the_two_members_with_a_default_may_be_left_out() {
    let body = with(|body| {
        let policy = body["policy"].as_object_mut().unwrap();
        policy.remove("dlc_against_charge");
        policy.remove("scheme_start");
    });
    assert_eq!(metering::read(&body), metering::read(&with(|_| {})));
}

#[test]
fn every_problem_is_named_at_once() {
    let body = json!({
        "policy": {"cap": -1, "daily_living_settings": ["care-home", "care-home", "hotel"], "round": "down", "Cap": 1},
        "weeks": [
            {"week_starting": "2026-01-06", "arranged_by": "nobody", "setting": 1, "budget": "95000", "charged": 0.5},
            {"week_starting": "2026-06-08", "arranged_by": "self", "setting": "home", "budget": null, "charged": 0, "paid": -5},
            7,
        ],
        "indexations": [{"date": "2026-04-31", "percent": 4.0}],
        "as_at": "2026-06-01",
        "account": 1,
    });
    let said = problems(&body).join("\n");
    for expected in [
        "account: is not known here; the known members are policy, weeks, indexations, brought_forward, as_at",
        "policy.Cap: is not known here",
        "policy.cap: must not be negative",
        "policy.daily_living_weekly: is missing",
        "policy.daily_living_settings: `hotel` is not known here",
        "policy.daily_living_settings: `care-home` is given more than once",
        "policy.round: `down` is not known here; the known words are half-up",
        "weeks[0].week_starting: must be a Monday",
        "weeks[0].arranged_by: `nobody` is not known here; the known words are self, council",
        "weeks[0].setting: must be one of the texts home, care-home",
        "weeks[0].budget: must be a whole number of pence",
        "weeks[0].charged: must be a whole number of pence",
        "weeks[0].paid: is missing",
        "weeks[1].week_starting: must not be after as_at",
        "weeks[1].paid: must not be negative",
        "weeks[2]: must be a JSON object",
        "indexations[0].date: must be a date that exists",
        "indexations[0].percent: must be a decimal number as text",
    ] {
        assert!(said.contains(expected), "{expected}\nis not in\n{said}");
    }
    assert_eq!(said.lines().count(), 18, "{said}");
}

#[test]
fn each_member_without_a_default_must_be_there() {
    for name in ["policy", "weeks", "indexations", "as_at"] {
        let said = problem(|body| {
            body.as_object_mut().unwrap().remove(name);
        });
        assert!(said.starts_with(&format!("{name}: is missing")), "{said}");
    }
    for name in [
        "week_starting",
        "arranged_by",
        "setting",
        "budget",
        "charged",
        "paid",
    ] {
        let said = problem(|body| {
            body["weeks"][0].as_object_mut().unwrap().remove(name);
        });
        assert!(
            said.starts_with(&format!("weeks[0].{name}: is missing")),
            "{said}"
        );
    }
}

#[test]
fn a_week_that_is_given_again_is_named_whatever_else_is_wrong_with_it() {
    let said = problems(&with(|body| {
        let mut again = body["weeks"][0].clone();
        again["paid"] = json!(-1);
        body["weeks"].as_array_mut().unwrap().push(again);
    }));
    let twice = "weeks[1].week_starting: is the same week as weeks[0]; give each week once";
    assert_eq!(said, [twice, "weeks[1].paid: must not be negative"]);
}

#[test]
fn a_week_may_begin_on_the_day_itself() {
    let on_the_day = with(|body| body["weeks"][0]["week_starting"] = json!("2026-06-01"));
    assert_eq!(problems(&on_the_day), Vec::<String>::new());
}

#[test]
fn an_amount_is_whole_pence_within_reason() {
    for wrong in [
        json!(0.5),
        json!(95_000.0),
        json!(1e30),
        json!(u64::MAX),
        json!(i64::MAX),
        json!(100_000_000_001_i64),
        json!("95000"),
        json!(true),
        json!([1]),
    ] {
        for name in ["budget", "charged", "paid"] {
            let said = problem(|body| body["weeks"][0][name] = wrong.clone());
            assert!(
                said.starts_with(&format!("weeks[0].{name}: must be a whole number")),
                "{said}"
            );
        }
        let said = problem(|body| body["policy"]["cap"] = wrong.clone());
        assert!(
            said.starts_with("policy.cap: must be a whole number"),
            "{said}"
        );
    }
    for negative in [json!(-1), json!(i64::MIN)] {
        let said = problem(|body| body["policy"]["daily_living_weekly"] = negative.clone());
        assert_eq!(said, "policy.daily_living_weekly: must not be negative");
    }
    assert!(problem(|body| body["weeks"][0]["paid"] = json!(null)).contains("whole number"));
    let most = with(|body| body["policy"]["cap"] = json!(100_000_000_000_i64));
    assert!(metering::read(&most).is_ok());
}

#[test]
fn a_percentage_is_decimal_text_within_reason() {
    for (percent, expected) in [
        ("four", "decimal number"),
        ("", "decimal number"),
        ("1e3", "decimal number"),
        ("4.0\u{0}", "decimal number"),
        ("0.0000001", "6 decimal places"),
        ("1000.1", "from -100 to 1000"),
        ("-101", "from -100 to 1000"),
    ] {
        let said = problem(|body| body["indexations"][0]["percent"] = json!(percent));
        assert!(
            said.starts_with("indexations[0].percent: ") && said.contains(expected),
            "{said}"
        );
    }
}

#[test]
fn a_cap_that_indexations_take_past_all_amounts_is_refused_and_never_overflows() {
    let body = with(|body| {
        let yearly = json!({"date": "2026-04-06", "percent": "1000"});
        body["indexations"] = json!(vec![yearly; 200]);
    });
    let account = metering::read(&body).unwrap();
    let wrong: vocabulary::FieldProblem = metering::meter(&account).unwrap_err().into();
    assert_eq!(wrong.field, "indexations");
    assert_eq!(
        wrong.message,
        "must not take the cap past 100000000000 pence"
    );
}

#[test]
fn a_body_of_another_kind_is_named_as_such() {
    for body in [json!(null), json!([]), json!("x"), json!(1)] {
        assert_eq!(problems(&body), ["body: must be a JSON object"]);
    }
    assert_eq!(
        problem(|body| body["policy"] = json!(null)),
        "policy: must be a JSON object"
    );
    let said = problem(|body| body["weeks"] = json!({}));
    assert_eq!(said, "weeks: must be a list, empty when there is none");
}

#[test]
fn what_is_brought_forward_is_read_as_strictly() {
    let said = problems(&with(|body| {
        body["brought_forward"] = json!({"date": "2026-06-02", "accrued": -1, "council": "x"});
    }));
    assert_eq!(said.len(), 3, "{said:#?}");
    let said = said.join("\n");
    assert!(said.contains("brought_forward.council: is not known here"));
    assert!(said.contains("brought_forward.date: must not be after as_at"));
    assert!(said.contains("brought_forward.accrued: must not be negative"));
    let without = with(|body| body["brought_forward"] = json!(null));
    assert_eq!(metering::read(&without), metering::read(&with(|_| {})));
}
