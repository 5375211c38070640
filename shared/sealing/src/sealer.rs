//! Sealing and opening records.

use crate::envelope::{Envelope, joined};
use crate::key::{Key, KeyId, KeyProblem};
use crate::randomness::{NoRandomness, Randomness};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use std::fmt;

/// The key that seals, and those that still open what was sealed before.
#[derive(Clone, Debug)]
pub struct SealingKeys {
    current: Key,
    old: Vec<Key>,
}

/// Seals and opens for one purpose, with the subkeys of that purpose worked out once.
#[derive(Clone)]
pub struct Sealer {
    current: (KeyId, XChaCha20Poly1305),
    old: Vec<(KeyId, XChaCha20Poly1305)>,
}

/// Where a sealed value belongs. It opens nowhere else.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub table: &'a str,
    pub record: &'a str,
}

/// Why a sealed value did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// It was sealed with a key that is neither the current one nor an old one. Carries its id.
    UnknownKey(KeyId),
    /// It was changed, or moved to another place, or is not a sealed value at all.
    Tampered,
}

impl SealingKeys {
    /// Reads `sealing_key`, and `sealing_keys_old`, which is a comma-separated list and may be empty.
    ///
    /// # Errors
    /// When one of them is not a key.
    pub fn read(current: &str, old: &str) -> Result<Self, KeyProblem> {
        let old = old.split(',').map(str::trim).filter(|key| !key.is_empty());
        Ok(Self {
            current: Key::read(current)?,
            old: old.map(Key::read).collect::<Result<_, _>>()?,
        })
    }

    /// The id of the key that seals now.
    pub fn id(&self) -> KeyId {
        self.current.id()
    }

    /// Whether what was sealed with this key can be opened.
    pub fn knows(&self, written_id: &str) -> bool {
        std::iter::once(&self.current)
            .chain(&self.old)
            .any(|key| key.id().to_string() == written_id)
    }

    /// A sealer for one purpose, such as `cases`.
    pub fn sealer(&self, purpose: &str) -> Sealer {
        self.derived(&[b"seal", purpose.as_bytes()])
    }

    /// A sealer whose keys come from a secret of somebody else's as well, such as an idempotency key:
    /// without that secret, what it sealed stays shut even to us.
    pub fn sealer_with(&self, purpose: &str, secret: &str) -> Sealer {
        self.derived(&[b"seal with", purpose.as_bytes(), secret.as_bytes()])
    }

    fn derived(&self, purpose: &[&[u8]]) -> Sealer {
        let purpose = joined(purpose);
        let cipher = |key: &Key| {
            let subkey = key.subkey(&[&purpose]);
            (key.id(), XChaCha20Poly1305::new(&subkey.into()))
        };
        Sealer {
            current: cipher(&self.current),
            old: self.old.iter().map(cipher).collect(),
        }
    }
}

impl Sealer {
    /// Seals `clear`, which is written in version `format` of its own format.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn seal(
        &self,
        place: Place<'_>,
        format: u8,
        clear: &[u8],
        randomness: &impl Randomness,
    ) -> Result<Vec<u8>, NoRandomness> {
        let nonce = randomness.bytes()?;
        let (key, cipher) = &self.current;
        let aad = associated(place, format, *key);
        let payload = Payload {
            msg: clear,
            aad: &aad,
        };
        // Fails only for more than 256 GiB.
        let ciphertext = cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| NoRandomness)?;
        let envelope = Envelope {
            format,
            key: *key,
            nonce,
            ciphertext: &ciphertext,
        };
        Ok(envelope.write())
    }

    /// Opens a sealed value. Answers the version of its format, and what was sealed.
    ///
    /// # Errors
    /// When the key is not known, or anything about it was changed.
    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<(u8, Vec<u8>), NotOpened> {
        let envelope = Envelope::read(sealed).ok_or(NotOpened::Tampered)?;
        let (key, cipher) = std::iter::once(&self.current)
            .chain(&self.old)
            .find(|(id, _)| *id == envelope.key)
            .ok_or(NotOpened::UnknownKey(envelope.key))?;
        let aad = associated(place, envelope.format, *key);
        let payload = Payload {
            msg: envelope.ciphertext,
            aad: &aad,
        };
        let clear = cipher
            .decrypt(&XNonce::from(envelope.nonce), payload)
            .map_err(|_| NotOpened::Tampered)?;
        Ok((envelope.format, clear))
    }
}

fn associated(place: Place<'_>, format: u8, key: KeyId) -> Vec<u8> {
    joined(&[
        place.table.as_bytes(),
        place.record.as_bytes(),
        &[format],
        &key.0,
    ])
}

impl fmt::Debug for Sealer {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Sealer({})", self.current.0)
    }
}

impl fmt::Display for NotOpened {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKey(id) => write!(to, "it was sealed with key {id}, which is not set"),
            Self::Tampered => to.write_str("it is not what was sealed here"),
        }
    }
}

impl std::error::Error for NotOpened {}
