//! A form that somebody is filling in, and how they come back to it.

use super::FormVersion;
use vocabulary::Instant;

/// The draft that a contact was, as its answers were read. It ends with the contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentDraft {
    pub cookie: String,
    pub revision: u32,
}

/// A form that somebody is filling in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub form: FormVersion,
    /// A JSON object of question id and value.
    pub answers: String,
    pub revision: u32,
    pub started_at: Instant,
    /// The words that open it, while only its first page is saved. Nobody is told them again.
    pub words: Option<String>,
}

/// How somebody went further in a form than before: what is counted, and kept with nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Went {
    /// The page that they answered for the first time.
    pub passed: Option<String>,
    /// The page that they came to for the first time, or `check-answers`.
    pub reached: Option<String>,
}

/// What a cookie leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Nothing,
    Open(Draft),
    /// Nobody has used it for 20 minutes: nothing of it may be shown before its words were given.
    Asleep(Draft),
}

impl Found {
    /// The draft, whether or not it may be shown.
    pub fn draft(self) -> Option<Draft> {
        match self {
            Self::Nothing => None,
            Self::Open(draft) | Self::Asleep(draft) => Some(draft),
        }
    }
}

/// How somebody comes back to a draft that was saved for later. Neither is ever told again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayBack {
    /// Four plain words, with a space between two.
    pub words: String,
    /// The last segment of the link.
    pub token: String,
    pub messaged: Messaged,
}

/// How a message leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageChannel {
    Email,
    TextMessage,
}

impl MessageChannel {
    /// The word that is stored and shown.
    pub fn id(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::TextMessage => "text-message",
        }
    }
}

/// A message with the link that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkMessage {
    pub channel: MessageChannel,
    /// As it was typed.
    pub to: String,
    /// What the link begins with; its token follows.
    pub link: String,
    /// The client's address, where it is counted.
    pub address: Option<String>,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Messaged {
    NotAsked,
    /// It is in the outbox.
    Waiting,
    /// There were too many today.
    TooMany,
}

/// What somebody has who comes back, besides the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way<'a> {
    Cookie(&'a str),
    Link(&'a str),
}

/// What became of coming back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CameBack {
    /// Carries the draft's new cookie; the one before leads nowhere any more.
    Opened { cookie: String, draft: Draft },
    /// There is no such draft, or these are not its words: nobody is told which.
    Refused,
    /// There were too many wrong words. Carries the seconds until it may be tried again.
    Locked(u32),
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    Stored(u32),
    /// Another tab saved meanwhile.
    Changed(Draft),
    Gone,
}
