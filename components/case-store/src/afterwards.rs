//! The browser that sent a contact looks at it again: what it may do now, and a copy of what was sent.
//!
//! It is reached by the draft's cookie for as long as there is a receipt, and until nobody has looked for
//! 20 minutes. The draft's words ended with the draft, so it does not open again after that. Leaving the
//! page in a hurry removes the receipt, and with it the way here.

use crate::audit::{Happening, only};
use crate::drafts::{USE_NOTED_EVERY, awake_since};
use crate::model::{Afterwards, Receipt, SentCopy};
use crate::records::{CaseRecord, Particulars};
use crate::submit::RESIDENT;
use crate::{Fault, Store, receipts};
use database::Connection;
use sealing::{Place, Randomness};
use serde_json::Value;
use vocabulary::{About, Instant, Reporter};

/// A contact that was sent from this browser, and was looked at lately.
pub(crate) struct SentLately {
    pub receipt: Receipt,
    pub referral: i64,
    pub locality: Option<String>,
    pub in_danger: bool,
    pub record: CaseRecord,
}

impl SentLately {
    fn fact(&self, name: &str) -> Option<&str> {
        self.record.facts.get(name).and_then(Value::as_str)
    }

    /// Whether it is known to be about the one who wrote.
    pub(crate) fn is_about_oneself(&self) -> bool {
        self.fact("about") == Some(About::OneSelf.id())
    }

    fn was_sent_at_work(&self) -> bool {
        let reporter = self.fact("reporter").and_then(Reporter::from_id);
        reporter.is_some_and(|reporter| {
            matches!(
                reporter,
                Reporter::Provider
                    | Reporter::Professional
                    | Reporter::Health
                    | Reporter::Police
                    | Reporter::FireOrAmbulance
                    | Reporter::Housing
                    | Reporter::PrisonOrProbation
            )
        })
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// What the browser that sent a contact may do now; none where nobody has looked at it for 20 minutes.
    /// Nothing of what was answered leaves the store.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn afterwards(
        &self,
        form: &str,
        cookie: &str,
        now: Instant,
    ) -> Result<Option<Afterwards>, Fault> {
        let Some(sent) = self.sent_lately(form, cookie, now).await? else {
            return Ok(None);
        };
        let sql = "SELECT EXISTS (SELECT 1 FROM equality_once WHERE key = ?1),
            EXISTS (SELECT 1 FROM equality_record WHERE referral = ?2)";
        let once = self.equality_once(form, cookie);
        let rows = self
            .run(sql, vec![once.into(), sent.referral.into()])
            .await?;
        let row = only(&rows)?;
        Ok(Some(Afterwards {
            in_danger: sent.in_danger,
            about_oneself: sent.is_about_oneself(),
            at_work: sent.was_sent_at_work(),
            counted: row.boolean(0)?,
            on_record: row.boolean(1)?,
        }))
    }

    /// A copy of what was sent, once it is written down that it is shown; none where nobody has looked at
    /// it for 20 minutes.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn copy_of_draft(
        &self,
        form: &str,
        cookie: &str,
        now: Instant,
    ) -> Result<Option<SentCopy>, Fault> {
        let Some(sent) = self.sent_lately(form, cookie, now).await? else {
            return Ok(None);
        };
        let happening = Happening {
            at: now,
            who: RESIDENT,
            what: "copy-shown",
            status: None,
            particulars: &Particulars::default(),
        };
        self.write_read(sent.referral, &happening).await?;
        Ok(Some(SentCopy {
            reference: sent.receipt.reference,
            submitted_at: sent.receipt.submitted_at,
            form: sent.receipt.form,
            in_danger: sent.in_danger,
            answers: sent.record.answers,
        }))
    }

    /// The contact behind a cookie, while it may be looked at. To look is to use it.
    pub(crate) async fn sent_lately(
        &self,
        form: &str,
        cookie: &str,
        now: Instant,
    ) -> Result<Option<SentLately>, Fault> {
        let slot = self.draft_slot(form, cookie);
        let sql =
            "SELECT coalesce(used_at, created_at) FROM receipt WHERE key = ?1 AND created_at > ?2";
        let oldest = now.as_unix() - receipts::KEPT_SECONDS;
        let rows = self
            .run(sql, vec![slot.key().into(), oldest.into()])
            .await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        let used_at = row.integer(0)?;
        if used_at <= awake_since(now) {
            return Ok(None);
        }
        if used_at <= now.as_unix() - USE_NOTED_EVERY {
            let sql = "UPDATE receipt SET used_at = ?2 WHERE key = ?1";
            self.run(sql, vec![slot.key().into(), now.as_unix().into()])
                .await?;
        }
        let Some(receipt) = self.receipt_in(&slot, now).await? else {
            return Ok(None);
        };
        let sql = "SELECT r.id, r.locality, r.safeguarding_sign OR r.rule_ten_sign, c.sealed
            FROM referral r JOIN referral_record c ON c.referral = r.id WHERE r.reference = ?1";
        let rows = self
            .run(sql, vec![receipt.reference.as_str().into()])
            .await?;
        let row = only(&rows)?;
        let place = Place {
            table: "record",
            record: &receipt.reference,
        };
        let record = self.unseal(&self.keys.cases, place, row.blob(3)?)?;
        Ok(Some(SentLately {
            referral: row.integer(0)?,
            locality: row.optional_text(1)?.map(str::to_owned),
            in_danger: row.boolean(2)?,
            record,
            receipt,
        }))
    }
}
