//! A browser without JavaScript.

use super::memory::Memory;
use super::{cookie_of, done, now, send, send_at, text};
use form_site::guard;

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
        let fields = match self.token() {
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
        self.take_cookie(&reply);
        reply
    }

    /// The token that stands in the pages of its draft.
    pub fn token(&self) -> Option<String> {
        let cookie = self.cookie.as_ref()?;
        Some(guard::token(cookie.split_once('=').unwrap().1))
    }

    /// Sends a body that is read as it comes.
    pub fn send_pieces(
        &mut self,
        target: &str,
        content_type: &str,
        pieces: &mut impl web::Pieces,
    ) -> web::Reply {
        let mut headers = http::HeaderMap::new();
        headers.insert("content-type", content_type.parse().unwrap());
        if let Some(cookie) = &self.cookie {
            headers.insert("cookie", cookie.parse().unwrap());
        }
        self.seconds += 20;
        let later = now().plus_seconds(self.seconds);
        let request = web::Request::new(http::Method::POST, target, headers, Vec::new());
        let reply = done(crate::answer_with_files(
            self.stores,
            request,
            pieces,
            later,
        ));
        self.take_cookie(&reply);
        reply
    }

    fn take_cookie(&mut self, reply: &web::Reply) {
        if reply.header("set-cookie").is_some() {
            let pair = cookie_of(reply);
            self.cookie = (!pair.ends_with('=')).then_some(pair);
        }
    }

    /// Sends a page and says where it leads.
    pub fn goes_to(&mut self, target: &str, fields: &str) -> String {
        let reply = self.post(target, fields);
        assert_eq!(reply.status, 303, "{target}: {}", text(&reply));
        reply.header("location").unwrap().to_owned()
    }
}
