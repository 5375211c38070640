//! The calls about files for other systems.

use client_level_data::{Requirement, Verdict};
use serde_json::{Map, Value, json};
use web::openapi::{content, reference};

const PROBLEMS: [u16; 7] = [400, 401, 403, 413, 415, 422, 503];

pub fn paths() -> Value {
    json!({
        "/api/v1/exports/referrals.csv": {"post": file("exportReferralsAsCsv",
            "Referrals that were received in these days, as a table without names and words", "text/csv")},
        "/api/v1/exports/referrals.jsonl": {"post": file("exportReferralsAsJsonLines",
            "Referrals that were received in these days, a JSON object for each with every answer", "application/x-ndjson")},
        "/api/v1/exports/client-level-data.csv": {"post": file("exportClientLevelData",
            "Referrals that were closed in these days, as requests of the national client level data", "text/csv")},
        "/api/v1/exports/client-level-data/quality": {"post": quality()},
    })
}

pub fn schemas() -> Value {
    let day = json!({"type": "string", "format": "date"});
    let numbers = |labels: Vec<&str>| {
        let members: Map<String, Value> = labels
            .iter()
            .map(|label| {
                (
                    (*label).to_owned(),
                    json!({"type": "integer", "minimum": 0}),
                )
            })
            .collect();
        json!({"type": "object", "additionalProperties": false, "properties": members, "required": labels})
    };
    let verdicts = || numbers(Verdict::ALL.iter().map(|verdict| verdict.label()).collect());
    let requirements = numbers(
        Requirement::ALL
            .iter()
            .map(|required| required.label())
            .collect(),
    );
    json!({
        "ExportRequest": {"type": "object", "additionalProperties": false,
            "description": "Days of London, first and last included: 366 at the most.",
            "properties": {"from": day, "to": day,
                "reason": {"type": "string", "minLength": 1, "maxLength": 1000,
                    "description": "Is written down for every referral that leaves. Do not name anybody."}},
            "required": ["from", "to", "reason"]},
        "ClientLevelDataQuality": {"type": "object", "additionalProperties": false,
            "properties": {"from": day, "to": day, "rows": {"type": "integer", "minimum": 0},
                "left_out_as_nobody_is_named": {"type": "integer", "minimum": 0},
                "verdicts": verdicts(),
                "headings": {"type": "array", "minItems": 50, "maxItems": 50,
                    "items": reference("ClientLevelDataHeading")}},
            "required": ["from", "to", "rows", "left_out_as_nobody_is_named", "verdicts", "headings"]},
        "ClientLevelDataHeading": {"type": "object", "additionalProperties": false,
            "properties": {"heading": {"type": "string"}, "module": {"type": "string"},
                "from": {"type": "string", "description": "What it is taken from, or why it is blank."},
                "unverified": {"type": ["string", "null"], "description": "What of it could not be verified."},
                "requirements": requirements, "verdicts": verdicts(),
                "examples": {"type": "array", "items": {"type": "object", "additionalProperties": false,
                    "properties": {"verdict": {"type": "string"}, "reference": {"type": "string"}},
                    "required": ["verdict", "reference"]}}},
            "required": ["heading", "module", "from", "unverified", "requirements", "verdicts", "examples"]},
    })
}

fn file(id: &str, summary: &str, media_type: &str) -> Value {
    let mut all = responses("", json!({}));
    if let Some(well) = all.get_mut("200") {
        *well = json!({"description": "The file, in pieces as they are read. Where one cannot be read, the answer breaks off.",
            "content": {(media_type): {"schema": {"type": "string"}}}});
    }
    json!({"operationId": id, "summary": format!("{summary}; role manager or worker"), "security": security(),
        "requestBody": {"required": true, "content": content(reference("ExportRequest"))}, "responses": all})
}

fn quality() -> Value {
    json!({"operationId": "clientLevelDataQuality", "security": security(),
        "summary": "How good the rows of the national client level data would be; role manager or worker",
        "requestBody": {"required": true, "content": content(reference("ExportRequest"))},
        "responses": responses("How many cells have which verdict, by heading.", reference("ClientLevelDataQuality"))})
}

fn security() -> Value {
    json!([{"serviceToken": []}, {"staffSession": []}])
}

fn responses(what: &str, shape: Value) -> Value {
    web::openapi::responses("200", what, shape, &PROBLEMS, |status| match status {
        400 => "The request cannot be read: not JSON, or a malformed header.",
        401 => "No valid service token or session.",
        403 => "Your roles do not allow it, or the CSRF token is missing.",
        413 => "The body is over 256 KiB.",
        415 => "The body is not declared as JSON.",
        422 => "Understood, but not valid. Every problem is named.",
        _ => "The store cannot be used now. Nothing left.",
    })
}
