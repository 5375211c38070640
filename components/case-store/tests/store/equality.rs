//! Answers about equality: counted, or kept with the record, and nothing between the two.

use crate::afterwards::sent;
use crate::fixtures::*;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use case_store::Delivery;
use case_store::model::{Answer, EqualityAnswers, Found, Submission, Taken};
use rusqlite::types::Value;
use sealing::{Place, SealingKeys};
use std::collections::BTreeMap;

const FORM: &str = "adult-contact";

pub fn answer(question: &str, value: &str) -> Answer {
    Answer {
        question: question.to_owned(),
        asked: format!("asked of {question}"),
        value: format!("\"{value}\""),
        said: format!("said {value}"),
    }
}

/// Answers in a draft of their own.
pub fn given(cases: &Cases) -> EqualityAnswers {
    let form = form("equality");
    let cookie = done(cases.store().begin_draft(&form, "{}", None, at(NOW))).unwrap();
    EqualityAnswers {
        form,
        answers: vec![
            answer("ethnic-group", "white"),
            answer("religion", "quakerword"),
        ],
        draft: sent_draft(&cookie, 1),
    }
}

pub fn count(cases: &Cases, cookie: &str, given: &EqualityAnswers) -> Taken {
    done(
        cases
            .store()
            .count_equality(FORM, cookie, given, at(NOW + 60)),
    )
    .unwrap()
}

pub fn add(cases: &Cases, cookie: &str, given: &EqualityAnswers) -> Taken {
    done(
        cases
            .store()
            .add_equality_to_record(FORM, cookie, given, at(NOW + 60)),
    )
    .unwrap()
}

