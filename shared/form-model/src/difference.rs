//! What is different between two versions of a form, in plain English, for whoever approves the later
//! one.
//!
//! The texts are compared as they are written, by the ids of pages, questions and choices: everything
//! that differs is told, a setting that has no sentence of its own by its name. Comments are not
//! compared. Whether the later version may be published is not asked here ([`crate::check`]).

mod items;
mod question;
mod words;

use toml::{Table, Value};

use items::{Place, id_of, list, moved, paragraphs};
use words::{condition, quoted, quoted_list, text_of, value_words};

/// Every difference, a sentence or two each, in the order of the form; nothing when only comments differ.
///
/// A text that is no TOML is compared as an empty form.
pub fn difference(before: &str, after: &str) -> Vec<String> {
    let read = |text: &str| text.parse::<Table>().unwrap_or_default();
    let (before, after) = (read(before), read(after));
    let mut comparison = Comparison {
        before: &before,
        after: &after,
        told: Vec::new(),
    };
    comparison.form();
    comparison.pages();
    comparison.told
}

/// Two forms being compared.
struct Comparison<'t> {
    before: &'t Table,
    after: &'t Table,
    told: Vec<String>,
}

impl<'t> Comparison<'t> {
    fn tell(&mut self, sentence: impl Into<String>) {
        self.told.push(sentence.into());
    }

    fn form(&mut self) {
        let (before, after) = (self.before, self.after);
        self.words("The form’s title", before.get("title"), after.get("title"));
        let summary = "The sentence about the form where people choose one";
        self.words(summary, before.get("summary"), after.get("summary"));
        self.paragraphs("On the form’s first page", before, after, "begin");
        self.requirements();
        let told = [
            "id", "version", "title", "summary", "begin", "require", "page",
        ];
        self.settings("The form", before, after, &told);
    }

    /// Groups of questions of which one must be answered.
    fn requirements(&mut self) {
        let (before, after) = (list(self.before, "require"), list(self.after, "require"));
        for (requirement, stands_in, now) in after
            .iter()
            .map(|one| (one, &before, true))
            .chain(before.iter().map(|one| (one, &after, false)))
        {
            let questions = requirement.get("any-of");
            let same = stands_in
                .iter()
                .find(|other| other.get("any-of") == questions);
            let names: Vec<String> = questions
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .map(|id| self.question_name(id.as_str().unwrap_or_default()))
                .collect();
            let names = names.join(" or ");
            match (same, now) {
                (None, true) => self.tell(format!("It is new that {names} must be answered.")),
                (None, false) => {
                    self.tell(format!("It is no longer so that {names} must be answered."))
                }
                (Some(other), true) => {
                    let thing = format!("The error message when none of {names} is answered");
                    self.words(&thing, other.get("message"), requirement.get("message"));
                }
                (Some(_), false) => {}
            }
        }
    }

    fn pages(&mut self) {
        let (before, after) = (list(self.before, "page"), list(self.after, "page"));
        for page in &before {
            if items::find(&after, id_of(page)).is_none() {
                self.page_taken_away(page);
            }
        }
        let moves = moved(&before, &after);
        for (index, page) in after.iter().enumerate() {
            let previous = index.checked_sub(1).and_then(|index| after.get(index));
            let place = match previous {
                Some(previous) => format!("after {}", heading(previous)),
                None => "at the beginning".to_owned(),
            };
            match items::find(&before, id_of(page)) {
                None => {
                    self.tell(format!(
                        "New page {}, {place}.{}",
                        heading(page),
                        self.shown(page)
                    ));
                    self.paragraphs_of_new(page);
                }
                Some(earlier) => {
                    if moves.contains(&id_of(page)) {
                        self.tell(format!("The page {} now comes {place}.", heading(page)));
                    }
                    self.page(earlier, page);
                }
            }
            self.questions_of(page);
        }
    }

