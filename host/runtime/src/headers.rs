//! What Spin tells a component in headers, so that the same component finds the same here.

use crate::routes::Match;
use http::header::{CONNECTION, HOST};
use http::uri::{Authority, Scheme};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use std::net::SocketAddr;

/// Takes out what a client must not say, and adds what Spin says. None if the request names no usable host.
pub fn prepare(
    headers: &mut HeaderMap,
    uri: &mut Uri,
    found: &Match<'_>,
    client: SocketAddr,
) -> Option<()> {
    let claimed: Vec<HeaderName> = headers
        .keys()
        .filter(|name| name.as_str().starts_with("spin-"))
        .cloned()
        .collect();
    for name in claimed {
        headers.remove(name);
    }
    headers.remove(CONNECTION);
    let host = match headers.get(HOST) {
        Some(host) => host.to_str().ok()?.to_owned(),
        None => uri
            .authority()
            .map_or("localhost", Authority::as_str)
            .to_owned(),
    };
    let path = uri.path_and_query()?.as_str().to_owned();
    let said = [
        ("spin-path-info", found.rest.clone()),
        ("spin-full-url", format!("http://{host}{path}")),
        ("spin-matched-route", found.route.to_owned()),
        ("spin-base-path", "/".to_owned()),
        ("spin-raw-component-route", found.route.to_owned()),
        ("spin-component-route", found.prefix().to_owned()),
        ("spin-client-addr", client.to_string()),
    ];
    for (name, value) in said {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_str(&value).ok()?,
        );
    }
    for (name, value) in &found.named {
        let name =
            HeaderName::try_from(format!("spin-path-match-{}", name.to_ascii_lowercase())).ok()?;
        headers.insert(name, HeaderValue::from_str(value).ok()?);
    }
    *uri = Uri::builder()
        .scheme(Scheme::HTTP)
        .authority(Authority::try_from(host).ok()?)
        .path_and_query(path)
        .build()
        .ok()?;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_cannot_pretend_to_be_another_address() {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("front.example"));
        headers.insert("spin-client-addr", HeaderValue::from_static("10.0.0.1:1"));
        headers.insert("spin-made-up", HeaderValue::from_static("x"));
        let mut uri: Uri = "/contact/adult-contact?x=1".parse().unwrap();
        let found = Match {
            component: "contact-forms",
            route: "/contact/...",
            rest: "/adult-contact".into(),
            named: vec![("form", "adult".into())],
        };
        prepare(
            &mut headers,
            &mut uri,
            &found,
            "192.0.2.7:4000".parse().unwrap(),
        )
        .unwrap();
        assert_eq!(headers["spin-client-addr"], "192.0.2.7:4000");
        assert_eq!(headers["spin-path-info"], "/adult-contact");
        assert_eq!(headers["spin-component-route"], "/contact");
        assert_eq!(headers["spin-matched-route"], "/contact/...");
        assert_eq!(
            headers["spin-full-url"],
            "http://front.example/contact/adult-contact?x=1"
        );
        assert_eq!(headers["spin-path-match-form"], "adult");
        assert!(!headers.contains_key("spin-made-up"));
        assert_eq!(
            uri.to_string(),
            "http://front.example/contact/adult-contact?x=1"
        );
    }

    #[test]
    fn a_host_that_cannot_be_one_is_refused() {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("a b/c"));
        let found = Match {
            component: "x",
            route: "/...",
            rest: String::new(),
            named: vec![],
        };
        assert!(
            prepare(
                &mut headers,
                &mut "/".parse().unwrap(),
                &found,
                "192.0.2.7:4000".parse().unwrap()
            )
            .is_none()
        );
    }
}
