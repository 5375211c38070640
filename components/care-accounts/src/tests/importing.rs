//! Accounts and weeks come from another system.

use serde_json::{Value, json};

use super::memory::Memory;
use super::people::ADA;
use super::{Asking, json as read};
use crate::api::import::LIMIT;
use crate::stores::Fault;

const IMPORT: &str = "/api/v1/care-accounts/import";

fn account(reference: &str) -> String {
    json!({"kind": "account", "account_reference": reference, "given_name": "New", "family_name": "Person",
        "date_of_birth": "1950-05-05", "email": "new@example.org"})
    .to_string()
}

fn week(reference: &str, monday: &str) -> String {
    json!({"kind": "week", "account_reference": reference, "week_starting": monday, "arranged_by": "council",
        "setting": "home", "budget": 25_000, "charged": 8_000, "paid": 8_000})
    .to_string()
}

fn send(stores: &Memory, target: &str, token: &str, body: &str) -> web::Reply {
    Asking::post(target)
        .raw(body.as_bytes())
        .with("content-type", "application/x-ndjson")
        .token(token)
        .of(stores)
}

fn taken(stores: &Memory, target: &str, lines: &[String]) -> Value {
    let reply = send(stores, target, "worker", &(lines.join("\n") + "\n"));
    assert_eq!(reply.status, 200);
    read(&reply)
}

#[test]
fn each_line_is_counted_and_a_bad_one_is_named_while_the_rest_is_taken() {
    let stores = Memory::new();
    let lines = [
        account("CA-1"),
        week("CA-1", "2026-01-05"),
        "{\"kind\": \"week\"".to_owned(),
        week("CA-1", "2026-01-06"),
        week("CA-9", "2026-01-05"),
        week(ADA, "2026-11-23"),
    ];
    let said = taken(&stores, IMPORT, &lines);
    assert_eq!(
        (&said["lines"], &said["dry_run"]),
        (&json!(6), &json!(false))
    );
    assert_eq!(said["accounts"]["added"], 1);
    assert_eq!(said["weeks"]["added"], 2);
    let rejected: Vec<u64> = said["rejected"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["line"].as_u64().unwrap())
        .collect();
    assert_eq!(rejected, [3, 4, 5]);
    assert!(!said.to_string().contains("new@example.org"));
}

#[test]
fn a_long_file_is_handed_over_in_batches() {
    let stores = Memory::new();
    let mut lines = vec![account("CA-1")];
    let first = super::people::day("2000-01-03");
    lines.extend((0..1_200).map(|index| week("CA-1", &first.plus_days(7 * index).to_string())));
    let said = taken(&stores, IMPORT, &lines);
    assert_eq!(said["weeks"]["added"], 1_200);
    let sizes: Vec<usize> = stores
        .taken
        .borrow()
        .iter()
        .map(|(batch, _)| batch.len())
        .collect();
    assert_eq!(sizes, [500, 500, 201]);
}

#[test]
fn a_dry_run_knows_accounts_of_the_same_file_though_nothing_is_kept() {
    let stores = Memory::new();
    let mut lines = vec![account("CA-1")];
    let first = super::people::day("2000-01-03");
    // Case and hyphens do not matter, in a later batch either.
    lines.extend((0..600).map(|index| {
        let reference = if index < 550 { "CA-1" } else { "ca1" };
        week(reference, &first.plus_days(7 * index).to_string())
    }));
    lines.push(week("CA-2", "2026-01-05"));
    let said = taken(&stores, &format!("{IMPORT}?dry_run=yes"), &lines);
    assert_eq!(said["dry_run"], true);
    assert_eq!(said["weeks"]["added"], 600);
    assert_eq!(said["rejected"].as_array().unwrap().len(), 1);
    assert!(stores.taken.borrow().iter().all(|(_, dry_run)| *dry_run));
}

#[test]
fn what_is_both_a_dry_run_and_none_is_not_begun() {
    let stores = Memory::new();
    for both in ["dry_run=no&dry_run=yes", "dry_run=yes&dry_run=no"] {
        let target = format!("{IMPORT}?{both}");
        let reply = send(&stores, &target, "worker", &account("CA-1"));
        assert_eq!(reply.status, 422, "{both}");
    }
    assert!(stores.taken.borrow().is_empty());
}

#[test]
fn only_the_right_tokens_may_and_the_head_is_looked_at_first() {
    let stores = Memory::new();
    let line = account("CA-1");
    for token in ["administrator", "manager", "worker"] {
        assert_eq!(send(&stores, IMPORT, token, &line).status, 200, "{token}");
    }
    assert_eq!(send(&stores, IMPORT, "adviser", &line).status, 403);
    assert_eq!(send(&stores, IMPORT, "nobody", &line).status, 401);
    let twice = format!("{IMPORT}?dry_run=perhaps&really=yes");
    let reply = send(&stores, &twice, "worker", &line);
    assert_eq!(
        (
            reply.status,
            read(&reply)["errors"].as_array().unwrap().len()
        ),
        (422, 2)
    );
    let as_json = Asking::post(IMPORT).raw(line.as_bytes()).token("worker");
    assert_eq!(as_json.of(&stores).status, 415);
    let announced = Asking::post(IMPORT)
        .with("content-type", "application/x-ndjson")
        .with("content-length", &(LIMIT + 1).to_string())
        .token("worker");
    assert_eq!(announced.of(&stores).status, 413);
}

#[test]
fn what_is_too_long_says_how_far_it_came() {
    let stores = Memory::new();
    let body = (account("CA-1") + "\n").repeat(LIMIT / 100);
    let reply = send(&stores, IMPORT, "worker", &body);
    assert_eq!(reply.status, 413);
    let detail = read(&reply)["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("Sending the whole file again is safe"));
}

#[test]
fn a_file_that_is_no_import_is_not_read_to_its_end() {
    let stores = Memory::new();
    let reply = send(&stores, IMPORT, "worker", &"x\n".repeat(20_000));
    assert_eq!(reply.status, 422);
    assert!(reply.body.len() < 10_000);
}

#[test]
fn a_store_that_is_away_can_be_tried_again() {
    let stores = Memory::new().breaks(Fault::Unavailable);
    let reply = send(&stores, IMPORT, "worker", &account("CA-1"));
    assert_eq!(reply.status, 503);
    assert!(reply.header("retry-after").is_some());
}
