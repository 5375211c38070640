//! `GET /api/v1/referrals/{reference}/possible-matches`.

use serde_json::{Value, json};
use vocabulary::Instant;
use web::{Problem, Reply, Request};

use super::{query, shapes};
use crate::possible_match::{Likeness, PossibleMatch, Score, WARNING};
use crate::stores::Stores;
use crate::who::Caller;

pub async fn answer(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    reference: &str,
    now: Instant,
) -> Result<Reply, Problem> {
    let found = stores
        .possible_matches(reference, &caller.actor, now)
        .await?;
    query::nothing(&request.query).map_err(Problem::invalid)?;
    let items: Vec<Value> = found.iter().map(item).collect();
    Ok(Reply::json(
        200,
        &json!({"items": items, "warning": WARNING}),
    ))
}

fn item(found: &PossibleMatch) -> Value {
    let because: Vec<&str> = found.because.iter().copied().map(Likeness::id).collect();
    json!({"referral": shapes::Item::from(&found.entry), "relation": found.relation.id(), "because": because,
        "score": found.score.map(Score::id)})
}
