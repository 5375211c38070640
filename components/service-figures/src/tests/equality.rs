//! Numbers of answers about equality for those who answer for the service, and records for the council's
//! return.

use serde_json::{Value, json};
use vocabulary::Role;

use super::{Memory, get, text};
use crate::equality::{Group, Kept, Number, Told};
use crate::exports::exported::Answer;
use equality_questions::Question;

const NUMBERS: &str = "/api/v1/equality/numbers";
const CSV: &str = "/api/v1/equality/numbers.csv";
const SEX: &str = "/api/v1/equality/questions/sex";
const RECORDS: &str = "/api/v1/equality/records";
const PAGE: &str = "/staff/equality";

fn number(question: &str, answer: &str, people: Option<u32>) -> Number {
    Number {
        question: question.to_owned(),
        answer: (!answer.is_empty()).then(|| json!(answer)),
        people,
    }
}

fn group(month: &str, localities: &[&str], people: u32, numbers: Vec<Number>) -> Group {
    let known = |locality: &&str| (!locality.is_empty()).then(|| (*locality).to_owned());
    Group {
        from_month: month.to_owned(),
        to_month: month.to_owned(),
        localities: localities.iter().map(known).collect(),
        people,
        numbers,
    }
}

fn kept(reference: &str) -> Kept {
    Kept {
        reference: reference.to_owned(),
        form: "equality".to_owned(),
        form_version: 1,
        answers: vec![Answer {
            question: "sex".to_owned(),
            asked: "What is your sex?".to_owned(),
            value: json!("female"),
        }],
    }
}

fn stores() -> Memory {
    let condition = |answer, people| number("health-condition", answer, people);
    Memory {
        groups: vec![
            group(
                "2026-09",
                &["mid"],
                40,
                vec![
                    condition("no", Some(10)),
                    condition("yes", Some(30)),
                    number("health-impact", "a-lot", Some(24)),
                    number("health-impact", "", Some(6)),
                    number("sex", "female", Some(30)),
                    number("sex", "male", Some(10)),
                ],
            ),
            group(
                "2026-09",
                &["", "west"],
                20,
                vec![
                    condition("no", None),
                    condition("yes", None),
                    number("sex", "female", Some(5)),
                    number("sex", "male", Some(9)),
                    number("sex", "", Some(6)),
                ],
            ),
            group(
                "2026-10",
                &["mid"],
                12,
                vec![
                    number("sex", "female", None),
                    number("sex", "prefer-not-to-say", None),
                ],
            ),
        ],
        kept: vec![kept("ASC-7K2M-4XQD"), kept("ASC-9D4F-A2C7")],
        ..Memory::default()
    }
}

fn body(target: &str) -> Value {
    let reply = get(&stores(), target, &["worker"]);
    assert_eq!(reply.status, 200, "{target}");
    serde_json::from_slice(&reply.body).unwrap()
}

fn told(question: &str) -> Told {
    Told::of(Question::find(question).unwrap(), &stores().groups)
}

#[test]
fn a_machine_reads_the_numbers_and_what_is_left_out_is_null() {
    assert_eq!(
        body(NUMBERS)["items"][1],
        json!({"from_month": "2026-09", "to_month": "2026-09", "localities": [null, "west"], "people": 20,
        "numbers": [
            {"question": "health-condition", "answer": "no", "people": null},
            {"question": "health-condition", "answer": "yes", "people": null},
            {"question": "sex", "answer": "female", "people": 5},
            {"question": "sex", "answer": "male", "people": 9},
            {"question": "sex", "answer": null, "people": 6},
        ]})
    );
}

#[test]
fn a_question_is_told_for_all_and_for_each_locality_and_every_column_adds_up() {
    let sex = body(SEX);
    assert_eq!(sex["asked"], 72);
    assert_eq!(
        sex["items"],
        json!([
            {"answer": "female", "people": {"at_least": 35}, "percent": {"at_least": "48.61"}, "mid": {"at_least": 30}, "not-known+west": 5},
            {"answer": "male", "people": 19, "percent": "26.38", "mid": 10, "not-known+west": 9},
            {"answer": "prefer-not-to-say", "people": null, "percent": null, "mid": null, "not-known+west": 0},
            {"answer": null, "people": 6, "percent": "8.33", "mid": 0, "not-known+west": 6},
            {"answer": "left-out", "people": 12, "percent": "16.66", "mid": 12, "not-known+west": 0},
        ])
    );
    // Of another column the same, counted from the groups.
    let asked: Vec<u64> = ["people", "mid", "not-known+west"]
        .map(|column| {
            let lines = sex["items"].as_array().unwrap().iter();
            let told = |line: &Value| line[column].as_u64().or(line[column]["at_least"].as_u64());
            lines.filter_map(told).sum()
        })
        .into();
    assert_eq!(asked, [72, 52, 20]);
}

#[test]
fn of_a_question_that_only_some_were_asked_nobody_else_is_counted() {
    let impact = told("health-impact");
    assert_eq!((impact.all.asked, impact.localities.len()), (30, 1));
    // Only of Mid in September is it told how many have a condition.
    assert_eq!(
        body("/api/v1/equality/questions/health-impact")["items"][4],
        json!({"answer": null, "people": 6, "percent": "20.00", "mid": 6})
    );
    assert!(!told("religion").has_some());
}

