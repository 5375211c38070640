//! Holding a language's file against the English one: what it lacks, what it has that nobody says, and
//! places that are not the same.

use std::collections::BTreeSet;

use toml_reader::Ledger;

pub use toml_reader::Problem;

use crate::phrase::{ENGLISH, IDS};
use crate::said::{Part, parts};

/// The table of sentences that come from other files.
const ELSEWHERE: &str = "elsewhere";
/// What stands above the tables.
const HEAD: [&str; 4] = ["language", "name", "reviewed-by", "unreviewed"];

/// What is wrong with the file of the language `id`, and what it lacks. `elsewhere` are the sentences of
/// other files that people read too.
pub fn check(id: &str, text: &str, elsewhere: &[String]) -> Vec<Problem> {
    let ledger = Ledger::new(text);
    let tree = ledger.parse();
    let mut tables: Vec<&str> = IDS
        .iter()
        .filter_map(|id| Some(id.split_once('.')?.0))
        .collect();
    tables.dedup();
    let known: Vec<&str> = HEAD
        .iter()
        .copied()
        .chain([ELSEWHERE])
        .chain(tables.iter().copied())
        .collect();
    let root = ledger.root(&tree, &known);
    if let Some(language) = root.needed_text("language")
        && language.value != id
    {
        ledger.note(
            language.line,
            format!(
                "`language` is {}, and the file is {id}.toml",
                language.value
            ),
            "Let both be the same.",
        );
    }
    root.needed_text("name");
    if root
        .text("reviewed-by")
        .is_none_or(|name| name.value.trim().is_empty())
    {
        root.needed_text("unreviewed");
    }
    for table in tables {
        let wanted: Vec<(&str, &str)> = phrases_of(table).collect();
        let ids: Vec<&str> = wanted.iter().map(|(id, _)| *id).collect();
        // A table that is not there lacks each of its phrases.
        let section = root.section(table, &ids);
        for (id, english) in wanted {
            match section.as_ref().and_then(|section| section.text(id)) {
                None => ledger.note(
                    section.as_ref().map_or(1, |section| section.line()),
                    format!("{table}.{id} is missing, so people read it in English: “{english}”"),
                    "Add the words.",
                ),
                Some(said) if places(&said.value) != places(english) => ledger.note(
                    said.line,
                    format!("{table}.{id} has not the places of the English words: “{english}”"),
                    "Use each name in braces that the English has, and no other.",
                ),
                Some(_) => {}
            }
        }
    }
    let known: Vec<&str> = elsewhere.iter().map(String::as_str).collect();
    let section = root.section(ELSEWHERE, &known);
    for sentence in known {
        if section
            .as_ref()
            .is_none_or(|section| section.text(sentence).is_none())
        {
            let line = section.as_ref().map_or(1, |section| section.line());
            ledger.note(
                line,
                format!("Nothing is said instead of “{sentence}”, so people read it in English"),
                "Add the words.",
            );
        }
    }
    ledger.into_problems()
}

/// The phrases of a table: id and English words.
fn phrases_of(table: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    IDS.iter().zip(ENGLISH).filter_map(move |(id, english)| {
        let (within, id) = id.split_once('.')?;
        (within == table).then_some((id, english))
    })
}

fn places(phrase: &str) -> BTreeSet<String> {
    parts(phrase)
        .filter_map(|part| match part {
            // Whether it begins with a capital is for each language to say.
            Part::Place(name) => Some(name.to_lowercase()),
            Part::Words(_) => None,
        })
        .collect()
}
