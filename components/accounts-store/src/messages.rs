//! The code, on its way to whoever asked for it. The message has one fixed text and the code, and nothing
//! else: no name, no council, no word of care or money.
//!
//! Whoever asks, a message is written. One that must not go says so only in what is sealed; it is as long as
//! the others, is marked as sent when they are, and goes when they go.

use crate::access::{VALID_SECONDS, Who};
use crate::audit::SYSTEM;
use crate::{Fault, Store};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use database::{Connection, SqlError, transaction};
use sealing::{Place, Randomness};
use serde::{Deserialize, Serialize};
use vocabulary::Instant;

const TEMPLATE: &str = "access-code";
/// How long a message is kept, sent or not.
const KEPT_SECONDS: i64 = 86_400;
/// Every message has this many bytes before it is sealed: room for the longest address that there is.
const BYTES: usize = 640;
/// The longest address of e-mail (RFC 5321).
const LONGEST_ADDRESS: usize = 254;
/// The most that the host shows.
const MOST_SHOWN: usize = 200;
const FORMAT: u8 = 1;

/// How messages leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Into the mailbox that the host shows in development.
    Mailbox,
    /// No sender is configured: no code is sent.
    None,
}

impl Delivery {
    /// How messages leave in an environment such as `development`.
    pub fn in_environment(environment: &str) -> Self {
        match environment {
            "development" => Self::Mailbox,
            _ => Self::None,
        }
    }
}

/// By what way a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Channel {
    Email,
    TextMessage,
}

impl Channel {
    const fn id(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::TextMessage => "text-message",
        }
    }
}

/// Where codes for somebody go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Contact {
    pub channel: Channel,
    pub to: String,
}

impl Contact {
    /// By e-mail where there is an address, else to the telephone.
    pub(crate) fn of(email: Option<String>, phone: Option<String>) -> Option<Self> {
        let usable = |written: Option<String>| {
            let to = written?.trim().to_owned();
            (!to.is_empty() && to.len() <= LONGEST_ADDRESS).then_some(to)
        };
        let email = usable(email).map(|to| (Channel::Email, to));
        let way = email.or_else(|| usable(phone).map(|to| (Channel::TextMessage, to)));
        way.map(|(channel, to)| Self { channel, to })
    }
}

/// What is sealed of a message.
#[derive(Serialize, Deserialize)]
struct Letter {
    text: String,
    /// None for one that nobody gets.
    recipient: Option<Recipient>,
}

#[derive(Serialize, Deserialize)]
struct Recipient {
    contact: Contact,
    account: i64,
    delegate: Option<u32>,
}

/// A message that is ready for the outbox.
pub(crate) struct Sealed {
    id: String,
    letter: Vec<u8>,
}

