//! What would be sent, for development: the host shows it.

use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;
use vocabulary::{Instant, Priority};

/// A notice as it would be, or was, sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub to: String,
    pub channel: String,
    pub template: String,
    pub text: String,
    pub at: Instant,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The newest notices first, at most 200.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn mailbox(&self) -> Result<Vec<Sent>, Fault> {
        let sql = "SELECT o.recipient, o.template, coalesce(o.sent_at, o.created_at), r.reference,
                r.priority
            FROM outbox o JOIN referral r ON r.id = o.referral
            ORDER BY o.created_at DESC, o.referral DESC LIMIT 200";
        let rows = self.run(sql, Vec::new()).await?;
        rows.iter()
            .map(|row| {
                let rank = u8::try_from(row.integer(4)?).ok();
                let priority = rank
                    .and_then(Priority::from_rank)
                    .map_or("unknown", Priority::id);
                let reference = row.text(3)?;
                Ok(Sent {
                    to: row.text(0)?.to_owned(),
                    channel: "notice".to_owned(),
                    template: row.text(1)?.to_owned(),
                    text: format!("Please look at {reference}. Priority: {priority}."),
                    at: Instant::from_unix(row.integer(2)?),
                })
            })
            .collect()
    }
}
