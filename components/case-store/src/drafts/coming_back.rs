//! Saving for later, and coming back: by the browser's cookie after a while, or by a link, and in both
//! cases with the words.
//!
//! Nobody learns whether there is a draft: what is unknown is counted, locked and answered as what is
//! known, by the same statements.

use super::{KEPT_SECONDS, awake_since};
use crate::model::{CameBack, LinkMessage, Messaged, Way, WayBack};
use crate::tallies::HOUR;
use crate::{Fault, Store};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use database::{Connection, Row, transaction};
use sealing::{Randomness, same};
use vocabulary::Instant;

/// So many wrong words lock a draft.
const WRONG_TRIES: u32 = 5;
/// So many wrong words of one address within an hour, whatever they were tried on.
const WRONG_TRIES_OF_ONE_ADDRESS: u32 = 30;
/// How often a draft that another tab keeps saving is read again.
const TRIES: usize = 8;

/// A draft that somebody wants to come back to.
struct Waiting {
    id: i64,
    started_at: i64,
    cookie: Vec<u8>,
    revision: u32,
    words: Option<Vec<u8>>,
    row: Row,
}

/// One attempt to come back.
struct Attempt {
    /// Whose wrong words are counted together.
    tally: [u8; 32],
    /// The same for the address, where it is counted.
    address: Option<[u8; 32]>,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Saves a draft for later, under new words and a new link. Those of before end. The link, and not the
    /// words, goes with the `message` that somebody asked for.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn save_for_later(
        &self,
        form: &str,
        cookie: &str,
        message: Option<&LinkMessage>,
        now: Instant,
    ) -> Result<Option<WayBack>, Fault> {
        let words = self.draw_words()?;
        let token = BASE64_URL_SAFE_NO_PAD.encode(self.randomness.bytes::<32>()?);
        let message = message
            .map(|message| self.letter(message, &token, now))
            .transpose()?;
        let sql = "UPDATE draft SET words = ?3, link = ?4, saved_at = ?5
            WHERE cookie = ?1 AND form = ?2 AND left_at IS NULL
                AND (saved_at > ?6 OR (words IS NULL AND saved_at > ?7))
            RETURNING id, started_at";
        let parameters = vec![
            self.cookie_hash(cookie).into(),
            form.into(),
            self.words_hash(form, &words).into(),
            self.link_hash(&token).into(),
            now.as_unix().into(),
            awake_since(now).into(),
            (now.as_unix() - KEPT_SECONDS).into(),
        ];
        transaction(&self.connection, async |connection| {
            let rows = connection.execute(sql, parameters).await?;
            let Some(row) = rows.first() else {
                return Ok(None);
            };
            let draft = (row.integer(0)?, row.integer(1)?);
            let messaged = match &message {
                Some(message) => self.post(connection, message, draft, now).await?,
                None => Messaged::NotAsked,
            };
            Ok(Some(WayBack {
                words,
                token,
                messaged,
            }))
        })
        .await
    }

    /// Opens a draft to whoever has its words, under a new cookie. `address` is the client's. A link that
    /// was sent names no form, so that whoever reads along learns none.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn come_back(
        &self,
        form: Option<&str>,
        way: Way<'_>,
        words: &str,
        address: Option<&str>,
        now: Instant,
    ) -> Result<CameBack, Fault> {
        let address = address.and_then(|address| self.address_tally("wrong words", address, now));
        for _ in 0..TRIES {
            let waiting = self.waiting(form, way, now).await?;
            let of_form = waiting.as_ref().map_or(Ok(""), |draft| draft.row.text(0))?;
            let typed = self.words_hash(form.unwrap_or(of_form), words);
            let attempt = Attempt {
                tally: self.tries_key(way, waiting.as_ref())?,
                address,
            };
            // Looked at before the words are, so that a lock tells nothing by the time it takes.
            if let Some(wait) = self.locked(&self.connection, &attempt, now).await? {
                return Ok(CameBack::Locked(wait));
            }
            let right = waiting.filter(|waiting| {
                let words = waiting.words.as_deref();
                words.is_some_and(|words| same(words, &typed))
            });
            let outcome = match right {
                Some(waiting) => self.open_again(&waiting, &attempt, now).await?,
                None => Some(self.refuse(&attempt, now).await?),
            };
            if let Some(outcome) = outcome {
                return Ok(outcome);
            }
        }
        Err(Fault::Unavailable(
            "a draft was saved again each time that it was opened".to_owned(),
        ))
    }

    /// What is kept of a link.
    fn link_hash(&self, token: &str) -> [u8; 32] {
        self.keys.index.hash("link of a draft", &[token.as_bytes()])
    }

    async fn waiting(
        &self,
        form: Option<&str>,
        way: Way<'_>,
        now: Instant,
    ) -> Result<Option<Waiting>, Fault> {
        let (column, hash) = match way {
            Way::Cookie(cookie) => ("cookie", self.cookie_hash(cookie)),
            Way::Link(token) => ("link", self.link_hash(token)),
        };
        let sql = format!(
            "SELECT form, form_version, revision, started_at, sealed, id, cookie, words FROM draft
                WHERE {column} = ?1 AND (form = ?2 OR ?2 IS NULL) AND left_at IS NULL AND saved_at > ?3"
        );
        let oldest = now.as_unix() - KEPT_SECONDS;
        let parameters = vec![hash.into(), form.into(), oldest.into()];
        let rows = self.run(&sql, parameters).await?;
        let Some(row) = rows.into_iter().next() else {
            return Ok(None);
        };
        Ok(Some(Waiting {
            id: row.integer(5)?,
            started_at: row.integer(3)?,
            cookie: row.blob(6)?.to_vec(),
            revision: row.count(2)?,
            words: row.optional_blob(7)?.map(<[u8]>::to_vec),
            row,
        }))
    }

    /// Wrong words are counted for a draft, whichever way they come, and for what is no draft alike.
    /// Whoever has neither cookie nor link is counted by address only.
    fn tries_key(&self, way: Way<'_>, waiting: Option<&Waiting>) -> Result<[u8; 32], Fault> {
        let hash = |parts: &[&[u8]]| self.keys.index.hash("wrong words", parts);
        Ok(match (way, waiting) {
            (_, Some(draft)) => hash(&[&draft.id.to_be_bytes(), &draft.started_at.to_be_bytes()]),
            (Way::Cookie(""), None) => self.randomness.bytes()?,
            (Way::Cookie(secret) | Way::Link(secret), None) => hash(&[secret.as_bytes()]),
        })
    }

    /// The seconds that are still to wait, if there were too many wrong words.
    async fn locked(
        &self,
        connection: &C,
        attempt: &Attempt,
        now: Instant,
    ) -> Result<Option<u32>, Fault> {
        let tries = self.tally(connection, attempt.tally, now).await?;
        if tries.count >= WRONG_TRIES {
            return Ok(Some(tries.seconds_left(now).max(1)));
        }
        let Some(address) = attempt.address else {
            return Ok(None);
        };
        let tries = self.tally(connection, address, now).await?;
        let too_many = tries.count >= WRONG_TRIES_OF_ONE_ADDRESS;
        Ok(too_many.then(|| tries.seconds_left(now).max(1)))
    }

    /// Counts wrong words, in one transaction with the look at the lock.
    async fn refuse(&self, attempt: &Attempt, now: Instant) -> Result<CameBack, Fault> {
        transaction(&self.connection, async |connection| {
            if let Some(wait) = self.locked(connection, attempt, now).await? {
                return Ok(CameBack::Locked(wait));
            }
            self.count_one(connection, attempt.tally, now).await?;
            if let Some(address) = attempt.address {
                self.count_one(connection, address, now).await?;
            }
            let tries = self.tally(connection, attempt.tally, now).await?;
            Ok(match tries.count >= WRONG_TRIES {
                true => CameBack::Locked(u32::try_from(HOUR).unwrap_or(u32::MAX)),
                false => CameBack::Refused,
            })
        })
        .await
    }

    /// Gives a draft a new cookie; none when it was saved meanwhile and must be read again.
    async fn open_again(
        &self,
        waiting: &Waiting,
        attempt: &Attempt,
        now: Instant,
    ) -> Result<Option<CameBack>, Fault> {
        let before = <[u8; 32]>::try_from(waiting.cookie.as_slice())
            .map_err(|_| Fault::Internal("failed to read the cookie of a draft".to_owned()))?;
        let draft = self.draft(before, &waiting.row)?;
        let cookie = BASE64_URL_SAFE_NO_PAD.encode(self.randomness.bytes::<32>()?);
        let hash = self.cookie_hash(&cookie);
        let sealed = self.seal_draft(hash, &draft.answers)?;
        transaction(&self.connection, async |connection| {
            if let Some(wait) = self.locked(connection, attempt, now).await? {
                return Ok(Some(CameBack::Locked(wait)));
            }
            let sql = "UPDATE draft SET cookie = ?3, sealed = ?4, saved_at = ?5
                WHERE id = ?1 AND cookie = ?2 AND revision = ?6 AND words = ?7 AND left_at IS NULL
                RETURNING 1";
            let parameters = vec![
                waiting.id.into(),
                before.into(),
                hash.into(),
                sealed.into(),
                now.as_unix().into(),
                waiting.revision.into(),
                waiting.words.clone().into(),
            ];
            if connection.execute(sql, parameters).await?.is_empty() {
                return Ok(None);
            }
            let sql = "DELETE FROM tally WHERE key = ?1";
            connection.execute(sql, vec![attempt.tally.into()]).await?;
            Ok(Some(CameBack::Opened { cookie, draft }))
        })
        .await
    }
}
