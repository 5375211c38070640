//! The stylesheet, the script and the icon, which every component carries and serves for itself.
//!
//! A component that is deployed alone must not depend on another one's files, so each serves them
//! below its own prefix, at addresses that carry a hash of the content.

use std::sync::LazyLock;

use packed::{Packed, packed};

const STYLE: Packed = packed!("front-door.min.css");
const SCRIPT: Packed = packed!("front-door.js");
const FAVICON: Packed = packed!("favicon.ico");

/// A file that a page needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its address, such as `/contact/assets/front-door-0f3a….css`.
    pub path: String,
    pub content_type: &'static str,
    pub content: Packed,
}

/// The stylesheet of a component whose routes begin with `prefix`: `/contact`, or nothing.
pub fn stylesheet(prefix: &str) -> Asset {
    static NAME: LazyLock<String> = LazyLock::new(|| name(STYLE.gzip(), "css"));
    Asset {
        path: format!("{prefix}/assets/{}", *NAME),
        content_type: "text/css; charset=utf-8",
        content: STYLE,
    }
}

/// The script: Shift three times to leave, focus on the error summary, no double press. Every page
/// works without it.
pub fn script(prefix: &str) -> Asset {
    static NAME: LazyLock<String> = LazyLock::new(|| name(SCRIPT.gzip(), "js"));
    Asset {
        path: format!("{prefix}/assets/{}", *NAME),
        content_type: "text/javascript; charset=utf-8",
        content: SCRIPT,
    }
}

/// The icon of the service, our own.
pub fn favicon() -> Asset {
    Asset {
        path: "/favicon.ico".to_owned(),
        content_type: "image/x-icon",
        content: FAVICON,
    }
}

/// The asset at exactly this address, if there is one. Route `{prefix}/assets/{name}` here and
/// answer with `web::Reply::asset`.
///
/// ```
/// let style = pages::stylesheet("/contact");
/// assert_eq!(pages::find_asset("/contact", &style.path), Some(style));
/// assert_eq!(pages::find_asset("/contact", "/contact/assets/other.css"), None);
/// ```
pub fn find_asset(prefix: &str, path: &str) -> Option<Asset> {
    [stylesheet(prefix), script(prefix)]
        .into_iter()
        .find(|asset| asset.path == path)
}

/// The file's name with a hash of its content (FNV-1a: it tells versions apart and guards nothing).
fn name(content: &[u8], extension: &str) -> String {
    let hash = content
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("front-door-{hash:016x}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_content_has_another_address() {
        assert_ne!(name(b"a", "css"), name(b"b", "css"));
        assert_eq!(name(b"a", "css"), name(b"a", "css"));
    }

    #[test]
    fn the_stylesheet_carries_no_branding_of_government() {
        let text = STYLE.text();
        for forbidden in ["@font-face", "GDS Transport", "crest", "crown", "url("] {
            assert!(!text.contains(forbidden), "{forbidden}");
        }
        // The blue of GOV.UK before and after June 2025, and its green for buttons.
        for colour in ["#1d70b8", "#1a65a6", "#00703c", "#0f7a52"] {
            assert!(!text.to_lowercase().contains(colour), "{colour}");
        }
    }
}
