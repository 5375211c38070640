//! What the browser keeps between the beginning and the end of a sign-in: by it the end is known to belong to
//! the beginning, and the provider's answer to this browser.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sealing::{NoRandomness, Randomness};
use sha2::{Digest, Sha256};
use vocabulary::Instant;

use crate::Realm;

/// How long somebody may take, in seconds.
const LONGEST: i64 = 10 * 60;
/// Raised when the text's form changes. Texts of another form are refused: whoever signs in while we are
/// deployed begins again.
const FORM: &str = "1";
/// Random bytes, and the characters that they make.
const BYTES: usize = 32;
const CHARACTERS: usize = 43;

/// A sign-in that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub realm: Realm,
    begun: Instant,
    /// Comes back with the browser.
    pub state: String,
    /// Comes back in the identity token.
    pub nonce: String,
    /// Shows the provider that who began asks for the token (RFC 7636).
    pub verifier: String,
}

impl Kept {
    /// Begins a sign-in.
    ///
    /// # Errors
    /// Without randomness nothing begins.
    pub fn begin(
        realm: Realm,
        now: Instant,
        randomness: &impl Randomness,
    ) -> Result<Self, NoRandomness> {
        let secret = || Ok(URL_SAFE_NO_PAD.encode(randomness.bytes::<BYTES>()?));
        Ok(Self {
            realm,
            begun: now,
            state: secret()?,
            nonce: secret()?,
            verifier: secret()?,
        })
    }

    /// Reads what the browser brought back; none for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let mut part = || parts.next();
        let realm = match (part()?, part()?) {
            (FORM, "residents") => Realm::Residents,
            (FORM, "staff") => Realm::Staff,
            _ => return None,
        };
        let begun = Instant::from_unix(part()?.parse().ok()?);
        let mut secret = || {
            parts
                .next()
                .filter(|text| is_secret(text))
                .map(str::to_owned)
        };
        let kept = Self {
            realm,
            begun,
            state: secret()?,
            nonce: secret()?,
            verifier: secret()?,
        };
        parts.next().is_none().then_some(kept)
    }

    /// What the browser is to keep.
    pub fn written(&self) -> String {
        let begun = self.begun.as_unix().to_string();
        let parts = [
            FORM,
            self.realm.id(),
            &begun,
            &self.state,
            &self.nonce,
            &self.verifier,
        ];
        parts.join(".")
    }

    /// Whether it may still be finished.
    pub fn is_in_time(&self, now: Instant) -> bool {
        (0..=LONGEST).contains(&(now.as_unix() - self.begun.as_unix()))
    }

    /// What the provider is told of the verifier when a sign-in begins.
    pub fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(&self.verifier))
    }
}

fn is_secret(text: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.len() == CHARACTERS && text.chars().all(letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sealing::SystemRandomness;

    const NOW: i64 = 1_800_000_000;

    fn kept(realm: Realm) -> Kept {
        Kept::begin(realm, Instant::from_unix(NOW), &SystemRandomness).unwrap()
    }

    #[test]
    fn what_the_browser_keeps_is_read_as_it_was_written() {
        for realm in [Realm::Residents, Realm::Staff] {
            let kept = kept(realm);
            let written = kept.written();
            assert!(written.len() <= 200, "{}", written.len());
            assert_eq!(Kept::read(&written), Some(kept));
        }
    }

    #[test]
    fn no_two_sign_ins_share_a_secret() {
        let (one, other) = (kept(Realm::Staff), kept(Realm::Staff));
        let mut secrets = vec![one.state, one.nonce, one.verifier];
        secrets.extend([other.state, other.nonce, other.verifier]);
        secrets.sort();
        secrets.dedup();
        assert_eq!(secrets.len(), 6);
    }

    #[test]
    fn what_is_not_whole_is_not_read() {
        let written = kept(Realm::Residents).written();
        for wrong in [
            String::new(),
            written[..written.len() - 1].to_owned(),
            format!("{written}."),
            format!("{written}a"),
            written.replacen("1.", "2.", 1),
            written.replacen("residents", "nobody", 1),
            written.replacen("18", "x", 1),
        ] {
            assert_eq!(Kept::read(&wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ten_minutes_are_time_enough_and_the_clock_does_not_run_backwards() {
        let kept = kept(Realm::Residents);
        for (after, in_time) in [(-1, false), (0, true), (600, true), (601, false)] {
            assert_eq!(
                kept.is_in_time(Instant::from_unix(NOW + after)),
                in_time,
                "{after}"
            );
        }
    }

    /// The example of RFC 7636, appendix B.
    #[test]
    fn the_challenge_is_the_hash_of_the_verifier() {
        let mut kept = kept(Realm::Residents);
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".clone_into(&mut kept.verifier);
        assert_eq!(
            kept.challenge(),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }
}
