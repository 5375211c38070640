//! A file of a referral, for machines.

use vocabulary::Instant;
use web::{Params, Problem, Reply, Request};

use super::query;
use crate::files::{self, NotOpened};
use crate::stores::Stores;
use crate::who::Caller;

pub async fn answer(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    (reference, params): (&str, &Params),
    now: Instant,
) -> Result<Reply, Problem> {
    let referral = stores.read(reference, &caller.actor, now).await?;
    let unchecked = query::file(&request.query).map_err(Problem::invalid)?;
    files::open(stores, &referral, params.get("number"), unchecked)
        .await
        .map_err(|why| match why {
            NotOpened::NotFound => Problem::not_found(),
            NotOpened::Waiting => Problem::conflict(
                "The file is being checked for viruses. Ask again in a few minutes.",
            ),
            NotOpened::Infected => Problem::conflict(
                "A virus was found in the file, so it was deleted. Ask the person to send it another way.",
            ),
            NotOpened::Unchecked(_) => Problem::conflict(
                "No virus scanner has looked at the file, and it can do harm. Send unchecked=true to have it all the same.",
            ),
            NotOpened::Failed(fault) => fault.into(),
        })
}
