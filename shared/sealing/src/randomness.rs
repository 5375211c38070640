//! Where random bytes come from. The edge hands this in, so that everything else can be tested with
//! bytes that are known.

use std::fmt;

/// A source of random bytes that are fit for keys.
pub trait Randomness {
    /// Fills all of it.
    ///
    /// # Errors
    /// When there is no randomness to be had; then nothing may go on.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness>;

    /// So many random bytes.
    ///
    /// # Errors
    /// As `fill`.
    fn bytes<const N: usize>(&self) -> Result<[u8; N], NoRandomness> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }
}

/// The randomness of the operating system or of the Wasm host.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandomness;

/// The system gave no random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        getrandom::fill(bytes).map_err(|_| NoRandomness)
    }
}

impl fmt::Display for NoRandomness {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("the system gave no random bytes")
    }
}

impl std::error::Error for NoRandomness {}
