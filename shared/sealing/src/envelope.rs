//! The bytes of a sealed value: format version, key id, nonce, ciphertext with its tag.

use crate::key::KeyId;

const KEY_ID: usize = 8;
pub(crate) const NONCE: usize = 24;

/// A sealed value taken apart.
pub(crate) struct Envelope<'a> {
    /// The version of what is inside, so that a newer reader knows an older record.
    pub format: u8,
    pub key: KeyId,
    pub nonce: [u8; NONCE],
    pub ciphertext: &'a [u8],
}

impl<'a> Envelope<'a> {
    pub(crate) fn read(sealed: &'a [u8]) -> Option<Self> {
        let (format, rest) = sealed.split_first()?;
        let (key, rest) = rest.split_first_chunk::<KEY_ID>()?;
        let (nonce, ciphertext) = rest.split_first_chunk::<NONCE>()?;
        Some(Self {
            format: *format,
            key: KeyId(*key),
            nonce: *nonce,
            ciphertext,
        })
    }

    pub(crate) fn write(&self) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(1 + KEY_ID + NONCE + self.ciphertext.len());
        sealed.push(self.format);
        sealed.extend_from_slice(&self.key.0);
        sealed.extend_from_slice(&self.nonce);
        sealed.extend_from_slice(self.ciphertext);
        sealed
    }
}

/// Joins parts so that no two lists of parts give the same bytes: each part follows its length.
pub(crate) fn joined(parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(parts.iter().map(|part| part.len() + 8).sum());
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}
