//! Guards of a posted page: that it comes from our own page, and what bots do. The first asks people to
//! press again and keeps their answers; the second only notes, and never refuses.

use sha2::{Digest, Sha256};
use vocabulary::Instant;
use web::{FormPost, Request};

/// The field that carries the token.
pub const TOKEN_FIELD: &str = "csrf";
/// The field of a page that was opened after everything was sent, and so begins something new.
pub const NEW_FIELD: &str = "new";
/// The field that people do not see, and bots fill in.
pub const HONEYPOT_FIELD: &str = "website";
/// Nobody reads and answers a form in fewer seconds.
const TOO_FAST: i64 = 3;

/// The token of the pages of a draft. Only who holds the cookie can work it out.
pub fn token(cookie: &str) -> String {
    let digest = Sha256::digest(format!("front-door form page\0{cookie}"));
    digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What stands in a page for a file. Whoever sees it cannot reach the file.
pub fn file_mark(id: &str) -> String {
    let digest = Sha256::digest(format!("front-door form file\0{id}"));
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
pub fn same(one: &str, other: &str) -> bool {
    let (one, other) = (Sha256::digest(one), Sha256::digest(other));
    one.iter()
        .zip(&other)
        .fold(0, |difference, (a, b)| difference | (a ^ b))
        == 0
}

/// Whether a posted page was sent from a page of ours. `cookie` is that of the draft; before there is
/// one, what the browser says of where it comes from must do.
pub fn is_ours(request: &Request, post: &FormPost, cookie: Option<&str>, public_url: &str) -> bool {
    if comes_from_elsewhere(request, public_url) {
        return false;
    }
    let sent = post.first(TOKEN_FIELD).unwrap_or_default();
    match cookie {
        // A page that was opened before there was a draft has no token yet. The browser vouches for it.
        Some(_) if sent.is_empty() => request.header("sec-fetch-site") == Some("same-origin"),
        Some(cookie) => same(sent, &token(cookie)),
        None => true,
    }
}

/// Whether the browser says that another site made it send this. What it sends is not read then.
pub fn comes_from_elsewhere(request: &Request, public_url: &str) -> bool {
    request.is_cross_site() || !origin_is_ours(request, public_url)
}

/// Whether the browser says that a page of this site made it send this. Old browsers say nothing.
pub fn is_said_to_be_ours(request: &Request, public_url: &str) -> bool {
    !comes_from_elsewhere(request, public_url)
        && match request.header("sec-fetch-site") {
            Some(site) => site == "same-origin",
            None => request
                .header("origin")
                .is_some_and(|origin| origin != "null"),
        }
}

/// Whether the page was one of a draft whose cookie has gone meanwhile.
pub fn lost_its_draft(post: &FormPost, cookie: Option<&str>) -> bool {
    cookie.is_none() && post.first(TOKEN_FIELD).is_some_and(|sent| !sent.is_empty())
}

/// Old browsers send no `Origin`. One that is sent must be the host that was asked.
fn origin_is_ours(request: &Request, public_url: &str) -> bool {
    let Some(origin) = request.header("origin") else {
        return true;
    };
    // A page with `Referrer-Policy: no-referrer` may send `null` from a form of its own.
    if origin == "null" {
        return request
            .header("sec-fetch-site")
            .is_none_or(|site| site == "same-origin");
    }
    let host = |address: &str| {
        address
            .split_once("://")
            .map(|(_, rest)| rest.trim_end_matches('/').to_ascii_lowercase())
    };
    let asked = request.header("host").map(str::to_ascii_lowercase);
    host(origin)
        .is_some_and(|origin| Some(&origin) == asked.as_ref() || host(public_url) == Some(origin))
}

/// What is noted beside a contact.
pub fn flags(post: &FormPost, started_at: Option<Instant>, now: Instant) -> Vec<String> {
    let mut flags = Vec::new();
    if post
        .first(HONEYPOT_FIELD)
        .is_some_and(|value| !value.is_empty())
    {
        flags.push("honeypot".to_owned());
    }
    if started_at.is_some_and(|started| now.as_unix() - started.as_unix() < TOO_FAST) {
        flags.push("very-fast".to_owned());
    }
    flags
}

/// The name of the cookie of somebody's draft. It says nothing of what the form is about.
pub fn draft_cookie(form: &str) -> String {
    let hash = form.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("pages-{:04x}", hash & 0xffff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderMap, HeaderName, HeaderValue, Method};

    fn ours(headers: &[(&str, &str)], sent: &str, cookie: Option<&str>) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let name: HeaderName = name.parse().unwrap();
            map.append(name, HeaderValue::from_str(value).unwrap());
        }
        let request = Request::new(Method::POST, "/contact/adult-contact/now", map, Vec::new());
        let post = FormPost {
            pairs: vec![(TOKEN_FIELD.to_owned(), sent.to_owned())],
        };
        is_ours(&request, &post, cookie, "http://care.example")
    }

    #[test]
    fn a_page_of_ours_carries_the_token_of_its_draft() {
        assert!(ours(&[], &token("cookie"), Some("cookie")));
        assert!(!ours(&[], &token("another"), Some("cookie")));
        assert!(!ours(&[], "", Some("cookie")));
    }

    #[test]
    fn the_first_page_needs_no_cookie_but_may_not_come_from_elsewhere() {
        assert!(ours(&[], "", None));
        assert!(ours(
            &[
                ("sec-fetch-site", "same-origin"),
                ("origin", "http://care.example"),
                ("host", "care.example")
            ],
            "",
            None
        ));
        assert!(ours(
            &[("origin", "null"), ("sec-fetch-site", "same-origin")],
            "",
            None
        ));
        assert!(!ours(&[("sec-fetch-site", "cross-site")], "", None));
        assert!(!ours(
            &[("origin", "https://evil.example"), ("host", "care.example")],
            "",
            None
        ));
        assert!(!ours(
            &[("origin", "null"), ("sec-fetch-site", "cross-site")],
            "",
            None
        ));
    }

    #[test]
    fn a_page_that_was_open_before_the_draft_began_is_believed_when_the_browser_vouches_for_it() {
        assert!(ours(
            &[("sec-fetch-site", "same-origin")],
            "",
            Some("cookie")
        ));
        assert!(!ours(
            &[("sec-fetch-site", "same-site")],
            "",
            Some("cookie")
        ));
    }

    #[test]
    fn what_bots_do_is_noted() {
        let at = |seconds: i64| Instant::from_unix(1_800_000_000 + seconds);
        let post = |value: &str| FormPost {
            pairs: vec![(HONEYPOT_FIELD.to_owned(), value.to_owned())],
        };
        assert_eq!(
            flags(&post("http://spam"), Some(at(0)), at(1)),
            ["honeypot", "very-fast"]
        );
        assert!(flags(&post(""), Some(at(0)), at(60)).is_empty());
        assert!(flags(&post(""), None, at(60)).is_empty());
    }
}
