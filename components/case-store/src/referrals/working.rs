//! What staff do with a referral between taking it on and closing it. Each step is an event of the referral's
//! audit chain, sealed like every other word of staff, so nothing of it can be changed or left out afterwards.
//!
//! What a step must say stands in `shared/casework`.

use super::Refusal;
use super::standing::Standing;
use crate::{Fault, Store};
use casework::{Kind, Step};
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;
use working_calendar::local_date;

/// How many steps of one referral are read.
const MOST_STEPS: i64 = 500;

/// The change as it is recorded, or everything that is wrong with it.
pub(super) fn checked(
    change: &casework::Change,
    now: Instant,
) -> Result<casework::Change, Refusal> {
    let checked = change.clone().checked(local_date(now));
    checked.map_err(Refusal::Invalid)
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// What was done with a referral, oldest first.
    pub(super) async fn casework(
        &self,
        connection: &C,
        standing: &Standing,
    ) -> Result<Vec<Step>, Fault> {
        let verbs = Kind::ALL
            .map(|kind| format!("'{}'", kind.verb()))
            .join(", ");
        let sql = format!(
            "SELECT at, who, position, sealed FROM audit
                WHERE chain = ?1 AND what IN ({verbs}) ORDER BY position LIMIT {MOST_STEPS}"
        );
        let rows = connection.execute(&sql, vec![standing.id().into()]).await?;
        let reference = standing.reference();
        rows.iter()
            .map(|row| {
                let sealed = row.optional_blob(3)?;
                let particulars = self.particulars(reference, row.integer(2)?, sealed)?;
                let change = particulars.work.ok_or_else(|| {
                    Fault::Internal("failed to read a step of casework".to_owned())
                })?;
                Ok(Step {
                    at: Instant::from_unix(row.integer(0)?),
                    who: row.text(1)?.to_owned(),
                    change,
                })
            })
            .collect()
    }
}
