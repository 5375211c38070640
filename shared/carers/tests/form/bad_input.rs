//! What cannot be, or hardly: a question back, and nothing lost.

use form_model::{Draft, Journey};
use serde_json::{Value, json};

use super::{FORM, accepted, members, today};

/// What is asked back about these answers, by its place.
#[track_caller]
fn asked_back(answers: Value) -> Vec<(String, String)> {
    let findings = FORM
        .accept(&members(answers), today())
        .expect_err("a question back");
    findings
        .into_iter()
        .map(|finding| (finding.path, finding.message))
        .collect()
}

fn shows(answers: Value, page: &str) -> bool {
    accepted(answers)
        .journey
        .pages()
        .iter()
        .any(|shown| shown.page.id == page)
}

#[test]
fn no_hours_and_care_by_day_and_by_night_is_asked_about_again() {
    let both = json!({"caring-hours-per-week": 0, "day-and-night": "yes"});
    assert!(shows(both.clone(), "hours-check") && shows(both, "hours-band"));
    let hours = json!({"caring-hours-per-week": 60, "day-and-night": "yes"});
    assert!(!shows(hours.clone(), "hours-check") && !shows(hours, "hours-band"));
    let none_yet = json!({"caring-hours-per-week": 0, "day-and-night": "no"});
    assert!(!shows(none_yet, "hours-check"));
    let put_right =
        json!({"caring-hours-per-week": 0, "day-and-night": "yes", "hours-band": "50-or-more"});
    let facts = accepted(put_right).journey.facts();
    assert_eq!(facts.caring_hours_per_week, Some(50.0));
}

#[test]
fn a_week_has_168_hours() {
    for hours in [169, -1] {
        let found = asked_back(json!({"caring-hours-per-week": hours}));
        assert_eq!(found.len(), 1);
        assert!(found[0].1.contains("from 0 to 168"), "{found:?}");
    }
}

#[test]
fn ten_people_are_looked_after_and_eleven_are_told_in_words() {
    let people =
        |count: usize| json!({"others-cared-for": vec![json!({"relationship": "friend"}); count]});
    assert_eq!(
        accepted(people(9)).journey.counted().iter().count(),
        1,
        "with the one they look after most, ten"
    );
    let found = asked_back(people(10));
    assert!(found[0].1.contains("9 more people"), "{found:?}");
}

#[test]
fn nobody_was_born_tomorrow_or_is_130() {
    assert!(
        asked_back(json!({"date-of-birth": "2026-11-25"}))[0]
            .1
            .contains("past")
    );
    assert!(
        asked_back(json!({"date-of-birth": "1896-03-27"}))[0]
            .1
            .contains("Check the year")
    );
    for id in ["age", "cared-for-age"] {
        let found = asked_back(json!({ id: 130 }));
        assert!(found[0].1.starts_with("Check "), "{found:?}");
        assert!(asked_back(json!({ id: -1 }))[0].1.starts_with("Check "));
    }
    let found = asked_back(json!({"others-cared-for": [{"age": 130}]}));
    assert!(found[0].1.contains("Check the age"), "{found:?}");
}

#[test]
fn a_page_with_a_mistake_keeps_the_rest_of_the_draft() {
    let mut draft = Draft::default();
    let post = |page: &str, fields: &[(&str, &str)], draft: &mut Draft| {
        let fields: Vec<(String, String)> = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let reading = FORM.read_page(FORM.find_page(page).unwrap(), draft, &fields, today());
        draft.take(&reading);
        reading.findings.len()
    };
    let who = [("cared-for-given-name", "Rose"), ("cared-for-age", "130")];
    assert_eq!(post("who", &who, &mut draft), 1);
    assert_eq!(
        post("birth", &[("date-of-birth-year", "2030")], &mut draft),
        1
    );
    let journey = Journey::of(&FORM, &draft.answers);
    let name = journey.counted().get("cared-for-given-name").unwrap();
    assert_eq!(name.to_json(), "Rose");
    assert!(journey.counted().get("cared-for-age").is_none());
}
