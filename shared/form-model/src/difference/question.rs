//! What is different about a question, and about what there is to choose from.

use toml::{Table, Value};

use super::Comparison;
use super::items::{Place, find, id_of, list, moved};
use super::words::{kind_words, quoted, quoted_list, text_of, value_words};

impl Comparison<'_> {
    pub(super) fn new_question(&mut self, question: &Table, place: &Place) {
        let name = quoted(text_of(question.get("label")));
        let answer = answer(question).map_or_else(String::new, |(kind, rules)| {
            let labels: Vec<&str> = choices(rules)
                .iter()
                .map(|choice| text_of(choice.get("label")))
                .collect();
            match labels.is_empty() {
                true => format!(" It is answered with {}.", kind_words(kind)),
                false => format!(" The choices are {}.", quoted_list(&labels)),
            }
        });
        let must = match question.get("required") {
            Some(Value::Boolean(true)) => " It must be answered.",
            _ => "",
        };
        let shown = self.shown(question);
        self.tell(format!(
            "New question {name} {}.{answer}{must}{shown}",
            place.words
        ));
    }

    pub(super) fn question(&mut self, before: &Table, after: &Table, place: &Place) {
        let (was, is) = (text_of(before.get("label")), text_of(after.get("label")));
        if was != is {
            self.tell(format!(
                "The question {} now says {}.",
                quoted(was),
                quoted(is)
            ));
        }
        let name = format!("the question {}", quoted(is));
        self.words(
            &format!("The hint of {name}"),
            before.get("hint"),
            after.get("hint"),
        );
        let what = format!("What error messages call {name}");
        self.words(&what, before.get("what"), after.get("what"));
        let required = |table: &Table| table.get("required") == Some(&Value::Boolean(true));
        match (required(before), required(after)) {
            (false, true) => {
                self.tell(format!("The question {} must now be answered.", quoted(is)))
            }
            (true, false) => self.tell(format!(
                "The question {} can now be left blank.",
                quoted(is)
            )),
            _ => {}
        }
        self.fact(before, after, is);
        self.condition(&format!("The question {}", quoted(is)), before, after);
        self.error_messages(before, after, &name);
        self.instead(&name, before, after);
        self.answer(before, after, is);
        let told = [
            "id",
            "label",
            "hint",
            "what",
            "required",
            "fact",
            "show-when",
            "errors",
            "instead",
            "answer",
        ];
        let place = format!("In {name} {}", place.words);
        self.settings(&place, before, after, &told);
    }

    fn fact(&mut self, before: &Table, after: &Table, label: &str) {
        let label = quoted(label);
        match (before.get("fact"), after.get("fact")) {
            (was, is) if was == is => {}
            (Some(was), Some(is)) => self.tell(format!(
                "Routing now learns {} from the question {label}. It learned {}.",
                value_words(is),
                value_words(was)
            )),
            (None, Some(is)) => self.tell(format!(
                "Routing now learns {} from the question {label}.",
                value_words(is)
            )),
            (Some(was), None) => self.tell(format!(
                "Routing no longer learns {} from the question {label}.",
                value_words(was)
            )),
            (None, None) => {}
        }
    }

    fn error_messages(&mut self, before: &Table, after: &Table, name: &str) {
        let empty = Table::new();
        let messages = |table: &Table| {
            table
                .get("errors")
                .and_then(Value::as_table)
                .unwrap_or(&empty)
                .clone()
        };
        let (was, is) = (messages(before), messages(after));
        let mut mistakes: Vec<&String> = was.keys().chain(is.keys()).collect();
        mistakes.sort_unstable();
        mistakes.dedup();
        for mistake in mistakes {
            let thing = format!("The error message `{mistake}` of {name}");
            self.words(&thing, was.get(mistake), is.get(mistake));
        }
    }

    fn answer(&mut self, before: &Table, after: &Table, label: &str) {
        let (Some((was, before)), Some((is, after))) = (answer(before), answer(after)) else {
            return;
        };
        let name = quoted(label);
        if was != is {
            self.tell(format!(
                "The question {name} is now answered with {}. It was answered with {}.",
                kind_words(is),
                kind_words(was)
            ));
        }
        self.choices(&choices(before), &choices(after), &name);
        if let (Some(before), Some(after)) = (before.as_table(), after.as_table()) {
            self.settings(
                &format!("In the answer of the question {name}"),
                before,
                after,
                &["question"],
            );
            self.group(&list(before, "question"), &list(after, "question"), label);
        }
    }

    /// The questions that are asked of each thing of a group.
    fn group(&mut self, before: &[&Table], after: &[&Table], label: &str) {
        let place = Place::within(&quoted(label));
        for question in after {
            match find(before, id_of(question)) {
                Some(standing) => self.question(standing, question, &place),
                None => self.new_question(question, &place),
            }
        }
        for question in before
            .iter()
            .filter(|one| find(after, id_of(one)).is_none())
        {
            self.tell(format!(
                "The question {} {} was taken away.",
                quoted(text_of(question.get("label"))),
                place.words
            ));
        }
        for id in moved(before, after) {
            let question = find(after, id).map(|one| text_of(one.get("label")));
            self.tell(format!(
                "The question {} {} has another place.",
                quoted(question.unwrap_or_default()),
                place.words
            ));
        }
    }

    fn choices(&mut self, before: &[&Table], after: &[&Table], name: &str) {
        for choice in before
            .iter()
            .filter(|one| find(after, id_of(one)).is_none())
        {
            self.tell(format!(
                "The choice {} of the question {name} was taken away.",
                quoted(text_of(choice.get("label")))
            ));
        }
        let moves = moved(before, after);
        for (index, choice) in after.iter().enumerate() {
            let label = quoted(text_of(choice.get("label")));
            let previous = index.checked_sub(1).and_then(|index| after.get(index));
            let place = match previous {
                Some(previous) => format!("after {}", quoted(text_of(previous.get("label")))),
                None => "first".to_owned(),
            };
            let Some(standing) = find(before, id_of(choice)) else {
                if !before.is_empty() {
                    self.tell(format!(
                        "The question {name} has a new choice, {label}, {place}."
                    ));
                }
                continue;
            };
            if standing.get("label") != choice.get("label") {
                self.tell(format!(
                    "The choice {} of the question {name} now says {label}.",
                    quoted(text_of(standing.get("label")))
                ));
            }
            if moves.contains(&id_of(choice)) {
                self.tell(format!(
                    "The choice {label} of the question {name} now comes {place}."
                ));
            }
            let hint = format!("The hint of the choice {label} of the question {name}");
            self.words(&hint, standing.get("hint"), choice.get("hint"));
            self.settings(
                &format!("In the choice {label} of the question {name}"),
                standing,
                choice,
                &["id", "label", "hint"],
            );
        }
    }
}

/// How a question is answered: the kind and its rules.
fn answer(question: &Table) -> Option<(&str, &Value)> {
    let kinds = question.get("answer")?.as_table()?;
    kinds
        .iter()
        .next()
        .map(|(kind, rules)| (kind.as_str(), rules))
}

fn choices(rules: &Value) -> Vec<&Table> {
    rules
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_table)
        .collect()
}
