//! `GET /api/v1/referrals/{reference}/summary`.

use serde_json::Value;
use vocabulary::Instant;
use web::{Problem, Reply, Request};

use super::assessments::AssessmentShape;
use super::query;
use crate::stores::Stores;
use crate::summary;
use crate::who::Caller;

pub async fn answer(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    reference: &str,
    now: Instant,
) -> Result<Reply, Problem> {
    let referral = stores.read(reference, &caller.actor, now).await?;
    let (Some(summary), Some(assessment)) = (summary::of(&referral), &referral.assessment) else {
        return Err(Problem::conflict(
            "Only a carer's self-assessment has a summary. Read the referral instead.",
        ));
    };
    query::nothing(&request.query).map_err(Problem::invalid)?;
    let mut body = summary.to_json();
    if let Value::Object(members) = &mut body {
        let shape = AssessmentShape::of(assessment, &referral);
        members.insert(
            "reference".to_owned(),
            referral.entry.reference.clone().into(),
        );
        members.insert("changed_answers".to_owned(), shape.into_changed_answers());
    }
    Ok(Reply::json(200, &body))
}
