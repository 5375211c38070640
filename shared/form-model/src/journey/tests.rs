//! Facts that a form states beside a choice.

use serde_json::json;

use super::*;
use crate::{check, read};

const FORM: &str = r#"
id = "carer-assessment"
version = 1
title = "T"
summary = "S"

[[page]]
id = "hours"
heading = "Hours"
[[page.question]]
id = "hours"
label = "How many?"
what = "w"
fact = "caring-hours-per-week"
answer.number = { min = 0, max = 168 }
[[page.question]]
id = "about"
label = "About?"
what = "w"
answer.choose-one = [
  { id = "few", label = "Under 50", facts = { caring-hours-per-week = "1" } },
  { id = "many", label = "50 or more", facts = { caring-hours-per-week = "50" } },
  { id = "not-sure", label = "Not sure" },
]
"#;

fn hours(answers: serde_json::Value) -> Option<f64> {
    let form = read(FORM).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let mut given = Answers::default();
    for (id, value) in answers.as_object().unwrap() {
        let (_, question) = form.find_question(id).unwrap();
        let answer = question.answer.read_json(value, None).unwrap().unwrap();
        given.insert(id, answer);
    }
    Journey::of(&form, &given).facts().caring_hours_per_week
}

#[test]
fn hours_can_be_said_as_a_number_and_as_many() {
    assert_eq!(hours(json!({"about": "many"})), Some(50.0));
    assert_eq!(hours(json!({"hours": 60})), Some(60.0));
    assert_eq!(hours(json!({"hours": 0, "about": "many"})), Some(50.0));
    assert_eq!(hours(json!({"hours": 60, "about": "few"})), Some(60.0));
    assert_eq!(hours(json!({"hours": 0})), Some(0.0));
    assert_eq!(hours(json!({"about": "not-sure"})), None);
}

#[test]
fn hours_beside_a_choice_are_a_number_of_a_week() {
    for wrong in ["lots", "169", "-1"] {
        let text = FORM.replace("\"50\"", &format!("\"{wrong}\""));
        assert_eq!(check(&text).len(), 1, "{wrong}");
    }
}