/// A message as it would be, or was, sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub to: String,
    pub channel: String,
    pub template: String,
    pub text: String,
    pub at: Instant,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Seals a code for somebody; a message that nobody gets, where they have no contact.
    pub(crate) fn code_letter(&self, who: &Who, code: &str) -> Result<Sealed, Fault> {
        let recipient = who.contact.as_ref().map(|contact| Recipient {
            contact: contact.clone(),
            account: who.account,
            delegate: who.delegate,
        });
        self.letter(code, recipient)
    }

    /// A message that nobody gets.
    pub(crate) fn decoy_letter(&self, code: &str) -> Result<Sealed, Fault> {
        self.letter(code, None)
    }

    fn letter(&self, code: &str, recipient: Option<Recipient>) -> Result<Sealed, Fault> {
        let id = BASE64_URL_SAFE_NO_PAD.encode(self.randomness.bytes::<16>()?);
        let text = text(code);
        let mut clear = serde_json::to_vec(&Letter { text, recipient })
            .map_err(|error| Fault::Internal(format!("failed to write a message: {error}")))?;
        // Spaces after it are nothing to JSON.
        clear.resize(clear.len().max(BYTES), b' ');
        let sealer = &self.keys.accounts;
        Ok(Sealed {
            letter: sealer.seal(place(&id), FORMAT, &clear, &self.randomness)?,
            id,
        })
    }

    /// Puts a message into the outbox, inside the caller's transaction.
    pub(crate) async fn post(
        &self,
        connection: &C,
        message: &Sealed,
        now: Instant,
    ) -> Result<(), SqlError> {
        let sql = "INSERT INTO message (id, created_at, sealed) VALUES (?1, ?2, ?3)";
        let parameters = vec![
            message.id.as_str().into(),
            now.as_unix().into(),
            message.letter.clone().into(),
        ];
        connection.execute(sql, parameters).await.map(drop)
    }

    /// Sends what waits and still works, each with an audit event. Answers how many went to somebody.
    pub(crate) async fn send_messages(&self, now: Instant, most: i64) -> Result<u32, Fault> {
        let sql = "SELECT number, id, sealed FROM message
            WHERE sent_at IS NULL AND created_at > ?1 ORDER BY number LIMIT ?2";
        let oldest = now.as_unix() - VALID_SECONDS;
        let rows = self.run(sql, vec![oldest.into(), most.into()]).await?;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return Ok(0);
        };
        let range = [first.integer(0)?, last.integer(0)?, now.as_unix()];
        let mut recipients = Vec::new();
        for row in &rows {
            let letter = self.opened_letter(row.text(1)?, row.blob(2)?)?;
            let number = row.integer(0)?;
            recipients.extend(letter.recipient.map(|recipient| (number, recipient)));
        }
        transaction(&self.connection, async |connection| {
            let sql = "UPDATE message SET sent_at = ?3
                WHERE number BETWEEN ?1 AND ?2 AND sent_at IS NULL RETURNING number";
            let marked = connection
                .execute(sql, range.map(Into::into).to_vec())
                .await?;
            let mut sent = 0;
            for (number, recipient) in recipients {
                // Somebody else may have sent it, or staff suspended or removed the account.
                let mine = marked.iter().any(|row| row.integer(0) == Ok(number));
                let (account, delegate) = (recipient.account, recipient.delegate);
                if !mine || !self.may_come(connection, account, delegate).await? {
                    continue;
                }
                let channel = recipient.contact.channel.id();
                let detail = match delegate {
                    Some(number) => format!("to delegate {number}, {channel}"),
                    None => channel.to_owned(),
                };
                self.write_down(connection, account, SYSTEM, "code-sent", &detail, now)
                    .await?;
                sent += 1;
            }
            Ok(sent)
        })
        .await
    }

    /// Removes messages that are a day old.
    pub(crate) async fn remove_old_messages(&self, now: Instant, most: i64) -> Result<(), Fault> {
        let sql = "DELETE FROM message WHERE number IN (
            SELECT number FROM message WHERE created_at <= ?1 ORDER BY created_at LIMIT ?2)";
        let oldest = now.as_unix() - KEPT_SECONDS;
        self.run(sql, vec![oldest.into(), most.into()]).await?;
        Ok(())
    }

    /// The newest messages first, at most 200: those that somebody gets.
    ///
    /// # Errors
    /// When the database or the keys do not allow it.
    pub async fn mailbox(&self) -> Result<Vec<Sent>, Fault> {
        let sql = "SELECT id, coalesce(sent_at, created_at), sealed FROM message
            ORDER BY number DESC LIMIT 500";
        let rows = self.run(sql, Vec::new()).await?;
        let mut sent = Vec::new();
        for row in &rows {
            let letter = self.opened_letter(row.text(0)?, row.blob(2)?)?;
            let at = Instant::from_unix(row.integer(1)?);
            sent.extend(letter.recipient.map(|recipient| Sent {
                to: recipient.contact.to,
                channel: recipient.contact.channel.id().to_owned(),
                template: TEMPLATE.to_owned(),
                text: letter.text,
                at,
            }));
        }
        sent.truncate(MOST_SHOWN);
        Ok(sent)
    }

    fn opened_letter(&self, id: &str, sealed: &[u8]) -> Result<Letter, Fault> {
        self.unseal(&self.keys.accounts, place(id), sealed)
    }
}

fn text(code: &str) -> String {
    let (first, last) = code.split_at_checked(3).unwrap_or((code, ""));
    format!(
        "Your code is {first} {last}. It works for 10 minutes. We will never ask you for it. If you did not \
         ask for a code, you do not have to do anything."
    )
}

fn place(id: &str) -> Place<'_> {
    Place {
        table: "message",
        record: id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_nobody_and_nothing() {
        assert_eq!(
            text("042917"),
            "Your code is 042 917. It works for 10 minutes. We will never ask you for it. If you did not ask \
             for a code, you do not have to do anything."
        );
    }

    #[test]
    fn a_code_goes_by_email_where_there_is_an_address() {
        let of = |email: &str, phone: &str| {
            let written = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let contact = Contact::of(written(email), written(phone));
            contact.map(|contact| (contact.channel.id(), contact.to))
        };
        let (email, phone) = ("ada@example.org", "01632 960001");
        assert_eq!(of(email, phone), Some(("email", email.to_owned())));
        assert_eq!(of(email, ""), Some(("email", email.to_owned())));
        assert_eq!(of(" ", phone), Some(("text-message", phone.to_owned())));
        assert_eq!(of("", ""), None);
        assert_eq!(of(&"a".repeat(255), ""), None);
    }
}
