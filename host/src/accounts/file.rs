//! The file as a whole, before its lines: which one it is, and how long.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// What is known of a file once all of it was read.
#[derive(Debug, PartialEq, Eq)]
pub struct Digested {
    /// SHA-256.
    pub digest: Vec<u8>,
    /// Lines, blank ones too.
    pub lines: u64,
    /// Its first bytes.
    pub first: Vec<u8>,
}

impl Digested {
    pub fn read(path: &Path) -> Result<Self> {
        let cannot = || format!("cannot read {}", path.display());
        let file = File::open(path).with_context(cannot)?;
        Self::of(file).with_context(cannot)
    }

    fn of(mut file: impl Read) -> std::io::Result<Self> {
        let mut hash = Sha256::new();
        let mut piece = vec![0; 1 << 16];
        let mut first = Vec::new();
        let (mut lines, mut last) = (0, b'\n');
        loop {
            let count = match file.read(&mut piece) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            let part = &piece[..count];
            let Some(end) = part.last() else { break };
            if first.is_empty() {
                first.extend_from_slice(&part[..count.min(100)]);
            }
            hash.update(part);
            lines += part.iter().filter(|byte| **byte == b'\n').count() as u64;
            last = *end;
        }
        Ok(Self {
            digest: hash.finalize().to_vec(),
            lines: lines + u64::from(last != b'\n'),
            first,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_whether_or_not_the_last_one_ends() {
        let lines = |text: &str| Digested::of(text.as_bytes()).unwrap().lines;
        assert_eq!(
            ["", "\n", "a", "a\n", "a\n\nb", "a\n\nb\n"].map(lines),
            [0, 1, 1, 1, 3, 3]
        );
        let long = "0123456789\n".repeat(20_000);
        let digested = Digested::of(long.as_bytes()).unwrap();
        assert_eq!((digested.lines, digested.first.len()), (20_000, 100));
        assert_eq!(digested.digest, Sha256::digest(long.as_bytes()).to_vec());
    }
}
