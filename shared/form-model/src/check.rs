//! Reading a form's text and saying everything that is wrong with it: place, message and remedy.

mod conditions;
mod facts;
mod kinds;
mod meaning;
mod sections;
mod shape;

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
    let (form, _, problems) = shape::read(text);
    form.ok_or(problems)
}

/// On which line each thing stands, by its path, such as `page[2].question[0].id`.
#[derive(Debug, Default)]
struct Lines(BTreeMap<String, u32>);

impl Lines {
    /// The line of the thing, or of what holds it.
    fn of(&self, path: &str) -> u32 {
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

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
id = "adult-contact"
version = 1
title = "Ask for help"
summary = "For you or for somebody else."

[[page]]
id = "who-for"
heading = "Who is it for?"

[[page.question]]
id = "about"
label = "Who is it for?"
what = "who it is for"
fact = "about"
answer.choose-one = [
  { id = "self", label = "Me" },
  { id = "someone-else", label = "Somebody else" },
]

[[page]]
id = "name"
heading = "What is your name?"
show-when = { question = "about", is = "self" }

[[page.question]]
id = "given-name"
label = "First name"
what = "your first name"
answer.name = { autocomplete = "given-name" }
"#;

    fn found(text: &str) -> Vec<(u32, String)> {
        check(text)
            .into_iter()
            .map(|problem| {
                assert!(!problem.remedy.is_empty(), "{problem:?}");
                (problem.line, problem.message)
            })
            .collect()
    }

    #[test]
    fn a_good_form_has_no_problems() {
        assert_eq!(found(GOOD), []);
    }

    #[test]
    fn every_misspelling_is_reported_with_its_line_and_what_is_known() {
        let text = GOOD
            .replace("heading = \"Who", "headding = \"Who")
            .replace("answer.name", "answer.nome")
            .replace("version", "vershun");
        let problems = found(&text);
        let lines: Vec<u32> = problems.iter().map(|(line, _)| *line).collect();
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert_eq!(lines, [3, 9, 30]);
        assert!(
            problems[1].1.contains("headding") && problems[1].1.contains("show-when"),
            "{problems:?}"
        );
        assert!(
            problems[2].1.contains("nome") && problems[2].1.contains("choose-one"),
            "{problems:?}"
        );
    }

    #[test]
    fn a_text_that_is_no_toml_says_where() {
        let problems = found(&GOOD.replace("version = 1", "version ="));
        assert_eq!(problems[0].0, 3, "{problems:?}");
    }

    #[test]
    fn every_broken_meaning_is_reported_at_once() {
        let text = GOOD
            .replace("fact = \"about\"", "fact = \"abuot\"")
            .replace("is = \"self\"", "is = \"myself\"")
            .replace("id = \"given-name\"", "id = \"Given Name\"")
            .replace("label = \"First name\"", "label = \" \"");
        let problems = found(&text);
        let lines: Vec<u32> = problems.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [15, 24, 27, 28], "{problems:?}");
        assert!(problems[0].1.contains("abuot"));
        assert!(problems[1].1.contains("myself"));
    }

    #[test]
    fn a_condition_on_a_later_question_can_never_be_known() {
        let text = GOOD.replace(
            "heading = \"Who is it for?\"",
            "heading = \"Who?\"\nshow-when = { question = \"given-name\", known = true }",
        );
        assert!(found(&text)[0].1.contains("later"), "{:?}", found(&text));
    }

    #[test]
    fn a_choice_that_routing_would_not_understand_is_reported() {
        let text = GOOD
            .replace("{ id = \"self\", label", "{ id = \"me\", label")
            .replace("is = \"self\"", "is = \"me\"");
        let problems = found(&text);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(
            problems[0].1.contains("`me`") && problems[0].0 == 17,
            "{problems:?}"
        );
    }

    #[test]
    fn the_same_id_twice_and_a_page_without_content_are_reported() {
        let text = format!("{GOOD}\n[[page]]\nid = \"name\"\nheading = \"Empty\"\n");
        let messages: Vec<String> = found(&text)
            .into_iter()
            .map(|(_, message)| message)
            .collect();
        assert_eq!(messages.len(), 2, "{messages:?}");
        assert!(messages.iter().any(|message| message.contains("twice")));
        assert!(messages.iter().any(|message| message.contains("nothing")));
    }
}