    fn page_taken_away(&mut self, page: &Table) {
        let gone: Vec<&str> = list(page, "question")
            .into_iter()
            .filter(|question| items::find_question(self.after, id_of(question)).is_none())
            .map(|question| text_of(question.get("label")))
            .collect();
        let with = match gone.as_slice() {
            [] => String::new(),
            [one] => format!(", and with it the question {}", quoted(one)),
            several => format!(", and with it the questions {}", quoted_list(several)),
        };
        self.tell(format!("The page {} was taken away{with}.", heading(page)));
    }

    fn paragraphs_of_new(&mut self, page: &Table) {
        let paragraphs = paragraphs(page, "text");
        if !paragraphs.is_empty() {
            self.tell(format!(
                "On the page {}, it says {}.",
                heading(page),
                quoted_list(&paragraphs)
            ));
        }
    }

    fn page(&mut self, before: &Table, after: &Table) {
        let name = format!("the page {}", heading(after));
        if before.get("heading") != after.get("heading") {
            self.tell(format!(
                "The page {} is now headed {}.",
                heading(before),
                heading(after)
            ));
        }
        let title = format!("The browser’s title of {name}");
        self.words(&title, before.get("title"), after.get("title"));
        self.paragraphs(&format!("On {name}"), before, after, "text");
        self.condition(&format!("The page {}", heading(after)), before, after);
        self.instead(&name, before, after);
        let told = [
            "id",
            "heading",
            "title",
            "text",
            "show-when",
            "instead",
            "question",
        ];
        self.settings(&format!("On {name}"), before, after, &told);
    }

    /// A page's questions: each where it is now, and those that are nowhere any more.
    fn questions_of(&mut self, page: &Table) {
        let now = list(page, "question");
        let earlier_page = items::find(&list(self.before, "page"), id_of(page));
        let earlier = earlier_page
            .map(|page| list(page, "question"))
            .unwrap_or_default();
        let moves = moved(&earlier, &now);
        for question in &now {
            let place = Place::on(&heading(page));
            match items::find_question(self.before, id_of(question)) {
                None => self.new_question(question, &place),
                Some((was_on, standing)) => {
                    if id_of(was_on) != id_of(page) {
                        self.tell(format!(
                            "The question {} is now on the page {}. It was on {}.",
                            quoted(text_of(question.get("label"))),
                            heading(page),
                            heading(was_on)
                        ));
                    } else if moves.contains(&id_of(question)) {
                        self.tell(format!(
                            "The question {} has another place on the page {}.",
                            quoted(text_of(question.get("label"))),
                            heading(page)
                        ));
                    }
                    self.question(standing, question, &place);
                }
            }
        }
        for question in earlier {
            if items::find_question(self.after, id_of(question)).is_none() {
                self.tell(format!(
                    "The question {} was taken away from the page {}.",
                    quoted(text_of(question.get("label"))),
                    heading(page)
                ));
            }
        }
    }

    /// Words that people read.
    fn words(&mut self, thing: &str, before: Option<&Value>, after: Option<&Value>) {
        match (before, after) {
            _ if before == after => {}
            (Some(before), Some(after)) => self.tell(format!(
                "{thing} now says {}. It said {}.",
                value_words(after),
                value_words(before)
            )),
            (None, Some(after)) => self.tell(format!("{thing} is new: {}.", value_words(after))),
            (Some(before), None) => self.tell(format!(
                "{thing} was taken away. It said {}.",
                value_words(before)
            )),
            (None, None) => {}
        }
    }

    /// Paragraphs of a page. One that only changed its place is told as taken away and new.
    fn paragraphs(&mut self, place: &str, before: &Table, after: &Table, key: &str) {
        let (was, is) = (paragraphs(before, key), paragraphs(after, key));
        let same = was
            .iter()
            .zip(&is)
            .take_while(|(was, is)| was == is)
            .count();
        let (was, is) = (
            was.get(same..).unwrap_or_default(),
            is.get(same..).unwrap_or_default(),
        );
        let same = was
            .iter()
            .rev()
            .zip(is.iter().rev())
            .take_while(|(was, is)| was == is)
            .count();
        let was = was
            .get(..was.len().saturating_sub(same))
            .unwrap_or_default();
        let is = is.get(..is.len().saturating_sub(same)).unwrap_or_default();
        match (was, is) {
            ([], []) => {}
            ([], is) => self.tell(format!("{place}, it now also says {}.", quoted_list(is))),
            (was, []) => self.tell(format!("{place}, it no longer says {}.", quoted_list(was))),
            (was, is) => self.tell(format!(
                "{place}, it now says {}. It said {}.",
                quoted_list(is),
                quoted_list(was)
            )),
        }
    }

