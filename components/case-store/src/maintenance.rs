//! For the host and the work slice: readiness, background work, verification. Nothing here is needed
//! for a contact to be right.

mod mailbox;
mod verify;
mod work;

pub use audit_chain::Verified;
pub use mailbox::Sent;
pub use work::{Delivery, Worked};

use crate::{Fault, Store};
use database::{Connection, is_durable};
use sealing::Randomness;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Keys right, durable as promised, one read. (`open` has migrated.)
    ///
    /// # Errors
    /// When the store cannot do its work.
    pub async fn ready(&self) -> Result<(), Fault> {
        self.check_keys().await?;
        is_durable(&self.connection).await?;
        self.run(
            "SELECT id FROM referral ORDER BY id DESC LIMIT 1",
            Vec::new(),
        )
        .await?;
        Ok(())
    }
}
