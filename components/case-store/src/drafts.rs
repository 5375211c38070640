//! Forms that people are filling in. Nobody reaches one without its cookie, of which only a keyed hash
//! is kept; loading is one statement, and so is saving. A draft that nobody has used for 20 minutes is
//! asleep: its cookie can still save into it, but its words are asked for before anything is shown.

mod coming_back;
pub(crate) mod link_message;
mod looking_up;
mod words;

use crate::model::{Draft, FormVersion, Found, Saved, Went};
use crate::records::FORMAT;
use crate::{Fault, Store};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use database::{Connection, Row, Value};
use sealing::{Place, Randomness, same};
use vocabulary::Instant;

/// How long a draft is kept after it was last used.
pub(crate) const KEPT_SECONDS: i64 = 28 * 86_400;
/// How long a draft stays open that nobody uses.
const AWAKE_SECONDS: i64 = 20 * 60;
/// Looking at a draft is using it. That is written down once in so many seconds.
pub(crate) const USE_NOTED_EVERY: i64 = 5 * 60;

const SAVE: &str = "UPDATE draft SET sealed = ?3, revision = revision + 1,
        saved_at = CASE WHEN words IS NULL OR saved_at > ?6 THEN ?4 ELSE saved_at END
    WHERE cookie = ?1 AND revision = ?2 AND left_at IS NULL AND saved_at > ?5
    RETURNING revision";

