//! Radios, checkboxes, lists, and yes, no or don't know.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use wording::phrase::field;
use wording::{Said, Wording};

use super::{Posted, Read, wrong};
use crate::mistake::{listed, quoted};
use crate::{Answer, Choice, Mistake, Slip, YesNoWords};

pub const YES_NO: [&str; 3] = ["yes", "no", "unknown"];

pub fn one(value: &Value, choices: &[Choice]) -> Read {
    let Value::String(id) = value else {
        return wrong(Slip::WrongType("the id of one choice"));
    };
    if choices.iter().any(|choice| &choice.id == id) {
        Ok(Some(Answer::Choice(id.clone())))
    } else {
        wrong(Slip::UnknownChoice {
            sent: format!("{} is", quoted(id)),
            known: known(choices),
        })
    }
}

pub fn yes_no(value: &Value) -> Read {
    match value {
        Value::String(id) if YES_NO.contains(&id.as_str()) => Ok(Some(Answer::Choice(id.clone()))),
        Value::String(id) => wrong(Slip::UnknownChoice {
            sent: format!("{} is", quoted(id)),
            known: YES_NO.join(", "),
        }),
        _ => wrong(Slip::WrongType("one of yes, no, unknown, as a text")),
    }
}

/// The ids in the order of the form, however they were sent.
pub fn several(value: &Value, choices: &[Choice]) -> Read {
    let Value::Array(items) = value else {
        return wrong(Slip::WrongType("a list of ids of choices"));
    };
    let mut mistakes = Vec::new();
    let mut sent: BTreeSet<&str> = BTreeSet::new();
    let (mut unknown, mut repeated) = (BTreeSet::new(), BTreeSet::new());
    for item in items {
        let Value::String(id) = item else {
            mistakes = vec![Mistake::new(Slip::WrongType(
                "a list of ids of choices, each a text",
            ))];
            continue;
        };
        if !choices.iter().any(|choice| &choice.id == id) {
            unknown.insert(id.as_str());
        } else if !sent.insert(id) {
            repeated.insert(id.as_str());
        }
    }
    if !unknown.is_empty() {
        mistakes.push(Mistake::new(Slip::UnknownChoice {
            sent: listed(&unknown.into_iter().collect::<Vec<_>>()),
            known: known(choices),
        }));
    }
    if !repeated.is_empty() {
        let repeated: Vec<&str> = repeated.into_iter().collect();
        mistakes.push(Mistake::new(Slip::Repeated(listed(&repeated))));
    }
    let chosen = || {
        choices
            .iter()
            .filter(|choice| sent.contains(choice.id.as_str()))
    };
    if let Some(alone) = chosen().find(|choice| choice.exclusive && sent.len() > 1) {
        mistakes.push(Mistake::new(Slip::NotTogether(alone.label.clone())));
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let ids: Vec<String> = chosen().map(|choice| choice.id.clone()).collect();
    Ok((!ids.is_empty()).then_some(Answer::Several(ids)))
}

fn known(choices: &[Choice]) -> String {
    ids(choices).join(", ")
}

/// Checkboxes. A browser sends each ticked box once; a repeat can only be a mistake of the sender's.
pub fn posted(id: &str, post: Posted) -> Option<Value> {
    let ids: Vec<&str> = post
        .all(id)
        .into_iter()
        .filter(|id| !id.is_empty())
        .collect();
    (!ids.is_empty()).then(|| json!(ids))
}

/// Radios or a list: the first option of a list, which is empty, is no answer.
pub fn posted_one(id: &str, post: Posted) -> Result<Option<Value>, Vec<Mistake>> {
    let ids: BTreeSet<&str> = post
        .all(id)
        .into_iter()
        .filter(|id| !id.is_empty())
        .collect();
    match ids.len() {
        0 => Ok(None),
        1 => Ok(ids.first().map(|id| json!(id))),
        _ => wrong(Slip::OnlyOne),
    }
}

pub fn say(choices: &[Choice], ids: &[impl AsRef<str>]) -> String {
    let label = |id: &str| {
        choices
            .iter()
            .find(|choice| choice.id == id)
            .map_or_else(|| id.to_owned(), |choice| choice.label.clone())
    };
    ids.iter()
        .map(|id| label(id.as_ref()))
        .collect::<Vec<_>>()
        .join("\n")
}

impl YesNoWords {
    /// The words of `yes`, `no` or `unknown`.
    pub fn label<'a>(&'a self, id: &str, wording: &'a Wording) -> Said<'a> {
        let (own, phrase) = match id {
            "yes" => (&self.yes, field::YES),
            "no" => (&self.no, field::NO),
            _ => (&self.unknown, field::NOT_SURE),
        };
        own.as_ref()
            .map_or_else(|| wording.say(phrase), |own| Said::here(own))
    }
}

pub fn say_yes_no(words: &YesNoWords, id: &str, wording: &Wording) -> String {
    words.label(id, wording).text.to_owned()
}

pub fn schema_one(choices: &[Choice]) -> Value {
    json!({"type": "string", "enum": ids(choices)})
}

pub fn schema_several(choices: &[Choice]) -> Value {
    json!({"type": "array", "uniqueItems": true, "items": {"type": "string", "enum": ids(choices)}})
}

fn ids(choices: &[Choice]) -> Vec<&str> {
    choices.iter().map(|choice| choice.id.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(id: &str, exclusive: bool) -> Choice {
        Choice {
            id: id.to_owned(),
            label: id.to_uppercase(),
            hint: None,
            no_fact: exclusive,
            exclusive,
            facts: Default::default(),
            or: false,
            group: None,
        }
    }

    fn choices() -> Vec<Choice> {
        vec![
            choice("memory", false),
            choice("housing", false),
            choice("none", true),
        ]
    }

    #[test]
    fn several_choices_come_in_the_order_of_the_form() {
        let read = several(&json!(["housing", "memory"]), &choices());
        assert_eq!(
            read,
            Ok(Some(Answer::Several(vec![
                "memory".into(),
                "housing".into()
            ])))
        );
        assert_eq!(several(&json!([]), &choices()), Ok(None));
    }

    #[test]
    fn none_of_these_stands_alone() {
        assert!(several(&json!(["none"]), &choices()).is_ok());
        assert_eq!(
            several(&json!(["memory", "none"]), &choices()),
            wrong(Slip::NotTogether("NONE".into()))
        );
    }

    #[test]
    fn ten_thousand_needs_are_one_short_message() {
        let many: Vec<String> = (0..10_000).map(|n| format!("need-{n}")).collect();
        let mistakes = several(&json!(many), &choices()).unwrap_err();
        assert_eq!(mistakes.len(), 1);
        let words = mistakes[0]
            .slip
            .words("needs", &Default::default(), Wording::english())
            .text;
        assert!(
            words.contains("and 9995 more are") && words.len() < 400,
            "{words}"
        );
    }

    #[test]
    fn every_thing_wrong_with_a_list_is_said() {
        let mistakes = several(&json!(["memory", "memory", "x"]), &choices()).unwrap_err();
        let ids: Vec<&str> = mistakes.iter().map(|mistake| mistake.slip.id()).collect();
        assert_eq!(ids, ["unknown-choice", "repeated"]);
        assert!(several(&json!("memory"), &choices()).is_err());
        assert!(several(&json!(["memory", 3]), &choices()).is_err());
    }

    #[test]
    fn every_option_of_a_radio_at_once_is_a_mistake() {
        let fields: Vec<(String, String)> = ["yes", "no"]
            .iter()
            .map(|id| ("danger-now".to_owned(), (*id).to_owned()))
            .collect();
        assert_eq!(
            posted_one("danger-now", Posted(&fields)),
            wrong(Slip::OnlyOne)
        );
    }
}
