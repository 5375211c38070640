//! The HTML of the pages that came back, for the checkers at the end of a run: one page of each shape.
//!
//! A shape is a page without its words and without what is typed, linked or generated: hundreds of
//! confirmations that differ in the reference only are one.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Attributes whose text says nothing about how a page is put together.
const TEXTS: [&str; 5] = ["value", "href", "action", "content", "datetime"];

/// By shape: where the first page of it came from, and its HTML.
static BODIES: Mutex<BTreeMap<String, (String, String)>> = Mutex::new(BTreeMap::new());

/// Whose pages are made by the components of another commit, which are not judged.
const OF_ANOTHER_COMMIT: &str = "neighbours::";

/// Keeps a page, unless there is one of its shape.
pub fn keep(asked: &str, html: &str) {
    let test = std::thread::current();
    if test
        .name()
        .is_some_and(|name| name.starts_with(OF_ANOTHER_COMMIT))
    {
        return;
    }
    let mut bodies = BODIES.lock().unwrap_or_else(PoisonError::into_inner);
    bodies
        .entry(shape(html))
        .or_insert_with(|| (asked.to_owned(), html.to_owned()));
}

/// Every page that was kept: where it came from, and its HTML.
pub fn all() -> Vec<(String, String)> {
    let bodies = BODIES.lock().unwrap_or_else(PoisonError::into_inner);
    bodies.values().cloned().collect()
}

/// The tags of a page, without the texts of some of their attributes.
fn shape(html: &str) -> String {
    let mut shape = String::new();
    for tag in html.split('<').skip(1) {
        let (tag, words) = tag.split_once('>').unwrap_or((tag, ""));
        shape.push('<');
        let mut parts = tag.split('"');
        while let Some(before) = parts.next() {
            shape.push_str(before);
            let Some(text) = parts.next() else { break };
            let name = before.trim_end_matches('=').rsplit(' ').next();
            if !name.is_some_and(|name| TEXTS.contains(&name)) {
                shape.push_str(text);
            }
        }
        // That there are words is part of it: an empty heading is another thing than a heading.
        shape.push_str(if words.trim().is_empty() { ">" } else { ">~" });
    }
    shape
}

#[test]
fn pages_of_one_shape_are_one() {
    let one = shape("<p class=\"a\">Ann</p><input value=\"x\" id=\"b\">");
    assert_eq!(
        one,
        shape("<p class=\"a\">Bob</p><input value=\"\" id=\"b\">")
    );
    assert_ne!(
        one,
        shape("<p class=\"a\">Ann</p><input value=\"x\" id=\"c\">")
    );
    assert_ne!(
        one,
        shape("<p class=\"a\"><b>Ann</b></p><input value=\"x\" id=\"b\">")
    );
}
