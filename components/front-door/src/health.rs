//! Whether this component and the case store can serve people now: for machines that watch.

use serde_json::json;
use web::Reply;

use crate::{Fault, Store};

/// 200 when both are ready. 503 says why, and names the key id when the key is the wrong one.
pub async fn readiness(store: &impl Store) -> Reply {
    let because = match store.ready().await {
        Ok(()) => return Reply::json(200, &json!({"ready": true})),
        Err(Fault::Unavailable) => "The database of cases cannot be used now.".to_owned(),
        Err(Fault::WrongKey(expected)) => {
            format!(
                "The sealing key is the wrong one: the database was written with key {expected}."
            )
        }
        Err(Fault::Internal) => "The case store has a defect. Its log says more.".to_owned(),
    };
    Reply::json(503, &json!({"ready": false, "because": because})).with_header("retry-after", "30")
}
