//! What changes between two texts, entry by entry, whatever they are about: teams, advice, policies, places,
//! working hours. The rules are left out, because they have better words.

use std::collections::BTreeMap;

use toml::{Table, Value};

/// By what an entry of a list is known, the first that it has.
const NAMES: [&str; 7] = ["id", "slug", "code", "outcode", "name", "area", "days"];

/// What the words of others cover already.
const TOLD_ELSEWHERE: [&str; 3] = ["rule", "id", "version"];

/// A sentence for each entry that was added, taken away or changed. A text that cannot be read is empty.
pub fn compare(before: &str, after: &str) -> Vec<String> {
    if before == after {
        return Vec::new();
    }
    let read = |text: &str| toml::from_str::<Table>(text).unwrap_or_default();
    let (mut was, mut is) = (read(before), read(after));
    for member in TOLD_ELSEWHERE {
        was.remove(member);
        is.remove(member);
    }
    let mut sentences = Vec::new();
    let mut names: Vec<&String> = is.keys().chain(was.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        member(name, was.get(name), is.get(name), &mut sentences);
    }
    sentences
}

/// A member of the outermost table.
fn member(name: &str, was: Option<&Value>, is: Option<&Value>, sentences: &mut Vec<String>) {
    let (was_entries, is_entries) = (entries(was), entries(is));
    if was_entries.is_none() && is_entries.is_none() {
        let was = table(name, was);
        let is = table(name, is);
        return of_entry(&format!("“{name}”"), &was, &is, sentences);
    }
    let (was, is) = (
        was_entries.unwrap_or_default(),
        is_entries.unwrap_or_default(),
    );
    let what = name.replace('-', " ");
    for (key, entry) in &is {
        match was.get(key) {
            None => sentences.push(format!(
                "There is a new {what} “{key}”: {}.",
                in_words(entry)
            )),
            Some(earlier) => {
                of_entry(&format!("the {what} “{key}”"), earlier, entry, sentences);
            }
        }
    }
    for (key, entry) in &was {
        if !is.contains_key(key) {
            sentences.push(format!(
                "The {what} “{key}” is gone. It was: {}.",
                in_words(entry)
            ));
        }
    }
}

/// What changes within one entry.
fn of_entry(what: &str, was: &Table, is: &Table, sentences: &mut Vec<String>) {
    let mut names: Vec<&String> = is.keys().chain(was.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        match (was.get(name), is.get(name)) {
            (Some(before), Some(after)) if before == after => {}
            (Some(Value::Array(before)), Some(Value::Array(after))) => {
                let only = |these: &[Value], others: &[Value]| {
                    let words: Vec<String> = these
                        .iter()
                        .filter(|value| !others.contains(value))
                        .map(word)
                        .collect();
                    (!words.is_empty()).then(|| words.join(", "))
                };
                let (gone, new) = (only(before, after), only(after, before));
                if let Some(new) = &new {
                    sentences.push(format!("In {what}, {name} now has {new} too."));
                }
                if let Some(gone) = &gone {
                    sentences.push(format!("In {what}, {name} no longer has {gone}."));
                }
                if new.is_none() && gone.is_none() {
                    sentences.push(format!("In {what}, {name} has another order."));
                }
            }
            (Some(before), Some(after)) => sentences.push(format!(
                "In {what}, {name} was {}. Now it is {}.",
                word(before),
                word(after)
            )),
            (None, Some(after)) => {
                sentences.push(format!("In {what}, {name} is new: {}.", word(after)));
            }
            (Some(before), None) => {
                sentences.push(format!(
                    "In {what}, {name} is gone. It was {}.",
                    word(before)
                ));
            }
            (None, None) => {}
        }
    }
}

/// The entries of a list of tables by name; of several with one name, each with its number. None for what is
/// no such list.
fn entries(value: Option<&Value>) -> Option<BTreeMap<String, Table>> {
    let list = value?.as_array()?;
    let mut entries = BTreeMap::new();
    for entry in list {
        let entry = entry.as_table()?;
        let name = NAMES.iter().find_map(|name| entry.get(*name)).map(plain);
        let name = name.unwrap_or_else(|| "without a name".to_owned());
        let mut key = name.clone();
        let mut number = 1;
        while entries.contains_key(&key) {
            number += 1;
            key = format!("{name} ({number})");
        }
        entries.insert(key, entry.clone());
    }
    Some(entries)
}

/// A member as a table, so that a single value is compared as one too.
fn table(name: &str, value: Option<&Value>) -> Table {
    match value {
        Some(Value::Table(table)) => table.clone(),
        Some(value) => Table::from_iter([(name.to_owned(), value.clone())]),
        None => Table::new(),
    }
}

/// All of an entry, on one line.
fn in_words(entry: &Table) -> String {
    let words: Vec<String> = entry
        .iter()
        .map(|(name, value)| format!("{name} {}", word(value)))
        .collect();
    words.join(", ")
}

/// A value, in quotation marks where it is a text.
fn word(value: &Value) -> String {
    match value {
        Value::String(text) => format!("“{text}”"),
        other => plain(other),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Table(table) => in_words(table),
        other => other.to_string(),
    }
}
