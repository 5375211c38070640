//! A request as a component sees it.

use http::{HeaderMap, Method};

use crate::{FormPost, Problem, body};

/// A request, read to its end.
#[derive(Debug, Clone)]
pub struct Request {
    pub method: Method,
    /// The path as it was sent, without the query.
    pub path: String,
    /// The query's members in their order, decoded.
    pub query: Vec<(String, String)>,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// What the page sent, where it was read while it came.
    post: Option<FormPost>,
}

impl Request {
    /// A request of `method` for `target`, a path with or without a query.
    pub fn new(method: Method, target: &str, headers: HeaderMap, body: Vec<u8>) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query = form_urlencoded::parse(query.as_bytes())
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        Self {
            method,
            path: path.to_owned(),
            query,
            headers,
            body,
            post: None,
        }
    }

    /// With what the page sent, from a body that was read while it came.
    #[must_use]
    pub fn with_post(self, post: FormPost) -> Self {
        Self {
            post: Some(post),
            ..self
        }
    }

    /// The header's value, if it was sent and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    fn last_header(&self, name: &str) -> Option<&str> {
        self.headers.get_all(name).iter().next_back()?.to_str().ok()
    }

    /// The first value of a query member.
    pub fn query_value(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The cookie of this exact name. Should a browser send two of one name, the first counts.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.headers
            .get_all(http::header::COOKIE)
            .iter()
            .filter_map(|header| header.to_str().ok())
            .flat_map(|header| header.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// Whether gzip is taken: named, and not with a weight of nothing.
    pub fn accepts_gzip(&self) -> bool {
        let offers = self.header("accept-encoding").unwrap_or_default();
        offers.split(',').any(|offer| {
            let (coding, weight) = offer.split_once(';').unwrap_or((offer, ""));
            let nothing = weight
                .trim()
                .strip_prefix("q=")
                .map(|q| q.trim().parse() == Ok(0.0));
            coding.trim().eq_ignore_ascii_case("gzip") && nothing != Some(true)
        })
    }

    /// The token of `Authorization: Bearer …`.
    pub fn bearer(&self) -> Option<&str> {
        let (scheme, token) = self.header("authorization")?.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    }

    /// The body as JSON.
    ///
    /// Refuses with 415 what is not declared as JSON, with 413 more than [`crate::JSON_LIMIT`], and
    /// with 400 what is not JSON or is nested deeper than [`crate::JSON_DEPTH`].
    pub fn json(&self) -> Result<serde_json::Value, Problem> {
        body::json(self.header("content-type"), &self.body)
    }

    /// The body as JSON, as [`Request::json`]. Nothing at all is the same as an empty object.
    pub fn json_or_nothing(&self) -> Result<serde_json::Value, Problem> {
        if self.body.is_empty() {
            return Ok(serde_json::json!({}));
        }
        self.json()
    }

    /// The entity tag of `If-Match`, without its quotes; none where the header was not sent. A weak tag matches
    /// nothing.
    pub fn if_match(&self) -> Result<Option<String>, Problem> {
        let mut sent = self.headers.get_all("if-match").iter();
        let (header, second) = (sent.next(), sent.next());
        let Some(header) = header else {
            return Ok(None);
        };
        let tag = header
            .to_str()
            .ok()
            .map(str::trim)
            .filter(|tag| !tag.is_empty() && !tag.contains(',') && second.is_none());
        let Some(tag) = tag else {
            return Err(Problem::bad_request(
                "Send one entity tag in If-Match, as the header ETag gave it.",
            ));
        };
        let bare = tag
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
            .unwrap_or(tag);
        Ok(Some(bare.to_owned()))
    }

    /// The body as a posted HTML form. Refuses with 415 another media type, with 413 more than
    /// [`crate::FORM_LIMIT`]. A page with files is read by [`crate::read_with_files`] first.
    pub fn form(&self) -> Result<FormPost, Problem> {
        match &self.post {
            Some(post) => Ok(post.clone()),
            None => body::form(self.header("content-type"), &self.body),
        }
    }

    /// The address that a rate limit may count: the last entry of the trusted proxy's header where
    /// one is configured, else what the runtime saw, without the port.
    ///
    /// Of several headers of the name the last counts: Spin and many proxies add theirs behind what
    /// the client sent.
    pub fn client_address(&self, trusted_proxy: Option<&str>) -> Option<String> {
        if let Some(header) = trusted_proxy.filter(|name| !name.is_empty()) {
            return self
                .last_header(header)?
                .rsplit(',')
                .next()
                .map(|entry| entry.trim().to_owned());
        }
        let address = self.last_header("spin-client-addr")?;
        Some(match address.parse::<std::net::SocketAddr>() {
            Ok(socket) => socket.ip().to_string(),
            Err(_) => address.to_owned(),
        })
    }

    /// Whether a browser says that another site made it send this. Old browsers say nothing and are
    /// believed: the token in the form is the guard, and this a second one.
    pub fn is_cross_site(&self) -> bool {
        matches!(self.header("sec-fetch-site"), Some("cross-site"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(headers: &[(&'static str, &str)]) -> Request {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        Request::new(
            Method::GET,
            "/track?lang=en&need=sight%20loss",
            map,
            Vec::new(),
        )
    }

    #[test]
    fn the_query_is_apart_from_the_path_and_decoded() {
        let request = request(&[]);
        assert_eq!(request.path, "/track");
        assert_eq!(request.query_value("need"), Some("sight loss"));
        assert_eq!(request.query_value("nothing"), None);
    }

    #[test]
    fn a_stylesheet_travels_packed_to_browsers_that_can_unpack_it() {
        let packed = |offer| request(&[("accept-encoding", offer)]).accepts_gzip();
        assert!(packed("gzip, deflate, br") && packed("br, GZip;q=0.5"));
        assert!(!packed("br") && !packed("gzip;q=0, identity") && !request(&[]).accepts_gzip());
    }

    #[test]
    fn a_cookie_is_found_among_others_by_its_exact_name() {
        let request = request(&[("cookie", "a=1; form=abc; __Host-form=xyz")]);
        assert_eq!(request.cookie("form"), Some("abc"));
        assert_eq!(request.cookie("__Host-form"), Some("xyz"));
        assert_eq!(request.cookie("orm"), None);
    }

    #[test]
    fn the_address_is_the_runtimes_unless_a_proxy_is_trusted() {
        let request = request(&[
            ("spin-client-addr", "192.0.2.7:4711"),
            ("x-forwarded-for", "203.0.113.9, 198.51.100.4"),
        ]);
        assert_eq!(request.client_address(None).as_deref(), Some("192.0.2.7"));
        assert_eq!(
            request.client_address(Some("x-forwarded-for")).as_deref(),
            Some("198.51.100.4")
        );
        assert_eq!(
            request.client_address(Some("")).as_deref(),
            Some("192.0.2.7")
        );
    }

    #[test]
    fn nobody_chooses_their_own_address() {
        let request = request(&[
            ("spin-client-addr", "10.0.0.1:1"),
            ("x-forwarded-for", "10.0.0.1"),
            ("spin-client-addr", "192.0.2.7:4711"),
            ("x-forwarded-for", "198.51.100.4"),
        ]);
        assert_eq!(request.client_address(None).as_deref(), Some("192.0.2.7"));
        assert_eq!(
            request.client_address(Some("x-forwarded-for")).as_deref(),
            Some("198.51.100.4")
        );
    }

    #[test]
    fn a_bearer_token_is_read_whatever_the_case_of_its_scheme() {
        assert_eq!(
            request(&[("authorization", "bearer abc")]).bearer(),
            Some("abc")
        );
        assert_eq!(request(&[("authorization", "Basic abc")]).bearer(), None);
    }
}
