//! Keys as the operator writes them, and the ids by which records name them.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hkdf::Hkdf;
use sha2::{Digest as _, Sha256};
use std::fmt;

/// How many bytes a key has.
const LENGTH: usize = 32;

/// 32 secret bytes. They do not print.
#[derive(Clone)]
pub struct Key([u8; LENGTH]);

/// The short name of a key: the first eight bytes of a hash of it. Tells nothing about the key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub(crate) [u8; 8]);

/// Why something is not a key. It never repeats what was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyProblem {
    Empty,
    NotBase64,
    /// Carries how many bytes there were.
    NotThirtyTwoBytes(usize),
}

impl Key {
    /// Reads a key in standard or URL-safe base64, with or without padding.
    ///
    /// # Errors
    /// When it is not 32 bytes of base64.
    pub fn read(written: &str) -> Result<Self, KeyProblem> {
        let written = written.trim();
        if written.is_empty() {
            return Err(KeyProblem::Empty);
        }
        let lenient =
            GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        let standard = written.replace('-', "+").replace('_', "/");
        let bytes = GeneralPurpose::new(&alphabet::STANDARD, lenient)
            .decode(standard)
            .map_err(|_| KeyProblem::NotBase64)?;
        let length = bytes.len();
        bytes
            .try_into()
            .map(Self)
            .map_err(|_| KeyProblem::NotThirtyTwoBytes(length))
    }

    /// The name by which records and error messages speak of this key.
    pub fn id(&self) -> KeyId {
        let digest = Sha256::new()
            .chain_update(b"front-door key id")
            .chain_update(self.0)
            .finalize();
        let mut id = [0; 8];
        id.iter_mut()
            .zip(digest)
            .for_each(|(place, byte)| *place = byte);
        KeyId(id)
    }

    /// A key of its own for one purpose (HKDF-SHA256). What is learnt of one says nothing of another.
    pub(crate) fn subkey(&self, purpose: &[&[u8]]) -> [u8; LENGTH] {
        let mut subkey = [0; LENGTH];
        let purpose: Vec<u8> = purpose.concat();
        // Fails only for more than 8,160 bytes; we ask for 32.
        let expanded =
            Hkdf::<Sha256>::new(Some(b"front-door"), &self.0).expand(&purpose, &mut subkey);
        debug_assert!(expanded.is_ok());
        subkey
    }
}

impl From<[u8; LENGTH]> for Key {
    fn from(bytes: [u8; LENGTH]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Key({})", self.id())
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(to, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, to)
    }
}

impl fmt::Display for KeyProblem {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => to.write_str("the key is empty; set it to 32 random bytes in base64"),
            Self::NotBase64 => {
                to.write_str("the key is not base64; set it to 32 random bytes in base64")
            }
            Self::NotThirtyTwoBytes(length) => {
                write!(
                    to,
                    "the key has {length} bytes; set it to 32 random bytes in base64"
                )
            }
        }
    }
}

impl std::error::Error for KeyProblem {}
