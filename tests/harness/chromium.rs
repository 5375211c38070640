//! A real browser, driven over WebDriver.

mod driver;
mod keyboard;
mod pictures;
mod watch;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::Duration;

use super::frontdoor::project;
use super::{Json, json, until};

pub use keyboard::Key;
pub use pictures::screenshots;

use driver::{capabilities, start_driver};

/// Something is there, or will never be.
const PATIENCE: Duration = Duration::from_secs(20);
/// How much of a page a window shows, in pixels.
const HEIGHT: u32 = 700;
/// What WebDriver calls an element in its JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A window of Chromium with an empty profile.
#[derive(Debug)]
pub struct Window {
    driver: Child,
    agent: ureq::Agent,
    session: String,
    base: String,
    /// The addresses of the pages' requests, by the browser's number.
    asked: RefCell<BTreeMap<String, String>>,
}

/// Something on the page.
#[derive(Debug, Clone)]
pub struct Element(String);

impl Window {
    /// Opens a window on a site, this many pixels wide.
    pub fn open(site: &str, width: u32, javascript: bool) -> Self {
        let (driver, port) = start_driver();
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .proxy(None)
            .build()
            .new_agent();
        let mut window = Self {
            driver,
            agent,
            session: format!("http://127.0.0.1:{port}/session"),
            base: site.to_owned(),
            asked: RefCell::default(),
        };
        let made = window.call("POST", "", &capabilities(width));
        let id = made["sessionId"].as_str().expect("a session").to_owned();
        window.session = format!("{}/{id}", window.session);
        // A window cannot be made as narrow as a small telephone; what is shown in it can.
        window.widen(width);
        window.devtools(
            "Emulation.setScriptExecutionDisabled",
            &json!({"value": !javascript}),
        );
        window
    }

    /// Goes to an address of the site.
    pub fn go(&self, path: &str) {
        self.call(
            "POST",
            "/url",
            &json!({"url": format!("{}{path}", self.base)}),
        );
    }

    /// The address without the site.
    pub fn path(&self) -> String {
        let url = self.call("GET", "/url", &Json::Null);
        let url = url.as_str().expect("an address");
        url.strip_prefix(&self.base).unwrap_or(url).to_owned()
    }

