//! A caller: a client with its own cookies and, for a machine, a token.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value as Json;
use ureq::http;

use super::visits::{self, Visit};
use super::{Page, bodies, page};

/// A request may take this long before the test gives up.
const PATIENCE: Duration = Duration::from_secs(30);
/// No answer is longer.
const LONGEST_ANSWER: u64 = 16 * 1024 * 1024;

/// The header in which the host says which component answered; real Spin does not.
pub const COMPONENT: &str = "front-door-component";

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// `POST /contact`, for messages.
    pub asked: String,
    pub status: u16,
    /// Lower-case names.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("an answer in UTF-8")
    }

    pub fn json(&self) -> Json {
        serde_json::from_slice(&self.body).unwrap_or_else(|problem| {
            panic!(
                "{} answered no JSON, {problem}: {}",
                self.asked,
                self.text()
            )
        })
    }

    /// The page, read.
    pub fn page(&self) -> Page {
        page::read(&self.text())
    }

    /// Itself, if the status is this one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{} answered {}: {}",
            self.asked,
            self.status,
            String::from_utf8_lossy(&self.body)
        );
        self
    }

    /// The problem document of an error with this status, which must be complete.
    #[track_caller]
    pub fn problem(self, status: u16) -> Json {
        let answer = self.expect(status);
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json"),
            "{} answered an error that is not a problem document",
            answer.asked
        );
        let problem = answer.json();
        assert_eq!(problem["status"], status, "{problem}");
        for member in ["type", "title", "detail"] {
            let text = problem[member].as_str().unwrap_or_default();
            assert!(
                !text.is_empty(),
                "{} has no {member}: {problem}",
                answer.asked
            );
        }
        problem
    }

    /// The fields that a 422 names, sorted. Each must have a message.
    #[track_caller]
    pub fn invalid_fields(self) -> Vec<String> {
        let problem = self.problem(422);
        let errors = problem["errors"].as_array().cloned().unwrap_or_default();
        assert!(!errors.is_empty(), "a 422 that names nothing: {problem}");
        let mut fields: Vec<String> = errors
            .iter()
            .map(|error| {
                let message = error["message"].as_str().unwrap_or_default();
                assert!(!message.is_empty(), "no message: {problem}");
                error["field"].as_str().expect("a field").to_owned()
            })
            .collect();
        fields.sort();
        fields
    }
}

/// Speaks HTTP to one site, keeps cookies, follows no redirect by itself.
#[derive(Debug)]
pub struct Caller {
    base: String,
    agent: ureq::Agent,
    cookies: RefCell<BTreeMap<String, String>>,
    token: Option<String>,
}

impl Caller {
    pub fn new(base: &str, token: Option<String>) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(PATIENCE))
            .allow_non_standard_methods(true)
            .proxy(None)
            .build()
            .new_agent();
        Self {
            base: base.to_owned(),
            agent,
            cookies: RefCell::default(),
            token,
        }
    }

    /// The cookies held now.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.borrow().clone()
    }

    /// Goes on with these cookies, as another tab of the same browser does.
    pub fn use_cookies(&self, cookies: BTreeMap<String, String>) {
        *self.cookies.borrow_mut() = cookies;
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    /// Posts JSON.
    pub fn post(&self, path: &str, body: &Json) -> Answer {
        self.post_with(path, body, &[])
    }

    pub fn post_with(&self, path: &str, body: &Json, headers: &[(&str, &str)]) -> Answer {
        self.post_bytes(path, &body.to_string().into_bytes(), headers)
    }

    /// Posts bytes that call themselves JSON, unless the headers call them something else.
    pub fn post_bytes(&self, path: &str, body: &[u8], headers: &[(&str, &str)]) -> Answer {
        let mut all = headers.to_vec();
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            all.push(("content-type", "application/json"));
        }
        self.send("POST", path, &all, Some(body))
    }

    /// Posts a form, as a browser does.
    pub fn post_form(&self, path: &str, pairs: &[(String, String)]) -> Answer {
        let body = page::urlencode(pairs);
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        self.send("POST", path, &headers, Some(body.as_bytes()))
    }

    /// Sends a request. Panics when no answer comes at all.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Answer {
        self.try_send(method, path, headers, body)
            .unwrap_or_else(|problem| panic!("{method} {path} got no answer: {problem}"))
    }

    /// Sends a request to somebody who may not be there.
    pub fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Result<Answer, ureq::Error> {
        let mut request = http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let cookies = self.cookie_header();
        if !cookies.is_empty() {
            request = request.header("cookie", cookies);
        }
        let response = match body {
            Some(body) => self.agent.run(request.body(body)?)?,
            None => self.agent.run(request.body(())?)?,
        };
        self.take(method, path, response)
    }

    fn take(
        &self,
        method: &str,
        path: &str,
        response: http::Response<ureq::Body>,
    ) -> Result<Answer, ureq::Error> {
        let (parts, mut body) = response.into_parts();
        let headers: Vec<(String, String)> = parts
            .headers
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.as_str().to_owned(), value)
            })
            .collect();
        let answer = Answer {
            asked: format!("{method} {path}"),
            status: parts.status.as_u16(),
            headers,
            body: body.with_config().limit(LONGEST_ANSWER).read_to_vec()?,
        };
        self.keep_cookies(&answer);
        let is_page = answer
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"));
        if is_page && method != "HEAD" {
            let from = format!("{}, answered {}", answer.asked, answer.status);
            bodies::keep(&from, &answer.text());
        }
        visits::record(Visit {
            method: method.to_owned(),
            path: path.split(['?', '#']).next().unwrap_or(path).to_owned(),
            status: answer.status,
            component: answer.header(COMPONENT).map(str::to_owned),
        });
        Ok(answer)
    }

    fn cookie_header(&self) -> String {
        let cookies = self.cookies.borrow();
        let pairs: Vec<String> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    fn keep_cookies(&self, answer: &Answer) {
        let mut cookies = self.cookies.borrow_mut();
        for (_, set) in answer
            .headers
            .iter()
            .filter(|(name, _)| name == "set-cookie")
        {
            let mut parts = set.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
                continue;
            };
            let ended =
                value.is_empty() || parts.any(|part| part.eq_ignore_ascii_case("max-age=0"));
            if ended {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
