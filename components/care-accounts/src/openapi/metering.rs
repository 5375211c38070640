//! Metering as OpenAPI 3.1, from the words that the code reads.

use serde_json::{Value, json};
use vocabulary::{AgainstCharge, ArrangedBy, CareSetting, Rounding};
use web::openapi::stateless;

use super::{day, object, pence};

pub fn paths() -> Value {
    let meter = stateless(
        "meterCareCosts",
        [
            "What of the given weeks would count towards a cap on care costs. Nothing is stored.",
            "Care Act 2014 s15 and s16, which were never brought into force: the figures are the caller's, and the answer entitles nobody to anything. The order of weeks and indexations changes nothing.",
            "What counted, what did not, and why.",
        ],
        "CareCosts",
        "CareMetering",
    );
    json!({"/api/v1/care-accounts/metering": {"post": meter}})
}

pub fn schemas() -> Value {
    json!({"CareCosts": asked(), "CareMetering": answered()})
}

fn asked() -> Value {
    let settings: Vec<&str> = CareSetting::ALL.iter().map(|one| one.id()).collect();
    let arranged: Vec<&str> = ArrangedBy::ALL.iter().map(|one| one.id()).collect();
    let rounding: Vec<&str> = Rounding::ALL.iter().map(|one| one.id()).collect();
    let against: Vec<&str> = AgainstCharge::ALL.iter().map(|one| one.id()).collect();
    let policy = json!({
        "cap": pence(),
        "daily_living_weekly": pence(),
        "daily_living_settings": {"type": "array", "uniqueItems": true, "items": {"enum": settings}},
        "round": {"enum": rounding},
        "dlc_against_charge": {"enum": against, "default": AgainstCharge::Deduct.id()},
        "scheme_start": {"type": ["string", "null"], "format": "date", "default": null},
    });
    let mut budget = pence();
    if let Some(members) = budget.as_object_mut() {
        members.insert("type".to_owned(), json!(["integer", "null"]));
    }
    let week = json!({
        "week_starting": {"type": "string", "format": "date", "description": "A Monday, not after as_at, each once."},
        "arranged_by": {"enum": arranged},
        "setting": {"enum": settings},
        "budget": budget,
        "charged": pence(),
        "paid": pence(),
    });
    let indexation = json!({
        "date": day(),
        "percent": {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]{1,6})?$", "description": "Decimal text from -100 to 1000."},
    });
    let mut figure = object(json!({"date": day(), "accrued": pence()}), &[]);
    if let Some(members) = figure.as_object_mut() {
        members.insert("type".to_owned(), json!(["object", "null"]));
        let what = "What the council before had counted, of somebody who moved, at the beginning of that day. Weeks before it do not count again.";
        members.insert("description".to_owned(), json!(what));
    }
    let body = json!({
        "policy": object(policy, &["dlc_against_charge", "scheme_start"]),
        "weeks": {"type": "array", "items": object(week, &[])},
        "indexations": {"type": "array", "items": object(indexation, &[])},
        "brought_forward": figure,
        "as_at": day(),
    });
    object(body, &["brought_forward"])
}

fn answered() -> Value {
    let left_out = json!({"amount": pence(), "because": {"type": "string"}});
    let entry = json!({
        "week_starting": day(),
        "counted": pence(),
        "not_counted": {"type": "array", "items": object(left_out, &[])},
    });
    let members = json!({
        "entries": {"type": "array", "items": object(entry, &[]), "description": "The earliest week first."},
        "accrued": pence(),
        "cap": pence(),
        "progress_percent": {"type": "string", "example": "50.00"},
        "remaining": pence(),
        "reaches_cap_on": {
            "type": ["string", "null"], "format": "date",
            "description": "The Monday on which the cap would be reached at the latest rate that counted; null when that is more than 18 months after as_at, and once the cap has been reached.",
        },
    });
    object(members, &[])
}
