//! Typed passwords: argon2id, 19 MiB, two passes, one lane, peppered with the operator's key.

use crate::Fault;
use argon2::{Algorithm, Argon2, Params, Version};
use sealing::same;

/// How many characters a password that somebody chooses has at least.
pub(crate) const SHORTEST: usize = 12;
/// More would only be a way to make us work.
const LONGEST_BYTES: usize = 1_024;
/// Letters and digits that are not mistaken for each other.
const LEGIBLE: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// What is kept of a password.
#[derive(Clone)]
pub(crate) struct Kept {
    pub salt: [u8; 16],
    pub hash: [u8; 32],
}

impl Kept {
    pub(crate) fn of(password: &str, salt: [u8; 16], pepper: &[u8; 32]) -> Result<Self, Fault> {
        let failed = |error: argon2::Error| Fault::Internal(format!("failed to hash: {error}"));
        let parameters = Params::new(19 * 1024, 2, 1, Some(32)).map_err(failed)?;
        let argon2 =
            Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, parameters)
                .map_err(failed)?;
        let mut hash = [0; 32];
        argon2
            .hash_password_into(password.as_bytes(), &salt, &mut hash)
            .map_err(failed)?;
        Ok(Self { salt, hash })
    }

    /// Whether this is the password. As much work as making it.
    pub(crate) fn is(&self, password: &str, pepper: &[u8; 32]) -> Result<bool, Fault> {
        let typed = match password.len() {
            0..=LONGEST_BYTES => password,
            _ => "",
        };
        let tried = Self::of(typed, self.salt, pepper)?;
        Ok(same(&tried.hash, &self.hash))
    }
}

/// Whether somebody may choose this password.
pub(crate) fn is_long_enough(password: &str) -> bool {
    password.chars().count() >= SHORTEST && password.len() <= LONGEST_BYTES
}

/// A password of 80 random bits that can be read out: four groups of four.
pub(crate) fn one_time(random: [u8; 16]) -> String {
    let letter = |byte: &u8| {
        let place = usize::from(byte % 32);
        char::from(LEGIBLE.get(place).copied().unwrap_or(b'a'))
    };
    let groups: Vec<String> = random
        .chunks(4)
        .map(|group| group.iter().map(letter).collect())
        .collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let kept = Kept::of("correct horse", [7; 16], &[9; 32]).unwrap();
        assert!(kept.is("correct horse", &[9; 32]).unwrap());
        assert!(!kept.is("correct house", &[9; 32]).unwrap());
        assert!(
            !kept.is("correct horse", &[8; 32]).unwrap(),
            "another pepper"
        );
        assert!(!kept.is(&"a".repeat(5_000), &[9; 32]).unwrap());
    }

    #[test]
    fn a_one_time_password_can_be_typed_and_is_long_enough_to_keep() {
        let password = one_time(std::array::from_fn(|place| {
            u8::try_from(place * 17).unwrap()
        }));
        assert_eq!(password.len(), 19);
        assert!(is_long_enough(&password));
        assert!(!is_long_enough("elevenchars"));
        assert!(is_long_enough("zwölf Zeichn"));
    }
}
