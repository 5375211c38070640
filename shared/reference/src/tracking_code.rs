//! The secret that, with the reference, lets somebody see how their contact is getting on.

use crate::alphabet;

/// Sixteen characters of five bits: 80 bits.
const LENGTH: usize = 16;

/// A tracking code, `XXXX-XXXX-XXXX-XXXX`. It is a secret, so it neither prints nor compares: what is
/// kept of it is a keyed hash.
#[derive(Clone)]
pub struct TrackingCode(String);

impl TrackingCode {
    /// Makes a code out of 80 random bits.
    pub fn from_random(random: [u8; 10]) -> Self {
        let values = alphabet::five_bit_values(&random, LENGTH).unwrap_or_default();
        Self(alphabet::grouped(&values))
    }

    /// Reads what somebody typed. None unless it has the shape of a code.
    pub fn read(typed: &str) -> Option<Self> {
        let values = alphabet::values(typed, LENGTH)?;
        (values.len() == LENGTH).then(|| Self(alphabet::grouped(&values)))
    }

    /// As it is shown to the one person who gets it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}
