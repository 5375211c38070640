//! What answers about equality give away: numbers in which nobody can be found, and records for the
//! council's return.

use crate::afterwards::sent;
use crate::equality::{add, answer, count, given};
use crate::fixtures::*;
use case_store::model::{Actor, Change, Submission, Taken};
use case_store::{EqualityGroup, EqualityRecords, Refusal};

/// When the month of the tests has ended.
const NEXT_MONTH: i64 = NOW + 31 * DAY;

fn worker() -> Actor {
    somebody("token:return", "worker")
}

fn groups(cases: &Cases, by: &Actor, now: i64) -> Result<Vec<EqualityGroup>, Refusal> {
    done(cases.store().equality_groups(by, at(now)))
}

fn records(cases: &Cases, after: Option<&str>, by: &Actor) -> Result<EqualityRecords, Refusal> {
    done(cases.store().equality_records(after, by, at(NEXT_MONTH)))
}

/// So many people were counted, of this locality.
fn counted(cases: &Cases, people: usize, locality: &str) {
    for _ in 0..people {
        let mut submission = contact();
        submission.decision.locality = Some(locality.to_owned());
        let (cookie, _) = sent(cases, submission);
        assert_eq!(count(cases, &cookie, &given(cases)), Taken::Taken);
    }
}

/// Somebody who added answers to their record. Answers the reference.
fn added(cases: &Cases, submission: Submission) -> String {
    let (cookie, receipt) = sent(cases, submission);
    assert_eq!(add(cases, &cookie, &given(cases)), Taken::Taken);
    receipt.reference
}

fn events(cases: &Cases, what: &str) -> i64 {
    let sql = "SELECT count(*) FROM audit WHERE what = ?1";
    cases
        .raw()
        .query_row(sql, [what], |row| row.get(0))
        .unwrap()
}

#[test]
fn a_month_is_told_when_it_has_ended_and_ten_people_were_counted() {
    let cases = Cases::new();
    counted(&cases, 9, "mid");
    assert_eq!(groups(&cases, &manager(), NEXT_MONTH).unwrap(), []);
    counted(&cases, 3, "west");
    let now = groups(&cases, &manager(), NOW + 60).unwrap();
    assert_eq!(now, [], "the month has not ended");
    let told = groups(&cases, &manager(), NEXT_MONTH).unwrap();
    let [group] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert_eq!((group.from_month.as_str(), group.people), ("2026-12", 12));
    assert_eq!(group.to_month, group.from_month);
    assert_eq!(group.localities, ["mid", "west"]);
    let numbers: Vec<_> = group
        .answers
        .iter()
        .map(|number| {
            (
                number.question.as_str(),
                number.answer.as_deref(),
                number.people,
            )
        })
        .collect();
    let expected = [
        ("ethnic-group", Some("\"white\""), Some(12)),
        ("religion", Some("\"quakerword\""), Some(12)),
    ];
    assert_eq!(numbers, expected);
}

/// What one person answers, each differently.
fn answers_of(person: usize) -> Vec<(&'static str, &'static str)> {
    let mut answers = Vec::new();
    if !person.is_multiple_of(7) {
        answers.push(("sex", ["female", "male"][person % 2]));
    }
    match person % 3 {
        0 => answers.push(("health-condition", "no")),
        1 => {
            answers.push(("health-condition", "yes"));
            if !person.is_multiple_of(4) {
                answers.push(("health-impact", ["a-lot", "a-little"][person / 3 % 2]));
            }
        }
        _ => {}
    }
    answers.push(("religion", if person == 5 { "sikh" } else { "none" }));
    answers
}

#[test]
fn every_number_is_what_somebody_counts_who_saw_all_answers() {
    const PEOPLE: usize = 60;
    let cases = Cases::new();
    for person in 0..PEOPLE {
        let (cookie, _) = sent(&cases, contact());
        let mut given = given(&cases);
        let answers = answers_of(person).into_iter();
        given.answers = answers
            .map(|(question, value)| answer(question, value))
            .collect();
        assert_eq!(count(&cases, &cookie, &given), Taken::Taken);
    }
    let told = groups(&cases, &manager(), NEXT_MONTH).unwrap();
    let [group] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert_eq!(group.people as usize, PEOPLE);
    let is_asked = |question: &str, person: &usize| {
        question != "health-impact" || answers_of(*person).contains(&("health-condition", "yes"))
    };
    for number in &group.answers {
        let value = number
            .answer
            .as_deref()
            .map(|answer| answer.trim_matches('"'));
        let gave = |person: &usize| {
            let answers = answers_of(*person);
            let of_this = answers
                .iter()
                .find(|(question, _)| *question == number.question);
            of_this.map(|(_, value)| *value) == value
        };
        let asked = (0..PEOPLE).filter(|person| is_asked(&number.question, person));
        let counted = asked.filter(gave).count();
        match number.people {
            Some(people) => assert_eq!(people as usize, counted, "{number:?}"),
            None => assert_eq!(
                number.question, "religion",
                "one Sikh, and so the others too"
            ),
        }
    }
    let lines = |question: &str| {
        let of_it = group
            .answers
            .iter()
            .filter(|number| number.question == question);
        of_it.filter(|number| number.people.is_some()).count()
    };
    // Two answers each and those who did not answer.
    let told = ["sex", "health-condition", "health-impact", "religion"].map(lines);
    assert_eq!(told, [3, 3, 3, 0]);
}

