//! The code is exchanged for the identity token, from server to server.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use serde::Deserialize;

use crate::Provider;
use crate::discovery::Metadata;
use crate::kept::Kept;
use crate::refusal::{Refusal, unavailable};

/// The words of RFC 6749, 5.2, but for the two that are told apart below.
const WRONG: [&str; 4] = [
    "invalid_request",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
];

#[derive(Deserialize)]
struct Tokens {
    id_token: Option<String>,
}

#[derive(Deserialize)]
struct Refused {
    error: String,
}

/// Asks for the token. The client shows its secret by `client_secret_basic`.
///
/// # Errors
/// When the settings cannot stand in a request.
pub fn write(
    provider: &Provider,
    metadata: &Metadata,
    kept: &Kept,
    redirect_uri: &str,
    code: &str,
) -> Result<http::Request<Vec<u8>>, Refusal> {
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "authorization_code")
        .append_pair("code", code)
        .append_pair("redirect_uri", redirect_uri)
        .append_pair("code_verifier", &kept.verifier)
        .finish();
    // Both are encoded as in a form before they are joined (RFC 6749, 2.3.1).
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let client = format!(
        "{}:{}",
        encoded(provider.client_id()),
        encoded(provider.client_secret())
    );
    let request = http::Request::post(&metadata.token_endpoint)
        .header(AUTHORIZATION, format!("Basic {}", STANDARD.encode(client)))
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(ACCEPT, "application/json")
        .body(body.into_bytes());
    request.or_else(|_| unavailable("has an address that cannot be called"))
}

/// The identity token of an answer.
///
/// # Errors
/// Why there is none.
pub fn read(status: u16, body: &[u8]) -> Result<String, Refusal> {
    if status == 200 {
        return match serde_json::from_slice(body) {
            Ok(Tokens {
                id_token: Some(token),
            }) => Ok(token),
            Ok(_) => unavailable("answered without an identity token"),
            Err(_) => unavailable("answered tokens that cannot be read"),
        };
    }
    let error = serde_json::from_slice::<Refused>(body).map(|refused| refused.error);
    match error.as_deref().unwrap_or_default() {
        // The code is not known there, has run out or was used: a page that was sent twice.
        "invalid_grant" => Err(Refusal::TooLate),
        "invalid_client" => unavailable("refused the client's id or secret"),
        error => match WRONG.iter().find(|wrong| **wrong == error) {
            Some(wrong) => unavailable(&format!("refused to give a token with {wrong}")),
            None => unavailable(&format!("answered {status} when asked for a token")),
        },
    }
}
