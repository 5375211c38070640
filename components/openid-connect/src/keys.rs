//! The keys that a provider publishes (RFC 7517), and what they have signed: RS256 and ES256, and nothing else.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Verifier;
use rsa::traits::PublicKeyParts;
use rsa::{BigUint, Pkcs1v15Sign, RsaPublicKey};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::refusal::{Refusal, unavailable};

/// Shorter RSA keys are refused (RFC 7518, 3.3).
const FEWEST_BITS: usize = 2048;
/// What stands before the hash in a signature of RSA with SHA-256 (RFC 8017, 9.2, note 1).
const SHA_256: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];

/// How a token is signed. There is no word here for `none`, nor for secrets that both sides share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Algorithm {
    RS256,
    ES256,
}

/// What somebody signed, and how.
#[derive(Debug)]
pub struct Signed<'a> {
    pub algorithm: Algorithm,
    /// The key's name among the provider's; it may be left out where there is but one.
    pub key: Option<&'a str>,
    pub text: &'a str,
    pub signature: &'a [u8],
}

/// Whether a signature is the provider's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Right,
    Wrong,
    /// None of the keys could have made it. The provider may have changed its keys.
    NoSuchKey,
}

/// The keys of a provider that can be used.
#[derive(Clone, Debug, Default)]
pub struct Keys(Vec<Key>);

#[derive(Clone, Debug)]
struct Key {
    name: Option<String>,
    public: Public,
}

#[derive(Clone, Debug)]
enum Public {
    Rsa(RsaPublicKey),
    P256(p256::ecdsa::VerifyingKey),
}

#[derive(Deserialize)]
struct Published {
    keys: Vec<serde_json::Value>,
}

/// One published key. Which members it has depends on its kind.
#[derive(Deserialize)]
struct PublishedKey {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl Keys {
    /// Reads published keys. Those of another kind or for another purpose are left out.
    ///
    /// # Errors
    /// When it is no list of keys.
    pub fn read(status: u16, body: &[u8]) -> Result<Self, Refusal> {
        if status != 200 {
            return unavailable(&format!("answered {status} when asked for its keys"));
        }
        let Ok(published) = serde_json::from_slice::<Published>(body) else {
            return unavailable("answered keys that cannot be read");
        };
        let keys = published.keys.into_iter();
        Ok(Self(keys.filter_map(key).collect()))
    }

    /// Whether one of these keys signed it.
    pub fn verdict(&self, signed: &Signed) -> Verdict {
        let mut could = self.0.iter().filter(|key| {
            key.public.algorithm() == signed.algorithm
                && (signed.key.is_none() || key.name.as_deref() == signed.key)
        });
        // Where the token names none, only one key can be meant.
        match (could.next(), could.next()) {
            (Some(key), None) if key.public.signed(signed.text, signed.signature) => Verdict::Right,
            (Some(_), None) => Verdict::Wrong,
            (None, _) => Verdict::NoSuchKey,
            (Some(_), Some(_)) => Verdict::Wrong,
        }
    }
}

fn key(published: serde_json::Value) -> Option<Key> {
    let key: PublishedKey = serde_json::from_value(published).ok()?;
    if key.purpose.is_some_and(|purpose| purpose != "sig") {
        return None;
    }
    let (public, algorithm) = match key.kty.as_str() {
        "RSA" => (rsa_key(&key.n?, &key.e?)?, "RS256"),
        "EC" if key.crv.as_deref() == Some("P-256") => (p256_key(&key.x?, &key.y?)?, "ES256"),
        _ => return None,
    };
    let fits = key.alg.is_none_or(|alg| alg == algorithm);
    fits.then_some(Key {
        name: key.kid,
        public,
    })
}

fn rsa_key(modulus: &str, exponent: &str) -> Option<Public> {
    let number = |text: &str| Some(BigUint::from_bytes_be(&URL_SAFE_NO_PAD.decode(text).ok()?));
    let key = RsaPublicKey::new(number(modulus)?, number(exponent)?).ok()?;
    (key.n().bits() >= FEWEST_BITS).then_some(Public::Rsa(key))
}

fn p256_key(x: &str, y: &str) -> Option<Public> {
    let mut point = vec![4];
    for coordinate in [x, y] {
        let bytes = URL_SAFE_NO_PAD.decode(coordinate).ok()?;
        (bytes.len() == 32).then(|| point.extend(bytes))?;
    }
    let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(&point).ok()?;
    Some(Public::P256(key))
}

impl Public {
    fn algorithm(&self) -> Algorithm {
        match self {
            Self::Rsa(_) => Algorithm::RS256,
            Self::P256(_) => Algorithm::ES256,
        }
    }

    fn signed(&self, text: &str, signature: &[u8]) -> bool {
        match self {
            Self::Rsa(key) => {
                let padding = Pkcs1v15Sign {
                    hash_len: Some(32),
                    prefix: SHA_256.into(),
                };
                key.verify(padding, &Sha256::digest(text), signature)
                    .is_ok()
            }
            Self::P256(key) => p256::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(text.as_bytes(), &signature).is_ok()),
        }
    }
}
