//! The desk's own stylesheet and script, beside those that every component carries.

use packed::{Packed, packed};
use web::{Problem, Reply, Request};

/// Where the desk serves its files.
pub const PREFIX: &str = "/staff";

const STYLE: Packed = packed!("desk.css");
const SCRIPT: Packed = packed!("desk.js");

/// The address of the desk's stylesheet.
pub fn style_path() -> String {
    path(STYLE, "css")
}

/// The address of the desk's script.
pub fn script_path() -> String {
    path(SCRIPT, "js")
}

/// The file at the address that was asked for.
pub fn answer(request: &Request) -> Reply {
    let asked = request.path.as_str();
    if asked == style_path() {
        return Reply::asset(request, "text/css; charset=utf-8", STYLE);
    }
    if asked == script_path() {
        return Reply::asset(request, "text/javascript; charset=utf-8", SCRIPT);
    }
    match pages::find_asset(PREFIX, asked) {
        Some(asset) => Reply::asset(request, asset.content_type, asset.content),
        None => Problem::not_found().into_reply(),
    }
}

/// The address with a hash of the content (FNV-1a: it tells versions apart and guards nothing).
fn path(content: Packed, extension: &str) -> String {
    let hash = content
        .gzip()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{PREFIX}/assets/desk-{hash:016x}.{extension}")
}
