//! What holds of every file.

mod files;

use std::io::Read;

use accounts::{Line, Lines};
use files::{ACCOUNT, WEEK, in_pieces};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

prop_compose! {
    fn days()(days in -10_000_i64..30_000) -> String {
        vocabulary::Date::from_days_since_1970(days).to_string()
    }
}

fn names() -> impl Strategy<Value = String> {
    "[\\p{L}\"',’ -]{0,20}[\\p{L}]"
}

fn pence() -> impl Strategy<Value = i64> {
    prop_oneof![
        Just(0),
        0..=1_000_000_i64,
        Just(metering::Pence::MOST.get())
    ]
}

prop_compose! {
    fn weeks()(
        reference in "[A-Za-z0-9/-]{1,40}",
        week in 0_i64..3_000,
        arranged_by in select(&["self", "council"][..]),
        setting in select(&["home", "care-home"][..]),
        budget in prop::option::of(pence()),
        (charged, paid) in (pence(), pence()),
        correction in prop::option::of(names()),
    ) -> Value {
        // 1970-01-05 was a Monday.
        let monday = vocabulary::Date::from_days_since_1970(4 + 7 * week);
        json!({"kind": "week", "account_reference": reference, "week_starting": monday.to_string(),
               "arranged_by": arranged_by, "setting": setting, "budget": budget, "charged": charged, "paid": paid,
               "correction": correction.map(|words| words.split_ascii_whitespace().collect::<Vec<_>>().join(" "))})
    }
}

prop_compose! {
    fn people()(
        reference in "[A-Za-z0-9/-]{1,40}",
        (given, family) in (names(), names()),
        born in -30_000_i64..-10_000,
        email in prop::option::of("[a-z]{1,9}@[a-z]{1,9}\\.org"),
        phone in prop::option::of("01632 960[0-9]{3}"),
        (requested_on, died_on) in (prop::option::of(days()), prop::option::of(days())),
        brought_forward in prop::option::of((days(), pence(), names())),
    ) -> Value {
        let born = vocabulary::Date::from_days_since_1970(born);
        json!({"kind": "account", "account_reference": reference, "given_name": given.trim(), "family_name": family.trim(),
               "date_of_birth": born.to_string(), "email": email, "phone": phone, "requested_on": requested_on,
               "brought_forward": brought_forward.map(|(date, accrued, authority)|
                   json!({"date": date, "accrued": accrued, "authority": authority.trim()})),
               "died_on": died_on})
    }
}

fn lines() -> impl Strategy<Value = Value> {
    prop_oneof![weeks(), people()]
}

/// What stands in a cell of the table.
fn cell(line: &Value, column: &str) -> String {
    let value = match column.strip_prefix("brought_forward_") {
        Some(member) => &line["brought_forward"][member],
        None => &line[column],
    };
    match value {
        Value::Null => String::new(),
        Value::String(text) => format!("\"{}\"", text.replace('"', "\"\"")),
        other => other.to_string(),
    }
}

const COLUMNS: [&str; 19] = [
    "paid",
    "kind",
    "account_reference",
    "given_name",
    "family_name",
    "date_of_birth",
    "email",
    "phone",
    "requested_on",
    "brought_forward_date",
    "brought_forward_accrued",
    "brought_forward_authority",
    "died_on",
    "week_starting",
    "arranged_by",
    "setting",
    "budget",
    "charged",
    "correction",
];

fn table(lines: &[Value]) -> String {
    let mut table = COLUMNS.join(",");
    for line in lines {
        let cells: Vec<String> = COLUMNS.iter().map(|column| cell(line, column)).collect();
        table.push('\n');
        table.push_str(&cells.join(","));
    }
    table + "\n"
}

/// Something like a file: good lines, lines that were broken, and bytes.
fn files() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        Just(format!("{ACCOUNT}\n").into_bytes()),
        Just(format!("{WEEK}\r\n").into_bytes()),
        Just(b"account_reference,week_starting,arranged_by,setting,budget,charged,paid\n".to_vec()),
        Just("A-1,2026-01-05,self,\"home\",1,0,0\r\n".into()),
        Just("A-1,2026-01-05,\"sélf,home,1,0,0\r\n".into()),
        "[\"\n\r,{}a:0\\\\]{0,30}".prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..40),
    ];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

/// A file that comes a few bytes at a time.
struct Dripping<'a>(&'a [u8]);

impl Read for Dripping<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let few = self.0.len().min(3).min(into.len());
        self.0.read(&mut into[..few])
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(lines in prop::collection::vec(lines(), 0..6)) {
        let expected: Vec<Value> = lines.iter().map(|line| {
            let mut line = line.clone();
            line.as_object_mut().unwrap().retain(|name, value| name == "budget" || !value.is_null());
            line
        }).collect();
        let json: String = lines.iter().map(|line| format!("{line}\n")).collect();
        for (read, file) in [(Lines::ndjson(), json), (Lines::csv(), table(&lines))] {
            let outcomes = in_pieces(read, file.as_bytes(), 11);
            let again: Vec<Value> = outcomes.iter().map(|outcome| outcome.as_ref().unwrap().1.to_json()).collect();
            prop_assert_eq!(&again, &expected, "{}", file);
        }
    }

    #[test]
    fn whatever_comes_is_read_the_same_in_whatever_pieces(file in files(), piece in 1_usize..50) {
        for lines in [Lines::ndjson, Lines::csv] {
            let whole = in_pieces(lines(), &file, file.len());
            prop_assert_eq!(&in_pieces(lines(), &file, piece), &whole);
            let dripped: Vec<_> = lines().read(Dripping(&file)).map(Result::unwrap).collect();
            prop_assert_eq!(&dripped, &whole);
        }
    }

    #[test]
    fn each_line_is_named_once_in_the_order_of_the_file(file in files()) {
        for lines in [Lines::ndjson(), Lines::csv()] {
            let outcomes = in_pieces(lines, &file, 9);
            let numbers: Vec<u64> = outcomes
                .iter()
                .map(|outcome| outcome.as_ref().map_or_else(|rejected| rejected.line, |(number, _)| *number))
                .collect();
            let breaks = file.iter().filter(|byte| **byte == b'\n').count() as u64;
            prop_assert!(numbers.iter().all(|number| (1..=breaks + 1).contains(number)));
            prop_assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
        }
    }

    #[test]
    fn a_good_line_is_read_whatever_stands_in_the_lines_around_it(
        before in "[^\n]{0,80}", after in prop::collection::vec(any::<u8>(), 0..80),
    ) {
        let file = [before.as_bytes(), b"\n", WEEK.as_bytes(), b"\n", &after].concat();
        let outcomes = in_pieces(Lines::ndjson(), &file, 16);
        let is_the_week = |line: &Line| line.to_json() == serde_json::from_str::<Value>(WEEK).unwrap();
        prop_assert!(outcomes.iter().flatten().any(|(number, line)| *number == 2 && is_the_week(line)));
    }
}
