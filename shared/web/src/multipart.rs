//! Bodies of `multipart/form-data`, read as they come: fields and files, whatever their order.
//!
//! [`Multipart`] is pushed the bytes in whatever pieces they arrive and says what they are. It holds no
//! more than was pushed last and the head of a part, so that a large file is never whole in memory. It
//! knows no limit of a file or of a request: whoever reads counts.

use http::HeaderMap;

/// The most bytes of the head of a part, and of what may stand before the first part.
pub const HEAD_LIMIT: usize = 8 * 1024;
/// The most parts of a body.
pub const PART_LIMIT: usize = 200;
/// The most characters of a boundary, and the most spaces behind one.
const BOUNDARY_LIMIT: usize = 70;

/// What comes next in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A part begins.
    Part(Part),
    /// The next bytes of its content.
    Data(Vec<u8>),
    /// Its content has ended.
    End,
}

/// The head of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The field's name.
    pub name: String,
    /// What the sender calls the file; empty where none was chosen. None for a field without a file.
    pub file_name: Option<String>,
}

/// Why a body cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// No part begins where one must, or a part has no name.
    NotAForm,
    /// More parts, or a longer head, than any page of ours sends.
    TooMuch,
    /// It ended before its last part did.
    BrokenOff,
}

/// The boundary, if the body is declared as `multipart/form-data`.
pub fn boundary(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(http::header::CONTENT_TYPE)?.to_str().ok()?;
    let (kind, parameters) = value.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary = parameter(parameters, "boundary")?;
    let fits = (1..=BOUNDARY_LIMIT).contains(&boundary.len())
        && boundary.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    fits.then_some(boundary)
}

/// A body on its way.
#[derive(Debug)]
pub struct Multipart {
    /// A line break, two hyphens and the boundary.
    delimiter: Vec<u8>,
    buffer: Vec<u8>,
    /// Where in the buffer the rest begins.
    start: usize,
    state: State,
    parts: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first part. Carries how many bytes were passed over.
    Before(usize),
    Head,
    Content,
    Done,
}

/// Whether a delimiter stands in the rest.
enum Found {
    /// Carries where it begins and ends, and whether it is the last.
    At(usize, usize, bool),
    /// Not up to here. What follows may be the beginning of one.
    NotBefore(usize),
}

impl Multipart {
    pub fn new(boundary: &str) -> Self {
        Self {
            delimiter: format!("\r\n--{boundary}").into_bytes(),
            // The first delimiter may stand at the very beginning, without a line break before it.
            buffer: b"\r\n".to_vec(),
            start: 0,
            state: State::Before(0),
            parts: 0,
        }
    }

    /// Takes the next bytes, in whatever pieces they come.
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.start);
        self.start = 0;
        // What comes after the last part means nothing.
        if self.state != State::Done {
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// What the bytes are that were pushed; none where more are needed.
    ///
    /// # Errors
    /// They are not a form.
    pub fn next_event(&mut self) -> Result<Option<Event>, Malformed> {
        loop {
            match self.state {
                State::Done => {
                    self.start = self.buffer.len();
                    return Ok(None);
                }
                State::Before(passed) => match self.find_delimiter() {
                    Found::At(_, end, last) => self.go_past(end, last),
                    Found::NotBefore(at) => {
                        let passed = passed + at.saturating_sub(self.start);
                        if passed > HEAD_LIMIT {
                            return Err(Malformed::NotAForm);
                        }
                        self.start = at;
                        self.state = State::Before(passed);
                        return Ok(None);
                    }
                },
                State::Head => return self.head(),
                State::Content => {
                    let (to, found) = match self.find_delimiter() {
                        Found::At(at, end, last) => (at, Some((end, last))),
                        Found::NotBefore(at) => (at, None),
                    };
                    let content = self.buffer.get(self.start..to).unwrap_or_default();
                    if !content.is_empty() {
                        let content = content.to_vec();
                        self.start = to;
                        return Ok(Some(Event::Data(content)));
                    }
                    let Some((end, last)) = found else {
                        return Ok(None);
                    };
                    self.go_past(end, last);
                    return Ok(Some(Event::End));
                }
            }
        }
    }

    /// There are no more bytes.
    ///
    /// # Errors
    /// The last part has not ended.
    pub fn finish(&self) -> Result<(), Malformed> {
        match self.state {
            State::Done => Ok(()),
            State::Before(_) => Err(Malformed::NotAForm),
            State::Head | State::Content => Err(Malformed::BrokenOff),
        }
    }

    fn go_past(&mut self, end: usize, last: bool) {
        self.start = end;
        self.state = match last {
            true => State::Done,
            false => State::Head,
        };
    }

    fn head(&mut self) -> Result<Option<Event>, Malformed> {
        let rest = self.buffer.get(self.start..).unwrap_or_default();
        if rest.starts_with(b"\r\n") {
            return Err(Malformed::NotAForm);
        }
        let Some(length) = find(rest, b"\r\n\r\n") else {
            return match rest.len() > HEAD_LIMIT {
                true => Err(Malformed::TooMuch),
                false => Ok(None),
            };
        };
        self.parts += 1;
        if length > HEAD_LIMIT || self.parts > PART_LIMIT {
            return Err(Malformed::TooMuch);
        }
        let head = String::from_utf8_lossy(rest.get(..length).unwrap_or_default());
        let part = part(&head).ok_or(Malformed::NotAForm)?;
        self.start += length + 4;
        self.state = State::Content;
        Ok(Some(Event::Part(part)))
    }

    /// The next delimiter in the rest. Bytes like it that no line break or hyphens follow are content.
    fn find_delimiter(&self) -> Found {
        let mut from = self.start;
        loop {
            let rest = self.buffer.get(from..).unwrap_or_default();
            let Some(at) = find(rest, &self.delimiter).map(|at| from + at) else {
                let kept = possible_beginning(rest, &self.delimiter);
                return Found::NotBefore(self.buffer.len() - kept);
            };
            let end = at + self.delimiter.len();
            match after_delimiter(self.buffer.get(end..).unwrap_or_default()) {
                After::Next(length) => return Found::At(at, end + length, false),
                After::Last => return Found::At(at, end + 2, true),
                After::NotYet => return Found::NotBefore(at),
                After::Content => from = at + 1,
            }
        }
    }
}

