//! Keyed hashes (HMAC-SHA256): equal values have equal hashes, and without the key a hash says
//! nothing, however few values there are.

use crate::envelope::joined;
use crate::key::{Key, KeyId, KeyProblem};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt;
use subtle::ConstantTimeEq as _;

/// The key of look-ups, and of everything else that is kept as a keyed hash.
#[derive(Clone)]
pub struct IndexKey {
    id: KeyId,
    hmac: Hmac<Sha256>,
}

impl IndexKey {
    /// Reads `index_key`.
    ///
    /// # Errors
    /// When it is not a key.
    pub fn read(written: &str) -> Result<Self, KeyProblem> {
        Key::read(written).map(|key| Self::from(&key))
    }

    /// The name by which the database remembers it.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// The hash of a value for one purpose. The same value hashes otherwise for another purpose.
    pub fn hash(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut hmac = self.hmac.clone();
        hmac.update(&joined(&[purpose.as_bytes()]));
        hmac.update(&joined(parts));
        hmac.finalize().into_bytes().into()
    }

    /// A hash cut to 64 bits, for an index of a database. Two values may share one, so that whoever
    /// looks something up must verify what was found.
    pub fn look_up(&self, purpose: &str, parts: &[&str]) -> i64 {
        let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        let hash = self.hash(purpose, &parts);
        let mut first = [0; 8];
        first
            .iter_mut()
            .zip(hash)
            .for_each(|(place, byte)| *place = byte);
        i64::from_be_bytes(first)
    }
}

impl From<&Key> for IndexKey {
    fn from(key: &Key) -> Self {
        let subkey = key.subkey(&[b"index"]);
        Self {
            id: key.id(),
            hmac: Hmac::new(&subkey_block(subkey)),
        }
    }
}

/// HMAC's own key is a whole block; shorter keys are filled with zeros, as RFC 2104 has it.
fn subkey_block(subkey: [u8; 32]) -> hmac::digest::Key<Hmac<Sha256>> {
    let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
    block
        .iter_mut()
        .zip(subkey)
        .for_each(|(place, byte)| *place = byte);
    block
}

/// Whether two secrets or hashes are the same, in a time that tells nothing about where they differ.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

impl fmt::Debug for IndexKey {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "IndexKey({})", self.id)
    }
}
