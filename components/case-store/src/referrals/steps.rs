//! The steps of what staff do with a referral. Each is an event of its audit chain, with its words sealed.

use crate::records::Particulars;
use crate::{Fault, Store};
use database::{Connection, Row};
use sealing::Randomness;
use vocabulary::Instant;

/// How many steps of one referral are read. More than the rules allow of an assessment, so that it is always read whole.
const MOST_STEPS: i64 = 500;

/// The statement that finds the steps with these verbs in the chain that is parameter 1, oldest first.
pub(super) fn sql<const KINDS: usize>(verbs: [&str; KINDS]) -> String {
    let verbs = verbs.map(|verb| format!("'{verb}'")).join(", ");
    format!(
        "SELECT at, who, position, sealed FROM audit
            WHERE chain = ?1 AND what IN ({verbs}) ORDER BY position LIMIT {MOST_STEPS}"
    )
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The steps that rows of [`sql`] hold, each made by `step` of when it was, who took it and what was sealed.
    /// `what` says for the log what could not be read.
    pub(super) fn steps_of<T>(
        &self,
        reference: &str,
        rows: &[Row],
        what: &str,
        step: impl Fn(Instant, String, Particulars) -> Option<T>,
    ) -> Result<Vec<T>, Fault> {
        let read = |row: &Row| {
            let sealed = row.optional_blob(3)?;
            let particulars = self.particulars(reference, row.integer(2)?, sealed)?;
            let at = Instant::from_unix(row.integer(0)?);
            step(at, row.text(1)?.to_owned(), particulars)
                .ok_or_else(|| Fault::Internal(format!("failed to read {what}")))
        };
        rows.iter().map(read).collect()
    }
}
