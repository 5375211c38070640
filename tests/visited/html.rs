//! Every page that was visited is HTML as the standard has it, says the Nu Html Checker.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::harness::{Json, bodies, project, scratch};

use super::{only_some, until_the_others_have_ended};

/// What the checker says of pages that are right: its words, where, and the reason.
const NO_MISTAKES: [(&str, &str, &str); 3] = [
    (
        "The “group” role is unnecessary for element “fieldset”.",
        "<fieldset class=\"govuk-fieldset\" role=\"group\"",
        "GOV.UK Frontend gives the fieldset of a date this role, for screen readers that say the legend and \
         hint of a group only where it is there; its fixtures have it",
    ),
    ("role is unnecessary for element “t", "govuk-table", LISTS),
    (
        "The “role” attribute must not be used on a “t",
        "govuk-table__",
        LISTS,
    ),
];
const LISTS: &str = "on a telephone the stylesheet makes blocks of the rows of the desk's lists, and browsers that then \
     forget that it is a table are told so by its roles";
/// Fewer kinds of pages than this, and something is not looked at any more.
const AT_LEAST: usize = 100;

/// What the checker says of the pages in a folder: file, line and sentence.
fn findings(folder: &Path) -> Vec<(String, String)> {
    let checker = std::env::var_os("VNU_JAR").map_or_else(
        || project().join("target/node_modules/vnu-jar/build/dist/vnu.jar"),
        Into::into,
    );
    assert!(
        checker.is_file(),
        "{} is not there; `cargo frontdoor test` puts it there",
        checker.display()
    );
    let output = Command::new("java")
        .arg("-jar")
        .arg(&checker)
        .args(["--stdout", "--exit-zero-always", "--format", "json"])
        .arg(folder)
        .output()
        .expect("Java is needed: Debian's package default-jre-headless, which `cargo frontdoor test` installs");
    let said: Json = serde_json::from_slice(&output.stdout).unwrap_or_else(|problem| {
        panic!(
            "the checker answered no JSON, {problem}: {}",
            String::from_utf8_lossy(&output.stderr)
        )
    });
    let messages = said["messages"].as_array().cloned().unwrap_or_default();
    messages
        .iter()
        .filter(|message| {
            let holds = |member: &str, part: &str| {
                message[member]
                    .as_str()
                    .is_some_and(|text| text.contains(part))
            };
            let mere_news = message["type"] == "info" && message["subType"] != "warning";
            let known = NO_MISTAKES
                .iter()
                .any(|(words, place, _)| holds("message", words) && holds("extract", place));
            !mere_news && !known
        })
        .map(|message| {
            let url = message["url"].as_str().unwrap_or_default();
            let file = url.rsplit('/').next().unwrap_or_default().to_owned();
            let words = format!("{}: {}", message["message"], message["extract"]);
            (file, words)
        })
        .collect()
}

#[test]
fn the_html_of_every_page_is_valid() {
    until_the_others_have_ended();
    let folder = scratch("html");
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for (number, (asked, html)) in bodies::all().into_iter().enumerate() {
        let name = format!("{number:05}.html");
        std::fs::write(folder.join(&name), html).expect("a page can be written");
        pages.insert(name, asked);
    }
    if pages.is_empty() {
        return println!("only some of the tests were asked for, and none of them saw a page");
    }
    assert!(
        only_some() || pages.len() >= AT_LEAST,
        "only {} kinds of pages",
        pages.len()
    );
    println!("{} kinds of pages", pages.len());
    // One sentence about a hundred pages is one mistake.
    let mut mistakes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, words) in findings(&folder) {
        let asked = pages.get(&file).cloned().unwrap_or(file);
        mistakes.entry(words).or_default().push(asked);
    }
    let lines: Vec<String> = mistakes
        .iter()
        .map(|(words, pages)| format!("{words}\n  on {} pages, such as {}", pages.len(), pages[0]))
        .collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

/// Were the checker not there, every page would pass.
#[test]
fn the_checker_finds_what_is_wrong() {
    let folder = scratch("html-that-is-wrong");
    let page = "<!DOCTYPE html><html lang=\"en\"><title>Wrong</title><p id=\"a\"><p id=\"a\">";
    std::fs::write(folder.join("wrong.html"), page).expect("a page can be written");
    let found = findings(&folder);
    assert!(
        found
            .iter()
            .any(|(file, words)| file == "wrong.html" && words.contains("Duplicate ID")),
        "{found:?}"
    );
}
