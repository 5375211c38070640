//! Accounts and weeks from another system.

use serde_json::{Value, json};
use web::openapi::reference;

use super::{list, object, responses, text};

pub fn paths() -> Value {
    let lines = json!({"type": "string", "description": "One JSON object a line: {\"kind\": \"account\", ...} or {\"kind\": \"week\", ...}. At most 4 MiB; docs/how-to/import-care-accounts.md has every member."});
    let dry_run = json!({"name": "dry_run", "in": "query", "required": false, "schema": {"enum": ["yes", "no"]},
        "description": "Answer the same and keep nothing."});
    json!({"/api/v1/care-accounts/import": {"post": {
        "operationId": "importAccounts",
        "summary": "Bring in accounts and weeks. A bad line rejects that line only; the same lines again change nothing; role administrator, manager or worker",
        "security": [{"serviceToken": []}],
        "parameters": [dry_run],
        "requestBody": {"required": true, "content": {"application/x-ndjson": {"schema": lines}}},
        "responses": responses("200", "What became of the lines.", reference("CareImport"), &[400, 401, 403, 413, 415, 422, 503]),
    }}})
}

pub fn schemas() -> Value {
    let count = json!({"type": "integer", "minimum": 0});
    let counts = object(
        json!({"added": count, "changed": count, "unchanged": count}),
        &[],
    );
    let rejected = object(
        json!({"line": {"type": "integer", "minimum": 1}, "reason": text()}),
        &[],
    );
    let taken = json!({"dry_run": {"type": "boolean"}, "lines": count, "accounts": counts, "weeks": counts,
        "rejected": list(rejected)});
    json!({"CareImport": object(taken, &[])})
}
