//! The calls, as the outside makes them. The rules are tested beside their code.

use serde_json::{Value, json};

use super::memory::Memory;
use super::{Asking, json as read};
use crate::{ROUTES, openapi};

const METERING: &str = "/api/v1/care-accounts/metering";

fn meter(body: &str) -> (u16, Value) {
    let reply = Asking::post(METERING)
        .raw(body.as_bytes())
        .of(&Memory::new());
    (reply.status, read(&reply))
}

/// The body that the contract shows.
const EXAMPLE: &str = r#"{"policy": {"cap": 8600000, "daily_living_weekly": 20000,
    "daily_living_settings": ["care-home"], "round": "half-up", "dlc_against_charge": "deduct", "scheme_start": null},
  "weeks": [{"week_starting": "2026-01-05", "arranged_by": "self", "setting": "care-home", "budget": 95000,
    "charged": 40000, "paid": 120000}],
  "indexations": [{"date": "2026-04-06", "percent": "4.0"}], "as_at": "2026-06-01"}"#;

#[test]
fn the_example_of_the_contract_is_answered() {
    let (status, answer) = meter(EXAMPLE);
    assert_eq!(status, 200);
    // £950.00 - £200.00 = £750.00; with 4 %: £780.00 of £89,440.00, 0.872… %.
    assert_eq!(answer["entries"][0]["counted"], 75_000);
    assert_eq!(answer["entries"][0]["not_counted"][1]["amount"], 25_000);
    assert_eq!(
        (&answer["accrued"], &answer["cap"], &answer["remaining"]),
        (&json!(78_000), &json!(8_944_000), &json!(8_866_000))
    );
    assert_eq!(answer["progress_percent"], "0.87");
    assert_eq!(answer["reaches_cap_on"], json!(null));
}

#[test]
fn every_problem_is_named_in_one_answer() {
    let body = EXAMPLE
        .replace("2026-01-05", "2026-01-06")
        .replace("\"paid\": 120000", "\"paid\": -1, \"top_up\": 1");
    let (status, problem) = meter(&body);
    assert_eq!(status, 422);
    let fields: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    assert_eq!(
        fields,
        ["weeks[0].top_up", "weeks[0].week_starting", "weeks[0].paid"]
    );
}

#[test]
fn a_cap_past_all_amounts_is_refused() {
    let body = EXAMPLE.replace("8600000", "100000000000");
    let (status, problem) = meter(&body);
    assert_eq!(
        (status, &problem["errors"][0]["field"]),
        (422, &json!("indexations"))
    );
}

#[test]
fn what_cannot_be_read_is_refused_as_everywhere() {
    assert_eq!(meter("{").0, 400);
    assert_eq!(meter(&EXAMPLE.replace("120000", "1e999")).0, 400);
    let plain = Asking::post(METERING).with("content-type", "text/plain");
    assert_eq!(plain.of(&Memory::new()).status, 415);
    assert_eq!(Asking::get(METERING).of(&Memory::new()).status, 405);
    let nowhere = Asking::post("/api/v1/care-accounts/nothing").raw(b"{}");
    assert_eq!(nowhere.of(&Memory::new()).status, 404);
}

#[test]
fn every_call_of_ours_is_described() {
    let fragment = openapi::fragment();
    let calls = ROUTES
        .iter()
        .filter(|route| route.pattern.starts_with("/api/v1"));
    for route in calls {
        for (method, _) in route.methods {
            let call = &fragment["paths"][route.pattern][method.to_lowercase()];
            assert!(call.is_object(), "{method} {}", route.pattern);
        }
    }
}

#[test]
fn the_description_has_every_member_of_the_example_and_of_its_answer() {
    let fragment = openapi::fragment();
    let schemas = &fragment["components"]["schemas"];
    let moved = EXAMPLE.replace(
        "\"as_at\"",
        "\"brought_forward\": {\"date\": \"2026-01-01\", \"accrued\": 1}, \"as_at\"",
    );
    assert_eq!(meter(&moved).1["accrued"], 78_001);
    has_the_members_of(
        &schemas["CareCosts"],
        &serde_json::from_str(&moved).unwrap(),
    );
    has_the_members_of(&schemas["CareMetering"], &meter(EXAMPLE).1);
}

/// Holds a value against its description, member by member.
pub fn has_the_members_of(schema: &Value, value: &Value) {
    match value {
        Value::Object(members) => {
            let described = schema["properties"]
                .as_object()
                .unwrap_or_else(|| panic!("{schema}"));
            assert!(
                described.keys().eq(members.keys()),
                "{schema} is not {value}"
            );
            for (name, member) in members {
                has_the_members_of(&described[name], member);
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| has_the_members_of(&schema["items"], item)),
        _ => {}
    }
}
