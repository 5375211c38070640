//! What a new version of a form must keep of the one before it: what routing learns, the page about
//! danger, the questions about safe contact, and "not sure" wherever it could be said.
//!
//! It says nothing of what else changed.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Lines, lines_of};
use crate::{AnswerKind, Form, Problem, Question, read_published};

/// Questions about safe contact that are not of that kind.
const ABOUT_SAFETY: [&str; 2] = ["no-safe-way", "your-safe"];
/// The ids of choices that say "not sure".
const NOT_SURE: [&str; 2] = ["not-sure", "unknown"];

/// What keeps a new version of a form from following the one before it. Lines are the new text's. A
/// text that cannot be read has other problems, which `check` reports.
pub fn compare(old: &str, new: &str) -> Vec<Problem> {
    let (Ok(old), Ok(form)) = (read_published(old), read_published(new)) else {
        return Vec::new();
    };
    let mut succession = Succession {
        lines: lines_of(new),
        problems: Vec::new(),
    };
    succession.version(&old, &form);
    succession.facts(&old, &form);
    succession.danger(&old, &form);
    succession.safe_contact(&old, &form);
    succession.not_sure(&old, &form);
    succession.problems.sort();
    succession.problems
}

/// Holds every version against the one before it. `texts` are names and texts of forms, of several
/// forms and in any order; the answer names the text that has the problem.
pub fn compare_versions(texts: &[(String, String)]) -> Vec<(String, Problem)> {
    let mut versions: BTreeMap<(String, u32), Vec<&(String, String)>> = BTreeMap::new();
    for text in texts {
        if let Ok(form) = read_published(&text.1) {
            versions
                .entry((form.id, form.version))
                .or_default()
                .push(text);
        }
    }
    let mut found = Vec::new();
    let mut before: Option<(&str, &str)> = None;
    for ((form, version), same) in &versions {
        let [(name, text), more @ ..] = same.as_slice() else {
            continue;
        };
        for (twice, text) in more {
            let line = lines_of(text).of("version");
            let message = format!("Version {version} of `{form}` is in {name} too");
            let remedy = "Raise version, or take one of the two away.".to_owned();
            found.push((
                twice.clone(),
                Problem {
                    line,
                    message,
                    remedy,
                },
            ));
        }
        if let Some((_, old)) = before.filter(|(id, _)| id == form) {
            let problems = compare(old, text);
            found.extend(problems.into_iter().map(|problem| (name.clone(), problem)));
        }
        before = Some((form, text));
    }
    found
}

struct Succession {
    lines: Lines,
    problems: Vec<Problem>,
}

impl Succession {
    fn report(&mut self, path: &str, message: String, remedy: impl Into<String>) {
        self.problems.push(Problem {
            line: self.lines.of(path),
            message,
            remedy: remedy.into(),
        });
    }

    fn version(&mut self, old: &Form, new: &Form) {
        if old.id != new.id {
            let message = format!("`{}` is another form than `{}`", new.id, old.id);
            self.report("id", message, "Keep the id of a form in all its versions.");
        } else if new.version <= old.version {
            let message = format!(
                "Version {} does not come after version {}",
                new.version, old.version
            );
            self.report("version", message, "Raise version by one.");
        }
    }

    fn facts(&mut self, old: &Form, new: &Form) {
        let (before, now) = (facts(old), facts(new));
        for (name, words) in before {
            let Some(kept) = now.get(&name) else {
                self.report(
                    "id",
                    format!("Routing would no longer learn the fact `{name}`"),
                    format!("Keep a question with fact = \"{name}\"."),
                );
                continue;
            };
            // Where any word can be typed, each of them still can.
            if kept.is_empty() {
                continue;
            }
            for word in words.difference(kept) {
                let path = path_of_fact(new, &name).unwrap_or_else(|| "id".to_owned());
                self.report(
                    &path,
                    format!("Nobody could tell us `{word}` any more, which is a word of the fact `{name}`"),
                    format!("Keep a choice with the id `{word}`. Its label may change."),
                );
            }
        }
        let kept = &new.nothing_required_once_known;
        for name in old
            .nothing_required_once_known
            .iter()
            .filter(|name| !kept.contains(name))
        {
            self.report(
                "nothing-required-once-known",
                format!("Whoever tells us of `{name}` would be held up by questions again"),
                format!("Keep \"{name}\" in nothing-required-once-known."),
            );
        }
    }

