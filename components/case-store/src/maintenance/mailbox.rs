//! What would be sent, for development: the host shows it.

use crate::drafts::link_message::TEMPLATE;
use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;
use vocabulary::{Instant, Priority};

/// The most that are shown.
const MOST: usize = 200;

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
        let notices = rows.iter().map(|row| {
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
        });
        let mut sent = notices.collect::<Result<Vec<_>, Fault>>()?;
        sent.extend(self.link_messages().await?);
        sent.sort_by_key(|sent| std::cmp::Reverse(sent.at));
        sent.truncate(MOST);
        Ok(sent)
    }

    /// The messages with the link of a saved form.
    async fn link_messages(&self) -> Result<Vec<Sent>, Fault> {
        let sql = "SELECT id, channel, coalesce(sent_at, created_at), sealed FROM link_message
            ORDER BY created_at DESC LIMIT 200";
        let rows = self.run(sql, Vec::new()).await?;
        let messages = rows.iter().map(|row| {
            let letter = self.opened_letter(row.text(0)?, row.blob(3)?)?;
            Ok(Sent {
                to: letter.to,
                channel: row.text(1)?.to_owned(),
                template: TEMPLATE.to_owned(),
                text: letter.text,
                at: Instant::from_unix(row.integer(2)?),
            })
        });
        messages.collect()
    }
}
