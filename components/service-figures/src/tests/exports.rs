//! Files for other systems: what is in them, who has them, and what is seen when something goes wrong.

use client_level_data::{Heading, Person};
use serde_json::{Value, json};
use vocabulary::{Decision, Destination, DestinationKind, Instant, Priority, Reason, RulesetId};
use web::{Reply, Request};

use super::{Memory, ask, get, now, text};
use crate::exports::exported::Answer;
use crate::exports::{Exported, lines, pieces};

const CSV: &str = "/api/v1/exports/referrals.csv";
const LINES: &str = "/api/v1/exports/referrals.jsonl";
const NATIONAL: &str = "/api/v1/exports/client-level-data.csv";
const QUALITY: &str = "/api/v1/exports/client-level-data/quality";

fn edith(number: usize) -> Exported {
    let answer = |question: &str, value: Value| Answer {
        question: question.to_owned(),
        asked: format!("What about {question}?"),
        value,
    };
    let at = |time: &str| Instant::parse(time).unwrap();
    Exported {
        reference: format!("ASC-{number:04}"),
        form: "adult-contact".to_owned(),
        form_version: 2,
        channel: "phone".to_owned(),
        received_at: at("2026-06-30T23:30:00Z"),
        status: "closed".to_owned(),
        queue: "locality-mid".to_owned(),
        priority: Priority::Soon,
        respond_by: at("2026-07-08T16:00:00Z"),
        safeguarding_sign: false,
        rule_ten_sign: false,
        person: Person {
            given_name: Some("Edith".to_owned()),
            family_name: Some("Fennimore".to_owned()),
            date_of_birth: Some("1941-03-07".to_owned()),
            postcode: Some("CM1 1QH".to_owned()),
        },
        answers: vec![
            answer("given-name", json!("Edith")),
            answer(
                "narrative",
                json!("=HYPERLINK(\"http://x\")\nI cannot get into the bath"),
            ),
        ],
        facts: vocabulary::Facts::from_json(
            &json!({"about": "self", "needs": ["personal-care", "memory"], "known-to-us": "no"}),
        )
        .unwrap()
        .to_list(),
        decision: Decision {
            queue: "ascc-general".to_owned(),
            priority: Priority::Standard,
            respond_by: at("2026-07-08T16:00:00Z"),
            locality: Some("mid".to_owned()),
            district: Some("=chelmsford".to_owned()),
            destination: Destination {
                kind: DestinationKind::Team,
                id: "ascc-general".to_owned(),
                name: "Connects".to_owned(),
            },
            also_tell: Vec::new(),
            advice: Vec::new(),
            reasons: vec![Reason {
                rule: "a-rule".to_owned(),
                because: "Because of the bath.".to_owned(),
                facts: vec!["needs".to_owned()],
            }],
            ruleset: RulesetId {
                id: "essex".to_owned(),
                version: 3,
            },
        },
        s42: Some("no-enquiry, she said".to_owned()),
        first_response_at: Some(at("2026-07-01T09:00:00Z")),
        closed_at: Some(at("2026-07-02T09:00:00Z")),
        outcome: Some("NFA: Support declined".to_owned()),
        equality: None,
    }
}

pub fn five() -> Memory {
    Memory {
        referrals: (1..=5).map(edith).collect(),
        ..Memory::default()
    }
}

fn body() -> Value {
    json!({"from": "2026-04-01", "to": "2027-03-31", "reason": "The return of the quarter"})
}

/// Calls as a machine with this role.
fn call(stores: &Memory, path: &str, role: &str, body: &Value) -> Reply {
    let mut headers = http::HeaderMap::new();
    headers.insert("authorization", format!("Bearer {role}").parse().unwrap());
    headers.insert("content-type", "application/json".parse().unwrap());
    ask(
        stores,
        Request::new(
            http::Method::POST,
            path,
            headers,
            body.to_string().into_bytes(),
        ),
    )
}

/// A whole file, piece by piece; none where it broke off.
pub fn whole(stores: &Memory, reply: Reply) -> Option<String> {
    assert_eq!(reply.status, 200, "{}", text(&reply));
    let mut bytes = reply.body;
    let mut rest = reply.rest;
    while let Some(next) = rest {
        let piece = super::at_once(pieces::next(stores, &next.of, next.next, now())).ok()?;
        bytes.extend(piece.bytes);
        rest = piece.rest;
    }
    Some(String::from_utf8(bytes).unwrap())
}

