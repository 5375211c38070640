//! How good the rows of the national data would be, before anybody has them.

use client_level_data::{Quality, Requirement, Verdict};
use serde_json::{Map, Value, json};
use vocabulary::{Actor, Instant};

use super::{Asked, pieces};
use crate::stores::{Refusal, Stores};

/// Reads every row of the period, a page at a time, and counts. That they were read is written down.
pub async fn report(
    stores: &impl Stores,
    asked: &Asked,
    by: &Actor,
    now: Instant,
) -> Result<Quality, Refusal> {
    let mut quality = Quality::default();
    let mut cursor = None;
    loop {
        let page = stores.export(asked, cursor.as_deref(), by, now).await?;
        for referral in page.referrals {
            match pieces::row(asked, referral) {
                Some(row) => quality.add(&row),
                None => quality.nobody_named += 1,
            }
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(quality);
        }
    }
}

/// The report as JSON.
pub fn as_json(asked: &Asked, quality: &Quality) -> Value {
    let headings: Vec<Value> = quality
        .headings
        .iter()
        .map(|of| {
            let requirements = Requirement::ALL.map(|r| (r.label(), of.required(r).into()));
            let verdicts = Verdict::ALL.map(|v| (v.label(), of.cells(v).into()));
            let examples: Vec<Value> = of
                .examples
                .iter()
                .map(|(verdict, reference)| {
                    json!({"verdict": verdict.label(), "reference": reference})
                })
                .collect();
            let unverified = of.heading.unverified();
            json!({
                "heading": of.heading.name(),
                "module": of.heading.module().name(),
                "from": of.heading.from(),
                "unverified": (!unverified.is_empty()).then_some(unverified),
                "requirements": counts(requirements),
                "verdicts": counts(verdicts),
                "examples": examples,
            })
        })
        .collect();
    json!({
        "from": asked.from.to_string(),
        "to": asked.to.to_string(),
        "rows": quality.rows,
        "left_out_as_nobody_is_named": quality.nobody_named,
        "verdicts": counts(Verdict::ALL.map(|v| (v.label(), quality.cells(v).into()))),
        "headings": headings,
    })
}

fn counts<const N: usize>(counts: [(&str, Value); N]) -> Value {
    let counts = counts.into_iter();
    Value::Object(
        counts
            .map(|(label, count)| (label.to_owned(), count))
            .collect::<Map<_, _>>(),
    )
}
