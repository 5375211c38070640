//! A safeguarding sign for a person, whose accounts may be known to nobody who reports it.

use super::looking::may;
use super::{Refusal, reason};
use crate::Store;
use crate::audit::Happening;
use crate::records::Particulars;
use crate::standing::Standing;
use account_model::{Online, Person, Power};
use database::{Connection, transaction};
use sealing::Randomness;
use vocabulary::{Actor, Instant};

/// The most accounts of one person that are suspended at once.
const MOST: i64 = 500;

impl Standing {
    /// Lets nobody in, and remembers whether anybody was let in before.
    pub(super) fn suspend(&mut self) {
        self.record.closed_before = self.online == Online::Closed;
        self.online = Online::Suspended;
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Suspends every account of a person at once. Answers how many were not suspended before.
    ///
    /// # Errors
    /// As [`Refusal`] says.
    pub async fn suspend_person(
        &self,
        person: &Person,
        because: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<u32, Refusal> {
        may(Power::SuspendPerson, by)?;
        let because = reason(because, "because")?;
        transaction(&self.connection, async |connection| {
            let mut suspended = 0;
            for mut standing in self.accounts_of(connection, person, MOST).await? {
                if standing.online == Online::Suspended {
                    continue;
                }
                standing.suspend();
                self.keep(connection, &mut standing, now).await?;
                let particulars = Particulars {
                    revision: Some(standing.revision),
                    ..Particulars::because(&because)
                };
                let happening = Happening {
                    at: now,
                    who: &by.id,
                    what: "suspended",
                    particulars: &particulars,
                };
                self.append(connection, &mut standing.chain, happening)
                    .await?;
                self.end_all(connection, standing.number()).await?;
                self.unlink(connection, standing.number()).await?;
                suspended += 1;
            }
            Ok(suspended)
        })
        .await
    }
}