#[test]
fn a_table_has_a_line_for_each_referral_and_nobody_s_name_or_words() {
    let stores = five();
    let reply = call(&stores, CSV, "worker", &body());
    assert_eq!(
        reply.header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    assert_eq!(reply.header("content-length"), None, "nobody knows it yet");
    let saved = reply.header("content-disposition").unwrap();
    assert!(
        saved.contains("referrals-2026-04-01-to-2027-03-31.csv"),
        "{saved}"
    );
    let table = whole(&stores, reply).unwrap();
    let rows: Vec<&str> = table.split_terminator("\r\n").collect();
    assert_eq!(rows.len(), 6);
    assert_eq!(rows[0], lines::COLUMNS.join(","));
    assert_eq!(
        rows[5],
        "ASC-0005,adult-contact,2,phone,2026-06-30T23:30:00Z,2026-07-08T16:00:00Z,2026-07-01T09:00:00Z,\
         2026-07-02T09:00:00Z,closed,NFA: Support declined,locality-mid,ascc-general,soon,standard,mid,'=chelmsford,\
         team,ascc-general,,self,,no,personal-care memory,,,false,false,\"no-enquiry, she said\",essex 3"
    );
    for told in ["Edith", "Fennimore", "bath", "CM1"] {
        assert!(!table.contains(told), "{told}");
    }
    let asked = stores.exported.borrow();
    assert_eq!(asked.len(), 3);
    let (first, by) = &asked[2];
    assert_eq!(
        (first.reason.as_str(), by.roles.as_slice()),
        ("The return of the quarter", &["worker".to_owned()][..])
    );
    assert_eq!(
        first.period().from.to_string(),
        "2026-03-31T23:00:00Z",
        "midnight in London"
    );
    assert_eq!(first.period().before.to_string(), "2027-03-31T23:00:00Z");
}

#[test]
fn the_guide_names_every_column_in_its_order() {
    let guide = include_str!("../../../../docs/how-to/export-referrals.md");
    let (_, of_table) = guide.split_once("| column | what it holds |").unwrap();
    let named = of_table.lines().filter_map(|line| line.strip_prefix("| `"));
    let named: Vec<&str> = named
        .filter_map(|line| Some(line.split_once('`')?.0))
        .collect();
    assert_eq!(named, lines::COLUMNS);
}

#[test]
fn lines_of_json_have_every_answer() {
    let stores = five();
    let file = whole(&stores, call(&stores, LINES, "manager", &body())).unwrap();
    let lines: Vec<Value> = file
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(
        lines[0]["answers"][0],
        json!({"id": "given-name", "question": "What about given-name?", "answer": "Edith"})
    );
    assert_eq!(lines[0]["decision"]["reasons"][0]["rule"], "a-rule");
    assert_eq!(
        lines[0]["facts"],
        json!({"about": "self", "needs": ["personal-care", "memory"], "known-to-us": "no"})
    );
    assert_eq!(lines[4]["closed_at"], "2026-07-02T09:00:00Z");
}

#[test]
fn the_national_data_has_its_headings_and_a_report_that_agrees_with_the_rows() {
    let mut stores = five();
    stores.referrals[3].person = Person::default();
    let file = whole(&stores, call(&stores, NATIONAL, "worker", &body())).unwrap();
    let rows: Vec<&str> = file.split_terminator("\r\n").collect();
    assert_eq!(rows[0], client_level_data::header_line().trim_end());
    assert_eq!(rows.len(), 5, "nobody is named in the fourth");
    assert!(
        rows[1].contains(",Request,ASC-0001,2026-07-01,2026-07-02,,NFA: Support declined,"),
        "{}",
        rows[1]
    );
    let reply = call(&stores, QUALITY, "worker", &body());
    let report: Value = serde_json::from_str(&text(&reply)).unwrap();
    assert_eq!(
        (&report["rows"], &report["left_out_as_nobody_is_named"]),
        (&json!(4), &json!(1))
    );
    let headings = report["headings"].as_array().unwrap();
    assert_eq!(headings.len(), 50);
    let mut counted = 0;
    for (heading, told) in Heading::ALL.iter().zip(headings) {
        assert_eq!(told["heading"], heading.name());
        for of in ["verdicts", "requirements"] {
            let counts = told[of].as_object().unwrap().values();
            assert_eq!(counts.map(|count| count.as_u64().unwrap()).sum::<u64>(), 4);
        }
        let blank = rows[1..]
            .iter()
            .filter(|row| cells(row)[heading.place()].is_empty())
            .count();
        let told_blank: u64 = [
            "Passed: Blank (Not Mandatory)",
            "Failed: Blank (Mandatory)",
            "Undetermined",
        ]
        .iter()
        .map(|label| told["verdicts"][label].as_u64().unwrap())
        .sum();
        assert_eq!(told_blank, blank as u64, "{}", heading.name());
        counted += 1;
    }
    assert_eq!(counted, 50);
    assert_eq!(
        report["verdicts"]
            .as_object()
            .unwrap()
            .values()
            .map(|v| v.as_u64().unwrap())
            .sum::<u64>(),
        200
    );
}

/// The cells of a line; quotation marks are only about commas here.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut().unwrap().push(other),
        }
    }
    cells
}