    fn danger(&mut self, old: &Form, new: &Form) {
        let pages = |form: &Form| form.page.iter().filter(|page| page.danger).count();
        if pages(new) < pages(old) {
            self.report(
                "id",
                "A page that says whom to call in danger is gone".to_owned(),
                "Keep the pages with danger = true.",
            );
        }
    }

    fn safe_contact(&mut self, old: &Form, new: &Form) {
        for (_, question) in old
            .questions()
            .filter(|(_, question)| is_about_safety(question))
        {
            match new.find_question(&question.id) {
                Some((_, kept)) if is_about_safety(kept) => {}
                _ => self.report(
                    "id",
                    format!(
                        "`{}` is gone, which asks how it is safe to get in touch",
                        question.id
                    ),
                    "Keep the question. Its words may change.",
                ),
            }
        }
    }

    fn not_sure(&mut self, old: &Form, new: &Form) {
        for (at, page) in new.page.iter().enumerate() {
            for (n, question) in page.question.iter().enumerate() {
                let before = old.find_question(&question.id);
                let could = before.is_some_and(|(_, before)| can_be_unsure(&before.answer));
                if could && !can_be_unsure(&question.answer) {
                    self.report(
                        &format!("page[{at}].question[{n}].answer"),
                        format!(
                            "Nobody could say “I’m not sure” to `{}` any more",
                            question.id
                        ),
                        "Keep the choice, with its id.",
                    );
                }
            }
        }
    }
}

fn is_about_safety(question: &Question) -> bool {
    matches!(question.answer, AnswerKind::SafeContact(_))
        || ABOUT_SAFETY.contains(&question.id.as_str())
}

fn can_be_unsure(kind: &AnswerKind) -> bool {
    match kind {
        AnswerKind::YesNoDontKnow(_) => true,
        kind => {
            let mut choices = kind.choices().iter();
            choices.any(|choice| NOT_SURE.contains(&choice.id.as_str()))
        }
    }
}

/// Every fact that a form can tell, with its words; no words where any can be typed.
fn facts(form: &Form) -> BTreeMap<String, BTreeSet<String>> {
    let mut facts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut free = BTreeSet::new();
    let mut add = |name: &String, word: &str| {
        facts
            .entry(name.clone())
            .or_default()
            .insert(word.to_owned());
    };
    for (name, word) in &form.facts {
        add(name, word);
    }
    for (_, question) in form.questions() {
        for choice in question.answer.choices() {
            for (name, word) in &choice.facts {
                add(name, word);
            }
            if let Some(name) = question.fact.as_ref().filter(|_| !choice.no_fact) {
                add(name, &choice.id);
            }
        }
        match (&question.answer, &question.fact) {
            (AnswerKind::YesNoDontKnow(words), fact) => {
                for (name, word) in &words.yes_facts {
                    add(name, word);
                }
                if let Some(name) = fact {
                    for word in ["yes", "no", "unknown"] {
                        add(name, word);
                    }
                }
            }
            (kind, Some(name)) if kind.choices().is_empty() => {
                free.insert(name.clone());
            }
            _ => {}
        }
    }
    for name in free {
        facts.insert(name, BTreeSet::new());
    }
    facts
}

