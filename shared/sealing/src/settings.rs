//! The operator's keys as settings: one name and one sentence for each, whichever store reads them.

use crate::{IndexKey, KeyProblem, SealingKeys};
use std::fmt;

/// A setting that should hold a key and does not. It never repeats the setting's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAKey {
    /// What the operator calls it.
    pub setting: &'static str,
    pub problem: KeyProblem,
}

impl fmt::Display for NotAKey {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "failed to read {}: {}", self.setting, self.problem)
    }
}

impl std::error::Error for NotAKey {}

impl IndexKey {
    /// Reads the setting `index_key`: 32 bytes in base64.
    ///
    /// # Errors
    /// When it is no key.
    pub fn of_setting(index: &str) -> Result<Self, NotAKey> {
        Self::read(index).map_err(|problem| NotAKey {
            setting: "index_key",
            problem,
        })
    }
}

impl SealingKeys {
    /// Reads the settings `sealing_key` and `sealing_keys_old` (comma-separated, may be empty): each
    /// 32 bytes in base64.
    ///
    /// # Errors
    /// When one of them is no key.
    pub fn of_settings(current: &str, old: &str) -> Result<Self, NotAKey> {
        Self::read(current, old).map_err(|problem| NotAKey {
            setting: "sealing_key or sealing_keys_old",
            problem,
        })
    }
}
