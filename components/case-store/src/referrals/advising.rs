//! Contacts that ended with advice: stored and closed in one transaction, by what stores any contact and by what
//! closes any referral, with its guards and audit events.

use super::Refusal;
use crate::model::{Actor, Change, NotAdvised, Receipt, Submission};
use crate::permissions::{Action, allows};
use crate::receipts::Slot;
use crate::submit::STORE;
use crate::{Fault, Store};
use database::{Connection, SqlError, transaction};
use sealing::Randomness;
use vocabulary::Instant;

/// How often a reference that was taken is drawn again.
const TRIES: usize = 8;

/// Why a transaction was rolled back.
enum Stopped {
    /// The statement that stores a contact was refused.
    NotStored(SqlError),
    NotClosed(Refusal),
}

impl From<SqlError> for Stopped {
    fn from(error: SqlError) -> Self {
        Self::NotStored(error)
    }
}

impl From<Refusal> for Stopped {
    fn from(refusal: Refusal) -> Self {
        Self::NotClosed(refusal)
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Stores a contact and closes it with an outcome. Once this answers a receipt, both are durable.
    ///
    /// # Errors
    /// As [`NotAdvised`] says; then nothing is stored.
    pub async fn give_advice(
        &self,
        contact: &Submission,
        outcome: &str,
        note: Option<&str>,
        by: &Actor,
        now: Instant,
    ) -> Result<Receipt, NotAdvised> {
        if !allows(Action::Close, &by.roles) {
            return Err(NotAdvised::NotAllowed);
        }
        if contact.safeguarding_sign || contact.rule_ten_sign {
            return Err(NotAdvised::InDanger);
        }
        let slot = contact
            .idempotency
            .as_ref()
            .map(|given| self.slot(&contact.form.id, given));
        let close = Change::Close {
            outcome: outcome.to_owned(),
            note: note.map(str::to_owned),
            no_reply: false,
        };
        for _ in 0..TRIES {
            let arrival = self.arrival(contact, slot.as_ref(), now)?;
            let (parameters, receipt) = (arrival.parameters, arrival.receipt);
            let stored = transaction(&self.connection, async |connection| {
                connection.execute(STORE, parameters).await?;
                let standing = self.standing(connection, &receipt.reference, by).await?;
                self.changed(connection, &standing, Some("*"), &close, None, (by, now))
                    .await?;
                Ok::<_, Stopped>(())
            })
            .await;
            match stored {
                Ok(()) => return Ok(receipt),
                Err(Stopped::NotClosed(refusal)) => return Err(refusal.into()),
                Err(Stopped::NotStored(error)) if error.is_duplicate_of("referral.reference") => {}
                Err(Stopped::NotStored(error)) => {
                    match self.advised_before(&error, slot.as_ref(), now).await? {
                        Some(receipt) => return Ok(receipt),
                        None if error.is_duplicate_of("receipt.key") => {}
                        None => return Err(Fault::from(error).into()),
                    }
                }
            }
        }
        Err(Fault::Internal("failed to draw a reference that is not taken".to_owned()).into())
    }

    /// The first receipt, where the key was used before with the same body; none where that has run out.
    async fn advised_before(
        &self,
        error: &SqlError,
        slot: Option<&Slot>,
        now: Instant,
    ) -> Result<Option<Receipt>, NotAdvised> {
        let Some(slot) = slot.filter(|_| error.is_duplicate_of("receipt.key")) else {
            return Ok(None);
        };
        match self.first_answer(slot, now).await? {
            Some(first) if first.same_body => Ok(Some(first.receipt(self, slot)?)),
            Some(_) => Err(NotAdvised::KeyReused),
            None => Ok(None),
        }
    }
}
