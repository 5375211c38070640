//! Lines as they stand in a file, put together from the pieces that it comes in.

/// The most bytes of a line.
pub const LONGEST: usize = 64 * 1024;

/// What may stand around a line: the mark at the beginning of a file, and the carriage return of CR LF.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
const AROUND: usize = BYTE_ORDER_MARK.len() + 1;

/// A line of the file, without its line break.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Physical {
    /// From 1.
    pub number: u64,
    pub text: Text,
    /// A line break ended it, and not the end of the file.
    pub ended: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Text {
    Whole(Vec<u8>),
    /// It has more than [`LONGEST`] bytes, and was not kept.
    TooLong,
}

/// Holds the line that is under way, and never more.
#[derive(Debug, Default)]
pub(crate) struct Physicals {
    done: u64,
    held: Vec<u8>,
    /// Bytes came, though they may not have been held.
    begun: bool,
}

impl Physicals {
    /// The next line that is whole, taking what belongs to it from the piece.
    pub fn next(&mut self, piece: &mut &[u8]) -> Option<Physical> {
        let breaks_at = piece.iter().position(|byte| *byte == b'\n');
        let (part, rest) = piece.split_at(breaks_at.unwrap_or(piece.len()));
        self.begun |= !part.is_empty();
        let room = (LONGEST + AROUND + 1).saturating_sub(self.held.len());
        self.held
            .extend_from_slice(part.get(..room).unwrap_or(part));
        *piece = rest.get(1..).unwrap_or_default();
        breaks_at.map(|_| self.line(true))
    }

    /// The line that no line break ends.
    pub fn last(&mut self) -> Option<Physical> {
        self.begun.then(|| self.line(false))
    }

    fn line(&mut self, ended: bool) -> Physical {
        self.begun = false;
        self.done += 1;
        let mut bytes = std::mem::take(&mut self.held);
        if self.done == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        let returned = bytes.last() == Some(&b'\r');
        if returned {
            bytes.pop();
        }
        Physical {
            number: self.done,
            text: if bytes.len() > LONGEST {
                Text::TooLong
            } else {
                Text::Whole(bytes)
            },
            ended: ended || returned,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(file: &[u8], piece: usize) -> Vec<Physical> {
        let mut physicals = Physicals::default();
        let mut lines = Vec::new();
        for mut piece in file.chunks(piece) {
            while !piece.is_empty() {
                lines.extend(physicals.next(&mut piece));
            }
        }
        lines.extend(physicals.last());
        lines
    }

    fn line(number: u64, text: &str, ended: bool) -> Physical {
        Physical {
            number,
            text: Text::Whole(text.into()),
            ended,
        }
    }

    #[test]
    fn a_file_has_the_same_lines_in_whatever_pieces_it_comes() {
        let file = b"\xef\xbb\xbfone\r\n\ntwo\n\r\nthr\ree";
        for piece in 1..=file.len() {
            let expected = [
                line(1, "one", true),
                line(2, "", true),
                line(3, "two", true),
                line(4, "", true),
                line(5, "thr\ree", false),
            ];
            assert_eq!(lines(file, piece), expected, "in pieces of {piece}");
        }
        assert_eq!(lines(b"", 1), []);
    }

    #[test]
    fn a_line_that_is_too_long_is_never_held_and_the_next_is_read() {
        let mut file = vec![b'x'; LONGEST];
        file.extend(b"\r\n");
        file.extend(vec![b'x'; 3 * LONGEST]);
        file.extend(b"\nthree\n");
        let lines = lines(&file, 1000);
        assert!(matches!(&lines[0].text, Text::Whole(bytes) if bytes.len() == LONGEST));
        assert_eq!(lines[1].text, Text::TooLong);
        assert_eq!(lines[2], line(3, "three", true));
    }

    #[test]
    fn what_is_held_stays_small() {
        let mut physicals = Physicals::default();
        for _ in 0..100 {
            assert_eq!(physicals.next(&mut [b'x'; LONGEST].as_slice()), None);
        }
        assert!(physicals.held.len() <= LONGEST + AROUND + 1);
        assert_eq!(physicals.last().unwrap().text, Text::TooLong);
    }
}
