//! Pictures of pages, on the screen and on paper.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{HEIGHT, Window};
use crate::harness::frontdoor::project;
use crate::harness::json;

/// The width of a sheet of A4 without its margins, in pixels.
const PAPER: u32 = 680;

impl Window {
    /// The whole page as a picture, below `target/screenshots/`.
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let height = self.devtools("Page.getLayoutMetrics", &json!({}))["cssContentSize"].clone();
        let picture = self.devtools(
            "Page.captureScreenshot",
            &json!({"captureBeyondViewport": true, "clip": {"x": 0, "y": 0, "scale": 1,
                "width": height["width"], "height": height["height"]}}),
        );
        let path = screenshots().join(format!("{name}.png"));
        let folder = path.parent().expect("a folder for pictures");
        std::fs::create_dir_all(folder).expect("a folder for pictures");
        let bytes = STANDARD
            .decode(picture["data"].as_str().expect("a picture"))
            .expect("a picture in base64");
        std::fs::write(&path, bytes).expect("a picture can be written");
        path
    }

    /// Looks at the page as it would be printed.
    pub fn on_paper<T>(&self, look: impl FnOnce() -> T) -> T {
        let glass = self.evaluate("return window.innerWidth");
        self.devtools("Emulation.setEmulatedMedia", &json!({"media": "print"}));
        self.widen(PAPER);
        let seen = look();
        self.devtools("Emulation.setEmulatedMedia", &json!({"media": ""}));
        let glass = glass.as_u64().and_then(|glass| u32::try_from(glass).ok());
        self.widen(glass.expect("a width"));
        seen
    }

    /// Makes the window this many pixels wide.
    pub fn widen(&self, width: u32) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false}),
        );
    }
}

/// Where pictures are put.
pub fn screenshots() -> PathBuf {
    std::env::var_os("FRONTDOOR_SCREENSHOTS")
        .map_or_else(|| project().join("target/screenshots"), PathBuf::from)
}
