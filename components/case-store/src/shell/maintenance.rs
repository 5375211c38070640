//! For the host and the work slice.

use super::convert::instant;
use super::edge::{delivery, open};
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::faults::Fault;
use super::wall::exports::front_door::case_store::maintenance as wall;

impl wall::Guest for CaseStore {
    async fn ready() -> Result<(), Fault> {
        Ok(open().await?.ready().await?)
    }

    async fn work(now: i64) -> Result<wall::Worked, Fault> {
        let store = open().await?;
        let worked = store.work(delivery().await?, instant(now)).await?;
        Ok(wall::Worked {
            notices_sent: worked.notices_sent,
            drafts_expired: worked.drafts_expired,
            receipts_expired: worked.receipts_expired,
            escalated: worked.escalated,
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
        Ok(sent
            .into_iter()
            .map(|sent| wall::Sent {
                to: sent.to,
                channel: sent.channel,
                template: sent.template,
                text: sent.text,
                at: sent.at.as_unix(),
            })
            .collect())
    }
}
