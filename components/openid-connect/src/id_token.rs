//! The identity token: who made it, for whom, when, and that it answers this sign-in (OpenID Connect Core,
//! 3.1.3.7).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};
use subtle::ConstantTimeEq;
use vocabulary::Instant;

use crate::Provider;
use crate::keys::{Algorithm, Signed};
use crate::refusal::Refusal;

/// How far the provider's clock may be from ours, in seconds.
const LEEWAY: i64 = 60;
/// The longest subject there is (OpenID Connect Core, 2).
const LONGEST_SUBJECT: usize = 255;

/// What the token says. Only worth something once its signature is known to be right.
pub type Claims = Map<String, Value>;

/// A token in its parts.
#[derive(Debug)]
pub struct IdToken<'a> {
    header: Header,
    text: &'a str,
    signature: Vec<u8>,
    claims: Claims,
}

#[derive(Debug, Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// Names what must be understood, and nothing of the kind is here.
    crit: Option<IgnoredAny>,
}

impl<'a> IdToken<'a> {
    /// Takes a token apart.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(token: &'a str) -> Result<Self, Refusal> {
        Self::parts(token).ok_or(Refusal::NotTrusted("the identity token cannot be read"))
    }

    fn parts(token: &'a str) -> Option<Self> {
        let (text, signature) = token.rsplit_once('.')?;
        let (header, claims) = text.split_once('.')?;
        let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
        Some(Self {
            header: serde_json::from_slice(&decoded(header)?).ok()?,
            text,
            signature: decoded(signature)?,
            claims: serde_json::from_slice(&decoded(claims)?).ok()?,
        })
    }

    /// What is signed, and how.
    ///
    /// # Errors
    /// When it is not signed in a way that is taken.
    pub fn signed(&self) -> Result<Signed<'_>, Refusal> {
        let algorithm = match self.header.alg.as_str() {
            "RS256" => Algorithm::RS256,
            "ES256" => Algorithm::ES256,
            _ => {
                return Err(Refusal::NotTrusted(
                    "the identity token is not signed with RS256 or ES256",
                ));
            }
        };
        if self.header.crit.is_some() {
            return Err(Refusal::NotTrusted(
                "the identity token asks for more than is understood",
            ));
        }
        Ok(Signed {
            algorithm,
            key: self.header.kid.as_deref(),
            text: self.text,
            signature: &self.signature,
        })
    }

    /// What it says, if it is the provider's, for this site, of now, and answers this sign-in. Whether its
    /// signature is right was asked before.
    ///
    /// # Errors
    /// Which of these it is not.
    pub fn claims(self, provider: &Provider, nonce: &str, now: Instant) -> Result<Claims, Refusal> {
        let claims = self.claims;
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let seconds = |name: &str| claims.get(name).and_then(seconds);
        let now = now.as_unix();
        let wrong = |why| Err(Refusal::NotTrusted(why));
        if text("iss") != Some(provider.issuer()) {
            return wrong("the identity token is from another issuer");
        }
        if !is_for(&claims, provider.client_id()) {
            return wrong("the identity token is for somebody else");
        }
        if seconds("exp").is_none_or(|end| now >= end.saturating_add(LEEWAY)) {
            return wrong("the identity token has run out");
        }
        // Some providers date a token back by minutes, so how old it is says nothing; the nonce does.
        let begins = |name| seconds(name).is_some_and(|begin| begin <= now.saturating_add(LEEWAY));
        if !begins("iat") || (claims.contains_key("nbf") && !begins("nbf")) {
            return wrong("the identity token is of a time to come");
        }
        let answers = text("nonce")
            .unwrap_or_default()
            .as_bytes()
            .ct_eq(nonce.as_bytes());
        if !bool::from(answers) {
            return wrong("the identity token answers another sign-in");
        }
        let subject = text("sub").unwrap_or_default();
        let plain = subject
            .chars()
            .all(|c| c.is_ascii() && !c.is_ascii_control());
        if subject.is_empty() || subject.len() > LONGEST_SUBJECT || !plain {
            return wrong("the identity token names nobody");
        }
        Ok(claims)
    }
}

/// Whether the client is the audience; where there are several, the one for whom it was made.
fn is_for(claims: &Claims, client_id: &str) -> bool {
    let is_client = |value: &Value| value.as_str() == Some(client_id);
    let (named, several) = match claims.get("aud") {
        Some(Value::Array(all)) => (all.iter().any(is_client), all.len() > 1),
        Some(one) => (is_client(one), false),
        None => (false, false),
    };
    named && claims.get("azp").map_or(!several, is_client)
}

/// A time of a token: a number that may have a fraction.
fn seconds(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "a fraction of a second is of no use here"
        )]
        value.as_f64().map(|seconds| seconds as i64)
    })
}
