//! What clamd, the daemon of ClamAV, is told and what it answers: its command `INSTREAM`, which takes a file
//! over the line in lengths and bytes, and needs no file system that both can see.
//!
//! Only the words; who speaks them is the shell's business.

use crate::Verdict;

/// Begins: the command, ended by a zero as its first letter says, so that the answer ends with one too.
pub const BEGIN: &[u8] = b"zINSTREAM\0";
/// Ends: a length of nothing.
pub const END: [u8; 4] = [0; 4];
/// No answer is longer: it is a word or two, or the name of what was found.
pub const LONGEST_ANSWER: usize = 1_024;

/// What is sent for a piece: its length in four bytes, the highest first, and its bytes.
pub fn chunk(piece: &[u8]) -> Vec<u8> {
    let length = u32::try_from(piece.len()).unwrap_or(u32::MAX);
    let mut chunk = Vec::with_capacity(piece.len() + 4);
    chunk.extend_from_slice(&length.to_be_bytes());
    chunk.extend_from_slice(piece);
    chunk
}

/// Whether an answer has been heard to its end.
pub fn is_whole(heard: &[u8]) -> bool {
    heard.last() == Some(&0) || heard.len() >= LONGEST_ANSWER
}

/// Reads an answer. None for one that says nothing of the file, such as that clamd has no memory left: then
/// it is asked again later.
pub fn read(answer: &[u8]) -> Option<Verdict> {
    let text = std::str::from_utf8(answer).ok()?;
    let text = text.trim_end_matches('\0').trim();
    if text.ends_with(" FOUND") {
        Some(Verdict::Infected)
    } else if text == "stream: OK" {
        Some(Verdict::Clean)
    } else if text.contains("size limit exceeded") {
        Some(Verdict::Refused)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{chunk, is_whole, read};
    use crate::Verdict;

    #[test]
    fn answers_are_read_as_clamd_writes_them() {
        for (answer, verdict) in [
            (&b"stream: OK\0"[..], Some(Verdict::Clean)),
            (b"stream: OK\n", Some(Verdict::Clean)),
            (
                b"stream: Win.Test.EICAR_HDB-1 FOUND\0",
                Some(Verdict::Infected),
            ),
            (
                b"INSTREAM size limit exceeded. ERROR\0",
                Some(Verdict::Refused),
            ),
            (b"INSTREAM: Can't write to temporary file. ERROR\0", None),
            (b"UNKNOWN COMMAND\0", None),
            (b"", None),
            (b"\xff\xfe", None),
        ] {
            assert_eq!(read(answer), verdict, "{answer:?}");
        }
    }

    #[test]
    fn a_piece_follows_its_length() {
        assert_eq!(chunk(b"abc"), b"\0\0\0\x03abc");
        assert_eq!(chunk(&[7; 256 * 1024])[..4], [0, 4, 0, 0]);
    }

    #[test]
    fn an_answer_ends_with_a_zero_or_is_too_long() {
        assert!(is_whole(b"stream: OK\0"));
        assert!(!is_whole(b"stream: O"));
        assert!(is_whole(&[b'x'; 1_024]));
    }
}
