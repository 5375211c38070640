//! The first answer to a submission, kept 30 days for whoever sends it again.
//!
//! An answer holds the tracking code, so it is sealed under a key that needs the caller's own
//! idempotency key, of which only a keyed hash is kept.

use crate::model::{Idempotency, Receipt};
use crate::{Fault, Store};
use database::Connection;
use sealing::{Place, Randomness, same};
use vocabulary::Instant;

/// How long an answer is kept.
pub(crate) const KEPT_SECONDS: i64 = 30 * 86_400;

/// The place of one idempotency key of one form.
pub(crate) struct Slot {
    /// What the key in the table is a hash of, besides the form.
    secret: String,
    form: String,
    key: [u8; 32],
    body: [u8; 32],
    of_one_body: bool,
}

/// An answer that was found.
pub(crate) struct FirstAnswer {
    sealed: Vec<u8>,
    pub same_body: bool,
}

impl Slot {
    pub(crate) fn key(&self) -> [u8; 32] {
        self.key
    }

    pub(crate) fn body(&self) -> [u8; 32] {
        self.body
    }

    /// Whether this is the place of a second body that was stored under a key already used.
    pub(crate) fn is_of_one_body(&self) -> bool {
        self.of_one_body
    }

    /// The place for a body that must be stored although the key is taken. The same body again finds
    /// it, so that even here twice is once.
    pub(crate) fn of_this_body<C: Connection, R: Randomness>(&self, store: &Store<C, R>) -> Self {
        Self {
            key: store
                .keys
                .index
                .hash("receipt of one body", &[&self.key, &self.body]),
            secret: self.secret.clone(),
            form: self.form.clone(),
            body: self.body,
            of_one_body: true,
        }
    }

    pub(crate) fn seal<C: Connection, R: Randomness>(
        &self,
        store: &Store<C, R>,
        receipt: &Receipt,
    ) -> Result<Vec<u8>, Fault> {
        let sealer = store.keys.sealing.sealer_with("receipt", &self.secret);
        store.seal(&sealer, self.place(), receipt)
    }

    fn place(&self) -> Place<'_> {
        Place {
            table: "receipt",
            record: &self.form,
        }
    }
}

impl FirstAnswer {
    pub(crate) fn receipt<C: Connection, R: Randomness>(
        &self,
        store: &Store<C, R>,
        slot: &Slot,
    ) -> Result<Receipt, Fault> {
        let sealer = store.keys.sealing.sealer_with("receipt", &slot.secret);
        let receipt: Receipt = store.unseal(&sealer, slot.place(), &self.sealed)?;
        Ok(Receipt {
            replayed: true,
            ..receipt
        })
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    pub(crate) fn slot(&self, form: &str, given: &Idempotency) -> Slot {
        let hash = |purpose, value: &str| {
            let parts = [form.as_bytes(), given.key.as_bytes(), value.as_bytes()];
            self.keys.index.hash(purpose, &parts)
        };
        Slot {
            key: hash("receipt", ""),
            body: hash("receipt body", &given.body),
            secret: given.key.clone(),
            form: form.to_owned(),
            of_one_body: false,
        }
    }

    /// The place of a draft: sent twice, it is the same contact, whatever became of its answers.
    pub(crate) fn draft_slot(&self, form: &str, cookie: &str) -> Slot {
        let given = Idempotency {
            key: format!("draft:{cookie}"),
            body: String::new(),
        };
        self.slot(form, &given)
    }

    /// What was answered first; an answer that is too old is removed and is none.
    pub(crate) async fn first_answer(
        &self,
        slot: &Slot,
        now: Instant,
    ) -> Result<Option<FirstAnswer>, Fault> {
        let oldest = now.as_unix() - KEPT_SECONDS;
        let sql = "SELECT body, sealed, created_at FROM receipt WHERE key = ?1";
        let rows = self.run(sql, vec![slot.key.into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        if row.integer(2)? <= oldest {
            let sql = "DELETE FROM receipt WHERE key = ?1 AND created_at <= ?2";
            self.run(sql, vec![slot.key.into(), oldest.into()]).await?;
            return Ok(None);
        }
        Ok(Some(FirstAnswer {
            same_body: same(row.blob(0)?, &slot.body),
            sealed: row.blob(1)?.to_vec(),
        }))
    }

    /// The receipt of an idempotency key; none after 30 days.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn receipt(
        &self,
        form: &str,
        key: &str,
        now: Instant,
    ) -> Result<Option<Receipt>, Fault> {
        let given = Idempotency {
            key: key.to_owned(),
            body: String::new(),
        };
        self.receipt_in(&self.slot(form, &given), now).await
    }

    /// The receipt of a draft that was sent; none after 30 days, or once its cookie was left.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn receipt_of_draft(
        &self,
        form: &str,
        cookie: &str,
        now: Instant,
    ) -> Result<Option<Receipt>, Fault> {
        self.receipt_in(&self.draft_slot(form, cookie), now).await
    }

    pub(crate) async fn receipt_in(
        &self,
        slot: &Slot,
        now: Instant,
    ) -> Result<Option<Receipt>, Fault> {
        match self.first_answer(slot, now).await? {
            Some(first) => first.receipt(self, slot).map(Some),
            None => Ok(None),
        }
    }

    pub(crate) async fn forget_receipt(&self, slot: &Slot) -> Result<(), Fault> {
        let sql = "DELETE FROM receipt WHERE key = ?1";
        self.run(sql, vec![slot.key.into()]).await?;
        Ok(())
    }
}
