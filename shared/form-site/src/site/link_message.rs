//! The wish to have the link of a saved form sent, as it was posted.

use form_model::{AnswerKind, TextRules};
use serde_json::Value;
use web::FormPost;
use wording::Phrase;
use wording::phrase::message;

use crate::screens::{EMAIL, PHONE, SAFE, SEND, SendLink};
use crate::stores::MessageChannel;

/// What somebody wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Nothing is sent: that is the choice of whoever says nothing.
    Nothing,
    /// They would like it, and are not sure that it is safe. So nothing is sent.
    NotSafe,
    Send(MessageChannel, String),
}

/// What was chosen and typed, for the page that comes back.
pub fn typed<'a>(post: &'a FormPost, errors: &'a [(&'static str, Phrase)]) -> SendLink<'a> {
    SendLink {
        by: post.first(SEND),
        email: post.first(EMAIL),
        phone: post.first(PHONE),
        safe: post.first(SAFE),
        errors,
    }
}

/// Reads the wish, or says everything that is missing.
pub fn read(post: &FormPost) -> Result<Wish, Vec<(&'static str, Phrase)>> {
    let rules = TextRules::default;
    let (channel, field, kind, wrong) = match post.first(SEND) {
        Some("email") => (
            MessageChannel::Email,
            EMAIL,
            AnswerKind::Email(rules()),
            message::WRONG_EMAIL,
        ),
        Some("text") => (
            MessageChannel::TextMessage,
            PHONE,
            AnswerKind::Phone(rules()),
            message::WRONG_PHONE,
        ),
        _ => return Ok(Wish::Nothing),
    };
    let safe = post.first(SAFE);
    if safe == Some("no") {
        return Ok(Wish::NotSafe);
    }
    let to = post.first(field).unwrap_or_default().trim();
    let read = kind.read_json(&Value::from(to), None);
    let mut errors = Vec::new();
    if !matches!(read, Ok(Some(_))) {
        errors.push((field, wrong));
    }
    if safe != Some("yes") {
        errors.push((SAFE, message::CHOOSE_SAFE));
    }
    match errors.is_empty() {
        true => Ok(Wish::Send(channel, to.to_owned())),
        false => Err(errors),
    }
}