#[test]
fn numbers_are_for_those_who_answer_for_the_service_and_every_look_is_written_down() {
    let cases = Cases::new();
    counted(&cases, 10, "mid");
    for by in [adviser(), senior(), safeguarding(), designer()] {
        let refused = groups(&cases, &by, NEXT_MONTH);
        assert_eq!(refused, Err(Refusal::NotAllowed), "{by:?}");
    }
    assert_eq!(events(&cases, "equality-numbers"), 0);
    for by in [manager(), auditor(), worker()] {
        assert_eq!(groups(&cases, &by, NEXT_MONTH).unwrap().len(), 1);
    }
    assert_eq!(events(&cases, "equality-numbers"), 3);
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn more_numbers_than_are_read_at_once_are_all_told() {
    let cases = Cases::new();
    // Each locality has three numbers.
    for place in 0..200 {
        counted(&cases, 1, &format!("place-{place}"));
    }
    let told = groups(&cases, &worker(), NEXT_MONTH).unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].people, told[0].localities.len()), (200, 200));
}

#[test]
fn records_leave_for_the_return_only_and_each_is_written_down() {
    let cases = Cases::new();
    let reference = added(&cases, contact());
    for by in [adviser(), senior(), safeguarding(), manager(), auditor()] {
        let refused = records(&cases, None, &by);
        assert_eq!(refused, Err(Refusal::NotAllowed), "{by:?}");
    }
    assert_eq!(events(&cases, "equality-returned"), 0);
    let fetched = records(&cases, None, &worker()).unwrap();
    assert_eq!(fetched.next_cursor, None);
    let [record] = fetched.records.as_slice() else {
        panic!("{fetched:?}");
    };
    assert_eq!(
        (&record.reference, &record.form),
        (&reference, &form("equality"))
    );
    assert_eq!(record.answers, given(&cases).answers);
    let chain = done(
        cases
            .store()
            .audit(&reference, 0, &auditor(), at(NEXT_MONTH)),
    )
    .unwrap();
    let returned = chain.iter().find(|event| event.what == "equality-returned");
    assert_eq!(returned.unwrap().who, "token:return");
    // Staff who work the referral see nothing of it.
    let shown = format!("{:?}", cases.read(&reference, &adviser()).unwrap());
    assert!(!shown.contains("equality"), "{shown}");
    assert_eq!(audit_findings(&cases), Vec::<String>::new());
}

#[test]
fn a_restricted_referral_gives_nothing_to_the_return() {
    let cases = Cases::new();
    let restricted = added(&cases, contact());
    let open = added(&cases, contact());
    let change = Change::Restrict {
        people: vec!["sam".to_owned()],
        reason: "He works here.".to_owned(),
    };
    cases.change(&restricted, change, &manager()).unwrap();
    let fetched = records(&cases, None, &worker()).unwrap();
    let references: Vec<_> = fetched.records.into_iter().map(|r| r.reference).collect();
    assert_eq!(references, [open]);
}

#[test]
fn records_come_fifty_at_a_time_and_nobody_is_left_out_or_told_twice() {
    let cases = Cases::new();
    let mut all: Vec<String> = (0..51).map(|_| added(&cases, contact())).collect();
    let first = records(&cases, None, &worker()).unwrap();
    assert_eq!(first.records.len(), 50);
    let cursor = first.next_cursor.as_deref();
    let second = records(&cases, cursor, &worker()).unwrap();
    assert_eq!((second.records.len(), second.next_cursor), (1, None));
    let fetched = first.records.into_iter().chain(second.records);
    let mut fetched: Vec<String> = fetched.map(|record| record.reference).collect();
    all.sort();
    fetched.sort();
    assert_eq!(fetched, all);
    let invalid = records(&cases, Some("ASC-0000-0000"), &worker());
    assert!(matches!(invalid, Err(Refusal::Invalid(_))), "{invalid:?}");
}