#[test]
fn localities_are_compared_where_nothing_is_left_out() {
    assert_eq!(told("health-condition").widest_gap(), None);
    let mut groups = stores().groups;
    groups.truncate(2);
    let sex = Told::of(Question::find("sex").unwrap(), &groups);
    let gap = sex.widest_gap().unwrap();
    assert_eq!(gap.answer, "Female");
    assert_eq!(gap.most, ("Mid".to_owned(), 7_500));
    assert_eq!(gap.least, ("Not known and West".to_owned(), 2_500));
}

#[test]
fn a_manager_finds_them_in_the_menu_with_a_picture_a_table_and_a_file_for_each_question() {
    let stores = stores();
    let page = text(&get(&stores, PAGE, &["manager"]));
    for words in [
        "href=\"/staff/equality\"",
        "72 people answered from September 2026 to October 2026",
        "this service has no shares of the population",
        "<h2 class=\"govuk-heading-m\" id=\"sex\">What is your sex?</h2>",
        "Female </span><strong>At least 35 (48%)</strong>",
        "Male </span><strong>19 (26%)</strong>",
        "Did not answer </span><strong>6 (8%)</strong>",
        "Prefer not to say </span><strong>Left out</strong>",
        "Left out because the numbers are small </span><strong>12 (16%)</strong>",
        "aria-label=\"Table: What is your sex?\"",
        "href=\"/api/v1/equality/questions/sex.csv\"",
        "30 people were asked, who had answered “Yes” to “Do you have any physical",
        "Too few people answered this in any locality for a number to be told.",
        "href=\"/api/v1/equality/numbers.csv\"",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("style="), "a strict content policy holds");
    assert_eq!(stores.looks.get(), 1, "one look is one event");
    let open = text(&get(&stores, "/staff/equality?tables=open", &["auditor"]));
    let tables = open
        .matches("<details class=\"govuk-details\" open")
        .count();
    assert_eq!(tables, 3, "the questions of which something is told");
    let nothing = text(&get(&Memory::default(), PAGE, &["manager"]));
    assert!(nothing.contains("No number can be told yet") && !nothing.contains("<svg"));
}

#[test]
fn a_spreadsheet_has_a_line_for_each_answer() {
    let saved = get(&stores(), CSV, &["manager"]);
    assert_eq!(
        saved.header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    let name = saved.header("content-disposition").unwrap();
    assert!(name.contains("filename=\"equality-numbers.csv\""), "{name}");
    let csv = text(&saved);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 14);
    assert_eq!(
        lines[0],
        "from_month,to_month,localities,people_counted,question,answer,people"
    );
    assert_eq!(
        lines[7],
        "2026-09,2026-09,not-known west,20,health-condition,no,left out"
    );
    assert_eq!(
        lines[11],
        "2026-09,2026-09,not-known west,20,sex,did not answer,6"
    );
    let saved = get(&stores(), &format!("{SEX}.csv"), &["auditor"]);
    let name = saved.header("content-disposition").unwrap();
    assert!(name.contains("filename=\"equality-sex.csv\""), "{name}");
    assert_eq!(
        text(&saved),
        "answer,people,percent,mid,not-known+west\r\n\
         Female,at least 35,at least 48.61,at least 30,5\r\n\
         Male,19,26.38,10,9\r\n\
         Prefer not to say,left out,left out,left out,0\r\n\
         Did not answer,6,8.33,0,6\r\n\
         Left out because the numbers are small,12,16.66,12,0\r\n"
    );
}

#[test]
fn whoever_works_with_people_sees_no_number_and_no_record() {
    let csv = format!("{SEX}.csv");
    for role in Role::ALL.iter().copied() {
        let stores = stores();
        let sees = [Role::Manager, Role::Auditor, Role::Worker].contains(&role);
        for target in [PAGE, NUMBERS, CSV, SEX, &csv] {
            let expected = if sees { 200 } else { 403 };
            let reply = get(&stores, target, &[role.id()]);
            assert_eq!(reply.status, expected, "{role} {target}");
        }
        // Those who see the numbers see no record.
        let expected = if role == Role::Worker { 200 } else { 403 };
        assert_eq!(
            get(&stores, RECORDS, &[role.id()]).status,
            expected,
            "{role}"
        );
        assert_eq!(stores.looks.get(), if sees { 5 } else { 0 });
    }
    assert_eq!(get(&stores(), NUMBERS, &["nobody"]).status, 401);
    assert_eq!(get(&stores(), PAGE, &["nobody"]).status, 303);
}

#[test]
fn the_return_fetches_records_and_goes_on_where_it_was() {
    let first = body(RECORDS);
    assert_eq!(first["next_cursor"], json!(null));
    assert_eq!(
        first["items"][0],
        json!({"reference": "ASC-7K2M-4XQD", "form": {"id": "equality", "version": 1},
            "answers": [{"id": "sex", "question": "What is your sex?", "answer": "female"}]})
    );
    let more = body(&format!("{RECORDS}?cursor=ASC-7K2M-4XQD"));
    assert_eq!(more["items"].as_array().unwrap().len(), 1);
    for wrong in ["cursor=", "cursor=nothing", "page=2", "cursor=a&cursor=b"] {
        let reply = get(&stores(), &format!("{RECORDS}?{wrong}"), &["worker"]);
        assert_eq!(reply.status, 422, "{wrong}");
    }
    for (target, status) in [
        (format!("{NUMBERS}?month=1"), 422),
        (format!("{SEX}?month=1"), 422),
        ("/api/v1/equality/questions/age".to_owned(), 404),
        ("/api/v1/equality/questions/.csv".to_owned(), 404),
    ] {
        assert_eq!(
            get(&stores(), &target, &["worker"]).status,
            status,
            "{target}"
        );
    }
}
