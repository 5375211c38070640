//! What a person sees of their own account.

use serde_json::{Value, json};
use vocabulary::{ArrangedBy, CareSetting};
use web::openapi::reference;

use super::{day, instant, list, object, or_null, pence, pence_or_null, responses, text};

pub fn paths() -> Value {
    let id = json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string"},
        "description": "As `statements` of the account has it. Never an account's number."});
    json!({
        "/api/v1/care-accounts/mine": {"get": {
            "operationId": "lookAtAccount",
            "summary": "The account of this session: budget, charges, payments, and what would count towards a cap where that is a demonstration or in force.",
            "security": [{"accountToken": []}],
            "responses": responses("200", "The account as it is now. Statements that are due are issued.", reference("CareAccount"), &[401, 503]),
        }},
        "/api/v1/care-accounts/mine/statements/{id}": {"get": {
            "operationId": "readAccountStatement",
            "summary": "One statement. Once issued it never changes.",
            "security": [{"accountToken": []}],
            "parameters": [id],
            "responses": responses("200", "The statement.", reference("CareStatement"), &[401, 404, 503]),
        }},
    })
}

fn status() -> Value {
    json!({"enum": ["not_in_force", "demonstration", "in_force"]})
}

fn arranged() -> Value {
    json!({"enum": ArrangedBy::ALL.iter().map(|one| one.id()).collect::<Vec<_>>()})
}

fn setting() -> Value {
    json!({"enum": CareSetting::ALL.iter().map(|one| one.id()).collect::<Vec<_>>()})
}

fn nullable(kind: &str) -> Value {
    json!({"type": [kind, "null"]})
}

fn head() -> Value {
    json!({"id": text(), "number": {"type": "integer", "minimum": 1}, "from": day(), "to": day(), "issued_at": instant()})
}

pub fn schemas() -> Value {
    let mut statement = head();
    if let Some(members) = statement.as_object_mut() {
        members.insert("content".to_owned(), content());
    }
    json!({"CareAccount": account(), "CareStatement": object(statement, &[])})
}

fn account() -> Value {
    let whose = object(
        json!({
            "account_reference": text(), "given_name": text(), "family_name": text(),
            "requested_on": nullable("string"),
            "brought_forward": or_null(object(json!({"date": day(), "accrued": pence(), "authority": text()}), &[])),
            "updated_at": instant(),
        }),
        &[],
    );
    let budget = json!({"week_starting": day(), "amount": pence_or_null(), "arranged_by": arranged(), "setting": setting()});
    let correction = object(
        json!({"corrected_at": instant(), "because": text(), "arranged_by": arranged(), "setting": setting(),
            "budget": pence_or_null(), "charged": pence(), "paid": pence()}),
        &[],
    );
    let charge = json!({"week_starting": day(), "arranged_by": arranged(), "setting": setting(),
        "budget": pence_or_null(), "charged": pence(), "corrections": list(correction)});
    let total = json!({"month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}, "weeks": {"type": "integer"},
        "budget": pence(), "charged": pence(), "paid": pence()});
    object(
        json!({
            "account": whose,
            "delegate": {"type": ["string", "null"], "description": "The name of who looks, when that is not the person."},
            "scheme_status": status(),
            "budget": or_null(object(budget, &[])),
            "charges": list(object(charge, &[])),
            "payments": list(object(json!({"week_starting": day(), "paid": pence()}), &[])),
            "totals": list(object(total, &[])),
            "metering": {"anyOf": [reference("CareMetering"), {"type": "null"}],
                "description": "Null unless in force or a demonstration. It entitles nobody to anything."},
            "policy": or_null(object(json!({"id": text(), "version": {"type": "integer"}}), &[])),
            "statements": list(object(head(), &[])),
        }),
        &[],
    )
}

fn figures() -> Value {
    object(
        json!({"arranged_by": arranged(), "setting": setting(), "budget": pence_or_null(), "charged": pence(), "paid": pence()}),
        &[],
    )
}

/// Format 1.
fn content() -> Value {
    let left_out = object(json!({"amount": pence(), "because": text()}), &[]);
    let week = json!({"week_starting": day(), "arranged_by": arranged(), "setting": setting(), "budget": pence_or_null(),
        "charged": pence(), "paid": pence(), "counted": pence_or_null(), "not_counted": list(left_out)});
    let adjustment = json!({"week_starting": day(), "at": instant(), "because": nullable("string"),
        "before": or_null(figures()), "after": figures()});
    let cap = json!({"level": pence(), "accrued": pence(), "remaining": pence(), "progress_percent": text(),
        "daily_living_weekly": pence(), "reaches_cap_on": nullable("string")});
    object(
        json!({
            "format": {"const": 1},
            "given_name": text(), "family_name": text(),
            "period": object(json!({"from": day(), "to": day()}), &[]),
            "scheme_status": status(),
            "policy": or_null(object(json!({"id": text(), "version": {"type": "integer"}, "name": text()}), &[])),
            "weeks": list(object(week, &[])),
            "totals": object(json!({"budget": pence(), "charged": pence(), "paid": pence(),
                "counted": pence_or_null(), "daily_living": pence_or_null()}), &[]),
            "adjustments": list(object(adjustment, &[])),
            "cap": or_null(object(cap, &[])),
        }),
        &[],
    )
}
