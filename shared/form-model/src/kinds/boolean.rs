//! A single checkbox.

use serde_json::{Value, json};
use wording::Wording;
use wording::phrase::field;

use super::{Posted, Read, wrong};
use crate::{Answer, Slip, TickWords};

pub fn read(value: &Value) -> Read {
    match value {
        Value::Bool(yes) => Ok(Some(Answer::Yes(*yes))),
        _ => wrong(Slip::WrongType("true or false")),
    }
}

/// A box that is not ticked sends nothing, and is no answer.
pub fn posted(id: &str, post: Posted) -> Option<Value> {
    (!post.first(id).is_empty()).then(|| json!(post.first(id) == "true"))
}

pub fn say(words: &TickWords, yes: bool, wording: &Wording) -> String {
    if yes {
        words.tick.clone()
    } else {
        wording.say(field::NO).text.to_owned()
    }
}
