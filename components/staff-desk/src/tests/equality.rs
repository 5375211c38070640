//! Numbers of answers about equality for those who answer for the service, and records for the council's
//! return.

use serde_json::json;
use web::Reply;

use super::memory::Memory;
use super::{Asking, json};
use crate::equality::{Group, Kept, Number};
use crate::referral::{Answer, FormVersion};

const NUMBERS: &str = "/api/v1/equality/numbers";
const CSV: &str = "/api/v1/equality/numbers.csv";
const RECORDS: &str = "/api/v1/equality/records";
const PAGE: &str = "/staff/equality";

fn number(answer: &str, people: Option<u32>) -> Number {
    Number {
        question: "sex".to_owned(),
        answer: json!(answer),
        people,
    }
}

fn kept(reference: &str) -> Kept {
    Kept {
        reference: reference.to_owned(),
        form: FormVersion {
            id: "equality".to_owned(),
            version: 1,
        },
        answers: vec![Answer {
            question: "sex".to_owned(),
            asked: "What is your sex?".to_owned(),
            value: json!("female"),
            said: "Female".to_owned(),
        }],
    }
}

fn desk() -> Memory {
    let desk = Memory::new();
    *desk.groups.borrow_mut() = vec![Group {
        from_month: "2026-10".to_owned(),
        to_month: "2026-11".to_owned(),
        localities: vec![None, Some("mid".to_owned())],
        people: 21,
        numbers: vec![
            number("female", Some(14)),
            number("male", None),
            number("prefer-not-to-say", None),
        ],
    }];
    *desk.kept.borrow_mut() = vec![kept("ASC-7K2M-4XQD"), kept("ASC-9D4F-A2C7")];
    desk
}

fn get(desk: &Memory, token: &str, target: &str) -> Reply {
    Asking::get(target).token(token).of(desk)
}

#[test]
fn a_machine_reads_the_numbers_and_what_is_left_out_is_null() {
    let reply = get(&desk(), "reader", NUMBERS);
    assert_eq!(reply.status, 200);
    assert_eq!(
        json(&reply),
        json!({"items": [{"from_month": "2026-10", "to_month": "2026-11", "localities": [null, "mid"], "people": 21,
        "numbers": [
            {"question": "sex", "answer": "female", "people": 14},
            {"question": "sex", "answer": "male", "people": null},
            {"question": "sex", "answer": "prefer-not-to-say", "people": null},
        ]}]})
    );
}

#[test]
fn a_manager_finds_them_in_the_menu_and_saves_them_as_a_table() {
    let desk = desk();
    let queues = Asking::get("/staff/queues").signed_in("mo.khan").of(&desk);
    let queues = String::from_utf8(queues.body).unwrap();
    assert!(queues.contains("href=\"/staff/equality\""));
    let page = Asking::get(PAGE).signed_in("mo.khan").of(&desk);
    let page = String::from_utf8(page.body).unwrap();
    assert!(
        page.contains(&format!("href=\"{CSV}\"")) && page.contains(&format!("href=\"{NUMBERS}\""))
    );
    let saved = Asking::get(CSV).signed_in("mo.khan").of(&desk);
    assert_eq!(
        saved.header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    let name = saved.header("content-disposition").unwrap();
    assert!(name.contains("filename=\"equality-numbers.csv\""), "{name}");
    assert_eq!(
        String::from_utf8(saved.body).unwrap(),
        "from_month,to_month,localities,people_counted,question,answer,people\r\n\
         2026-10,2026-11,not-known mid,21,sex,female,14\r\n\
         2026-10,2026-11,not-known mid,21,sex,male,left out\r\n\
         2026-10,2026-11,not-known mid,21,sex,prefer-not-to-say,left out\r\n"
    );
}

#[test]
fn whoever_works_with_people_sees_no_number_and_no_record() {
    let desk = desk();
    for who in ["ann.begum", "sam.patel", "jo.marsh", "di.west", "des.hall"] {
        for target in [PAGE, NUMBERS, CSV, RECORDS] {
            let reply = Asking::get(target).signed_in(who).of(&desk);
            assert_eq!(reply.status, 403, "{who} {target}");
        }
        let menu = Asking::get("/staff/change-password")
            .signed_in(who)
            .of(&desk);
        assert!(!String::from_utf8(menu.body).unwrap().contains(PAGE));
    }
    // Those who see the numbers see no record.
    assert_eq!(get(&desk, "reader", RECORDS).status, 403);
    let manager = Asking::get(RECORDS).signed_in("mo.khan").of(&desk);
    assert_eq!(manager.status, 403);
    assert_eq!(Asking::get(NUMBERS).of(&desk).status, 401);
    assert_eq!(Asking::get(PAGE).of(&desk).status, 303);
}

#[test]
fn the_return_fetches_records_and_goes_on_where_it_was() {
    let desk = desk();
    let first = json(&get(&desk, "return", RECORDS));
    assert_eq!(first["next_cursor"], json!(null));
    assert_eq!(
        first["items"][0],
        json!({"reference": "ASC-7K2M-4XQD", "form": {"id": "equality", "version": 1},
            "answers": [{"id": "sex", "question": "What is your sex?", "answer": "female"}]})
    );
    let more = json(&get(
        &desk,
        "return",
        &format!("{RECORDS}?cursor=ASC-7K2M-4XQD"),
    ));
    assert_eq!(more["items"].as_array().unwrap().len(), 1);
    for wrong in ["cursor=", "cursor=nothing", "page=2"] {
        let reply = get(&desk, "return", &format!("{RECORDS}?{wrong}"));
        assert_eq!(reply.status, 422, "{wrong}");
    }
    assert_eq!(
        get(&desk, "return", &format!("{NUMBERS}?month=1")).status,
        422
    );
}
