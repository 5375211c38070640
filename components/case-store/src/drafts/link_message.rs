//! The link of a saved form, on its way to whoever asked for it. The message has one fixed text and the link,
//! and nothing else: no name, no form, no word that somebody typed, and never the four words.
//!
//! What is kept of it is sealed, the address to which it goes too, and goes after a day. So that nobody can be
//! flooded by what others type, one form, one recipient and one address of the internet have a few a day.

use crate::model::{LinkMessage, MessageChannel, Messaged};
use crate::{Fault, Store};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use database::{Connection, SqlError, Value};
use sealing::{Place, Randomness};
use serde::{Deserialize, Serialize};
use vocabulary::{Instant, alike};

/// The fixed text, and the name of it.
const TEXT: &str = "Your saved form";
pub(crate) const TEMPLATE: &str = "saved-form";
/// How long a message is kept, sent or not.
pub(crate) const KEPT_SECONDS: i64 = DAY;
/// How many a day: of one form, to one recipient, from one address of the internet.
const OF_ONE_DRAFT: u32 = 2;
const TO_ONE_RECIPIENT: u32 = 3;
const OF_ONE_ADDRESS: u32 = 10;

const DAY: i64 = 86_400;

/// What is sealed of a message.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Letter {
    pub to: String,
    pub text: String,
}

/// A message that is ready for the outbox.
pub(super) struct Sealed {
    id: String,
    channel: &'static str,
    letter: Vec<u8>,
    /// Whose messages are counted together, and how many there may be: the recipient's, and the address's.
    limits: Vec<([u8; 32], u32)>,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Seals a message with the link that ends in this token.
    pub(super) fn letter(
        &self,
        message: &LinkMessage,
        token: &str,
        now: Instant,
    ) -> Result<Sealed, Fault> {
        let id = BASE64_URL_SAFE_NO_PAD.encode(self.randomness.bytes::<16>()?);
        let to = message.to.trim();
        let letter = Letter {
            to: to.to_owned(),
            text: format!("{TEXT}\n{}{token}", message.link),
        };
        let recipient = match message.channel {
            MessageChannel::Email => alike::email(to),
            MessageChannel::TextMessage => alike::phone(to),
        };
        let recipient = self.of_day("to", recipient.unwrap_or_default().as_bytes(), now);
        let address = message.address.as_deref();
        let address = address.and_then(|from| self.address_tally("messages", from, now));
        let mut limits = vec![(recipient, TO_ONE_RECIPIENT)];
        limits.extend(address.map(|key| (key, OF_ONE_ADDRESS)));
        Ok(Sealed {
            letter: self.seal(&self.keys.drafts, place(&id), &letter)?,
            id,
            channel: message.channel.id(),
            limits,
        })
    }

    /// Puts a message into the outbox, unless there were too many today. `draft` is the form's id and when it
    /// was begun.
    pub(super) async fn post(
        &self,
        connection: &C,
        message: &Sealed,
        draft: (i64, i64),
        now: Instant,
    ) -> Result<Messaged, SqlError> {
        let (id, started_at) = (draft.0.to_be_bytes(), draft.1.to_be_bytes());
        let of_draft = self.of_day("draft", &[id, started_at].concat(), now);
        let limits = message.limits.iter().copied();
        let limits: Vec<_> = limits.chain([(of_draft, OF_ONE_DRAFT)]).collect();
        for (key, most) in &limits {
            let sql = "SELECT count FROM tally WHERE key = ?1";
            let rows = connection.execute(sql, vec![(*key).into()]).await?;
            if rows.first().map_or(Ok(0), |row| row.count(0))? >= *most {
                return Ok(Messaged::TooMany);
            }
        }
        let at: Value = now.as_unix().into();
        for (key, _) in &limits {
            let sql = "INSERT INTO tally (key, count, since) VALUES (?1, 1, ?2)
                ON CONFLICT (key) DO UPDATE SET count = count + 1, since = excluded.since";
            connection
                .execute(sql, vec![(*key).into(), at.clone()])
                .await?;
        }
        let sql = "INSERT INTO link_message (id, channel, created_at, sealed)
            VALUES (?1, ?2, ?3, ?4)";
        let parameters = vec![
            message.id.as_str().into(),
            message.channel.into(),
            at,
            message.letter.clone().into(),
        ];
        connection.execute(sql, parameters).await?;
        Ok(Messaged::Waiting)
    }

    /// What a sealed message says, and to whom.
    pub(crate) fn opened_letter(&self, id: &str, sealed: &[u8]) -> Result<Letter, Fault> {
        self.unseal(&self.keys.drafts, place(id), sealed)
    }

    /// The key of a count that begins anew every day, and of which nobody can tell whose it is.
    fn of_day(&self, what: &str, of: &[u8], now: Instant) -> [u8; 32] {
        let day = now.as_unix().div_euclid(DAY).to_be_bytes();
        let parts = [what.as_bytes(), &day, of];
        self.keys.index.hash("link message", &parts)
    }
}

fn place(id: &str) -> Place<'_> {
    Place {
        table: "link_message",
        record: id,
    }
}
