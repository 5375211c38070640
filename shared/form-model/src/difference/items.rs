//! Pages, questions and choices as they are written, found by their ids.

use toml::{Table, Value};

/// Where a question stands, for sentences about it.
pub struct Place {
    /// ` on the page “...”`.
    pub words: String,
}

impl Place {
    pub fn on(heading: &str) -> Self {
        Self {
            words: format!("on the page {heading}"),
        }
    }

    /// Among the questions that are asked of each thing of a group.
    pub fn within(question: &str) -> Self {
        Self {
            words: format!("within {question}"),
        }
    }
}

/// The tables of a list.
pub fn list<'t>(table: &'t Table, name: &str) -> Vec<&'t Table> {
    let items = table.get(name).and_then(Value::as_array);
    items
        .into_iter()
        .flatten()
        .filter_map(Value::as_table)
        .collect()
}

/// The texts of a list.
pub fn paragraphs<'t>(table: &'t Table, name: &str) -> Vec<&'t str> {
    let items = table.get(name).and_then(Value::as_array);
    items
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

pub fn id_of(table: &Table) -> &str {
    table.get("id").and_then(Value::as_str).unwrap_or_default()
}

pub fn find<'t>(items: &[&'t Table], id: &str) -> Option<&'t Table> {
    items.iter().find(|item| id_of(item) == id).copied()
}

/// A question of a form, and the page that it is on.
pub fn find_question<'t>(form: &'t Table, id: &str) -> Option<(&'t Table, &'t Table)> {
    list(form, "page").into_iter().find_map(|page| {
        let question = find(&list(page, "question"), id)?;
        Some((page, question))
    })
}

/// The ids of those that stand in another order than before: as few as possible.
pub fn moved<'t>(before: &[&'t Table], after: &[&'t Table]) -> Vec<&'t str> {
    let common: Vec<(&str, usize)> = after
        .iter()
        .filter_map(|item| {
            let id = id_of(item);
            let place = before.iter().position(|other| id_of(other) == id)?;
            Some((id, place))
        })
        .collect();
    // For each item: the longest run of items in their old order that ends with it.
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (index, (_, place)) in common.iter().enumerate() {
        let follows = |run: &&Vec<usize>| {
            let last = run.last().and_then(|last| common.get(*last));
            last.is_some_and(|(_, earlier)| earlier < place)
        };
        let mut run = runs
            .iter()
            .filter(follows)
            .max_by_key(|run| run.len())
            .cloned()
            .unwrap_or_default();
        run.push(index);
        runs.push(run);
    }
    let stay = runs.into_iter().max_by_key(Vec::len).unwrap_or_default();
    common
        .iter()
        .enumerate()
        .filter(|(index, _)| !stay.contains(index))
        .map(|(_, (id, _))| *id)
        .collect()
}
