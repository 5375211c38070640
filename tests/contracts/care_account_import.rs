//! What a case-management or finance system sends: a bad line is named and rejects itself only.

use crate::harness::accounts::{Holder, import, import_text};
use crate::harness::{Json, Site, json};

const IMPORT: &str = "/api/v1/care-accounts/import";

/// The numbers of the lines that were rejected. Each has a sentence.
#[track_caller]
fn rejected(taken: &Json) -> Vec<u64> {
    let all = taken["rejected"].as_array().expect("a list");
    all.iter()
        .map(|line| {
            let reason = line["reason"].as_str().unwrap_or_default();
            assert!(reason.ends_with('.'), "{line}");
            line["line"].as_u64().expect("a number")
        })
        .collect()
}

#[test]
fn each_bad_line_is_named_and_the_rest_is_in() {
    let site = Site::shared();
    let holder = Holder::named("bad-lines");
    let mut negative = holder.week("2026-01-12");
    negative["paid"] = json!(-1);
    let tuesday = holder.week("2026-01-06");
    let mut overlapping = holder.week("2026-01-05");
    overlapping["paid"] = json!(1);
    let mut namesake = holder.line();
    namesake["date_of_birth"] = json!("1950-01-01");
    let lines = [
        holder.line(),
        holder.week("2026-01-05"),
        negative,
        tuesday,
        overlapping,
        namesake,
        Holder::named("no-such-account").week("2026-01-05"),
        holder.week("2026-01-19"),
    ];
    let taken = import(site, &lines);
    assert_eq!(rejected(&taken), [3, 4, 5, 6, 7], "{taken}");
    assert_eq!(taken["accounts"]["added"], 1);
    assert_eq!(taken["weeks"]["added"], 2);
    // The same again changes nothing.
    let again = import(site, &lines);
    assert_eq!(rejected(&again), [3, 4, 5, 6, 7]);
    assert_eq!(
        (
            &again["accounts"]["unchanged"],
            &again["weeks"]["unchanged"]
        ),
        (&json!(1), &json!(2))
    );
}

#[test]
fn a_file_that_was_cut_in_the_middle_keeps_what_came_before() {
    let site = Site::shared();
    let holder = Holder::named("cut-file");
    let text = format!("{}\n{}\n", holder.line(), holder.week("2026-01-05"));
    let cut = &text.as_bytes()[..text.len() - 20];
    let taken = import_text(site, cut);
    assert_eq!(rejected(&taken), [2]);
    assert_eq!(taken["accounts"]["added"], 1);
}

#[test]
fn bytes_that_are_not_utf_8_reject_their_line_only() {
    let site = Site::shared();
    let holder = Holder::named("windows-1252");
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend_from_slice(holder.line().to_string().as_bytes());
    bytes.extend_from_slice(b"\n{\"kind\": \"account\", \"given_name\": \"Ren\xe9\"}\r\n");
    bytes.extend_from_slice(holder.week("2026-01-05").to_string().as_bytes());
    let taken = import_text(site, &bytes);
    assert_eq!(rejected(&taken), [2]);
    assert_eq!(taken["weeks"]["added"], 1);
}

#[test]
fn an_import_of_more_than_a_megabyte_is_taken_and_of_more_than_four_is_not() {
    let site = Site::shared();
    let holder = Holder::named("large-import");
    let mut text = format!("{}\n", holder.line());
    let line = format!("{}\n", holder.week("2026-01-05"));
    while text.len() < 2 * 1024 * 1024 {
        text.push_str(&line);
    }
    let lines = text.lines().count() as u64;
    let taken = import_text(site, text.as_bytes());
    assert_eq!(taken["lines"], lines);
    assert_eq!(taken["weeks"]["unchanged"], lines - 2);
    let headers = [("content-type", "application/x-ndjson")];
    let too_long = vec![b'\n'; 4 * 1024 * 1024 + 1];
    let caller = site.administrator().caller;
    caller.post_bytes(IMPORT, &too_long, &headers).problem(413);
}

#[test]
fn only_who_may_imports_and_only_lines_of_json() {
    let site = Site::shared();
    let headers = [("content-type", "application/x-ndjson")];
    let nobody = site.nobody().caller;
    nobody.post_bytes(IMPORT, b"", &headers).problem(401);
    let adviser = site.with_roles(&["adviser"]).caller;
    adviser.post_bytes(IMPORT, b"", &headers).problem(403);
    let json = [("content-type", "application/json")];
    let caller = site.administrator().caller;
    caller.post_bytes(IMPORT, b"{}", &json).problem(415);
}
