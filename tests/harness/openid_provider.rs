//! A provider that speaks OpenID Connect: `oidc-provider` from npm, on this machine, and somebody who signs in
//! there. It knows HTTP and no browser.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use ureq::http::{Request, Response};

use super::deadline::reader;
use super::{Json, json, page, project};

/// Its keys take a moment; other tests run beside it.
const START: Duration = Duration::from_secs(60);
const PATIENCE: Duration = Duration::from_secs(30);
/// More pages than a sign-in has.
const MOST_PAGES: usize = 12;

/// The client that a site shows itself as, and its secret, with all that must be encoded.
pub const CLIENT: &str = "front-door";
pub const SECRET: &str = "a secret + of/the tests";

/// The provider. It ends with this.
#[derive(Debug)]
pub struct OpenIdProvider {
    /// Where it is, which is also what it calls itself.
    pub issuer: String,
    child: Child,
    /// It ends when this does, in whatever way this test run ends.
    leash: ChildStdin,
    /// What it says.
    hears: mpsc::Receiver<String>,
}

impl OpenIdProvider {
    /// One that sends browsers back to these paths, at any port of this machine, and says `claims` of people, each
    /// by their name there. It signs with `algorithm`.
    pub fn start(algorithm: &str, paths: &[&str], claims: &Json) -> Self {
        let back: Vec<String> = paths
            .iter()
            .map(|path| format!("http://127.0.0.1{path}"))
            .collect();
        // A native client's port on this machine is not looked at (RFC 8252, 7.3).
        let client = json!({"client_id": CLIENT, "client_secret": SECRET, "redirect_uris": back,
            "application_type": "native", "id_token_signed_response_alg": algorithm});
        let mut child = Command::new("node")
            .arg(project().join("tests/harness/openid_provider/provider.mjs"))
            .arg(project().join("target/node_modules"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node, which comes with npm");
        let mut leash = child.stdin.take().expect("its input");
        let said = BufReader::new(child.stdout.take().expect("its output"));
        writeln!(
            leash,
            "{}",
            json!({"clients": [client], "accounts": claims})
        )
        .expect("it listens");
        let (says, hears) = mpsc::channel();
        reader(move || {
            // Nobody may be listening any more; what it says must be read to its end all the same.
            said.lines()
                .map_while(Result::ok)
                .for_each(|line| drop(says.send(line)));
        });
        let issuer = loop {
            let line = hears.recv_timeout(START);
            let line = line.expect("oidc-provider, which `cargo frontdoor test` puts into target");
            if line.starts_with("http://") {
                break line;
            }
        };
        Self {
            issuer,
            child,
            leash,
            hears,
        }
    }

    /// From now on it says these claims of people, as when somebody changes their roles there.
    pub fn says_now(&mut self, claims: &Json) {
        writeln!(self.leash, "{}", json!({"accounts": claims})).expect("it listens");
        while self.hears.recv_timeout(PATIENCE).expect("it has heard") != "heard" {}
    }

    /// Somebody goes where the site sent them, signs in there by this name and agrees. Answers the address that
    /// the provider sends them back to.
    pub fn sign_in(&self, go_to: &str, name: &str) -> String {
        Somebody::default().walk(&self.issuer, go_to, |page, address| {
            let prompt = page.split_once(r#"name="prompt" value=""#);
            let prompt = prompt.and_then(|(_, rest)| rest.split('"').next());
            let prompt = prompt.unwrap_or_else(|| panic!("{address} asks nothing: {page}"));
            let fields = [("prompt", prompt), ("login", name), ("password", "any")];
            let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let form = "application/x-www-form-urlencoded";
            Request::post(address)
                .header("content-type", form)
                .body(page::urlencode(&fields))
        })
    }

    /// Somebody goes there and turns back without signing in.
    pub fn turn_back(&self, go_to: &str) -> String {
        Somebody::default().walk(&self.issuer, go_to, |_, address| {
            Request::get(format!("{address}/abort")).body(String::new())
        })
    }
}

impl Drop for OpenIdProvider {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser at the provider.
#[derive(Default)]
struct Somebody {
    cookies: BTreeMap<String, String>,
}

impl Somebody {
    /// From page to page, until the provider sends them elsewhere. `answers` a page of a name and an address.
    fn walk(
        mut self,
        issuer: &str,
        from: &str,
        answers: impl Fn(&str, &str) -> Result<Request<String>, ureq::http::Error>,
    ) -> String {
        let mut request = Request::get(from).body(String::new());
        for _ in 0..MOST_PAGES {
            let asked = request.expect("an address");
            let address = asked.uri().to_string();
            let mut response = self.ask(asked);
            let to = response
                .headers()
                .get("location")
                .map(|to| to.to_str().expect("an address"));
            request = match to {
                Some(path) if path.starts_with('/') => {
                    Request::get(format!("{issuer}{path}")).body(String::new())
                }
                Some(there) if there.starts_with(issuer) => Request::get(there).body(String::new()),
                Some(back) => return back.to_owned(),
                None => {
                    let page = response.body_mut().read_to_string().expect("a page");
                    assert_eq!(response.status(), 200, "{address}: {page}");
                    answers(&page, &address)
                }
            };
        }
        panic!("the provider asks on and on");
    }

    fn ask(&mut self, mut request: Request<String>) -> Response<ureq::Body> {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let cookies = cookies.join("; ").parse().expect("cookies");
        request.headers_mut().insert("cookie", cookies);
        let response = agent().run(request).expect("an answer of the provider");
        for cookie in response.headers().get_all("set-cookie") {
            let cookie = cookie
                .to_str()
                .expect("a cookie")
                .split(';')
                .next()
                .unwrap_or_default();
            if let Some((name, value)) = cookie.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }
}

/// Speaks HTTP, and follows nothing by itself.
pub fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(PATIENCE))
        .proxy(None)
        .build()
        .new_agent()
}
