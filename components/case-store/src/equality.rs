//! Answers about equality, which somebody gives after a contact was sent: either counted, or kept with
//! their own record. Two choices, two places, and nothing that leads from one to the other.
//!
//! What is counted is not a row of a person: each answer raises one number, of a month and a locality.
//! Neither who gave two of them nor when is kept. Decision 9 says why, and `exports` what leaves of it.

mod exports;
mod groups;

pub use exports::{EqualityRecord, EqualityRecords};
pub use groups::{EqualityGroup, EqualityNumber};

use crate::afterwards::SentLately;
use crate::audit::{Chain, Happening, only};
use crate::model::{Answer, EqualityAnswers, FormVersion, SentDraft, Taken};
use crate::records::{FORMAT, Particulars};
use crate::submit::RESIDENT;
use crate::{Fault, Store};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use database::{Connection, transaction};
use sealing::{Place, Randomness};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use vocabulary::Instant;

/// The form of the questions, as its drafts name it.
pub(crate) const FORM: &str = "equality";
/// How long a draft is kept that nobody sent: it does not open again after 20 minutes.
pub(crate) const DRAFT_KEPT_SECONDS: i64 = 3_600;
/// The most answers that are taken.
const MOST_ANSWERS: usize = 50;
/// What is sealed has a multiple of so many bytes, so that its length does not tell what it is.
const PADDED_TO: usize = 256;
const RECORD_PADDED_TO: usize = 4_096;
/// The question and the answer of a cell that counts people.
const PEOPLE: (&str, &str) = ("", "people");

/// What a number counts.
#[derive(Serialize, Deserialize)]
struct Cell<'a> {
    month: Cow<'a, str>,
    /// Empty where it was not known.
    locality: Cow<'a, str>,
    question: Cow<'a, str>,
    answer: Cow<'a, str>,
}

/// A number that goes up: its key, and what it counts, sealed.
type Raised = ([u8; 32], Vec<u8>);

