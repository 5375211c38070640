//! axe-core finds nothing on any page that anybody was shown, in whatever state it was: with mistakes, with
//! refusals, asleep, saved, sent, of staff. Each is shown once more, on a small telephone, and pictured.

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::browser::axe::findings;
use crate::harness::chromium::{Window, screenshots};
use crate::harness::{Site, bodies};

use super::pictures::{ENGLISH, language, named};
use super::until_the_others_have_ended;

const TELEPHONE: u32 = 320;
const DESK: u32 = 1280;
/// As many windows as a small machine has cores.
const WINDOWS: usize = 2;
/// The folder of the pictures.
const PICTURES: &str = "pages";

/// Rule and place, and the pages that have it.
type Found = BTreeMap<String, Vec<String>>;

/// A page: the name of its picture, where it came from, and its HTML.
type Seen = (String, String, String);

fn look_at(pages: &[Seen], found: &Mutex<Found>) {
    let window = Window::open(&Site::shared().url, TELEPHONE, true);
    window.go("/cookies");
    for (name, asked, html) in pages {
        window.show(html);
        let mut mistakes = findings(&window);
        mistakes.extend(window.sticks_out());
        window.screenshot(&format!("{PICTURES}/{name}-{TELEPHONE}"));
        // Other languages have the same layout.
        if language(html) == ENGLISH {
            window.widen(DESK);
            mistakes.extend(window.sticks_out());
            window.screenshot(&format!("{PICTURES}/{name}-{DESK}"));
            window.widen(TELEPHONE);
        }
        for mistake in mistakes {
            let mut found = found.lock().expect("what was found");
            found.entry(mistake).or_default().push(asked.clone());
        }
    }
}

#[test]
fn axe_finds_nothing_on_any_page_that_was_shown() {
    until_the_others_have_ended();
    let mut pages = bodies::all();
    // The development's own page has its style in itself, which no page of the site allows it to be shown with.
    pages.retain(|(asked, _)| !asked.contains("/dev/mailbox"));
    let pages = named(pages);
    if pages.is_empty() {
        return println!("only some of the tests were asked for, and none of them saw a page");
    }
    // Pictures of pages that there are no more would mislead.
    let _ = std::fs::remove_dir_all(screenshots().join(PICTURES));
    let found: Mutex<Found> = Mutex::default();
    std::thread::scope(|scope| {
        for part in pages.chunks(pages.len().div_ceil(WINDOWS)) {
            let found = &found;
            scope.spawn(move || look_at(part, found));
        }
    });
    let lines: Vec<String> = found
        .into_inner()
        .expect("what was found")
        .iter()
        .map(|(mistake, pages)| {
            format!(
                "{mistake}\n  on {} pages, such as {}",
                pages.len(),
                pages[0]
            )
        })
        .collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}
