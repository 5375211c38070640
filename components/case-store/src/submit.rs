//! A contact arrives: one statement stores it whole, or not at all.
//!
//! Everything that can be worked out beforehand is: the reference and the code are drawn, the records
//! sealed, the first link of the audit chain made. Then one INSERT into the view `told_arrival` takes the
//! write lock for as short a time as possible. What can only be known afterwards (the reference is
//! taken, the key was used) is read from the constraint that refused.

use crate::audit::{Chain, Happening};
use crate::figures::Told;
use crate::model::{NotSubmitted, Receipt, Submission};
use crate::receipts::Slot;
use crate::records::{CaseRecord, Listed, Particulars, facts_json, words_of};
use crate::{Fault, Store, look_ups, tallies};
use database::{Connection, SqlError, Value};
use reference::{Reference, TrackingCode};
use sealing::{Place, Randomness};
use vocabulary::Instant;

/// How often something that was taken is drawn again. Two references are the same about once in
/// thirty thousand million times, so a second time is a defect of the randomness.
const TRIES: usize = 8;

/// Who acts when the person themselves does.
pub(crate) const RESIDENT: &str = "resident";

/// How many others a contact is found by: more than anybody looks after.
const MOST_ALSO_ABOUT: usize = 20;

/// How many contacts one address may send in an hour: more than a hospital ward or a library does.
const MOST_OF_ONE_ADDRESS: u32 = 60;

/// The one statement.
pub(crate) const STORE: &str = "INSERT INTO told_arrival (reference, tracking, form, form_version, channel, received_at,
        queue, priority, respond_by, locality, safeguarding_sign, rule_ten_sign, about_someone_else,
        listed, record, look_ups, notices, receipt_key, receipt_body, receipt, stored_at, draft, who,
        audit, audit_hash, day, cells, address, most, counts_after)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
        ?21, ?22, ?23, ?24, ?25, ?27, ?28, ?29, ?30, ?31
    WHERE ?22 IS NULL OR EXISTS (SELECT 1 FROM draft WHERE cookie = ?22 AND revision = ?26)
    RETURNING 1";

/// A contact that is ready to be stored, and what the person gets once it is.
pub(crate) struct Arrival {
    pub(crate) parameters: Vec<Value>,
    pub(crate) receipt: Receipt,
}

impl Arrival {
    /// Counted for the address that it comes from. `most` is none where it may not be refused.
    fn counts_for(&mut self, address: [u8; 32], most: Option<u32>, counts_after: i64) {
        let counted: [Value; 3] = [address.into(), most.into(), counts_after.into()];
        let before = self.parameters.len().saturating_sub(counted.len());
        self.parameters.truncate(before);
        self.parameters.extend(counted);
    }
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Stores a contact. Once this answers a receipt, the contact is durable.
    ///
    /// # Errors
    /// `KeyReused` when the idempotency key belongs to another body, unless this one says that
    /// somebody may be in danger: that is stored as a contact of its own. `DraftChanged` when the
    /// draft was saved since it was read.
    pub async fn submit(
        &self,
        submission: &Submission,
        now: Instant,
    ) -> Result<Receipt, NotSubmitted> {
        self.submit_from(submission, None, now).await
    }

    /// Stores a contact that came from a client's address. The address is counted in the same
    /// statement, as a hash that changes every day.
    ///
    /// # Errors
    /// As `submit`; and `TooMany` when too many came from the address within the hour, unless this one
    /// says that somebody may be in danger.
    pub async fn submit_from(
        &self,
        submission: &Submission,
        address: Option<&str>,
        now: Instant,
    ) -> Result<Receipt, NotSubmitted> {
        let address = address.and_then(|address| self.address_tally("contacts", address, now));
        let in_danger = submission.safeguarding_sign || submission.rule_ten_sign;
        let form = &submission.form.id;
        let mut slot = match (&submission.idempotency, &submission.draft) {
            (Some(given), _) => Some(self.slot(form, given)),
            (None, Some(draft)) => Some(self.draft_slot(form, &draft.cookie)),
            (None, None) => None,
        };
        for _ in 0..TRIES {
            let mut arrival = self.arrival(submission, slot.as_ref(), now)?;
            if let Some(address) = address {
                let most = (!in_danger).then_some(MOST_OF_ONE_ADDRESS);
                arrival.counts_for(address, most, tallies::counts_after(now));
            }
            let refused = match self.run(STORE, arrival.parameters).await {
                Ok(rows) if rows.is_empty() => return self.sent_already(slot.as_ref(), now).await,
                Ok(_) => return Ok(arrival.receipt),
                Err(refused) => refused,
            };
            match &slot {
                _ if refused.is_duplicate_of("referral.reference") => {}
                _ if says_too_many(&refused) => {
                    return self.too_many(slot.as_ref(), address, now).await;
                }
                Some(used) if refused.is_duplicate_of("receipt.key") => {
                    match self.first_answer(used, now).await? {
                        // It ran out between the two statements, and is gone now.
                        None => {}
                        Some(first) if first.same_body => return Ok(first.receipt(self, used)?),
                        Some(_) if in_danger && !used.is_of_one_body() => {
                            slot = Some(used.of_this_body(self));
                        }
                        Some(_) => return Err(NotSubmitted::KeyReused),
                    }
                }
                _ => return Err(refused.into()),
            }
        }
        Err(Fault::Internal("failed to draw a reference that is not taken".to_owned()).into())
    }

