//! For the host and the work slice: readiness, background work, verification. Nothing here is needed
//! for a contact to be right.

mod mailbox;
mod verify;
mod work;

pub use mailbox::Sent;
pub use verify::Verified;
pub use work::{Delivery, Worked};

use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;

/// `PRAGMA synchronous` of FULL: a commit is on the disk before anybody is told.
const FULL: i64 = 2;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Keys right, durable as promised, one read. (`open` has migrated.)
    ///
    /// # Errors
    /// When the store cannot do its work.
    pub async fn ready(&self) -> Result<(), Fault> {
        self.check_keys().await?;
        let rows = self.run("PRAGMA synchronous", Vec::new()).await?;
        if crate::audit::only(&rows)?.integer(0)? < FULL {
            let why = "the database does not wait for the disk (synchronous is not FULL)";
            return Err(Fault::Internal(why.to_owned()));
        }
        self.run(
            "SELECT id FROM referral ORDER BY id DESC LIMIT 1",
            Vec::new(),
        )
        .await?;
        Ok(())
    }
}
