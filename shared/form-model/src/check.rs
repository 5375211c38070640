//! Reading a form's text and saying everything that is wrong with it: place, message and remedy.

mod answerable;
mod conditions;
mod facts;
mod kinds;
mod meaning;
mod reach;
mod sections;
mod shape;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use crate::Form;

/// Something that keeps a form's text from being used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// From 1.
    pub line: u32,
    pub message: String,
    pub remedy: String,
}

/// Everything that is wrong with a form's text; nothing when it can be published.
pub fn check(text: &str) -> Vec<Problem> {
    read(text).err().unwrap_or_default()
}

/// Reads a form's text.
///
/// # Errors
/// Everything that is wrong with it, by line.
pub fn read(text: &str) -> Result<Form, Vec<Problem>> {
    let (form, lines, mut problems) = shape::read(text);
    if let Some(form) = &form {
        problems.extend(meaning::problems(form, &lines));
    }
    problems.sort();
    problems.dedup();
    match form {
        Some(form) if problems.is_empty() => Ok(form),
        _ => Err(problems),
    }
}

/// Reads the text of a form that was published, and so was checked then. Only its shape is looked at.
///
/// # Errors
/// Everything that is wrong with its shape, by line.
pub fn read_published(text: &str) -> Result<Form, Vec<Problem>> {
    let (form, problems) = shape::read_quickly(text);
    form.ok_or(problems)
}

/// On which line each thing of a text stands.
pub(crate) fn lines_of(text: &str) -> Lines {
    shape::read(text).1
}

/// On which line each thing stands, by its path, such as `page[2].question[0].id`.
#[derive(Debug, Default)]
pub(crate) struct Lines(BTreeMap<String, u32>);

impl Lines {
    /// The line of the thing, or of what holds it.
    pub(crate) fn of(&self, path: &str) -> u32 {
        let mut path = path;
        loop {
            if let Some(line) = self.0.get(path) {
                return *line;
            }
            match path.rfind(['.', '[']) {
                Some(end) => path = path.get(..end).unwrap_or_default(),
                None => return 1,
            }
        }
    }
}