    /// The draft does not stand as it was read: it was sent, or saved again, or has ended.
    async fn sent_already(
        &self,
        slot: Option<&Slot>,
        now: Instant,
    ) -> Result<Receipt, NotSubmitted> {
        let sent = match slot {
            Some(slot) => self.receipt_in(slot, now).await?,
            None => None,
        };
        sent.ok_or(NotSubmitted::DraftChanged)
    }

    /// Too many came from one address; but what was stored already is answered again.
    async fn too_many(
        &self,
        slot: Option<&Slot>,
        address: Option<[u8; 32]>,
        now: Instant,
    ) -> Result<Receipt, NotSubmitted> {
        if let Some(slot) = slot
            && let Some(first) = self.first_answer(slot, now).await?
            && first.same_body
        {
            return Ok(first.receipt(self, slot)?);
        }
        let wait = match address {
            Some(address) => self.seconds_left(address, now).await?,
            None => 0,
        };
        Err(NotSubmitted::TooMany(wait.max(1)))
    }

    pub(crate) fn arrival(
        &self,
        submission: &Submission,
        slot: Option<&Slot>,
        now: Instant,
    ) -> Result<Arrival, Fault> {
        let reference = self.draw_reference()?;
        let reference = reference.as_str();
        let code = TrackingCode::from_random(self.randomness.bytes()?);
        let decision = &submission.decision;
        let receipt = Receipt {
            reference: reference.to_owned(),
            tracking_code: code.reveal().to_owned(),
            submitted_at: submission.received_at,
            form: submission.form.clone(),
            decision: decision.clone(),
            next_steps: submission.next_steps.clone(),
            replayed: false,
        };
        let listed = Listed {
            person: submission.person.clone(),
            also_about: submission.also_about.clone(),
            needs: words_of(&submission.facts, "needs"),
            risks: words_of(&submission.facts, "risks"),
        };
        let record = CaseRecord {
            answers: submission.answers.clone(),
            facts: facts_json(&submission.facts),
            decision: decision.clone(),
            flags: submission.flags.clone(),
            entered_by: submission.entered_by.as_ref().map(|actor| actor.id.clone()),
        };
        let who = record.entered_by.as_deref().unwrap_or(RESIDENT);
        let happening = Happening {
            at: now,
            who,
            what: "submitted",
            status: Some("received"),
            particulars: &Particulars::default(),
        };
        let link = self.link(&Chain::new(reference), &happening)?;
        let sealer = &self.keys.cases;
        let place = |table| Place {
            table,
            record: reference,
        };
        let draft = submission
            .draft
            .as_ref()
            .map(|draft| self.cookie_hash(&draft.cookie));
        let revision = submission.draft.as_ref().map(|draft| draft.revision);
        let sealed_receipt = slot.map(|slot| slot.seal(self, &receipt)).transpose()?;
        let told = Told::of(
            &record.facts,
            submission.received_at,
            decision.locality.as_deref(),
            submission.safeguarding_sign,
        );
        let parameters = vec![
            reference.into(),
            self.code_hash(reference, &code).into(),
            submission.form.id.as_str().into(),
            submission.form.version.into(),
            submission.channel.as_str().into(),
            submission.received_at.as_unix().into(),
            decision.queue.as_str().into(),
            decision.priority.rank().into(),
            decision.respond_by.as_unix().into(),
            decision.locality.as_deref().into(),
            submission.safeguarding_sign.into(),
            submission.rule_ten_sign.into(),
            submission.about_someone_else.into(),
            self.seal(sealer, place("listed"), &listed)?.into(),
            self.seal(sealer, place("record"), &record)?.into(),
            json(&self.look_ups(submission))?,
            json(&self.notices(submission))?,
            slot.map(Slot::key).into(),
            slot.map(Slot::body).into(),
            sealed_receipt.into(),
            now.as_unix().into(),
            draft.into(),
            who.into(),
            link.sealed.into(),
            link.hash.into(),
            revision.into(),
            told.day().into(),
            json(&told.cells(&self.keys.index))?,
            Value::Null,
            Value::Null,
            Value::Null,
        ];
        Ok(Arrival {
            parameters,
            receipt,
        })
    }

    /// The hashes by which a contact is found: by its person, and apart from those by others whom it names.
    fn look_ups(&self, submission: &Submission) -> Vec<i64> {
        let mut hashes = look_ups::hashes(&submission.person, &self.keys.index);
        for person in submission.also_about.iter().take(MOST_ALSO_ABOUT) {
            hashes.extend(look_ups::hashes_of_others(person, &self.keys.index));
        }
        hashes
    }

    fn notices<'a>(&self, submission: &'a Submission) -> Vec<[&'a str; 2]> {
        submission
            .notices
            .iter()
            .map(|notice| [notice.to.as_str(), notice.template.as_str()])
            .collect()
    }

    fn draw_reference(&self) -> Result<Reference, Fault> {
        for _ in 0..TRIES {
            if let Some(reference) = Reference::from_random(self.randomness.bytes()?) {
                return Ok(reference);
            }
        }
        Err(Fault::Internal("failed to draw a reference".to_owned()))
    }
}

/// Whether the schema refused because of where a contact came from.
fn says_too_many(refused: &SqlError) -> bool {
    matches!(refused, SqlError::Constraint(message)
        if message.contains("too many contacts of one address"))
}

/// A list as SQLite's own JSON functions read it; nothing for an empty one.
fn json<T: serde::Serialize>(list: &[T]) -> Result<Value, Fault> {
    if list.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::to_string(list)
        .map(Value::from)
        .map_err(|error| Fault::Internal(error.to_string()))
}
