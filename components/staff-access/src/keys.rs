//! The keys of the store, and what the operator has set about signing in.

use crate::Fault;
use sealing::{IndexKey, Sealer, SealingKeys};

/// The operator's keys, and the token for the first set-up. Read once per process or instance.
#[derive(Clone)]
pub struct Keys {
    pub(crate) sealing: SealingKeys,
    pub(crate) index: IndexKey,
    /// For the reasons in the audit log.
    pub(crate) reasons: Sealer,
    /// Makes a stolen password table useless without the key.
    pub(crate) pepper: [u8; 32],
    /// The keyed hash of `bootstrap_token`; none when it is not set.
    pub(crate) bootstrap: Option<[u8; 32]>,
    /// Staff sign in with the council's directory, and with nothing else.
    pub(crate) directory: bool,
}

impl Keys {
    /// Reads the settings `sealing_key`, `sealing_keys_old` (comma-separated, may be empty) and `index_key`: each 32
    /// bytes in base64; `bootstrap_token` (may be empty, and then opens nothing); and `staff_oidc_issuer` (empty:
    /// staff type passwords).
    ///
    /// # Errors
    /// When one of the keys is none; the text never holds its value.
    pub fn read(
        sealing: &str,
        sealing_old: &str,
        index: &str,
        bootstrap_token: &str,
        staff_oidc_issuer: &str,
    ) -> Result<Self, Fault> {
        let sealing = SealingKeys::of_settings(sealing, sealing_old)?;
        let index = IndexKey::of_setting(index)?;
        let bootstrap = bootstrap_token.trim();
        Ok(Self {
            reasons: sealing.sealer("staff"),
            sealing,
            pepper: index.hash("password pepper", &[]),
            bootstrap: (!bootstrap.is_empty()).then(|| token_hash(&index, bootstrap)),
            directory: !staff_oidc_issuer.trim().is_empty(),
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

    /// What is kept of whom a directory vouches for.
    pub(crate) fn identity_hash(&self, issuer: &str, subject: &str) -> [u8; 32] {
        let parts = [issuer.as_bytes(), subject.as_bytes()];
        self.index.hash("directory identity", &parts)
    }
}

fn token_hash(index: &IndexKey, token: &str) -> [u8; 32] {
    index.hash("service token", &[token.as_bytes()])
}
