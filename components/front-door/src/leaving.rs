//! Leaving in a hurry: whatever the browser holds of us ends before it goes elsewhere.

use web::{Cookie, Reply, Request};

use crate::frame::authority;

/// Ends every cookie that was sent, then leads to a harmless page.
///
/// The front door sets no cookie; but somebody who leaves must not come back, or be brought back,
/// into a form or a session of another component.
pub fn leave(request: &Request) -> Reply {
    let reply = Reply::see_other(&authority().exit_to).with_header("clear-site-data", "\"cache\"");
    cookie_names(request).fold(reply, |reply, name| {
        let ended = match name.strip_prefix("__Host-") {
            Some(name) => Cookie::ended(name, "https://"),
            None => Cookie::ended(name, ""),
        };
        reply.with_cookie(&ended)
    })
}

fn cookie_names(request: &Request) -> impl Iterator<Item = &str> {
    request
        .headers
        .get_all("cookie")
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .map(|(name, _)| name)
        .filter(|name| {
            let token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
            !name.is_empty() && name.chars().all(token)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderMap, Method};

    #[test]
    fn whoever_leaves_takes_no_session_along_and_arrives_somewhere_harmless() {
        let mut headers = HeaderMap::new();
        headers.insert("cookie", "form=abc; __Host-staff=xyz".parse().unwrap());
        let request = Request::new(Method::GET, "/track/leave", headers, Vec::new());
        let reply = leave(&request);
        assert_eq!(reply.status, 303);
        assert_eq!(
            reply.header("location"),
            Some("https://www.bbc.co.uk/weather")
        );
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"));
        let ended: Vec<&str> = reply
            .headers
            .iter()
            .filter(|(name, _)| *name == "set-cookie")
            .map(|(_, value)| value.as_str())
            .collect();
        assert_eq!(ended.len(), 2);
        assert!(ended.iter().all(|cookie| cookie.ends_with("Max-Age=0")));
        assert!(
            ended
                .iter()
                .any(|cookie| cookie.starts_with("__Host-staff=;") && cookie.contains("Secure"))
        );
    }
}
