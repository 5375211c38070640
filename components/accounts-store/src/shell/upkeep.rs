//! For the host and the slice of work.

use super::edge::{delivery, open};
use super::wall::AccountsStore;
use super::wall::exports::front_door::accounts_store::faults::Fault;
use super::wall::exports::front_door::accounts_store::upkeep as wall;
use vocabulary::Instant;

impl wall::Guest for AccountsStore {
    async fn ready() -> Result<(), Fault> {
        Ok(open().await?.ready().await?)
    }

    async fn work(now: i64) -> Result<wall::Worked, Fault> {
        let store = open().await?;
        let worked = store
            .work(delivery().await?, Instant::from_unix(now))
            .await?;
        Ok(wall::Worked {
            messages_sent: worked.messages_sent,
            codes_expired: worked.codes_expired,
            sessions_expired: worked.sessions_expired,
            checkpoints: worked.checkpoints,
        })
    }

    async fn verify_audit(after: u64) -> Result<wall::Verified, Fault> {
        let verified = open().await?.verify_audit(after).await?;
        Ok(wall::Verified {
            checked: verified.checked,
            next: verified.next,
            findings: verified.findings,
        })
    }

    async fn mailbox() -> Result<Vec<wall::Sent>, Fault> {
        let sent = open().await?.mailbox().await?;
        let sent = sent.into_iter().map(|sent| wall::Sent {
            to: sent.to,
            channel: sent.channel,
            template: sent.template,
            text: sent.text,
            at: sent.at.as_unix(),
        });
        Ok(sent.collect())
    }
}
