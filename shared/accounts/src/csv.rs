//! CSV: the lines of a file as the rows of a table, whose first row names the columns.
//!
//! Reading is strict, because a quotation mark in the wrong place moves amounts into other columns. A row that is
//! opened by a quotation mark and never closed does not take the rest of the file with it: the line that opened it
//! is rejected, and reading goes on with the line after it. That, the numbers of lines and the sentences are why
//! this is no CSV library's work.

mod cells;
mod columns;

use std::collections::VecDeque;

use crate::LONGEST;
use crate::lines::{CUT, Outcome, rejected, too_long};
use crate::physical::{Physical, Text};
use cells::{Cells, NoRow};
use columns::Columns;

/// The most lines of one row: quoted cells may have line breaks, but a cell of a page was not closed.
const MOST_LINES: usize = 50;

const NOT_UTF8: &str = "The row is not UTF-8. Save the file as \"CSV UTF-8\" and send it again: letters are not guessed.";
const NOT_CLOSED: &str = "A quotation mark in this row opens a cell that is not closed.";
const STRAY: &str = "A quotation mark stands within a cell. Put the whole cell in quotation marks, and write the \
                     one within it twice.";
const NO_HEADER: &str = "The file is empty. Its first line must name the columns.";

/// A table that is read line by line.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The lines of the row that is under way.
    waiting: VecDeque<Physical>,
    /// So many of them are known to be no whole row.
    open: usize,
    header: Header,
}

#[derive(Debug, Default)]
enum Header {
    #[default]
    Awaited,
    Known(Columns),
    Refused,
}

/// A row of the file.
#[derive(Debug)]
struct Row {
    /// The line on which it begins.
    number: u64,
    cells: Cells,
    /// A line break ended it, and not the end of the file.
    ended: bool,
}

impl Table {
    pub fn push(&mut self, line: Physical) {
        if !self.is_refused() {
            self.waiting.push_back(line);
        }
    }

    pub fn is_refused(&self) -> bool {
        matches!(self.header, Header::Refused)
    }

    /// What the next row says, if the lines of it are all there.
    pub fn next_row(&mut self) -> Option<Outcome> {
        self.next(false)
    }

    /// The same when no more lines come.
    pub fn next_row_at_end(&mut self) -> Option<Outcome> {
        let outcome = self.next(true);
        if outcome.is_none() && matches!(self.header, Header::Awaited) {
            return Some(self.refuse(1, NO_HEADER));
        }
        outcome
    }

    fn next(&mut self, at_end: bool) -> Option<Outcome> {
        loop {
            let row = match self.assemble(at_end)? {
                Ok(row) if row.cells.are_empty() => continue,
                Ok(row) => row,
                Err((number, reason)) if matches!(self.header, Header::Awaited) => {
                    return Some(self.refuse(number, &reason));
                }
                Err((number, reason)) => return Some(rejected(number, reason)),
            };
            match &self.header {
                Header::Awaited => match Columns::read(&row.cells.texts) {
                    Ok(columns) => self.header = Header::Known(columns),
                    Err(reason) => return Some(self.refuse(row.number, &reason)),
                },
                Header::Known(columns) => return Some(columns.outcome(&row)),
                Header::Refused => return None,
            }
        }
    }

    fn refuse(&mut self, number: u64, reason: &str) -> Outcome {
        self.header = Header::Refused;
        self.waiting.clear();
        rejected(number, reason)
    }

    /// The next row, or the line that begins none and why.
    fn assemble(&mut self, at_end: bool) -> Option<Result<Row, (u64, String)>> {
        let number = self.waiting.front()?.number;
        let mut text = String::new();
        let mut is_utf8 = true;
        for (before, line) in self.waiting.iter().enumerate() {
            let Text::Whole(bytes) = &line.text else {
                return self.without(1, Err((number, too_long())));
            };
            if before > 0 {
                text.push('\n');
            }
            text.push_str(&String::from_utf8_lossy(bytes));
            let read = std::str::from_utf8(bytes);
            is_utf8 &= read.is_ok();
            if before < self.open {
                continue;
            }
            let ended = line.ended;
            let is_cut = !ended && read.is_err_and(|wrong| wrong.error_len().is_none());
            let reason = match Cells::read(&text) {
                Err(NoRow::Open) if before + 1 < MOST_LINES && text.len() < LONGEST => {
                    self.open = before + 1;
                    continue;
                }
                Ok(_) if is_cut => CUT,
                Ok(_) if !is_utf8 => NOT_UTF8,
                Ok(cells) => {
                    let row = Row {
                        number,
                        cells,
                        ended,
                    };
                    return self.without(before + 1, Ok(row));
                }
                Err(NoRow::Open) => NOT_CLOSED,
                Err(NoRow::Stray) if before > 0 => NOT_CLOSED,
                Err(NoRow::Stray) => STRAY,
            };
            let lines = if reason == NOT_UTF8 { before + 1 } else { 1 };
            return self.without(lines, Err((number, reason.to_owned())));
        }
        let is_one_cut_line = self.waiting.len() == 1 && !self.waiting.front()?.ended;
        let reason = if is_one_cut_line { CUT } else { NOT_CLOSED };
        at_end
            .then(|| self.without(1, Err((number, reason.to_owned()))))
            .flatten()
    }

    /// Goes on with the lines after these.
    fn without<T>(&mut self, lines: usize, found: T) -> Option<T> {
        self.waiting.drain(..lines.min(self.waiting.len()));
        self.open = 0;
        Some(found)
    }
}
