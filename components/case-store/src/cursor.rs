//! Where a list goes on. A cursor is signed together with the filter and the order that it belongs to, so one
//! that was made up, changed or moved to another list is not valid.

use crate::model::Filter;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sealing::{IndexKey, same};

const SIGNATURE: usize = 16;

/// The last line that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub priority: u8,
    /// Respond-by, or when it was received: what the list is ordered by.
    pub at: i64,
    pub reference: String,
}

impl Cursor {
    pub(crate) fn write(&self, filter: &Filter, key: &IndexKey) -> String {
        signed(self.position(), &words_of(filter), key)
    }

    pub(crate) fn read(written: &str, filter: &Filter, key: &IndexKey) -> Option<Self> {
        let position = unsigned(written, &words_of(filter), key)?;
        let (priority, rest) = position.split_first()?;
        let (at, reference) = rest.split_first_chunk::<8>()?;
        Some(Self {
            priority: *priority,
            at: i64::from_be_bytes(*at),
            reference: String::from_utf8(reference.to_vec()).ok()?,
        })
    }

    fn position(&self) -> Vec<u8> {
        let mut bytes = vec![self.priority];
        bytes.extend(self.at.to_be_bytes());
        bytes.extend(self.reference.as_bytes());
        bytes
    }
}

/// The words of a filter, written so that no two filters are written alike.
fn words_of(filter: &Filter) -> String {
    format!("{filter:?}")
}

/// A position in the list of this name, in a form that nobody else can make.
pub(crate) fn signed(mut position: Vec<u8>, list: &str, key: &IndexKey) -> String {
    position.extend(signature(&position, list, key));
    BASE64_URL_SAFE_NO_PAD.encode(position)
}

/// The position that was signed for the list of this name; none where it was not.
pub(crate) fn unsigned(written: &str, list: &str, key: &IndexKey) -> Option<Vec<u8>> {
    let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(written).ok()?;
    let (position, stands) = bytes.split_last_chunk::<SIGNATURE>()?;
    let is_ours = same(stands, &signature(position, list, key));
    let length = position.len();
    bytes.truncate(length);
    is_ours.then_some(bytes)
}

fn signature(position: &[u8], list: &str, key: &IndexKey) -> [u8; SIGNATURE] {
    let hash = key.hash("cursor", &[position, list.as_bytes()]);
    hash.first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Order;

    #[test]
    fn a_cursor_reads_back_and_bears_no_change() {
        let key = IndexKey::from(&sealing::Key::from([7; 32]));
        let filter = Filter::default();
        let cursor = Cursor {
            priority: 2,
            at: 1_798_545_600,
            reference: "ASC-1111-111N".to_owned(),
        };
        let written = cursor.write(&filter, &key);
        assert_eq!(Cursor::read(&written, &filter, &key), Some(cursor));
        for place in 0..written.len() {
            let mut changed = written.clone().into_bytes();
            changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            // The last character of base64 may carry bits that mean nothing; those are refused too.
            assert_eq!(Cursor::read(&changed, &filter, &key), None, "{place}");
        }
        let others = [
            Filter {
                open_only: true,
                ..Filter::default()
            },
            Filter {
                order: Order::OldestFirst,
                ..Filter::default()
            },
        ];
        for other in others {
            assert_eq!(Cursor::read(&written, &other, &key), None);
        }
        assert_eq!(Cursor::read("", &filter, &key), None);
    }
}