/// What the numbers count, opened with the operator's key.
fn counted(cases: &Cases) -> BTreeMap<String, i64> {
    let sealer = SealingKeys::read(SEALING, "").unwrap().sealer("equality");
    let raw = cases.raw();
    let mut rows = raw
        .prepare("SELECT cell, sealed, count FROM equality_count")
        .unwrap();
    let rows = rows.query_map([], |row| {
        let (cell, sealed): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let record = BASE64_URL_SAFE_NO_PAD.encode(cell);
        let place = Place {
            table: "equality_count",
            record: &record,
        };
        let (_, clear) = sealer.open(place, &sealed).unwrap();
        let clear: serde_json::Value = serde_json::from_slice(&clear).unwrap();
        let word = |name: &str| clear[name].as_str().unwrap().to_owned();
        let label = ["month", "locality", "question", "answer"].map(word);
        Ok((label.join(" "), row.get(2)?))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

fn values_of(cases: &Cases, table: &str) -> Vec<Value> {
    let raw = cases.raw();
    let mut rows = raw.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = rows.column_count();
    let rows = rows.query_map([], |row| {
        (0..columns)
            .map(|column| row.get(column))
            .collect::<Result<Vec<Value>, _>>()
    });
    rows.unwrap().flat_map(Result::unwrap).collect()
}

fn tables(cases: &Cases) -> Vec<(String, String)> {
    let raw = cases.raw();
    let mut rows = raw
        .prepare(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        )
        .unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn answers_are_counted_by_month_and_locality() {
    let cases = Cases::new();
    for _ in 0..2 {
        let (cookie, _) = sent(&cases, contact());
        assert_eq!(count(&cases, &cookie, &given(&cases)), Taken::Taken);
    }
    let expected = [
        ("2026-12 mid  people", 2),
        ("2026-12 mid ethnic-group \"white\"", 2),
        ("2026-12 mid religion \"quakerword\"", 2),
    ];
    let expected = expected.map(|(cell, count)| (cell.to_owned(), count));
    assert_eq!(counted(&cases), BTreeMap::from(expected));
}

#[test]
fn anonymous_rows_cannot_be_joined_to_cases() {
    let cases = Cases::new();
    for _ in 0..3 {
        let (cookie, _) = sent(&cases, contact());
        let taken = count(&cases, &cookie, &given(&cases));
        assert_eq!(taken, Taken::Taken);
        // The record of the same people stands beside it.
        assert_eq!(add(&cases, &cookie, &given(&cases)), Taken::Taken);
    }
    let anonymous = ["equality_count", "equality_once"];
    let others: Vec<(String, Value)> = tables(&cases)
        .into_iter()
        .filter(|(table, _)| !anonymous.contains(&table.as_str()))
        .flat_map(|(table, _)| {
            let values = values_of(&cases, &table);
            values.into_iter().map(move |value| (table.clone(), value))
        })
        .filter(|(_, value)| !matches!(value, Value::Null | Value::Integer(..=9)))
        .collect();
    assert!(others.len() > 50, "there must be cases to compare with");
    for (table, sql) in tables(&cases) {
        if !anonymous.contains(&table.as_str()) {
            continue;
        }
        assert!(
            sql.contains("WITHOUT ROWID"),
            "{table} is in the order of arrival"
        );
        assert!(!sql.to_uppercase().contains("REFERENCES"), "{sql}");
        for value in values_of(&cases, &table) {
            let shared = others.iter().find(|(_, other)| *other == value);
            assert_eq!(shared, None, "{table} shares a value with a case");
            match value {
                // Only how many: no count of these few people can be a time or a row's number.
                Value::Integer(number) => assert_eq!(number, 3, "{table}"),
                Value::Text(text) => assert_eq!(text, "2026-12", "{table}"),
                Value::Blob(_) => {}
                other => panic!("{table} has {other:?}"),
            }
        }
    }
    // What is sealed in them says no more than a month either.
    for cell in counted(&cases).keys() {
        assert!(cell.starts_with("2026-12 mid "), "{cell}");
    }
}

#[test]
fn what_is_sealed_of_an_answer_is_as_long_for_every_answer() {
    let cases = Cases::new();
    let (cookie, _) = sent(&cases, contact());
    count(&cases, &cookie, &given(&cases));
    let raw = cases.raw();
    let sql = "SELECT count(DISTINCT length(sealed)) FROM equality_count";
    let lengths: i64 = raw.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(lengths, 1);
}

#[test]
fn sent_twice_is_counted_once_and_kept_once() {
    let cases = Cases::new();
    let (cookie, receipt) = sent(&cases, contact());
    let first = given(&cases);
    assert_eq!(count(&cases, &cookie, &first), Taken::Taken);
    let before = counted(&cases);
    assert_eq!(count(&cases, &cookie, &first), Taken::Before);
    assert_eq!(count(&cases, &cookie, &given(&cases)), Taken::Before);
    assert_eq!(counted(&cases), before);
    let first = given(&cases);
    assert_eq!(add(&cases, &cookie, &first), Taken::Taken);
    assert_eq!(add(&cases, &cookie, &first), Taken::Before);
    assert_eq!(add(&cases, &cookie, &given(&cases)), Taken::Before);
    assert_eq!(cases.count("equality_record"), 1);
    assert_eq!(cases.count("draft"), 0, "what was sent has ended");
    let standing = done(cases.store().afterwards(FORM, &cookie, at(NOW + 60)))
        .unwrap()
        .unwrap();
    assert!(standing.counted && standing.on_record);
    let events = done(
        cases
            .store()
            .audit(&receipt.reference, 0, &auditor(), at(NOW)),
    )
    .unwrap();
    let added = events.iter().filter(|event| event.what == "equality-added");
    assert_eq!(added.count(), 1);
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn the_two_choices_are_independent() {
    let cases = Cases::new();
    let (cookie, _) = sent(&cases, contact());
    assert_eq!(add(&cases, &cookie, &given(&cases)), Taken::Taken);
    assert!(counted(&cases).is_empty());
    assert_eq!(cases.count("equality_once"), 0);
    let (cookie, _) = sent(&cases, contact());
    assert_eq!(count(&cases, &cookie, &given(&cases)), Taken::Taken);
    assert_eq!(cases.count("equality_record"), 1);
}

#[test]
fn nothing_is_taken_where_it_is_not_offered_or_was_changed() {
    let cases = Cases::new();
    let refused = |submission: Submission| {
        let form = submission.form.id.clone();
        let (cookie, _) = sent(&cases, submission);
        let store = cases.store();
        let given = given(&cases);
        let counted = done(store.count_equality(&form, &cookie, &given, at(NOW))).unwrap();
        let added = done(store.add_equality_to_record(&form, &cookie, &given, at(NOW))).unwrap();
        (counted, added)
    };
    let not_at_all = (Taken::NotOffered, Taken::NotOffered);
    assert_eq!(refused(concern()), not_at_all);
    let of_somebody_else = Submission {
        about_someone_else: true,
        facts: Vec::new(),
        ..contact()
    };
    let (counted_too, added) = refused(of_somebody_else);
    assert_eq!((counted_too, added), (Taken::Taken, Taken::NotOffered));
    assert_eq!(cases.count("equality_record"), 0);
    assert_eq!(count(&cases, "another", &given(&cases)), Taken::NotOffered);
    let (cookie, _) = sent(&cases, contact());
    let mut changed = given(&cases);
    changed.draft.revision = 7;
    let before = counted(&cases);
    assert_eq!(count(&cases, &cookie, &changed), Taken::DraftChanged);
    assert_eq!(add(&cases, &cookie, &changed), Taken::DraftChanged);
    assert_eq!(counted(&cases), before);
    assert_eq!(cases.count("equality_record"), 0);
}

#[test]
fn nothing_of_it_stands_in_the_file_or_on_the_referral() {
    let cases = Cases::new();
    let (cookie, receipt) = sent(&cases, contact());
    count(&cases, &cookie, &given(&cases));
    add(&cases, &cookie, &given(&cases));
    cases
        .raw()
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    let mut bytes = Vec::new();
    for file in std::fs::read_dir(&cases.folder).unwrap() {
        bytes.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    let text = String::from_utf8_lossy(&bytes).to_lowercase();
    assert!(
        text.contains("equality-added"),
        "the file must have been written"
    );
    for word in ["quakerword", "religion", "ethnic"] {
        assert!(!text.contains(word), "{word}");
    }
    let shown = format!("{:?}", cases.read(&receipt.reference, &adviser()).unwrap());
    assert!(!shown.contains("quakerword") && !shown.contains("equality"));
}

#[test]
fn what_was_not_sent_is_gone_within_the_hour() {
    let cases = Cases::new();
    let (cookie, _) = sent(&cases, contact());
    count(&cases, &cookie, &given(&cases));
    let left_open = given(&cases).draft.cookie;
    let other = done(cases.store().begin_draft(&form(FORM), "{}", None, at(NOW))).unwrap();
    let work = |time| done(cases.store().work(Delivery::None, at(time))).unwrap();
    assert_eq!(work(NOW + 3_599).drafts_expired, 0);
    assert_eq!(work(NOW + 3_600).drafts_expired, 1);
    let found = |cookie: &str| done(cases.store().load_draft(cookie, at(NOW))).unwrap();
    assert_eq!(found(&left_open), Found::Nothing);
    assert_ne!(found(&other), Found::Nothing);
    assert_eq!(cases.count("equality_once"), 1);
    work(NOW + 100 * DAY);
    assert_eq!(cases.count("equality_once"), 0);
    assert_eq!(counted(&cases).len(), 3);
}
