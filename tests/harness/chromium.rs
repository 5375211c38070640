//! A real browser, driven over WebDriver.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::frontdoor::{project, scratch};
use super::visits::AtWork;
use super::{Json, json, until};

/// Something is there, or will never be.
const PATIENCE: Duration = Duration::from_secs(20);
/// What WebDriver calls an element in its JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// Headless, quiet, and asking nothing of the network but our pages.
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    // A scroll bar that comes and goes with a picture moves buttons from under the pointer.
    "--hide-scrollbars",
];

/// A window of Chromium with an empty profile.
#[derive(Debug)]
pub struct Window {
    driver: Child,
    agent: ureq::Agent,
    session: String,
    base: String,
    /// The addresses of the pages' requests, by the browser's number.
    asked: RefCell<BTreeMap<String, String>>,
    _at_work: AtWork,
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
            _at_work: AtWork::begin(),
        };
        let made = window.call("POST", "", &capabilities(width, javascript));
        let id = made["sessionId"].as_str().expect("a session").to_owned();
        window.session = format!("{}/{id}", window.session);
        // A window cannot be made as narrow as a small telephone; what is shown in it can.
        window.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({"width": width, "height": 700, "deviceScaleFactor": 1, "mobile": false}),
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

    /// The whole page as a picture, below `target/screenshots/`.
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let height = self.devtools("Page.getLayoutMetrics", &json!({}))["cssContentSize"].clone();
        let picture = self.devtools(
            "Page.captureScreenshot",
            &json!({"captureBeyondViewport": true, "clip": {"x": 0, "y": 0, "scale": 1,
                "width": height["width"], "height": height["height"]}}),
        );
        let folder = screenshots();
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        let path = folder.join(format!("{name}.png"));
        let bytes = STANDARD
            .decode(picture["data"].as_str().expect("a picture"))
            .expect("a picture in base64");
        std::fs::write(&path, bytes).expect("a picture can be written");
        path
    }

    /// Requests of the pages that failed or were answered with an error, since this was last asked:
    /// address and status, or what went wrong.
    pub fn failed_requests(&self) -> Vec<String> {
        let log = self.call("POST", "/se/log", &json!({"type": "performance"}));
        let mut asked = self.asked.borrow_mut();
        let mut failed = Vec::new();
        for entry in log.as_array().into_iter().flatten() {
            let message = entry["message"].as_str().unwrap_or_default();
            let event: Json = serde_json::from_str(message).unwrap_or_default();
            let params = &event["message"]["params"];
            let id = params["requestId"].to_string();
            match event["message"]["method"].as_str() {
                Some("Network.requestWillBeSent") => {
                    asked.insert(id, params["request"]["url"].to_string());
                }
                Some("Network.responseReceived") => {
                    let response = &params["response"];
                    if response["status"]
                        .as_u64()
                        .is_some_and(|status| status >= 400)
                    {
                        failed.push(format!("{} {}", response["url"], response["status"]));
                    }
                }
                Some("Network.loadingFailed") if params["canceled"] != json!(true) => {
                    // The browser's own, which it makes when it starts, are of no page.
                    let url = asked.get(&id);
                    failed.extend(url.map(|url| format!("{url} {}", params["errorText"])));
                }
                _ => {}
            }
        }
        failed
    }

    /// What the page's scripts complained of, since this was last asked.
    pub fn complaints(&self) -> Vec<String> {
        let log = self.call("POST", "/se/log", &json!({"type": "browser"}));
        log.as_array()
            .into_iter()
            .flatten()
            .filter(|entry| entry["level"] == "SEVERE")
            .map(|entry| entry["message"].to_string())
            .collect()
    }

    fn devtools(&self, command: &str, params: &Json) -> Json {
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

/// Where pictures are put.
pub fn screenshots() -> PathBuf {
    std::env::var_os("FRONTDOOR_SCREENSHOTS")
        .map_or_else(|| project().join("target/screenshots"), PathBuf::from)
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

fn start_driver() -> (Child, u16) {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver is needed: Debian's packages chromium and chromium-driver, which `cargo frontdoor test` installs");
    let mut output = BufReader::new(driver.stdout.take().expect("its output"));
    let mut line = String::new();
    let port = loop {
        line.clear();
        let read = output.read_line(&mut line).expect("its output can be read");
        assert!(read > 0, "chromedriver ended by itself");
        let started = line.trim().trim_end_matches('.');
        if let Some(port) = started.split_once("started successfully on port ") {
            break port.1.parse().expect("a port");
        }
    };
    // Whatever else it says must be read, or it would wait for us.
    std::thread::spawn(move || {
        let mut rest = Vec::new();
        let _ = output.read_to_end(&mut rest);
    });
    (driver, port)
}

fn capabilities(width: u32, javascript: bool) -> Json {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let profile = scratch(&format!(
        "profiles/{}",
        NEXT.fetch_add(1, Ordering::Relaxed)
    ));
    let mut flags: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    flags.push(format!("--user-data-dir={}", profile.display()));
    flags.push(format!("--window-size={width},1000"));
    let mut options = json!({"args": flags});
    if !javascript {
        // 2 means that no page may run any.
        options["prefs"] = json!({"profile.managed_default_content_settings.javascript": 2});
    }
    json!({"capabilities": {"alwaysMatch": {
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"},
        "timeouts": {"pageLoad": 30_000, "script": 30_000},
    }}})
}

fn elements(found: &Json) -> Vec<Element> {
    found
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|element| Some(Element(element[ELEMENT].as_str()?.to_owned())))
        .collect()
}