/// What is kept with a record.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    form: Cow<'a, FormVersion>,
    answers: Cow<'a, [Answer]>,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Counts answers for statistics, once for each contact. Nobody in danger is counted.
    ///
    /// # Errors
    /// When the database or the keys do not allow it; then nothing was counted.
    pub async fn count_equality(
        &self,
        form: &str,
        cookie: &str,
        given: &EqualityAnswers,
        now: Instant,
    ) -> Result<Taken, Fault> {
        let sent = self.sent_lately(form, cookie, now).await?;
        let Some(sent) = sent.filter(|sent| !sent.in_danger) else {
            return Ok(Taken::NotOffered);
        };
        let month = month_of(now);
        let once = self.equality_once(form, cookie);
        let cells = self.cells(&month, &sent, &given.answers)?;
        transaction(&self.connection, async |connection| {
            let sql = "SELECT 1 FROM equality_once WHERE key = ?1";
            let before = !connection.execute(sql, vec![once.into()]).await?.is_empty();
            if let Some(refused) = self.end_draft(connection, &given.draft, before).await? {
                return Ok(refused);
            }
            let sql = "INSERT INTO equality_once (key, month) VALUES (?1, ?2)";
            connection
                .execute(sql, vec![once.into(), month.as_str().into()])
                .await?;
            for (cell, sealed) in cells {
                let sql = "INSERT INTO equality_count (cell, sealed, count) VALUES (?1, ?2, 1)
                    ON CONFLICT (cell) DO UPDATE SET count = count + 1";
                connection
                    .execute(sql, vec![cell.into(), sealed.into()])
                    .await?;
            }
            Ok(Taken::Taken)
        })
        .await
    }

    /// Keeps answers with the contact of somebody who wrote about themselves, once, and writes down in
    /// the contact's audit that they were added. Nobody in danger is asked.
    ///
    /// # Errors
    /// When the database or the keys do not allow it; then nothing was kept.
    pub async fn add_equality_to_record(
        &self,
        form: &str,
        cookie: &str,
        given: &EqualityAnswers,
        now: Instant,
    ) -> Result<Taken, Fault> {
        let sent = self.sent_lately(form, cookie, now).await?;
        let allowed = |sent: &SentLately| !sent.in_danger && sent.is_about_oneself();
        let Some(sent) = sent.filter(allowed) else {
            return Ok(Taken::NotOffered);
        };
        let answers = given.answers.get(..MOST_ANSWERS).unwrap_or(&given.answers);
        let kept = Kept {
            form: Cow::Borrowed(&given.form),
            answers: Cow::Borrowed(answers),
        };
        let place = place_of_record(&sent.receipt.reference);
        let sealed = self.seal_padded(place, &kept, RECORD_PADDED_TO)?;
        let referral = sent.referral;
        let happening = Happening {
            at: now,
            who: RESIDENT,
            what: "equality-added",
            status: None,
            particulars: &Particulars::default(),
        };
        transaction(&self.connection, async |connection| {
            let sql = "SELECT 1 FROM equality_record WHERE referral = ?1";
            let before = !connection
                .execute(sql, vec![referral.into()])
                .await?
                .is_empty();
            if let Some(refused) = self.end_draft(connection, &given.draft, before).await? {
                return Ok(refused);
            }
            let sql = "INSERT INTO equality_record (referral, sealed) VALUES (?1, ?2)";
            connection
                .execute(sql, vec![referral.into(), sealed.into()])
                .await?;
            let sql = "SELECT reference, chain_length, chain_hash FROM referral WHERE id = ?1";
            let rows = connection.execute(sql, vec![referral.into()]).await?;
            let chain = Chain::read(referral, only(&rows)?)?;
            self.append(connection, &chain, &happening).await?;
            Ok(Taken::Taken)
        })
        .await
    }

    /// Ends the draft of the answers. What to answer instead, where they are not to be taken: `before`
    /// says that there are some.
    async fn end_draft(
        &self,
        connection: &C,
        draft: &SentDraft,
        before: bool,
    ) -> Result<Option<Taken>, Fault> {
        let sql = "DELETE FROM draft WHERE cookie = ?1 AND form = ?2 AND (revision = ?3 OR ?4)
            RETURNING 1";
        let parameters = vec![
            self.cookie_hash(&draft.cookie).into(),
            FORM.into(),
            draft.revision.into(),
            before.into(),
        ];
        let ended = !connection.execute(sql, parameters).await?.is_empty();
        Ok(match (before, ended) {
            (true, _) => Some(Taken::Before),
            (false, false) => Some(Taken::DraftChanged),
            (false, true) => None,
        })
    }

    /// That a browser's answers were counted. It says so to whoever has the browser's cookie, and to
    /// nobody else.
    pub(crate) fn equality_once(&self, form: &str, cookie: &str) -> [u8; 32] {
        let parts = [form.as_bytes(), cookie.as_bytes()];
        self.keys.index.hash("equality counted once", &parts)
    }

    /// The numbers that these answers raise: each question once, and one for the person.
    fn cells(
        &self,
        month: &str,
        sent: &SentLately,
        answers: &[Answer],
    ) -> Result<Vec<Raised>, Fault> {
        let locality = sent.locality.as_deref().unwrap_or_default();
        let given = answers.iter().take(MOST_ANSWERS);
        let given = given.map(|answer| (answer.question.as_str(), answer.value.as_str()));
        let mut cells = std::collections::BTreeMap::new();
        for (question, answer) in given.chain([PEOPLE]) {
            let cell = Cell {
                month: month.into(),
                locality: locality.into(),
                question: question.into(),
                answer: answer.into(),
            };
            let parts = [month, locality, question, answer].map(str::as_bytes);
            let hash = self.keys.index.hash("equality count", &parts);
            let record = record_of(&hash);
            let place = place_of_cell(&record);
            cells.insert(hash, self.seal_padded(place, &cell, PADDED_TO)?);
        }
        // In the order of the hashes, which has nothing to do with that of the questions.
        Ok(cells.into_iter().collect())
    }

    /// Seals a record with spaces behind it, which JSON does not mind.
    fn seal_padded(
        &self,
        place: Place<'_>,
        record: &impl Serialize,
        to: usize,
    ) -> Result<Vec<u8>, Fault> {
        let mut clear = serde_json::to_vec(record)
            .map_err(|error| Fault::Internal(format!("failed to write a record: {error}")))?;
        clear.resize(clear.len().next_multiple_of(to), b' ');
        let sealer = self.keys.sealing.sealer(FORM);
        Ok(sealer.seal(place, FORMAT, &clear, &self.randomness)?)
    }
}

/// The record id of the cell with this hash.
fn record_of(hash: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(hash)
}

/// Where the cell of this record id is sealed.
fn place_of_cell(record: &str) -> Place<'_> {
    Place {
        table: "equality_count",
        record,
    }
}

/// Where what is kept with the referral of this reference is sealed.
fn place_of_record(reference: &str) -> Place<'_> {
    Place {
        table: "equality_record",
        record: reference,
    }
}

/// `YYYY-MM`: nothing finer is kept.
fn month_of(now: Instant) -> String {
    now.to_string().chars().take("2026-12".len()).collect()
}

/// The month from which on it is remembered that somebody was counted: a receipt ends after 30 days.
pub(crate) fn remembered_since(now: Instant) -> String {
    month_of(now.plus_seconds(-62 * 86_400))
}
