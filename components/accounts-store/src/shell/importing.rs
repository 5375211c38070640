//! What comes from a case-management or finance system.

use super::edge::open;
use super::wall::AccountsStore;
use super::wall::exports::front_door::accounts_store::faults::Fault;
use super::wall::exports::front_door::accounts_store::importing as wall;
use super::wall::front_door::types::types::Actor;
use account_model::{Numbered, Source};
use vocabulary::Instant;

impl wall::Guest for AccountsStore {
    async fn progress(digest: Vec<u8>) -> Result<u64, Fault> {
        Ok(open().await?.progress(&digest).await?)
    }

    async fn take(
        lines: Vec<wall::Numbered>,
        source: Option<wall::Source>,
        dry_run: bool,
        by: Actor,
        now: i64,
    ) -> Result<wall::Taken, Fault> {
        let store = open().await?;
        let lines: Result<Vec<Numbered>, _> = lines.into_iter().map(TryInto::try_into).collect();
        let lines = lines.map_err(crate::Fault::from)?;
        let source: Option<Source> = source.map(Into::into);
        let (by, now) = (by.into(), Instant::from_unix(now));
        let taken = store.take(&lines, source.as_ref(), dry_run, &by, now);
        Ok(taken.await?.into())
    }
}
