//! Made-up contacts, many at once, for demonstrations and measurements. They are cases like any other:
//! stored by the statement that stores a contact, and changed by what staff change referrals by, with its
//! guards, triggers and audit events.

use super::Refusal;
use crate::Store;
use crate::model::MadeUp;
use crate::submit::STORE;
use database::{Connection, transaction};
use sealing::Randomness;

/// The most that one transaction takes.
const AT_ONCE: usize = 500;

/// Every contact goes to a dozen places of as many indices. With 256 MB of pages in memory, and the log
/// copied into the file every 128 MB, each page is read and written far less often.
const WITH_MEMORY: [&str; 2] = [
    "PRAGMA cache_size = -262144",
    "PRAGMA wal_autocheckpoint = 32768",
];

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Stores at most 500 contacts in one transaction, each as at the moment when it was received, and
    /// does with them what was done since. Answers how many.
    ///
    /// # Errors
    /// When one of them cannot be stored, or may not be changed like this; then none is stored.
    pub async fn load(&self, made_up: &[MadeUp]) -> Result<u32, Refusal> {
        let mut arrivals = Vec::with_capacity(made_up.len());
        for made_up in made_up.iter().take(AT_ONCE) {
            let contact = &made_up.contact;
            arrivals.push((made_up, self.arrival(contact, None, contact.received_at)?));
        }
        transaction(&self.connection, async |connection| {
            for pragma in WITH_MEMORY {
                connection.execute(pragma, Vec::new()).await?;
            }
            let mut stored = 0;
            for (made_up, mut arrival) in arrivals {
                let mut outcome = connection.execute(STORE, arrival.parameters).await;
                while matches!(&outcome, Err(error) if error.is_duplicate_of("referral.reference"))
                {
                    let contact = &made_up.contact;
                    arrival = self.arrival(contact, None, contact.received_at)?;
                    outcome = connection.execute(STORE, arrival.parameters).await;
                }
                outcome?;
                self.follow(connection, &arrival.receipt.reference, made_up)
                    .await?;
                stored += 1;
            }
            Ok(stored)
        })
        .await
    }

    /// Does with a contact what was done with it since.
    async fn follow(
        &self,
        connection: &C,
        reference: &str,
        made_up: &MadeUp,
    ) -> Result<(), Refusal> {
        for deed in &made_up.deeds {
            let time_given = self.time_of_new_priority(reference, &deed.change).await?;
            let change = self.with_words_of_question(reference, &deed.change).await?;
            let standing = self.standing(connection, reference, &deed.by).await?;
            let by = (&deed.by, deed.at);
            self.changed(connection, &standing, Some("*"), &change, time_given, by)
                .await?;
        }
        Ok(())
    }
}
