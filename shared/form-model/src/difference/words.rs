//! Values, kinds of answers and conditions in words.

use toml::{Table, Value};

use super::Comparison;
use super::items::{find_question, id_of};

pub fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// `“a”, “b” and “c”`.
pub fn quoted_list(texts: &[&str]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    joined(&texts, "and")
}

fn joined(texts: &[String], word: &str) -> String {
    match texts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

pub fn text_of(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

/// A value as somebody reads it who did not write the file.
pub fn value_words(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Boolean(true) => "yes".to_owned(),
        Value::Boolean(false) => "no".to_owned(),
        Value::Array(items) if items.is_empty() => "empty".to_owned(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(value_words).collect();
            joined(&items, "and")
        }
        Value::Table(table) if table.is_empty() => "empty".to_owned(),
        Value::Table(table) => {
            let members: Vec<String> = table
                .iter()
                .map(|(name, value)| format!("`{name}` {}", value_words(value)))
                .collect();
            joined(&members, "and")
        }
        number => number.to_string(),
    }
}

/// What a question is answered with.
pub fn kind_words(kind: &str) -> &str {
    match kind {
        "text" => "one line of text",
        "long-text" => "several lines of text",
        "name" => "a name",
        "choose-one" => "one choice of several",
        "choose-several" => "any number of choices",
        "select" => "one choice from a list",
        "yes-no-dont-know" => "yes, no or don’t know",
        "boolean" => "a single box to tick",
        "date" => "a date",
        "phone" => "a telephone number",
        "email" => "an email address",
        "postcode" => "a postcode",
        "district" => "a council’s area",
        "address" => "an address",
        "number" => "a number",
        "nhs-number" => "an NHS number",
        "safe-contact" => "the ways of getting in touch that are safe",
        "group" => "the same questions about one after another",
        "upload" => "files that people add",
        other => other,
    }
}

/// A condition as a clause: `“Who is it for?” is “Me”`.
pub fn condition(written: &Value, comparison: &Comparison<'_>) -> String {
    let Some(table) = written.as_table() else {
        return value_words(written);
    };
    let parts = |name: &str| -> Option<Vec<String>> {
        let parts = table.get(name)?.as_array()?;
        Some(
            parts
                .iter()
                .map(|part| condition(part, comparison))
                .collect(),
        )
    };
    if let Some(all) = parts("all") {
        return all.join(", and ");
    }
    if let Some(any) = parts("any") {
        return format!("either {}", any.join(", or "));
    }
    if let Some(part) = table.get("not") {
        return format!("it is not so that {}", condition(part, comparison));
    }
    let id = text_of(table.get("question"));
    let question = comparison.question_name(id);
    let choice = |value: &Value| choice_name(comparison, id, value);
    let test = table.iter().find(|(name, _)| *name != "question");
    match test {
        Some((name, value)) if name == "is" => format!("{question} is {}", choice(value)),
        Some((name, value)) if name == "includes" => {
            format!("the answer to {question} has {} in it", choice(value))
        }
        Some((name, Value::Array(values))) if name == "includes-any" => {
            let values: Vec<String> = values.iter().map(choice).collect();
            format!(
                "the answer to {question} has {} in it",
                joined(&values, "or")
            )
        }
        Some((name, Value::Boolean(true))) if name == "known" => format!("{question} was answered"),
        Some((name, Value::Boolean(false))) if name == "known" => {
            format!("{question} was not answered")
        }
        Some((name, value)) if name == "under" => {
            format!("{question} is under {}", value_words(value))
        }
        Some((name, value)) if name == "at-least" => {
            format!("{question} is at least {}", value_words(value))
        }
        _ => value_words(written),
    }
}

/// A choice's words, by its id.
fn choice_name(comparison: &Comparison<'_>, question: &str, id: &Value) -> String {
    let named = |form: &Table| -> Option<String> {
        let (_, question) = find_question(form, question)?;
        let kinds = question.get("answer")?.as_table()?;
        let choices = kinds.values().next()?.as_array()?;
        choices
            .iter()
            .filter_map(Value::as_table)
            .find(|choice| Some(id_of(choice)) == id.as_str())
            .map(|choice| quoted(text_of(choice.get("label"))))
    };
    named(comparison.after)
        .or_else(|| named(comparison.before))
        .unwrap_or_else(|| value_words(id))
}
