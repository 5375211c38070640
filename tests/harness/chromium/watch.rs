//! What went wrong behind a page: requests that failed, scripts that complained, things that stick out.

use super::Window;
use crate::harness::{Json, json};

impl Window {
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

    /// What sticks out at the side; none when the page is no wider than the window.
    pub fn sticks_out(&self) -> Option<String> {
        let widths =
            self.evaluate("return [document.documentElement.scrollWidth, window.innerWidth]");
        let (page, glass) = (widths[0].as_u64(), widths[1].as_u64());
        (page > glass).then(|| format!("{} is {page:?} wide in a window of {glass:?}", self.path()))
    }
}
