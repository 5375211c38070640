//! The keys of the store, with everything that can be worked out of them once.

use crate::Fault;
use sealing::{IndexKey, Sealer, SealingKeys};
use vocabulary::alike;

/// The operator's keys, read once per process or instance.
#[derive(Clone, Debug)]
pub struct Keys {
    pub(crate) sealing: SealingKeys,
    pub(crate) index: IndexKey,
    pub(crate) accounts: Sealer,
}

impl Keys {
    /// Reads the settings `sealing_key`, `sealing_keys_old` (comma-separated, may be empty) and
    /// `index_key`: each 32 bytes in base64.
    ///
    /// # Errors
    /// When one of them is no key; the text names the setting and never its value.
    pub fn read(sealing: &str, sealing_old: &str, index: &str) -> Result<Self, Fault> {
        let sealing = SealingKeys::of_settings(sealing, sealing_old)?;
        let index = IndexKey::of_setting(index)?;
        Ok(Self {
            accounts: sealing.sealer("accounts"),
            sealing,
            index,
        })
    }

    /// What is kept of an account's reference, or of a delegate's. Case, spaces and hyphens do not matter.
    pub(crate) fn reference_hash(&self, reference: &str) -> [u8; 32] {
        let compared = alike::reference(reference).unwrap_or_default();
        self.index.hash("account reference", &[compared.as_bytes()])
    }
}