    /// When a page or question is shown.
    fn condition(&mut self, thing: &str, before: &Table, after: &Table) {
        match (before.get("show-when"), after.get("show-when")) {
            (before, after) if before == after => {}
            (_, Some(after)) => {
                let when = condition(after, self);
                self.tell(format!("{thing} is now shown only when {when}."));
            }
            (_, None) => self.tell(format!(
                "{thing} is now shown to everybody who comes to it."
            )),
        }
    }

    /// To whom something new is shown, as a sentence of its own.
    fn shown(&self, item: &Table) -> String {
        item.get("show-when").map_or_else(String::new, |when| {
            format!(" It is shown only when {}.", condition(when, self))
        })
    }

    /// Other words for some people, by the condition under which they are shown.
    fn instead(&mut self, name: &str, before: &Table, after: &Table) {
        let (was, is) = (list(before, "instead"), list(after, "instead"));
        for words in &is {
            let when = self.when(words);
            match same_people(&was, words) {
                Some(earlier) => {
                    let place = format!("On {name}, when {when}");
                    self.settings(&place, earlier, words, &["when"]);
                }
                None => self.tell(format!(
                    "There are other words on {name} when {when}: {}.",
                    other_words(words)
                )),
            }
        }
        for words in &was {
            if same_people(&is, words).is_none() {
                let when = self.when(words);
                self.tell(format!(
                    "There are no other words on {name} any more when {when}. They were {}.",
                    other_words(words)
                ));
            }
        }
        if was != is && was.len() == is.len() && was.iter().all(|one| is.contains(one)) {
            self.tell(format!(
                "On {name}, the other words are looked at in another order."
            ));
        }
    }

    fn when(&self, item: &Table) -> String {
        item.get("when")
            .map_or_else(String::new, |when| condition(when, self))
    }

    /// Everything that has no sentence of its own.
    fn settings(&mut self, place: &str, before: &Table, after: &Table, told: &[&str]) {
        let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
        names.sort_unstable();
        names.dedup();
        for name in names
            .into_iter()
            .filter(|name| !told.contains(&name.as_str()))
        {
            match (before.get(name), after.get(name)) {
                (before, after) if before == after => {}
                (Some(Value::Table(before)), Some(Value::Table(after))) => {
                    self.settings(&format!("{place}, in `{name}`"), before, after, &[]);
                }
                (Some(before), Some(after)) => self.tell(format!(
                    "{place}: `{name}` is now {}. It was {}.",
                    value_words(after),
                    value_words(before)
                )),
                (None, Some(after)) => self.tell(format!(
                    "{place}: `{name}` is now {}. It was not set.",
                    value_words(after)
                )),
                (Some(before), None) => self.tell(format!(
                    "{place}: `{name}` is no longer set. It was {}.",
                    value_words(before)
                )),
                (None, None) => {}
            }
        }
    }

    /// The question's words, by its id; as it was, where it is no more.
    fn question_name(&self, id: &str) -> String {
        let found = items::find_question(self.after, id).or(items::find_question(self.before, id));
        found.map_or_else(
            || format!("`{id}`"),
            |(_, question)| quoted(text_of(question.get("label"))),
        )
    }
}

/// The other words for the same people.
fn same_people<'a>(all: &[&'a Table], words: &Table) -> Option<&'a Table> {
    all.iter()
        .find(|other| other.get("when") == words.get("when"))
        .copied()
}

fn heading(page: &Table) -> String {
    quoted(text_of(page.get("heading")))
}

fn other_words(words: &Table) -> String {
    let others: Vec<String> = words
        .iter()
        .filter(|(name, _)| *name != "when")
        .map(|(name, value)| format!("`{name}` {}", value_words(value)))
        .collect();
    others.join(", ")
}
