//! Chromedriver, and how it starts a browser.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::harness::deadline::reader;
use crate::harness::frontdoor::scratch;
use crate::harness::{Json, json};

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

/// Starts chromedriver; answers it and the port at which it listens.
pub fn start_driver() -> (Child, u16) {
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
    reader(move || {
        let mut rest = Vec::new();
        let _ = output.read_to_end(&mut rest);
    });
    (driver, port)
}

/// What a session is asked for: a window this wide, with an empty profile.
pub fn capabilities(width: u32) -> Json {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let profile = scratch(&format!(
        "profiles/{}",
        NEXT.fetch_add(1, Ordering::Relaxed)
    ));
    let mut flags: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    flags.push(format!("--user-data-dir={}", profile.display()));
    flags.push(format!("--window-size={width},1000"));
    let options = json!({"args": flags});
    json!({"capabilities": {"alwaysMatch": {
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"},
        "timeouts": {"pageLoad": 30_000, "script": 30_000},
    }}})
}
