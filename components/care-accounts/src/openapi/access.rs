//! Coming to an account, and ending what was begun.

use serde_json::{Value, json};
use web::openapi::content;

use super::{day, empty, instant, object, responses, text};

pub fn paths() -> Value {
    json!({
        "/api/v1/care-accounts/access": {"post": ask()},
        "/api/v1/care-accounts/sessions": {"post": enter()},
        "/api/v1/care-accounts/sessions/current": {"delete": leave()},
        "/api/v1/care-accounts/suspensions": {"post": suspend()},
        "/api/v1/care-accounts/work": {"post": work()},
    })
}

fn ask() -> Value {
    let body = object(
        json!({"account_reference": text(), "date_of_birth": day()}),
        &[],
    );
    json!({
        "operationId": "askForAccountCode",
        "summary": "Ask for a code to look at an account. The answer is the same whether or not there is one.",
        "security": [],
        "requestBody": {"required": true, "content": content(body)},
        "responses": responses("202", "If these are those of an account that is open to online access, a code of 6 digits goes to the contact on record, valid for 10 minutes.",
            object(json!({"detail": text()}), &[]), &[400, 413, 415, 422, 429, 503]),
    })
}

fn enter() -> Value {
    let code = json!({"type": "string", "pattern": "^[0-9]{6}$"});
    let body = object(json!({"account_reference": text(), "code": code}), &[]);
    json!({
        "operationId": "beginAccountSession",
        "summary": "Begin a session with a code. After 5 wrong ones every one is wrong for a time that grows.",
        "security": [],
        "requestBody": {"required": true, "content": content(body)},
        "responses": responses("201", "The token of the session, which ends after 20 idle minutes.",
            object(json!({"token": text(), "expires_at": instant()}), &[]), &[400, 401, 413, 415, 422, 429, 503]),
    })
}

fn leave() -> Value {
    json!({
        "operationId": "endAccountSession",
        "summary": "End this session. One that has ended already is not an error.",
        "security": [{"accountToken": []}],
        "responses": empty("204", "It has ended.", &[401, 503]),
    })
}

fn suspend() -> Value {
    let body = json!({"given_name": text(), "family_name": text(), "date_of_birth": day(), "because": text()});
    let suspended = json!({"type": "integer", "minimum": 0});
    json!({
        "operationId": "suspendAccounts",
        "summary": "A safeguarding sign for a person: suspend online access to every account of theirs at once, for them and for everybody who acts for them; role worker",
        "security": [{"serviceToken": []}],
        "requestBody": {"required": true, "content": content(object(body, &[]))},
        "responses": responses("200", "How many accounts are suspended by this.",
            object(json!({"suspended": suspended}), &[]), &[400, 401, 403, 413, 415, 422, 503]),
    })
}

fn work() -> Value {
    let count = json!({"type": "integer", "minimum": 0});
    let counts = json!({"statements_issued": count, "messages_sent": count, "codes_expired": count,
        "sessions_expired": count, "checkpoints": count});
    json!({
        "operationId": "workOnAccounts",
        "summary": "One bounded slice of background work: statements that are due, messages, what has expired; role worker",
        "security": [{"serviceToken": []}],
        "responses": responses("200", "What was done.", object(counts, &[]), &[400, 401, 403, 413, 415, 422, 503]),
    })
}
