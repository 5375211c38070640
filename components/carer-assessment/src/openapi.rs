//! The API of the indication as OpenAPI 3.1, from the words that the code reads.

use serde_json::{Map, Value, json};
use vocabulary::{Answer, CarerOutcome, Indicated, Limb, OverallIndication, WellbeingImpact};
use web::openapi::stateless;

/// The part of the document that this component answers for: `paths` and `components`.
pub fn fragment() -> Value {
    let indicate = stateless(
        "indicateCarer",
        [
            "What a carer's answers point to. Never a decision; nothing is stored.",
            "SI 2015/313 regulation 3. That something takes longer is taken, and does not count.",
            "What they point to.",
        ],
        "CarerAnswers",
        "CarerIndication",
    );
    json!({
        "paths": {"/api/v1/carer-assessments/indication": {"post": indicate}},
        "components": {"schemas": {"CarerAnswers": asked(), "CarerIndication": answered()}},
    })
}

fn asked() -> Value {
    let answer: Vec<&str> = Answer::ALL.iter().map(|answer| answer.id()).collect();
    let impact: Vec<&str> = WellbeingImpact::ALL
        .iter()
        .map(|impact| impact.id())
        .collect();
    let limbs: Vec<&str> = Limb::ALL.iter().map(|limb| limb.id()).collect();
    let outcome = json!({
        "type": "object", "additionalProperties": false,
        "properties": {"limbs": {"oneOf": [
            {"type": "array", "uniqueItems": true, "items": {"enum": limbs}},
            {"const": "unknown"},
        ]}},
    });
    let outcomes: Map<String, Value> = CarerOutcome::ALL
        .iter()
        .map(|one| (one.id().to_owned(), outcome.clone()))
        .collect();
    json!({
        "type": "object", "additionalProperties": false,
        "description": "A member that is left out is not known.",
        "properties": {
            "necessary_care": {"enum": answer},
            "health_at_risk": {"enum": answer},
            "outcomes": {"type": "object", "additionalProperties": false, "properties": outcomes},
            "wellbeing_impact": {"enum": impact},
        },
    })
}

fn answered() -> Value {
    let states: Vec<&str> = Indicated::ALL.iter().map(|state| state.id()).collect();
    let overall: Vec<&str> = OverallIndication::ALL.iter().map(|one| one.id()).collect();
    let outcomes: Vec<&str> = CarerOutcome::ALL.iter().map(|one| one.id()).collect();
    let condition = json!({
        "type": "object", "required": ["state", "because"],
        "properties": {"state": {"enum": states}, "because": {"type": "string"}},
    });
    json!({
        "type": "object",
        "required": ["conditions", "outcomes_counted", "overall", "statement"],
        "properties": {
            "conditions": {
                "type": "object", "required": ["necessary-care", "effect", "wellbeing"],
                "properties": {"necessary-care": condition, "effect": condition, "wellbeing": condition},
            },
            "outcomes_counted": {"type": "array", "items": {"enum": outcomes}},
            "overall": {"enum": overall},
            "statement": {"type": "string"},
        },
    })
}
