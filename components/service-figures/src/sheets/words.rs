//! The words of the vocabularies in figures. A word that is not known is shown as it stands.

use vocabulary::{Channel, Form, Need, Priority, Reporter, queue_name};

use super::Cell;

/// What a row is about, by the words for its id.
pub fn name(id: Option<String>, words: impl Fn(&str) -> String) -> Cell {
    let said = id.as_deref().map_or_else(|| "Not known".to_owned(), words);
    Cell::Name(id, said)
}

fn label(known: Option<&str>, id: &str) -> String {
    known.map_or_else(|| plain(id), str::to_owned)
}

pub fn channel(id: &str) -> String {
    label(Channel::from_id(id).map(Channel::label), id)
}

pub fn need(id: &str) -> String {
    label(Need::from_id(id).map(Need::label), id)
}

pub fn reporter(id: &str) -> String {
    label(Reporter::from_id(id).map(Reporter::label), id)
}

pub fn form(id: &str) -> String {
    label(Form::from_id(id).map(Form::label), id)
}

pub fn queue(id: &str) -> String {
    label(queue_name(id), id)
}

pub fn outcome(id: &str) -> String {
    match id {
        figures::OPEN => "Not closed yet".to_owned(),
        figures::MERGED => "Goes on as part of another contact".to_owned(),
        _ => vocabulary::outcome_in_words(id),
    }
}

/// A priority by its rank; none is all of them.
pub fn priority(rank: Option<u8>) -> Cell {
    match rank.and_then(Priority::from_rank) {
        Some(priority) => Cell::Name(Some(priority.id().to_owned()), priority.label().to_owned()),
        None => Cell::Name(Some("all".to_owned()), "All priorities".to_owned()),
    }
}

/// A page of a form, by its id.
pub fn page(id: &str) -> String {
    match id {
        figures::CHECK => "Check your answers".to_owned(),
        _ => plain(id),
    }
}

/// `south-east` as `South east`.
pub fn plain(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
