//! One table of a text, asked for its members by name and kind.

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use vocabulary::Date;

use crate::Ledger;

/// A value and the line where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Noted<T> {
    pub value: T,
    pub line: u32,
}

/// One table of a text.
#[derive(Clone, Copy, Debug)]
pub struct Section<'a, 't> {
    ledger: &'a Ledger<'t>,
    table: &'a DeTable<'t>,
    line: u32,
}

impl<'a, 't> Section<'a, 't> {
    pub(crate) fn new(
        ledger: &'a Ledger<'t>,
        table: &'a DeTable<'t>,
        line: u32,
        name: &str,
        known: &[&str],
    ) -> Self {
        for key in table.keys() {
            if !known.is_empty() && !known.contains(&key.get_ref().as_ref()) {
                let what = format!("In {name}, the member");
                ledger.note_unknown(
                    ledger.line(&key.span()),
                    &what,
                    key.get_ref(),
                    known.iter().copied(),
                );
            }
        }
        Self {
            ledger,
            table,
            line,
        }
    }

    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }

    #[must_use]
    pub fn ledger(&self) -> &'a Ledger<'t> {
        self.ledger
    }

    /// The names of the members, with their lines.
    pub fn names(&self) -> Vec<Noted<String>> {
        let noted =
            |key: &Spanned<_>| self.noted(key, |name: &std::borrow::Cow<'_, str>| name.to_string());
        self.table.keys().map(noted).collect()
    }

    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.table.get(name).is_some()
    }

    /// A text, if the member is there.
    pub fn text(&self, name: &str) -> Option<Noted<String>> {
        self.read(name, "a text in quotation marks", |value| {
            value.as_str().map(str::to_owned)
        })
    }

    /// A text that must be there and say something.
    pub fn needed_text(&self, name: &str) -> Option<Noted<String>> {
        self.needed(name)?;
        let text = self.text(name)?;
        if text.value.trim().is_empty() {
            self.ledger
                .note(text.line, format!("`{name}` says nothing"), "Write it out.");
            return None;
        }
        Some(text)
    }

    /// A whole number from 0, if the member is there.
    pub fn whole(&self, name: &str) -> Option<Noted<u32>> {
        self.read(name, "a whole number from 0", |value| {
            value
                .as_integer()
                .and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok())
        })
    }

    /// A whole number that must be there.
    pub fn needed_whole(&self, name: &str) -> Option<Noted<u32>> {
        self.needed(name)?;
        self.whole(name)
    }

    /// A number, if the member is there.
    pub fn number(&self, name: &str) -> Option<Noted<f64>> {
        self.read(name, "a number", |value| match value {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok().filter(|n: &f64| n.is_finite()),
            _ => None,
        })
    }

    /// Yes or no, if the member is there.
    pub fn truth(&self, name: &str) -> Option<Noted<bool>> {
        self.read(name, "true or false", DeValue::as_bool)
    }

    /// A date such as 2026-12-25, with or without quotation marks, if the member is there.
    pub fn date(&self, name: &str) -> Option<Noted<Date>> {
        self.read(name, "a date such as 2026-12-25", date_of)
    }

    /// A list of dates; empty when the member is not there.
    pub fn dates(&self, name: &str) -> Vec<Noted<Date>> {
        self.list(name, "a list of dates such as 2026-12-25", date_of)
    }

    /// A list of texts; empty when the member is not there.
    pub fn texts(&self, name: &str) -> Vec<Noted<String>> {
        self.list(name, "a list of texts", |value| {
            value.as_str().map(str::to_owned)
        })
    }

    /// One text or a list of them; empty when the member is not there.
    pub fn one_or_more_texts(&self, name: &str) -> Vec<Noted<String>> {
        match self.table.get(name).map(Spanned::get_ref) {
            Some(DeValue::String(_)) => self.text(name).into_iter().collect(),
            _ => self.texts(name),
        }
    }

    /// A table, if the member is there. `known` empty means that any member is allowed.
    pub fn section(&self, name: &str, known: &[&str]) -> Option<Section<'a, 't>> {
        let found = self.table.get(name)?;
        self.as_section(found, name, known)
    }

    /// A list of tables, in the order of the text; empty when the member is not there.
    pub fn sections(&self, name: &str, known: &[&str]) -> Vec<Section<'a, 't>> {
        let Some(found) = self.table.get(name) else {
            return Vec::new();
        };
        match found.get_ref() {
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| self.as_section(item, name, known))
                .collect(),
            _ => {
                self.wrong_kind(found, name, "a list of tables");
                Vec::new()
            }
        }
    }

    fn as_section(
        &self,
        found: &'a Spanned<DeValue<'t>>,
        name: &str,
        known: &[&str],
    ) -> Option<Section<'a, 't>> {
        let line = self.ledger.line(&found.span());
        match found.get_ref() {
            DeValue::Table(table) => Some(Section::new(
                self.ledger,
                table,
                line,
                &format!("`{name}`"),
                known,
            )),
            _ => {
                self.wrong_kind(found, name, "a table");
                None
            }
        }
    }

    fn needed(&self, name: &str) -> Option<()> {
        if self.has(name) {
            return Some(());
        }
        self.ledger.note(
            self.line,
            format!("`{name}` is missing"),
            format!("Add `{name}`."),
        );
        None
    }

    fn read<T>(
        &self,
        name: &str,
        kind: &str,
        read: impl Fn(&DeValue<'t>) -> Option<T>,
    ) -> Option<Noted<T>> {
        let found = self.table.get(name)?;
        match read(found.get_ref()) {
            Some(value) => Some(Noted {
                value,
                line: self.ledger.line(&found.span()),
            }),
            None => {
                self.wrong_kind(found, name, kind);
                None
            }
        }
    }

    fn list<T>(
        &self,
        name: &str,
        kind: &str,
        read: impl Fn(&DeValue<'t>) -> Option<T>,
    ) -> Vec<Noted<T>> {
        let Some(found) = self.table.get(name) else {
            return Vec::new();
        };
        let DeValue::Array(items) = found.get_ref() else {
            self.wrong_kind(found, name, kind);
            return Vec::new();
        };
        let mut values = Vec::new();
        for item in items.iter() {
            match read(item.get_ref()) {
                Some(value) => values.push(Noted {
                    value,
                    line: self.ledger.line(&item.span()),
                }),
                None => self.wrong_kind(item, name, kind),
            }
        }
        values
    }

    fn wrong_kind(&self, found: &Spanned<DeValue<'t>>, name: &str, kind: &str) {
        self.ledger.note(
            self.ledger.line(&found.span()),
            format!("`{name}` is not {kind}"),
            format!("Write {kind}."),
        );
    }

    fn noted<S, T>(&self, found: &Spanned<S>, read: impl Fn(&S) -> T) -> Noted<T> {
        Noted {
            value: read(found.get_ref()),
            line: self.ledger.line(&found.span()),
        }
    }
}

fn date_of(value: &DeValue<'_>) -> Option<Date> {
    match value {
        DeValue::String(text) => text.parse().ok(),
        DeValue::Datetime(moment) if moment.time.is_none() && moment.offset.is_none() => {
            let date = moment.date?;
            Date::new(i16::try_from(date.year).ok()?, date.month, date.day)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
name = "Mid"
count = 3
holidays = [2026-12-25, "2026-12-28"]
shoe-size = 9

[[rule]]
id = 7

[[rule]]
words = ["a", 2]
"#;

    #[test]
    fn every_mistake_is_told_with_its_line_and_what_to_do() {
        let ledger = Ledger::new(TEXT);
        let tree = ledger.parse();
        let root = ledger.root(&tree, &["name", "count", "holidays", "rule"]);
        assert_eq!(
            root.needed_text("name").map(|name| name.value),
            Some("Mid".into())
        );
        assert_eq!(
            root.whole("count").map(|count| (count.value, count.line)),
            Some((3, 3))
        );
        assert_eq!(root.dates("holidays").len(), 2);
        for rule in root.sections("rule", &["id", "words"]) {
            rule.needed_text("id");
            rule.texts("words");
        }
        let told: Vec<_> = ledger
            .into_problems()
            .into_iter()
            .map(|p| (p.line, p.message))
            .collect();
        assert_eq!(
            told,
            [
                (5, "In the text, the member `shoe-size` is not known".into()),
                (8, "`id` is not a text in quotation marks".into()),
                (10, "`id` is missing".into()),
                (11, "`words` is not a list of texts".into()),
            ]
        );
    }

    #[test]
    fn what_is_not_toml_is_told_with_its_line() {
        let ledger = Ledger::new("name = \"Mid\"\ncount = = 3\n");
        let _ = ledger.parse();
        let problems = ledger.into_problems();
        assert_eq!(problems.first().map(|problem| problem.line), Some(2));
    }
}
