//! `POST /api/v1/care-accounts/work`: one bounded slice of background work.

use serde_json::json;
use vocabulary::{Instant, Role};
use web::{Problem, Reply, Request};
use working_calendar::local_date;

use super::bodies::Body;
use super::{machine, permitted};
use crate::statement::issue_due;
use crate::stores::{Fault, Stores};

/// How many accounts have their statements issued in one slice.
const ACCOUNTS: u32 = 25;

pub async fn answer(
    stores: &impl Stores,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let by = machine(stores, request, now).await?;
    let json = match request.body.is_empty() {
        true => json!({}),
        false => request.json()?,
    };
    permitted(&by, &[Role::Worker])?;
    Body::of(&json, &[]).finish(())?;
    let issued = issue(stores, now).await?;
    let worked = stores.work(now).await?;
    Ok(Reply::json(
        200,
        &json!({
            "statements_issued": issued,
            "messages_sent": worked.messages_sent,
            "codes_expired": worked.codes_expired,
            "sessions_expired": worked.sessions_expired,
            "checkpoints": worked.checkpoints,
        }),
    ))
}

/// Issues what is due, the longest due first.
async fn issue(stores: &impl Stores, now: Instant) -> Result<u32, Fault> {
    let settings = stores.settings().await?;
    let today = local_date(now).to_string();
    let mut issued = 0;
    for id in stores.due(&today, ACCOUNTS).await? {
        if let Some(account) = stores.prepare(&id, now).await? {
            issued += issue_due(stores, &account, &settings, now).await?;
        }
    }
    Ok(issued)
}
