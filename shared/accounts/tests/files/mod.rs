//! How tests tell of a file and of what was read of it.
#![allow(dead_code, reason = "each test uses what it needs")]

use accounts::{Line, Lines, Outcome, Rejected};

/// Reads a file that comes in pieces of so many bytes.
pub fn in_pieces(mut lines: Lines, file: &[u8], piece: usize) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for piece in file.chunks(piece.max(1)) {
        outcomes.extend(lines.of(piece));
    }
    outcomes.extend(lines.end());
    outcomes
}

/// The numbers of the lines that were read, and what was said of the others.
pub fn told(outcomes: Vec<Outcome>) -> (Vec<u64>, Vec<(u64, String)>) {
    let (mut read, mut rejected) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        match outcome {
            Ok((number, _)) => read.push(number),
            Err(Rejected { line, reason }) => rejected.push((line, reason)),
        }
    }
    (read, rejected)
}

pub fn ndjson(file: impl AsRef<[u8]>) -> (Vec<u64>, Vec<(u64, String)>) {
    told(in_pieces(Lines::ndjson(), file.as_ref(), 1 << 16))
}

pub fn csv(file: impl AsRef<[u8]>) -> (Vec<u64>, Vec<(u64, String)>) {
    told(in_pieces(Lines::csv(), file.as_ref(), 1 << 16))
}

/// The line that a file of one line says.
pub fn one(outcomes: Vec<Outcome>) -> Line {
    match outcomes.as_slice() {
        [Ok((_, line))] => line.clone(),
        other => panic!("not one line: {other:?}"),
    }
}

pub const ACCOUNT: &str = r#"{"kind":"account","account_reference":"LAS/2026-004711","given_name":"Zoë","family_name":"Example","date_of_birth":"1941-03-09","email":"zoe@example.org","phone":"01632 960001","requested_on":"2025-11-03","brought_forward":{"date":"2026-01-05","accrued":1234500,"authority":"Example Borough Council"},"died_on":"2026-05-01"}"#;

pub const WEEK: &str = r#"{"kind":"week","account_reference":"LAS/2026-004711","week_starting":"2026-01-05","arranged_by":"council","setting":"care-home","budget":95000,"charged":40000,"paid":120000,"correction":"The charge was entered twice"}"#;

/// A week with one member changed: its text from after the colon to before the comma.
pub fn week_with(from: &str, to: &str) -> String {
    assert!(WEEK.contains(from), "{from}");
    WEEK.replace(from, to)
}

pub fn account_with(from: &str, to: &str) -> String {
    assert!(ACCOUNT.contains(from), "{from}");
    ACCOUNT.replace(from, to)
}
