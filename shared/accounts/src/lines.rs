//! A file of lines, read in the pieces that it comes in.

use std::io;

use vocabulary::FieldProblem;

use crate::csv::Table;
use crate::physical::{Physical, Physicals, Text};
use crate::{LONGEST, Line, json, reading};

/// A line that is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The line of the file on which it begins, from 1.
    pub line: u64,
    /// Everything that is wrong with it, in sentences that repeat nothing of what it says.
    pub reason: String,
}

/// A line with its number from 1, or why there is none.
pub type Outcome = Result<(u64, Line), Rejected>;

/// Reads a file. It holds one line at a time, and what is over [`LONGEST`] bytes not at all.
///
/// Blank lines are skipped, but counted. Line breaks are LF or CR LF, and a byte order mark at the beginning is no
/// part of the first line.
#[derive(Debug)]
pub struct Lines {
    physicals: Physicals,
    format: Format,
}

#[derive(Debug)]
enum Format {
    Ndjson,
    Csv(Table),
}

impl Lines {
    /// One JSON object a line.
    #[must_use]
    pub fn ndjson() -> Self {
        Self::new(Format::Ndjson)
    }

    /// A table whose first line names the columns.
    #[must_use]
    pub fn csv() -> Self {
        Self::new(Format::Csv(Table::default()))
    }

    /// By the end of a file's name where that says which it is, else by its first bytes.
    #[must_use]
    pub fn of_file(name: &str, first: &[u8]) -> Self {
        let name = name.to_ascii_lowercase();
        let is_json = [".ndjson", ".jsonl"].iter().any(|end| name.ends_with(end));
        let first = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first);
        let opens = first.iter().find(|byte| !byte.is_ascii_whitespace());
        if is_json || (!name.ends_with(".csv") && opens == Some(&b'{')) {
            Self::ndjson()
        } else {
            Self::csv()
        }
    }

    fn new(format: Format) -> Self {
        Self {
            physicals: Physicals::default(),
            format,
        }
    }

    /// The lines that end in this piece. They are read as they are asked for; ask for all of them before the next
    /// piece.
    pub fn of<'a>(&'a mut self, mut piece: &'a [u8]) -> impl Iterator<Item = Outcome> + 'a {
        std::iter::from_fn(move || self.next(&mut piece))
    }

    /// The lines that only the end of the file ends.
    pub fn end(mut self) -> impl Iterator<Item = Outcome> {
        std::iter::from_fn(move || self.next_at_end())
    }

    /// The lines of something that can be read.
    pub fn read<R: io::Read>(self, from: R) -> FromRead<R> {
        FromRead {
            from,
            lines: self,
            piece: vec![0; LONGEST],
            unread: 0..0,
            ended: false,
        }
    }

    /// Whether the file as a whole cannot be used: its columns are not the right ones. The one line that was
    /// rejected says so, and the others are not looked at.
    #[must_use]
    pub fn refuses_the_file(&self) -> bool {
        matches!(&self.format, Format::Csv(table) if table.is_refused())
    }

    fn next(&mut self, piece: &mut &[u8]) -> Option<Outcome> {
        loop {
            if let Format::Csv(table) = &mut self.format
                && let Some(outcome) = table.next_row()
            {
                return Some(outcome);
            }
            if piece.is_empty() {
                return None;
            }
            let Some(line) = self.physicals.next(piece) else {
                continue;
            };
            if let Some(outcome) = self.format.take(line) {
                return Some(outcome);
            }
        }
    }

    fn next_at_end(&mut self) -> Option<Outcome> {
        if let Some(line) = self.physicals.last()
            && let Some(outcome) = self.format.take(line)
        {
            return Some(outcome);
        }
        match &mut self.format {
            Format::Ndjson => None,
            Format::Csv(table) => table.next_row_at_end(),
        }
    }
}

impl Format {
    /// What a line of NDJSON says. A line of a table waits until its row is whole.
    fn take(&mut self, line: Physical) -> Option<Outcome> {
        match self {
            Self::Ndjson => of_json(&line),
            Self::Csv(table) => {
                table.push(line);
                None
            }
        }
    }
}

/// The lines of something that can be read; see [`Lines::read`].
#[derive(Debug)]
pub struct FromRead<R> {
    from: R,
    lines: Lines,
    piece: Vec<u8>,
    unread: std::ops::Range<usize>,
    ended: bool,
}

impl<R> FromRead<R> {
    /// As [`Lines::refuses_the_file`].
    #[must_use]
    pub fn refuses_the_file(&self) -> bool {
        self.lines.refuses_the_file()
    }
}

impl<R: io::Read> Iterator for FromRead<R> {
    type Item = io::Result<Outcome>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let mut rest = self.piece.get(self.unread.clone()).unwrap_or_default();
            let outcome = self.lines.next(&mut rest);
            self.unread.start = self.unread.end - rest.len();
            if let Some(outcome) = outcome {
                return Some(Ok(outcome));
            }
            match self.from.read(&mut self.piece) {
                Ok(count) => {
                    self.unread = 0..count;
                    self.ended = count == 0;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Some(Err(error)),
            }
        }
        self.lines.next_at_end().map(Ok)
    }
}

/// After this many bytes no more problems of one line are told: room for one with each field of an account.
const ENOUGH_SAID: usize = 1_500;

pub(crate) const CUT: &str = "The file ends in the middle of this line. Send the whole file again.";

pub(crate) fn rejected(line: u64, reason: impl Into<String>) -> Outcome {
    Err(Rejected {
        line,
        reason: reason.into(),
    })
}

pub(crate) fn too_long() -> String {
    format!("The line has more than {LONGEST} bytes.")
}

/// Every problem as a sentence of its own, until [`ENOUGH_SAID`]. One line can have thousands, and what is said of
/// all lines is held at once.
pub(crate) fn sentences(problems: &[FieldProblem]) -> String {
    let mut said = String::new();
    for (told, problem) in problems.iter().enumerate() {
        if told > 0 {
            said.push(' ');
        }
        if said.len() > ENOUGH_SAID {
            let others = problems.len() - told;
            said.push_str(&format!("And {others} more."));
            break;
        }
        said.push_str(&format!("`{}` {}.", problem.field, problem.message));
    }
    said
}

fn of_json(line: &Physical) -> Option<Outcome> {
    let number = line.number;
    let Text::Whole(bytes) = &line.text else {
        return Some(rejected(number, too_long()));
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(wrong) if !line.ended && wrong.error_len().is_none() => {
            return Some(rejected(number, CUT));
        }
        Err(_) => {
            let reason = "The line is not UTF-8. Save the file as UTF-8 and send it again.";
            return Some(rejected(number, reason));
        }
    };
    let (object, doubled) = match json::parse(text) {
        Ok(read) => read,
        Err(wrong) if wrong.is_eof() && !line.ended => return Some(rejected(number, CUT)),
        Err(wrong) if wrong.is_eof() => {
            let reason = "The line ends before its JSON does. Write each object on one line.";
            return Some(rejected(number, reason));
        }
        Err(wrong) => {
            let place = wrong.column();
            return Some(rejected(
                number,
                format!("The line is not JSON from its byte {place} on."),
            ));
        }
    };
    if !object.is_object() {
        return Some(rejected(number, "The line is not a JSON object."));
    }
    Some(match reading::read(&object, &doubled) {
        Ok(read) => Ok((number, read)),
        Err(problems) => rejected(number, sentences(&problems)),
    })
}
