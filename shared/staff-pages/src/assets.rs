//! The stylesheet and script of pages for staff, beside those that every component carries.

use maud::{Markup, html};
use packed::{Packed, packed};
use web::{Problem, Reply, Request};

const STYLE: Packed = packed!("desk.css");
const SCRIPT: Packed = packed!("desk.js");

/// The links to both, for the head of a page of a component whose files are below `prefix`.
pub fn files(prefix: &str) -> Markup {
    html! {
        link rel="stylesheet" href=(style_path(prefix));
        script src=(script_path(prefix)) defer {}
    }
}

/// The file at the address that was asked for. Route `{prefix}/assets/{name}` here.
pub fn asset(prefix: &str, request: &Request) -> Reply {
    let asked = request.path.as_str();
    if asked == style_path(prefix) {
        return Reply::asset(request, "text/css; charset=utf-8", STYLE);
    }
    if asked == script_path(prefix) {
        return Reply::asset(request, "text/javascript; charset=utf-8", SCRIPT);
    }
    match pages::find_asset(prefix, asked) {
        Some(asset) => Reply::asset(request, asset.content_type, asset.content),
        None => Problem::not_found().into_reply(),
    }
}

fn style_path(prefix: &str) -> String {
    path(prefix, STYLE, "css")
}

fn script_path(prefix: &str) -> String {
    path(prefix, SCRIPT, "js")
}

/// The address with a hash of the content (FNV-1a: it tells versions apart and guards nothing).
fn path(prefix: &str, content: Packed, extension: &str) -> String {
    let hash = content
        .gzip()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{prefix}/assets/desk-{hash:016x}.{extension}")
}