/// Where the new text asks for the fact.
fn path_of_fact(form: &Form, name: &str) -> Option<String> {
    form.page.iter().enumerate().find_map(|(at, page)| {
        let asks = |question: &Question| question.fact.as_deref() == Some(name);
        let n = page.question.iter().position(asks)?;
        Some(format!("page[{at}].question[{n}].answer"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = r#"id = "a"
version = 1
title = "A"
summary = "A"
nothing-required-once-known = ["risks"]
[[page]]
id = "now"
heading = "Danger?"
[[page.question]]
id = "danger"
label = "Danger?"
what = "danger"
answer.choose-one = [
  { id = "yes", label = "Yes", facts = { risks = "immediate-danger" } },
  { id = "no", label = "No" },
  { id = "not-sure", label = "Not sure" },
]
[[page]]
id = "call"
heading = "Call 999"
danger = true
show-when = { question = "danger", is = "yes" }
[[page]]
id = "who"
heading = "Who"
[[page.question]]
id = "about"
label = "Who?"
what = "who"
fact = "about"
answer.choose-one = [{ id = "self", label = "Me" }, { id = "someone-else", label = "Else" }]
[[page.question]]
id = "postcode"
label = "Where?"
what = "where"
fact = "postcode"
answer.postcode = {}
[[page.question]]
id = "safe-contact"
label = "Safe?"
what = "what is safe"
answer.safe-contact = { ways = ["phone"] }
"#;

    fn newer(from: &str, to: &str) -> String {
        let new = OLD.replace("version = 1", "version = 2").replace(from, to);
        assert!(crate::check(&new).is_empty(), "{:#?}", crate::check(&new));
        new
    }

    fn said(new: &str) -> Vec<(u32, String)> {
        let problems = compare(OLD, new).into_iter();
        problems
            .map(|problem| (problem.line, problem.message))
            .collect()
    }

    #[test]
    fn new_words_and_new_questions_may_follow() {
        let new = newer("label = \"Not sure\"", "label = \"I do not know\"");
        assert_eq!(said(&new), []);
    }

    #[test]
    fn what_must_be_kept_is_named_with_the_line_that_lost_it() {
        for (from, to, line, message) in [
            ("fact = \"about\"\n", "", 1, "the fact `about`"),
            (
                "{ id = \"someone-else\", label = \"Else\" }",
                "{ id = \"x\", label = \"X\", no-fact = true }",
                31,
                "`someone-else`",
            ),
            (
                ", facts = { risks = \"immediate-danger\" }",
                "",
                1,
                "the fact `risks`",
            ),
            ("danger = true\n", "text = [\"T\"]\n", 1, "whom to call"),
            (
                "id = \"safe-contact\"",
                "id = \"other\"",
                1,
                "`safe-contact` is gone",
            ),
            (
                "  { id = \"not-sure\", label = \"Not sure\" },\n",
                "",
                13,
                "not sure” to `danger`",
            ),
            (
                "nothing-required-once-known = [\"risks\"]\n",
                "",
                1,
                "held up",
            ),
            ("version = 2", "version = 1", 2, "does not come after"),
            ("id = \"a\"", "id = \"b\"", 1, "another form"),
        ] {
            let found = said(&newer(from, to));
            assert!(
                found
                    .iter()
                    .any(|(at, words)| *at == line && words.contains(message)),
                "{to}: {found:#?}"
            );
        }
    }

    #[test]
    fn a_fact_that_was_chosen_may_be_typed() {
        let typed = newer("answer.postcode = {}", "answer.text = {}");
        assert_eq!(said(&typed), []);
    }

    #[test]
    fn each_version_is_held_against_the_one_before_it() {
        let two = newer("fact = \"about\"\n", "");
        let three = two.replace("version = 2", "version = 3");
        let text = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let texts = [text("3", &three), text("1", OLD), text("2", &two)];
        let found = compare_versions(&texts);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].0, "2");
        let twice = [text("1", OLD), text("again", OLD)];
        assert_eq!(compare_versions(&twice)[0].0, "again");
    }
}