/// What stands behind a delimiter.
enum After {
    /// The head of another part, after so many bytes.
    Next(usize),
    Last,
    /// Too little is there to say.
    NotYet,
    /// It was no delimiter.
    Content,
}

fn after_delimiter(rest: &[u8]) -> After {
    let spaces = rest
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    match (rest.get(spaces), rest.get(spaces + 1)) {
        _ if spaces > BOUNDARY_LIMIT => After::Content,
        (Some(b'-'), Some(b'-')) if spaces == 0 => After::Last,
        (Some(b'\r'), Some(b'\n')) => After::Next(spaces + 2),
        (None, _) | (Some(b'-' | b'\r'), None) => After::NotYet,
        _ => After::Content,
    }
}

/// How many of the last bytes may be the beginning of what is looked for.
fn possible_beginning(bytes: &[u8], wanted: &[u8]) -> usize {
    let most = wanted.len().saturating_sub(1).min(bytes.len());
    (1..=most)
        .rev()
        .find(|length| {
            let tail = bytes.get(bytes.len() - length..).unwrap_or_default();
            wanted.starts_with(tail)
        })
        .unwrap_or(0)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = wanted.first()?;
    let mut from = 0;
    loop {
        let rest = bytes.get(from..)?;
        let at = from + rest.iter().position(|byte| byte == first)?;
        if bytes.get(at..)?.starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// The field that the head of a part names.
fn part(head: &str) -> Option<Part> {
    let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
    let (_, disposition) =
        lines.find(|(name, _)| name.trim().eq_ignore_ascii_case("content-disposition"))?;
    let (kind, parameters) = disposition.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("form-data") {
        return None;
    }
    Some(Part {
        name: parameter(parameters, "name")?,
        file_name: parameter(parameters, "filename"),
    })
}

/// The parameter of this name: a word, or a text in quotation marks. Browsers write a quotation mark as
/// `%22`, others with a backslash; a backslash before anything else is a backslash.
fn parameter(text: &str, wanted: &str) -> Option<String> {
    let mut rest = text;
    loop {
        let (name, value) = rest.split_once('=')?;
        // What stands before has no value, and says nothing.
        let name = name.rsplit(';').next().unwrap_or_default().trim();
        let (value, after) = match value.trim_start().strip_prefix('"') {
            Some(quoted) => unquoted(quoted)?,
            None => {
                let end = value.find(';').unwrap_or(value.len());
                let (word, after) = value.split_at_checked(end)?;
                (word.trim().to_owned(), after)
            }
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after;
    }
}

/// The text up to the closing quotation mark, and what stands behind it.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => {
                let value = value.replace("%22", "\"");
                let value = value.replace("%0D", "\r").replace("%0A", "\n");
                return Some((value, text.get(at + 1..)?));
            }
            '\\' if characters.peek().is_some_and(|(_, next)| *next == '"') => {
                characters.next();
                value.push('"');
            }
            other => value.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests;
