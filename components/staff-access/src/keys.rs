//! The keys of the store.

use crate::Fault;
use sealing::IndexKey;

/// The operator's key, and the token for the first set-up. Read once per process or instance.
#[derive(Clone)]
pub struct Keys {
    pub(crate) index: IndexKey,
    /// Makes a stolen password table useless without the key.
    pub(crate) pepper: [u8; 32],
    /// The keyed hash of `bootstrap_token`; none when it is not set.
    pub(crate) bootstrap: Option<[u8; 32]>,
}

impl Keys {
    /// Reads the settings `index_key` (32 bytes in base64) and `bootstrap_token` (may be empty, and
    /// then opens nothing).
    ///
    /// # Errors
    /// When `index_key` is no key; the text never holds its value.
    pub fn read(index: &str, bootstrap_token: &str) -> Result<Self, Fault> {
        let index = IndexKey::of_setting(index)?;
        let bootstrap = bootstrap_token.trim();
        Ok(Self {
            pepper: index.hash("password pepper", &[]),
            bootstrap: (!bootstrap.is_empty()).then(|| token_hash(&index, bootstrap)),
            index,
        })
    }

    /// What is kept of a service token.
    pub(crate) fn token_hash(&self, token: &str) -> [u8; 32] {
        token_hash(&self.index, token)
    }

    /// What is kept of a session cookie.
    pub(crate) fn cookie_hash(&self, cookie: &str) -> [u8; 32] {
        self.index.hash("session", &[cookie.as_bytes()])
    }
}

fn token_hash(index: &IndexKey, token: &str) -> [u8; 32] {
    index.hash("service token", &[token.as_bytes()])
}
