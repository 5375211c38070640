//! What a machine is told: what answers point to, or everything that is wrong with them.

use http::{HeaderMap, HeaderValue, Method};
use serde_json::{Value, json};
use web::{Problem, Request};

use crate::indication::answer;

fn asked(body: &[u8]) -> Result<Value, Problem> {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_static("application/json"));
    let path = "/api/v1/carer-assessments/indication";
    let request = Request::new(Method::POST, path, headers, body.to_vec());
    answer(&request).map(|reply| serde_json::from_slice(&reply.body).unwrap())
}

/// The status of a problem, its type and the fields that it names.
fn refused(body: &[u8]) -> (u16, String, Vec<String>) {
    let reply = asked(body).unwrap_err().into_reply();
    assert_eq!(
        reply.header("content-type"),
        Some("application/problem+json")
    );
    let problem: Value = serde_json::from_slice(&reply.body).unwrap();
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let fields = errors.iter().map(|error| {
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|message| message.len() > 10),
            "{error}"
        );
        error["field"].as_str().unwrap().to_owned()
    });
    (reply.status, problem["type"].to_string(), fields.collect())
}

#[test]
fn every_problem_is_named_at_once_and_an_unknown_member_by_its_name() {
    let body = json!({
        "necessary_care": "perhaps", "savings": 10, "wellbeing_impact": 3,
        "outcomes": {"sleep": {"limbs": []}, "nutrition": {"limbs": ["takes-ages"], "words": "x"}},
    });
    let (status, _, mut fields) = refused(body.to_string().as_bytes());
    fields.sort();
    assert_eq!(status, 422);
    assert_eq!(
        fields,
        [
            "necessary_care",
            "outcomes.nutrition.limbs",
            "outcomes.nutrition.words",
            "outcomes.sleep",
            "savings",
            "wellbeing_impact",
        ]
    );
}

#[test]
fn what_is_no_json_or_no_object_is_refused() {
    assert_eq!(refused(b"{").0, 400);
    assert_eq!(refused(b"[]").0, 422);
}

#[test]
fn nothing_known_is_never_a_no() {
    let found = asked(b"{}").unwrap();
    assert_eq!(found["overall"], "undetermined");
    for condition in ["necessary-care", "effect", "wellbeing"] {
        assert_eq!(found["conditions"][condition]["state"], "undetermined");
    }
    assert_eq!(found["outcomes_counted"], json!([]));
    assert!(
        found["statement"]
            .as_str()
            .is_some_and(|said| !said.is_empty())
    );
}

#[test]
fn what_only_takes_longer_is_taken_and_does_not_count() {
    let found = asked(
        json!({"outcomes": {"recreation": {"limbs": ["takes-longer"]}, "nutrition": {"limbs": ["needs-assistance"]}}})
            .to_string()
            .as_bytes(),
    )
    .unwrap();
    assert_eq!(found["outcomes_counted"], json!(["nutrition"]));
    assert_eq!(found["conditions"]["effect"]["state"], "indicated");
}