/// The same, and a number of the form goes up.
const SAVE_FURTHER: &str = "INSERT INTO further_draft
        (id, revision, saved_at, sealed, form, form_version, started_at, passed, reached)
    SELECT id, revision + 1, CASE WHEN words IS NULL OR saved_at > ?6 THEN ?4 ELSE saved_at END, ?3,
        form, form_version, CASE WHEN steps_counted THEN started_at END, ?7, ?8
    FROM draft WHERE cookie = ?1 AND revision = ?2 AND left_at IS NULL AND saved_at > ?5
    RETURNING revision";

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Begins a draft and answers its cookie. `went` is how it began, where that is counted.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn begin_draft(
        &self,
        form: &FormVersion,
        answers: &str,
        went: Option<&Went>,
        now: Instant,
    ) -> Result<String, Fault> {
        let cookie = BASE64_URL_SAFE_NO_PAD.encode(self.randomness.bytes::<32>()?);
        let hash = self.cookie_hash(&cookie);
        let mut parameters: Vec<Value> = vec![
            hash.into(),
            form.id.as_str().into(),
            form.version.into(),
            now.as_unix().into(),
            self.seal_draft(hash, answers)?.into(),
            self.words_hash(&form.id, &self.first_words(&cookie)).into(),
        ];
        let sql = match went {
            None => {
                "INSERT INTO draft
                    (cookie, form, form_version, revision, started_at, saved_at, sealed, words)
                VALUES (?1, ?2, ?3, 1, ?4, ?4, ?5, ?6)"
            }
            Some(went) => {
                parameters.extend(went.pages());
                "INSERT INTO begun_draft
                    (cookie, form, form_version, started_at, sealed, words, passed, reached)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
            }
        };
        self.run(sql, parameters).await?;
        Ok(cookie)
    }

    /// What a cookie leads to; nothing where there is no draft, and nothing 28 days after it was last
    /// used.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn load_draft(&self, cookie: &str, now: Instant) -> Result<Found, Fault> {
        let hash = self.cookie_hash(cookie);
        let sql =
            "SELECT form, form_version, revision, started_at, sealed, saved_at, words FROM draft
            WHERE cookie = ?1 AND left_at IS NULL AND saved_at > ?2";
        let oldest = now.as_unix() - KEPT_SECONDS;
        let rows = self.run(sql, vec![hash.into(), oldest.into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(Found::Nothing);
        };
        let mut draft = self.draft(hash, row)?;
        let (used_at, words) = (row.integer(5)?, row.optional_blob(6)?);
        if words.is_some() && used_at <= awake_since(now) {
            return Ok(Found::Asleep(draft));
        }
        if used_at <= now.as_unix() - USE_NOTED_EVERY {
            // Where nothing can be written just now, it can still be read; it falls asleep earlier.
            let _ = self.note_use(hash, now).await;
        }
        if draft.revision == 1 {
            let first = self.first_words(cookie);
            let still_right =
                words.is_some_and(|words| same(words, &self.words_hash(&draft.form.id, &first)));
            draft.words = still_right.then_some(first);
        }
        Ok(Found::Open(draft))
    }

    async fn note_use(&self, hash: [u8; 32], now: Instant) -> Result<(), Fault> {
        let sql = "UPDATE draft SET saved_at = max(saved_at, ?2) WHERE cookie = ?1";
        self.run(sql, vec![hash.into(), now.as_unix().into()])
            .await?;
        Ok(())
    }

    /// Saves all answers, if `revision` is still the one that stands. It does not wake a draft that is
    /// asleep. `went` is how somebody went further in the form than before.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn save_draft(
        &self,
        cookie: &str,
        answers: &str,
        revision: u32,
        went: Option<&Went>,
        now: Instant,
    ) -> Result<Saved, Fault> {
        let hash = self.cookie_hash(cookie);
        let mut parameters: Vec<Value> = vec![
            hash.into(),
            revision.into(),
            self.seal_draft(hash, answers)?.into(),
            now.as_unix().into(),
            (now.as_unix() - KEPT_SECONDS).into(),
            awake_since(now).into(),
        ];
        let sql = match went {
            None => SAVE,
            Some(went) => {
                parameters.extend(went.pages());
                SAVE_FURTHER
            }
        };
        let rows = self.run(sql, parameters).await?;
        if let Some(row) = rows.first() {
            return Ok(Saved::Stored(row.count(0)?));
        }
        let standing = self.load_draft(cookie, now).await?.draft();
        Ok(standing.map_or(Saved::Gone, Saved::Changed))
    }

    /// Ends the cookie at once, and the link. What was typed stays sealed until it runs out, and nobody
    /// reaches it again; nor its receipt, if it was sent.
    ///
    /// # Errors
    /// When the database does not allow it.
    pub async fn leave_draft(&self, form: &str, cookie: &str, now: Instant) -> Result<(), Fault> {
        let hash = self.cookie_hash(cookie);
        let sql =
            "UPDATE draft SET left_at = ?2, link = NULL WHERE cookie = ?1 AND left_at IS NULL";
        self.run(sql, vec![hash.into(), now.as_unix().into()])
            .await?;
        self.forget_receipt(&self.draft_slot(form, cookie)).await
    }

    /// What is kept of a cookie.
    pub(crate) fn cookie_hash(&self, cookie: &str) -> [u8; 32] {
        self.keys.index.hash("draft", &[cookie.as_bytes()])
    }

    /// The answers are JSON already, so they are sealed as they are.
    fn seal_draft(&self, hash: [u8; 32], answers: &str) -> Result<Vec<u8>, Fault> {
        let record = BASE64_URL_SAFE_NO_PAD.encode(hash);
        let place = draft_place(&record);
        let (drafts, answers) = (&self.keys.drafts, answers.as_bytes());
        Ok(drafts.seal(place, FORMAT, answers, &self.randomness)?)
    }

    fn draft(&self, hash: [u8; 32], row: &Row) -> Result<Draft, Fault> {
        let record = BASE64_URL_SAFE_NO_PAD.encode(hash);
        let (format, answers) = self.keys.drafts.open(draft_place(&record), row.blob(4)?)?;
        let unread = |why: &str| Fault::Internal(format!("failed to read a draft: {why}"));
        if format != FORMAT {
            return Err(unread("its format is newer than this program"));
        }
        Ok(Draft {
            form: FormVersion {
                id: row.text(0)?.to_owned(),
                version: row.count(1)?,
            },
            answers: String::from_utf8(answers).map_err(|_| unread("it is not text"))?,
            revision: row.count(2)?,
            started_at: Instant::from_unix(row.integer(3)?),
            words: None,
        })
    }
}

impl Went {
    /// As the numbers of a form name pages.
    fn pages(&self) -> [Value; 2] {
        [&self.passed, &self.reached].map(|page| page.as_deref().unwrap_or_default().into())
    }
}

/// A draft that was last used then or before is asleep.
pub(crate) fn awake_since(now: Instant) -> i64 {
    now.as_unix() - AWAKE_SECONDS
}

fn draft_place(record: &str) -> Place<'_> {
    Place {
        table: "draft",
        record,
    }
}
