//! What staff see of accounts and do with them.

mod acting;
mod addresses;
mod correcting;
mod looking;
mod roles;
mod suspending;

use web::Reply;

use super::memory::{CSRF, Memory};
use super::people::ADA_ID;
use super::{Asking, page};

/// Everybody who may sign in: a session of these tests is named after whose it is.
pub const EVERYBODY: [&str; 7] = ["kim", "sue", "sam", "lee", "ash", "dee", "abe"];

pub const ADAS: &str = "/staff/accounts/b0hY3mQ0S5eVw2uJcT1x4A";

/// A reason of those that are given most often.
pub const REASON: (&str, &str) = ("reason", "person-asked");

/// Stores in which this colleague has given a reason for Ada's account.
pub fn with_reason(who: &str) -> Memory {
    let stores = Memory::new();
    give_reason(&stores, who);
    stores
}

pub fn give_reason(stores: &Memory, who: &str) {
    let reason = (who.to_owned(), ADA_ID.to_owned(), "A test.".to_owned());
    stores.reasons.borrow_mut().push(reason);
}

pub fn ask(stores: &Memory, who: &str, target: &str) -> Reply {
    Asking::get(target).staff(who).of(stores)
}

#[track_caller]
pub fn see(stores: &Memory, who: &str, target: &str) -> String {
    let reply = ask(stores, who, target);
    assert_eq!(reply.status, 200, "{who} {target}");
    page(&reply)
}

/// Sends a form with the token of the session.
pub fn send(stores: &Memory, who: &str, target: &str, fields: &[(&str, &str)]) -> Reply {
    let all = [&[("csrf", CSRF)], fields].concat();
    Asking::post(target).staff(who).form(&all).of(stores)
}

/// Does something with Ada's account as it stands.
pub fn act(stores: &Memory, who: &str, act: &str, fields: &[(&str, &str)]) -> Reply {
    let tag = stores.kept.borrow()[0].held.tag.clone();
    let all = [&[("etag", tag.as_str())], fields].concat();
    send(stores, who, &format!("{ADAS}/{act}"), &all)
}
