//! Our parts render what GOV.UK Frontend renders, for the options that we use.
//!
//! `govuk-fixtures.json` holds the package's own examples. Every example is either rendered from its
//! options by our part and compared, or stands in `fixtures-not-used.json` with the reason.

#[path = "markup/html.rs"]
mod html;
#[path = "markup/options.rs"]
mod options;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

const FIXTURES: &str = include_str!("govuk-fixtures.json");
const NOT_USED: &str = include_str!("fixtures-not-used.json");
const TABLE: &str = include_str!("../../../docs/govuk-frontend.md");

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("a JSON file of ours")
}

#[test]
fn every_part_renders_what_govuk_frontend_renders() {
    let fixtures = parse(FIXTURES);
    let not_used = parse(NOT_USED);
    let mut problems = Vec::new();
    for (part, examples) in fixtures["parts"].as_object().expect("parts") {
        let mut compared = 0;
        for example in examples.as_array().expect("a list") {
            let name = example["name"].as_str().expect("a name");
            if not_used[part][name].is_string() {
                continue;
            }
            match options::render(part, &example["options"]) {
                Err(reason) => problems.push(format!("{part}, {name}: {reason}")),
                Ok(ours) => {
                    let ours = html::normal(&ours.into_string());
                    let theirs = html::normal(example["html"].as_str().expect("HTML"));
                    if ours == theirs {
                        compared += 1;
                    } else {
                        problems.push(format!("{part}, {name}:\n ours   {ours}\n theirs {theirs}"));
                    }
                }
            }
        }
        if compared == 0 {
            problems.push(format!("{part}: no example was compared"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn what_is_not_used_says_why_and_exists() {
    let fixtures = parse(FIXTURES);
    for (part, names) in parse(NOT_USED).as_object().expect("parts") {
        for (name, reason) in names.as_object().expect("names") {
            let known = fixtures["parts"][part]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one["name"] == name.as_str()));
            assert!(known, "{part}, {name}");
            assert!(
                !reason.as_str().unwrap_or_default().is_empty(),
                "{part}, {name}"
            );
        }
    }
}

/// Part, examples, reason: what is not used, as people read it.
#[test]
fn the_table_of_what_is_not_used_has_every_example() {
    let mut rows: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for (part, names) in parse(NOT_USED).as_object().expect("parts") {
        for (name, reason) in names.as_object().expect("names") {
            let reason = reason.as_str().expect("a reason").to_owned();
            let row = rows.entry((part.clone(), reason)).or_default();
            row.insert(name.clone());
        }
    }
    let wanted: Vec<String> = rows
        .iter()
        .map(|((part, reason), names)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            format!("| {part} | {} | {reason} |", names.join(", "))
        })
        .collect();
    let table = TABLE.lines().filter(|line| line.starts_with("| "));
    let table: Vec<&str> = table.skip(1).collect();
    assert_eq!(
        table,
        wanted,
        "the table of docs/govuk-frontend.md is to be:\n{}",
        wanted.join("\n")
    );
}

#[test]
fn a_wrong_attribute_would_be_seen() {
    let right = html::normal("<p id=\"a\"  class=\"b\"> Text </p>");
    assert_eq!(right, html::normal("<p class='b' id='a'>Text</p>"));
    assert_ne!(right, html::normal("<p class=\"b\">Text</p>"));
    assert_ne!(right, html::normal("<p id=\"a\" class=\"b\">Test</p>"));
    assert_ne!(right, html::normal("<div id=\"a\" class=\"b\">Text</div>"));
}