    pub fn title(&self) -> String {
        self.call("GET", "/title", &Json::Null)
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// The page as it stands, in HTML.
    pub fn source(&self) -> String {
        self.call("GET", "/source", &Json::Null)
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Everything that fits a CSS selector.
    pub fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.call(
            "POST",
            "/elements",
            &json!({"using": "css selector", "value": selector}),
        );
        elements(&found)
    }

    /// The first that fits a CSS selector, as soon as it is there.
    #[track_caller]
    pub fn one(&self, selector: &str) -> Element {
        until(
            &format!("\"{selector}\" on {}", self.path()),
            PATIENCE,
            || self.all(selector).into_iter().next(),
        )
    }

    /// The link or button with these words.
    #[track_caller]
    pub fn worded(&self, text: &str) -> Element {
        assert!(!text.contains('"'), "no quotation marks in an XPath text");
        let fits = format!("[normalize-space(.)=\"{text}\"]");
        let path = format!("//a{fits} | //button[not(@tabindex=\"-1\")]{fits}");
        until(&format!("\"{text}\" on {}", self.path()), PATIENCE, || {
            let found = self.call(
                "POST",
                "/elements",
                &json!({"using": "xpath", "value": path}),
            );
            elements(&found).into_iter().next()
        })
    }

    pub fn click(&self, element: &Element) {
        self.call("POST", &format!("/element/{}/click", element.0), &json!({}));
    }

    /// Presses a link or button that leads to another page, and waits until that is there.
    #[track_caller]
    pub fn press(&self, text: &str) {
        let button = self.worded(text);
        self.click(&button);
        until(&format!("what follows \"{text}\""), PATIENCE, || {
            self.is_gone(&button).then_some(())
        });
    }

    /// Does something that leads to another page, and waits until that is there.
    #[track_caller]
    pub fn leaves(&self, how: impl FnOnce()) {
        let old = self.one("html");
        how();
        until("another page", PATIENCE, || {
            self.is_gone(&old).then_some(())
        });
        self.one("html body");
    }

    /// Shows a page that the site sent to somebody else, at the address that is open now, from its top: the
    /// window would stay where the page before was scrolled to.
    pub fn show(&self, html: &str) {
        let tree = self.devtools("Page.getFrameTree", &json!({}));
        let frame = &tree["frameTree"]["frame"]["id"];
        self.devtools(
            "Page.setDocumentContent",
            &json!({"frameId": frame, "html": html}),
        );
        self.script(
            "const done = arguments[arguments.length - 1];
             const look = () => {
               if (document.readyState !== 'complete') return setTimeout(look, 5);
               scrollTo(0, 0);
               done(true);
             };
             look()",
        );
    }

    /// Types into a field, after what stands there was taken out.
    pub fn write(&self, element: &Element, text: &str) {
        self.call("POST", &format!("/element/{}/clear", element.0), &json!({}));
        self.keys(element, text);
    }

    /// Sends keys to an element.
    pub fn keys(&self, element: &Element, text: &str) {
        self.call(
            "POST",
            &format!("/element/{}/value", element.0),
            &json!({"text": text}),
        );
    }

    pub fn is_on(&self, element: &Element) -> bool {
        self.call(
            "GET",
            &format!("/element/{}/selected", element.0),
            &Json::Null,
        ) == json!(true)
    }

    pub fn text(&self, element: &Element) -> String {
        let text = self.call("GET", &format!("/element/{}/text", element.0), &Json::Null);
        text.as_str().unwrap_or_default().to_owned()
    }

    pub fn attribute(&self, element: &Element, name: &str) -> Option<String> {
        let value = self.call(
            "GET",
            &format!("/element/{}/attribute/{name}", element.0),
            &Json::Null,
        );
        value.as_str().map(str::to_owned)
    }

    /// Runs a script that calls back with its result.
    pub fn script(&self, script: &str) -> Json {
        self.call(
            "POST",
            "/execute/async",
            &json!({"script": script, "args": []}),
        )
    }

    /// Runs a script and answers what it returns.
    pub fn evaluate(&self, script: &str) -> Json {
        self.call(
            "POST",
            "/execute/sync",
            &json!({"script": script, "args": []}),
        )
    }

    /// Runs a command of the DevTools protocol.
    pub fn devtools(&self, command: &str, params: &Json) -> Json {
        self.call(
            "POST",
            "/goog/cdp/execute",
            &json!({"cmd": command, "params": params}),
        )
    }

    /// Whether an element's page has been left.
    fn is_gone(&self, element: &Element) -> bool {
        let answer = self.ask("GET", &format!("/element/{}/name", element.0), &Json::Null);
        !answer["value"]["error"].is_null()
    }

    #[track_caller]
    fn call(&self, method: &str, command: &str, body: &Json) -> Json {
        let answer = self.ask(method, command, body);
        let value = &answer["value"];
        assert!(
            value["error"].is_null(),
            "the browser refused {method} {command}: {} {}",
            value["error"],
            value["message"]
        );
        value.clone()
    }

    fn ask(&self, method: &str, command: &str, body: &Json) -> Json {
        let url = format!("{}{command}", self.session);
        let response = match method {
            "GET" => self.agent.get(&url).call(),
            "DELETE" => self.agent.delete(&url).call(),
            _ => self.agent.post(&url).send(body.to_string()),
        };
        let text = response
            .expect("chromedriver answers")
            .body_mut()
            .with_config()
            .limit(64 * 1024 * 1024)
            .read_to_string()
            .expect("an answer in UTF-8");
        serde_json::from_str(&text).expect("an answer in JSON")
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // Closing the session ends the browser; chromedriver would leave it behind.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The checker for accessibility, as npm brings it.
pub fn axe() -> String {
    let path = std::env::var_os("AXE_CORE").map_or_else(
        || project().join("target/node_modules/axe-core/axe.min.js"),
        PathBuf::from,
    );
    read_to_string(&path)
}

fn read_to_string(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|problem| {
        panic!(
            "{} cannot be read, {problem}; `cargo frontdoor test` puts it there",
            path.display()
        )
    })
}

fn elements(found: &Json) -> Vec<Element> {
    found
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|element| Some(Element(element[ELEMENT].as_str()?.to_owned())))
        .collect()
}
