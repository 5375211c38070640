//! Lines of a case-management or finance system.

use super::edge::open;
use super::wall::AccountsStore;
use super::wall::exports::front_door::accounts_store::faults::Fault;
use super::wall::exports::front_door::accounts_store::importing as wall;
use super::wall::front_door::types::types::Actor;
use account_model::{Numbered, Rejected};
use vocabulary::Instant;

/// A day that is none, or more money than an account can hold.
const NOT_A_WEEK: &str = "week_starting must be a day such as 2026-01-05, and no amount more than a thousand million pounds.";

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
        let mut rejected = Vec::new();
        let mut readable: Vec<Numbered> = Vec::with_capacity(lines.len());
        for line in lines {
            let number = line.number;
            match line.try_into() {
                Ok(line) => readable.push(line),
                Err(_) => rejected.push(Rejected {
                    number,
                    reason: NOT_A_WEEK.to_owned(),
                    account_unknown: false,
                }),
            }
        }
        let (source, by) = (source.map(Into::into), by.into());
        let now = Instant::from_unix(now);
        let mut taken = open()
            .await?
            .take(&readable, source.as_ref(), dry_run, &by, now)
            .await?;
        taken.rejected.append(&mut rejected);
        taken.rejected.sort_by_key(|rejected| rejected.number);
        Ok(taken.into())
    }
}