#[test]
fn a_file_whose_next_piece_cannot_be_read_breaks_off() {
    let stores = Memory {
        breaks_after: Some(2),
        ..five()
    };
    let reply = call(&stores, CSV, "worker", &body());
    assert!(reply.rest.is_some());
    assert_eq!(whole(&stores, reply), None);
    // Where the first cannot be read, nothing is begun.
    let closed = Memory {
        breaks_after: Some(0),
        ..five()
    };
    let reply = call(&closed, CSV, "worker", &body());
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (503, Some("5"))
    );
}

#[test]
fn a_file_that_is_whole_at_once_says_how_long_it_is() {
    let stores = Memory::default();
    let reply = call(&stores, CSV, "worker", &body());
    assert_eq!(
        reply.header("content-length"),
        Some(reply.body.len().to_string().as_str())
    );
}

#[test]
fn files_are_for_managers_and_machines_only() {
    for role in vocabulary::Role::ALL {
        let may = matches!(role.id(), "manager" | "worker");
        for path in [CSV, LINES, NATIONAL, QUALITY] {
            let status = call(&five(), path, role.id(), &body()).status;
            assert_eq!(status, if may { 200 } else { 403 }, "{role} {path}");
            // Whether somebody may comes first.
            let status = call(&five(), path, role.id(), &json!({})).status;
            assert_eq!(status, if may { 422 } else { 403 }, "{role} {path}");
        }
        let page = get(&five(), "/staff/exports", &[role.id()]);
        assert_eq!(page.status, if may { 200 } else { 403 }, "{role}");
    }
    assert_eq!(call(&five(), CSV, "nobody", &body()).status, 401);
    assert_eq!(get(&five(), CSV, &["manager"]).status, 405);
}

#[test]
fn a_browser_must_mean_it() {
    let mut headers = http::HeaderMap::new();
    headers.insert("cookie", "staff-session=manager".parse().unwrap());
    headers.insert("content-type", "application/json".parse().unwrap());
    let request = || {
        Request::new(
            http::Method::POST,
            CSV,
            headers.clone(),
            body().to_string().into_bytes(),
        )
    };
    assert_eq!(ask(&five(), request()).status, 403);
    let mut meant = request();
    meant
        .headers
        .insert("x-csrf-token", "csrf".parse().unwrap());
    assert_eq!(ask(&five(), meant).status, 200);
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let wrong = |body: Value| {
        let reply = call(&five(), CSV, "manager", &body);
        assert_eq!(reply.status, 422, "{body}");
        let problem: Value = serde_json::from_str(&text(&reply)).unwrap();
        let errors = problem["errors"].as_array().unwrap().iter();
        errors
            .map(|error| error["field"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(wrong(json!({})), ["from", "to", "reason"]);
    assert_eq!(
        wrong(json!({"from": "1 April", "to": 3, "reason": " ", "why": 1})),
        ["why", "to", "from", "reason"]
    );
    let year = |to: &str| json!({"from": "2026-04-01", "to": to, "reason": "x"});
    assert_eq!(wrong(year("2026-03-31")), ["to"]);
    assert_eq!(wrong(year("2027-04-02")), ["to"]);
    assert_eq!(
        call(&five(), CSV, "manager", &year("2027-04-01")).status,
        200,
        "366 days"
    );
    assert_eq!(
        call(&five(), CSV, "manager", &year("2026-04-01")).status,
        200,
        "one day"
    );
}
