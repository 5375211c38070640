//! The shape of a form's text. It is read piece by piece, so that one misspelling does not hide the next.

use serde::de::DeserializeOwned;
use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Lines, Problem};
use crate::{Form, Page, Question};

/// Takes apart the text; the form only if every piece could be read.
pub fn read(text: &str) -> (Option<Form>, Lines, Vec<Problem>) {
    take_apart(text, true)
}

/// The same without noting on which line each thing stands, which takes most of the time.
pub fn read_quickly(text: &str) -> (Option<Form>, Vec<Problem>) {
    let (form, _, problems) = take_apart(text, false);
    (form, problems)
}

fn take_apart(text: &str, with_lines: bool) -> (Option<Form>, Lines, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader {
        breaks: Breaks::of(text),
        lines: Lines::default(),
        problems: Vec::new(),
    };
    for error in &errors {
        let line = error
            .span()
            .map_or(1, |span| reader.breaks.line_of(span.start));
        reader.problem(line, error.message());
    }
    if !reader.problems.is_empty() {
        return (None, reader.lines, reader.problems);
    }
    let span = table.span();
    let mut head = DeValue::Table(table.into_inner());
    if with_lines {
        reader.walk("", &head);
    }
    let pages = take(&mut head, "page");
    let form: Option<Form> = reader.piece(Spanned::new(span, head));
    let mut read = Vec::new();
    for page in pages {
        read.extend(reader.page(page));
    }
    let form = form
        .filter(|_| reader.problems.is_empty())
        .map(|form| Form { page: read, ..form });
    (form, reader.lines, reader.problems)
}

struct Reader {
    breaks: Breaks,
    lines: Lines,
    problems: Vec<Problem>,
}

impl Reader {
    fn page(&mut self, page: Spanned<DeValue>) -> Option<Page> {
        let span = page.span();
        let mut head = page.into_inner();
        let questions = take(&mut head, "question");
        let page: Option<Page> = self.piece(Spanned::new(span, head));
        let mut read = Vec::new();
        for question in questions {
            read.extend(self.piece::<Question>(question));
        }
        page.map(|page| Page {
            question: read,
            ..page
        })
    }

    fn piece<T: DeserializeOwned>(&mut self, piece: Spanned<DeValue>) -> Option<T> {
        let start = piece.span().start;
        match toml_reader::from_tree(&piece) {
            Ok(read) => Some(read),
            Err(misfit) => {
                let line = self.breaks.line_of(misfit.place.unwrap_or(start));
                self.problem(line, &misfit.message);
                None
            }
        }
    }

    fn problem(&mut self, line: u32, message: &str) {
        self.problems.push(Problem {
            line,
            message: message.trim().replace('\n', "; "),
            remedy:
                "Correct this line. Where a name is not known, the message lists those that are."
                    .to_owned(),
        });
    }

    /// Notes the line of everything.
    fn walk(&mut self, path: &str, value: &DeValue) {
        match value {
            DeValue::Table(table) => {
                for (key, value) in table {
                    let name = key.get_ref();
                    let path = if path.is_empty() {
                        name.to_string()
                    } else {
                        format!("{path}.{name}")
                    };
                    self.lines
                        .0
                        .insert(path.clone(), self.breaks.line_of(key.span().start));
                    self.walk(&path, value.get_ref());
                }
            }
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let path = format!("{path}[{index}]");
                    self.lines
                        .0
                        .insert(path.clone(), self.breaks.line_of(item.span().start));
                    self.walk(&path, item.get_ref());
                }
            }
            _ => {}
        }
    }
}

/// Takes the tables of this name out of a table. What is no list of tables stays, and is reported there.
fn take<'i>(table: &mut DeValue<'i>, name: &str) -> Vec<Spanned<DeValue<'i>>> {
    let DeValue::Table(table) = table else {
        return Vec::new();
    };
    if !matches!(
        table.get(name).map(Spanned::get_ref),
        Some(DeValue::Array(_))
    ) {
        return Vec::new();
    }
    match table.remove(name).map(Spanned::into_inner) {
        Some(DeValue::Array(items)) => items.into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Where the lines of a text end, so that a place is found without reading the text again.
struct Breaks(Vec<usize>);

impl Breaks {
    fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(breaks.map(|(place, _)| place).collect())
    }

    /// The line, from 1, of a place in the text.
    fn line_of(&self, place: usize) -> u32 {
        let before = self.0.partition_point(|end| *end < place);
        u32::try_from(before).map_or(u32::MAX, |before| before.saturating_add(1))
    }
}
