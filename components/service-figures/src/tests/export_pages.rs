//! The pages from which files are taken.

use web::{Reply, Request};

use super::exports::{five, whole};
use super::{Memory, ask, text};
use crate::exports::Kind;

/// Sends a form as somebody who is signed in with this role.
fn post(stores: &Memory, path: &str, role: &str, fields: &[(&str, &str)]) -> Reply {
    let mut headers = http::HeaderMap::new();
    headers.insert("cookie", format!("staff-session={role}").parse().unwrap());
    headers.insert(
        "content-type",
        "application/x-www-form-urlencoded".parse().unwrap(),
    );
    let body: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", value.replace(' ', "+")))
        .collect();
    ask(
        stores,
        Request::new(
            http::Method::POST,
            path,
            headers,
            body.join("&").into_bytes(),
        ),
    )
}

const CHOSEN: [(&str, &str); 9] = [
    ("csrf", "csrf"),
    ("what", "client-level-data"),
    ("from-day", "1"),
    ("from-month", "4"),
    ("from-year", "2026"),
    ("to-day", "31"),
    ("to-month", "3"),
    ("to-year", "2027"),
    ("reason", "The return"),
];

fn with(name: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    let changed = |(known, old): (&'static str, &'static str)| {
        (known, if known == name { value } else { old })
    };
    CHOSEN.map(changed).to_vec()
}

#[test]
fn a_manager_sees_how_good_the_national_data_is_and_then_takes_the_file() {
    let stores = five();
    let report = post(&stores, "/staff/exports", "manager", &CHOSEN);
    let page = text(&report);
    assert_eq!(report.status, 200, "{page}");
    for told in [
        "How good the data is",
        "1 April 2026 to 31 March 2027",
        "5 requests",
        "LA Person Unique Identifier",
        "Failed: Blank (Mandatory)",
        "/staff/referrals/ASC-0001",
        "Not verified: ",
    ] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("Edith"));
    let hidden = [
        ("csrf", "csrf"),
        ("what", "client-level-data"),
        ("from", "2026-04-01"),
        ("to", "2027-03-31"),
        ("reason", "The return"),
    ];
    for (name, value) in &hidden[1..] {
        assert!(
            page.contains(&format!("name=\"{name}\" value=\"{value}\"")),
            "{name}"
        );
    }
    let file = post(
        &stores,
        "/staff/exports/client-level-data",
        "manager",
        &hidden,
    );
    assert!(whole(&stores, file).unwrap().starts_with("LA Code,"));
}

#[test]
fn the_other_files_come_at_once() {
    for (what, begins) in [
        (Kind::Table, "reference,form,"),
        (Kind::JsonLines, "{\"answers\""),
    ] {
        let stores = five();
        let file = post(
            &stores,
            "/staff/exports",
            "manager",
            &with("what", what.id()),
        );
        assert!(
            file.header("content-disposition")
                .unwrap()
                .starts_with("attachment")
        );
        let file = whole(&stores, file).unwrap();
        assert!(file.starts_with(begins), "{file}");
    }
}

#[test]
fn a_page_keeps_what_was_chosen_and_says_what_is_wrong() {
    for (field, value, said) in [
        ("what", "everything", "Choose what you need"),
        ("from-month", "13", "Enter the first day"),
        ("to-year", "2028", "Choose a year or less"),
        ("to-year", "2025", "must not be before the first"),
        ("reason", "", "Say what it is needed for"),
    ] {
        let stores = five();
        let reply = post(&stores, "/staff/exports", "manager", &with(field, value));
        let page = text(&reply);
        assert_eq!(reply.status, 422, "{field}");
        assert!(page.contains(said), "{field}: {page}");
        assert!(page.contains("govuk-error-summary"));
        assert!(
            field == "reason" || page.contains(">The return</textarea>"),
            "{page}"
        );
        assert!(stores.exported.borrow().is_empty(), "nothing was read");
    }
    let stale = post(&five(), "/staff/exports", "manager", &with("csrf", "old"));
    assert_eq!(stale.status, 403);
    assert!(text(&stale).contains(">The return</textarea>"));
}

#[test]
fn where_nothing_was_closed_there_is_no_file_to_take() {
    let page = text(&post(
        &Memory::default(),
        "/staff/exports",
        "manager",
        &CHOSEN,
    ));
    assert!(
        page.contains("No referral was closed in these days"),
        "{page}"
    );
    assert!(!page.contains("Save the file"));
}
