//! NDJSON: what is read of each line, and what is said of the lines that are not kept.

mod files;

use accounts::{LONGEST, Line, Lines};
use files::*;
use serde_json::Value;

/// What is said of a file of this one line.
fn said(line: &str) -> String {
    let (read, rejected) = ndjson(format!("{line}\n"));
    assert_eq!((read.len(), rejected.len()), (0, 1), "{line}");
    rejected.into_iter().map(|(_, reason)| reason).collect()
}

fn read(line: &str) -> Line {
    one(in_pieces(Lines::ndjson(), line.as_bytes(), 7))
}

#[test]
fn an_account_and_a_week_are_read_with_all_that_they_say() {
    for text in [ACCOUNT, WEEK] {
        let object: Value = serde_json::from_str(text).unwrap();
        assert_eq!(read(text).to_json(), object);
    }
}

#[test]
fn what_is_not_known_may_be_null_or_left_out() {
    let week = week_with(r#","correction":"The charge was entered twice""#, "");
    assert_eq!(
        read(&week),
        read(&week_with(r#""The charge was entered twice""#, "null"))
    );
    let without_budget = read(&week_with("95000", "null"));
    assert_eq!(without_budget.to_json()["budget"], Value::Null);
    let short = r#"{"kind":"account","account_reference":"1","given_name":" Ann ","family_name":"O’Hara","date_of_birth":"1930-01-01"}"#;
    let Line::Account(account) = read(short) else {
        panic!("no account");
    };
    assert_eq!((account.given_name.as_str(), account.email), ("Ann", None));
    assert_eq!(account.brought_forward, None);
}

#[test]
fn the_rest_is_read_when_a_line_is_not() {
    let file = format!(
        "\u{feff}{ACCOUNT}\r\n\r\n   \nnot json\n{WEEK}\r\n[1]\n{}\n{WEEK}",
        week_with("2026-01-05", "2026-01-06")
    );
    let (read, rejected) = ndjson(file);
    assert_eq!(read, [1, 5, 8]);
    assert_eq!(
        rejected,
        [
            (4, "The line is not JSON from its byte 2 on.".to_owned()),
            (6, "The line is not a JSON object.".to_owned()),
            (7, "`week_starting` must be a Monday.".to_owned()),
        ]
    );
}

/// Otherwise a file within the limits makes an answer that does not fit into the memory of whoever gives it.
#[test]
fn a_line_of_thousands_of_problems_is_told_in_short() {
    let members: Vec<String> = (0..6_000)
        .map(|member| format!(r#""{member}":1"#))
        .collect();
    let reason = said(&format!(r#"{{"kind":"week",{}}}"#, members.join(",")));
    assert!(reason.contains("`0` is not known here"), "{reason}");
    assert!(reason.ends_with(" more."), "{reason}");
    assert!(reason.len() < 2_000, "{}", reason.len());
}

#[test]
fn everything_that_is_wrong_with_a_line_is_said_at_once() {
    let reason = said(
        r#"{"kind":"week","account_reference":"A 1","week_starting":"2026-01-06","arranged_by":"nobody","setting":1,"budget":"95000","charged":-1,"paid":100000000001,"colour":"red"}"#,
    );
    for expected in [
        "`colour` is not known here; the known members are kind, account_reference, week_starting",
        "`account_reference` must be a text of 1 to 40 letters, digits, slashes and hyphens.",
        "`week_starting` must be a Monday.",
        "`arranged_by` must be one of the texts self, council.",
        "`setting` must be one of the texts home, care-home.",
        "`budget` must be whole pence: write whole pence, such as 95000.",
        "`charged` must not be negative.",
        "`paid` must be at most 100000000000 pence.",
    ] {
        assert!(reason.contains(expected), "{expected}\n{reason}");
    }
}

#[test]
fn each_member_of_a_week_is_held_to_what_it_must_be() {
    for (from, to, expected) in [
        (
            r#""week""#,
            r#""month""#,
            "`kind` must be given as account or week.",
        ),
        (
            r#""2026-01-05""#,
            r#""05/01/2026""#,
            "`week_starting` must be a date that exists",
        ),
        (
            "95000",
            "950.00",
            "`budget` must be whole pence: write whole pence, such as 95000.",
        ),
        (
            "40000",
            "4e4",
            "`charged` must be whole pence: write whole pence, such as 95000.",
        ),
        ("120000", "null", "`paid` must be whole pence"),
        (
            r#","paid":120000"#,
            "",
            "`paid` is missing; it must be given.",
        ),
        (
            r#","budget":95000"#,
            "",
            "`budget` is missing; it must be given.",
        ),
        (
            r#""paid":120000"#,
            r#""paid":120000,"paid":1"#,
            "`paid` is given more than once; give it once.",
        ),
        (
            "The charge was entered twice",
            "  ",
            "`correction` must be a text that says something.",
        ),
    ] {
        let reason = said(&week_with(from, to));
        assert!(reason.starts_with(expected), "{to}: {reason}");
    }
}

#[test]
fn each_member_of_an_account_is_held_to_what_it_must_be() {
    for (from, to, expected) in [
        (
            "Zoë",
            "",
            "`given_name` must be a text that says something.",
        ),
        (
            "Zoë",
            "Zo\\u0000ë",
            "`given_name` must be one line of plain characters.",
        ),
        (
            "Zoë",
            "Zo\\u202eë",
            "`given_name` must be one line of plain characters.",
        ),
        (
            "Zoë",
            &"Z".repeat(101),
            "`given_name` must have at most 100 characters.",
        ),
        (
            "1941-03-09",
            "1941-02-29",
            "`date_of_birth` must be a date that exists, as YYYY-MM-DD.",
        ),
        (
            "1941-03-09",
            "1941-03",
            "`date_of_birth` must be a date that exists, as YYYY-MM-DD.",
        ),
        (
            "zoe@example.org",
            "zoe",
            "`email` must be an email address, such as name@example.com.",
        ),
        (
            r#""01632 960001""#,
            "1632960001",
            "`phone` must be a text that says something.",
        ),
        (
            "01632 960001",
            "1632 960001",
            "`phone` must be a phone number as text, with its first 0",
        ),
        (
            "2025-11-03",
            "1940-11-03",
            "`requested_on` must not be before date_of_birth.",
        ),
        (
            "2026-05-01",
            "1940-11-03",
            "`died_on` must not be before date_of_birth.",
        ),
        (
            "1234500",
            "-5",
            "`brought_forward.accrued` must not be negative.",
        ),
        (
            r#","authority":"Example Borough Council""#,
            "",
            "`brought_forward.authority` is missing",
        ),
        (
            r#""accrued""#,
            r#""amount""#,
            "`brought_forward.amount` is not known here",
        ),
    ] {
        let reason = said(&account_with(from, to));
        assert!(reason.starts_with(expected), "{to}: {reason}");
    }
}

#[test]
fn no_reason_repeats_what_a_line_says_of_somebody() {
    let private = "Xanthippe";
    let members: Value = serde_json::from_str(ACCOUNT).unwrap();
    let mut members = members.as_object().unwrap().clone();
    members.extend(serde_json::from_str::<serde_json::Map<String, Value>>(WEEK).unwrap());
    for name in members.keys() {
        for kind in ["account", "week"] {
            let mut line = members.clone();
            line.insert("kind".to_owned(), kind.into());
            line.insert(
                name.clone(),
                format!("{private}\u{7}{}", "x".repeat(2_000)).into(),
            );
            let reason = said(&Value::Object(line).to_string());
            assert!(!reason.contains(private), "{name}: {reason}");
        }
    }
    let broken = format!(r#"{{"given_name": "{private}" "#);
    assert!(!said(&broken).contains(private));
    assert!(!said(&format!("{private} {private}")).contains(private));
}

#[test]
fn a_file_that_was_cut_anywhere_says_so_and_keeps_the_lines_before() {
    for line in [ACCOUNT, WEEK] {
        let file = format!("{WEEK}\n{line}");
        for cut in WEEK.len() + 2..file.len() {
            let (read, rejected) = ndjson(&file.as_bytes()[..cut]);
            let expected = "The file ends in the middle of this line. Send the whole file again.";
            assert_eq!(read, [1]);
            assert_eq!(rejected, [(2, expected.to_owned())], "at byte {cut}");
        }
        assert_eq!(ndjson(file).0, [1, 2], "a last line needs no line break");
    }
}

#[test]
fn a_line_that_is_cut_within_the_file_is_told_apart() {
    let reason = said(&WEEK[..30]);
    assert_eq!(
        reason,
        "The line ends before its JSON does. Write each object on one line."
    );
}

#[test]
fn a_line_in_another_encoding_is_rejected_and_never_guessed() {
    let windows: Vec<u8> = ACCOUNT
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let file = [
        b"\xef\xbb\xbf",
        WEEK.as_bytes(),
        b"\n",
        &windows,
        b"\n",
        WEEK.as_bytes(),
    ]
    .concat();
    let (read, rejected) = ndjson(file);
    assert_eq!(read, [1, 3]);
    let expected = "The line is not UTF-8. Save the file as UTF-8 and send it again.";
    assert_eq!(rejected, [(2, expected.to_owned())]);
}

#[test]
fn a_line_of_up_to_64_kibibytes_is_read_and_a_longer_one_is_not() {
    let of = |length: usize| format!("{WEEK}{}", " ".repeat(length - WEEK.len()));
    let (read, rejected) = ndjson(format!("{}\r\n{}\n{WEEK}\n", of(LONGEST), of(LONGEST + 1)));
    assert_eq!(read, [1, 3]);
    assert_eq!(
        rejected,
        [(2, "The line has more than 65536 bytes.".to_owned())]
    );
}

#[test]
fn json_that_is_nested_without_end_is_rejected() {
    assert!(said(&"[".repeat(60_000)).starts_with("The line"));
    assert!(
        said(&week_with(
            "95000",
            &format!("{}{}", "[".repeat(200), "]".repeat(200))
        ))
        .starts_with("The line is not JSON")
    );
}
