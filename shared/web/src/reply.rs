//! A reply, with the headers that keep people safe.

use packed::Packed;
use serde::Serialize;

use crate::{Cookie, Request};

/// Nothing from elsewhere, nothing inline, no frame around us, no form to elsewhere.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     font-src 'none'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A reply to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    /// Lower-case names; only `set-cookie` may stand more than once.
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// What follows the body, for an answer that is too large to be held whole.
    pub rest: Option<Rest>,
}

/// The pieces of something that follow the first. Whoever serves the reply knows where they are fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// What it is a part of.
    pub of: String,
    /// The number of the next piece.
    pub next: u32,
}

/// A file to be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attachment<'a> {
    /// The name to save it under.
    pub name: &'a str,
    pub media_type: &'a str,
    /// Of the whole file, in bytes; none where nobody knows it before the last piece.
    pub size: Option<u64>,
}

impl Reply {
    fn new(status: u16, headers: &[(&'static str, &str)], body: Vec<u8>) -> Self {
        let headers = headers
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        Self {
            status,
            headers,
            body,
            rest: None,
        }
    }

    /// A page: never stored, never framed, tells no other site where the reader was.
    pub fn html(status: u16, page: impl Into<String>) -> Self {
        Self::new(
            status,
            &[
                ("content-type", "text/html; charset=utf-8"),
                ("content-security-policy", CONTENT_SECURITY_POLICY),
                ("cache-control", "no-store"),
                ("referrer-policy", "no-referrer"),
                ("x-content-type-options", "nosniff"),
                ("cross-origin-opener-policy", "same-origin"),
                (
                    "permissions-policy",
                    "camera=(), geolocation=(), microphone=()",
                ),
            ],
            page.into().into_bytes(),
        )
    }

    /// JSON, never stored.
    pub fn json(status: u16, value: &impl Serialize) -> Self {
        // Our own types serialise; were one not to, an empty 500 says so without a trap.
        let (status, body) = match serde_json::to_vec(value) {
            Ok(body) => (status, body),
            Err(_) => (500, Vec::new()),
        };
        Self::new(
            status,
            &[
                ("content-type", "application/json"),
                ("cache-control", "no-store"),
                ("referrer-policy", "no-referrer"),
                ("x-content-type-options", "nosniff"),
            ],
            body,
        )
    }

    /// There is nothing to say, and nothing is wrong.
    pub fn no_content() -> Self {
        Self::new(204, &[("cache-control", "no-store")], Vec::new())
    }

    /// Plain text, never stored.
    pub fn text(status: u16, text: impl Into<String>) -> Self {
        Self::new(
            status,
            &[
                ("content-type", "text/plain; charset=utf-8"),
                ("cache-control", "no-store"),
                ("x-content-type-options", "nosniff"),
            ],
            text.into().into_bytes(),
        )
    }

    /// After a post: read the page at `location`.
    pub fn see_other(location: &str) -> Self {
        Self::new(
            303,
            &[
                ("location", location),
                ("cache-control", "no-store"),
                ("referrer-policy", "no-referrer"),
            ],
            Vec::new(),
        )
    }

    /// What the client has is still current.
    pub fn not_modified(etag: &str) -> Self {
        Self::new(
            304,
            &[("etag", etag), ("cache-control", "no-cache")],
            Vec::new(),
        )
    }

    /// A file whose address carries its content's hash, so that it may be kept for a year.
    pub fn asset(request: &Request, content_type: &str, content: Packed) -> Self {
        let packed = request.accepts_gzip();
        let bytes = match packed {
            true => content.gzip().to_vec(),
            false => content.bytes(),
        };
        let reply = Self::new(
            200,
            &[
                ("content-type", content_type),
                ("cache-control", "public, max-age=31536000, immutable"),
                ("vary", "accept-encoding"),
                ("x-content-type-options", "nosniff"),
            ],
            bytes,
        );
        match packed {
            true => reply.with_header("content-encoding", "gzip"),
            false => reply,
        }
    }

    /// A file that somebody else made: it is saved and never shown, and whatever it holds, nothing in it
    /// runs as if it were ours. `first` is its first piece; `rest`, where the others are.
    pub fn attachment(file: Attachment<'_>, first: Vec<u8>, rest: Option<Rest>) -> Self {
        let reply = Self::new(
            200,
            &[
                ("content-type", file.media_type),
                ("content-disposition", &disposition(file.name)),
                ("content-security-policy", "sandbox; default-src 'none'"),
                ("cache-control", "no-store"),
                ("cross-origin-resource-policy", "same-origin"),
                ("referrer-policy", "no-referrer"),
                ("x-content-type-options", "nosniff"),
            ],
            first,
        );
        let reply = Self { rest, ..reply };
        match file.size {
            Some(size) => reply.with_header("content-length", &size.to_string()),
            None => reply,
        }
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Sets a header, whether or not it stood before.
    pub fn set_header(&mut self, name: &'static str, value: &str) {
        match self.headers.iter_mut().find(|(key, _)| *key == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.headers.push((name, value.to_owned())),
        }
    }

    /// The reply with a header set.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.set_header(name, value);
        self
    }

    /// The reply with a cookie set, beside those that it sets already.
    #[must_use]
    pub fn with_cookie(mut self, cookie: &Cookie) -> Self {
        self.headers.push(("set-cookie", cookie.to_string()));
        self
    }
}

/// How a file is to be saved: its name in plain letters for old programs, and as it is (RFC 8187).
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' | ' ' => letter,
            _ => '_',
        })
        .collect();
    let exact = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_saved_and_never_shown_whatever_it_is_called() {
        let saved = |name| {
            let file = Attachment {
                name,
                media_type: "image/jpeg",
                size: Some(3),
            };
            Reply::attachment(file, b"abc".to_vec(), None)
        };
        let photo = saved("photo of mum.jpg");
        assert_eq!(
            photo.header("content-disposition"),
            Some(
                "attachment; filename=\"photo of mum.jpg\"; filename*=UTF-8''photo%20of%20mum%2Ejpg"
            )
        );
        for (name, value) in [
            ("content-security-policy", "sandbox; default-src 'none'"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
            ("content-length", "3"),
        ] {
            assert_eq!(photo.header(name), Some(value));
        }
        let nasty = saved("\"; filename=\"x.html\r\nset-cookie: a=b");
        let written = nasty.header("content-disposition").unwrap();
        assert!(
            written.starts_with("attachment; filename=\"__ filename__x.html__"),
            "{written}"
        );
        assert_eq!(written.matches('"').count(), 2, "{written}");
        let polish = saved("zażalenie.pdf");
        let written = polish.header("content-disposition").unwrap();
        assert!(
            written.contains("za_alenie.pdf") && written.contains("za%C5%BCalenie"),
            "{written}"
        );
    }

    #[test]
    fn a_page_is_not_stored_and_tells_nobody_where_the_reader_was() {
        let page = Reply::html(200, "<p>Hello</p>");
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        assert!(
            page.header("content-security-policy")
                .unwrap()
                .contains("default-src 'none'")
        );
        assert!(
            !page
                .header("content-security-policy")
                .unwrap()
                .contains("unsafe-inline")
        );
    }

    #[test]
    fn two_cookies_are_two_headers() {
        let reply = Reply::see_other("/")
            .with_cookie(&Cookie::session("a", "1", ""))
            .with_cookie(&Cookie::ended("b", ""));
        assert_eq!(
            reply
                .headers
                .iter()
                .filter(|(name, _)| *name == "set-cookie")
                .count(),
            2
        );
    }
}
