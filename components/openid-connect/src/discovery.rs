//! What a provider publishes of itself (OpenID Connect Discovery 1.0).

use serde::Deserialize;

use crate::refusal::{Refusal, unavailable};
use crate::{Provider, Realm};

/// What is used of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Metadata {
    issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub jwks_uri: String,
    scopes_supported: Option<Vec<String>>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    /// Whether it names itself when it sends the browser back (RFC 9207).
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

/// Where it is published.
pub fn address_of(provider: &Provider) -> String {
    let issuer = provider.issuer().trim_end_matches('/');
    format!("{issuer}/.well-known/openid-configuration")
}

/// Reads it, and refuses what is not that provider's.
///
/// # Errors
/// When it cannot be used.
pub fn read(provider: &Provider, status: u16, body: &[u8]) -> Result<Metadata, Refusal> {
    if status != 200 {
        return unavailable(&format!(
            "answered {status} when asked for its configuration"
        ));
    }
    let Ok(metadata) = serde_json::from_slice::<Metadata>(body) else {
        return unavailable("answered a configuration that cannot be read");
    };
    if metadata.issuer != provider.issuer() {
        return unavailable(
            "names another issuer than the setting; they must be equal to the letter",
        );
    }
    let addresses = [
        &metadata.authorization_endpoint,
        &metadata.token_endpoint,
        &metadata.jwks_uri,
    ];
    if !addresses.iter().all(|address| provider.has(address)) {
        return unavailable("names an address that is not on the host of the setting");
    }
    // Where it names none, this way is the one that it has.
    let ways = metadata.token_endpoint_auth_methods_supported.as_ref();
    if ways.is_some_and(|ways| !ways.iter().any(|way| way == "client_secret_basic")) {
        return unavailable("does not take the client's secret by client_secret_basic");
    }
    Ok(metadata)
}

impl Metadata {
    /// The scopes to ask for: those that the provider has, or all where it does not say.
    pub fn scopes(&self, realm: Realm) -> String {
        let has = |scope: &str| match &self.scopes_supported {
            Some(known) => scope == "openid" || known.iter().any(|known| known == scope),
            None => true,
        };
        let asked: Vec<&str> = realm
            .scopes()
            .iter()
            .copied()
            .filter(|scope| has(scope))
            .collect();
        asked.join(" ")
    }
}
