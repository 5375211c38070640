//! A browser without JavaScript.

use super::memory::Memory;
use super::{cookie_of, now, send, send_at, text};
use crate::guard;

/// A browser: it keeps the cookie, and sends the token that stands in the page.
pub struct Browser<'m> {
    pub stores: &'m Memory,
    pub cookie: Option<String>,
    /// Seconds since they began.
    seconds: i64,
}

impl<'m> Browser<'m> {
    pub fn new(stores: &'m Memory) -> Self {
        Self {
            stores,
            cookie: None,
            seconds: 0,
        }
    }

    fn headers(&self) -> Vec<(String, String)> {
        let cookie = self
            .cookie
            .iter()
            .map(|cookie| ("cookie".to_owned(), cookie.clone()));
        cookie.collect()
    }

    pub fn get(&self, target: &str) -> web::Reply {
        let headers = self.headers();
        let headers: Vec<(&str, &str)> = headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        send(self.stores, "GET", target, &headers, "")
    }

    /// Sends a page with the token of the cookie, and goes where the reply leads.
    pub fn post(&mut self, target: &str, fields: &str) -> web::Reply {
        let token = self
            .cookie
            .as_ref()
            .map(|cookie| guard::token(cookie.split_once('=').unwrap().1));
        let fields = match token {
            Some(token) => format!("{fields}&csrf={token}"),
            None => fields.to_owned(),
        };
        let mut headers = self.headers();
        headers.push((
            "content-type".to_owned(),
            "application/x-www-form-urlencoded".to_owned(),
        ));
        let headers: Vec<(&str, &str)> = headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.seconds += 20;
        let later = now().plus_seconds(self.seconds);
        let reply = send_at(self.stores, later, "POST", target, &headers, &fields);
        if reply.header("set-cookie").is_some() {
            let pair = cookie_of(&reply);
            self.cookie = (!pair.ends_with('=')).then_some(pair);
        }
        reply
    }

    /// Sends a page and says where it leads.
    pub fn goes_to(&mut self, target: &str, fields: &str) -> String {
        let reply = self.post(target, fields);
        assert_eq!(reply.status, 303, "{target}: {}", text(&reply));
        reply.header("location").unwrap().to_owned()
    }
}
