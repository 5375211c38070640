//! With what the provider sent the browser back.

use subtle::ConstantTimeEq;

use crate::kept::Kept;
use crate::refusal::{Refusal, unavailable};

/// The most of a query that is looked at.
const LONGEST: usize = 8 * 1024;

/// The words with which a provider says that the person is not signed in, rather than that something is wrong
/// (RFC 6749, 4.1.2.1; OpenID Connect Core, 3.1.2.6).
const DECLINED: [&str; 5] = [
    "access_denied",
    "login_required",
    "consent_required",
    "interaction_required",
    "account_selection_required",
];
/// The words for what is wrong. Others are not repeated in the log: anybody can write a query.
const WRONG: [&str; 7] = [
    "invalid_request",
    "unauthorized_client",
    "unsupported_response_type",
    "invalid_scope",
    "server_error",
    "temporarily_unavailable",
    "request_not_supported",
];

/// The parameters that matter, each at most once.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct CameBack {
    state: Option<String>,
    code: Option<String>,
    error: Option<String>,
    issuer: Option<String>,
}

impl CameBack {
    /// Reads a query; none for one that says something twice.
    pub fn read(query: &str) -> Option<Self> {
        if query.len() > LONGEST {
            return None;
        }
        let mut read = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let place = match name.as_ref() {
                "state" => &mut read.state,
                "code" => &mut read.code,
                "error" => &mut read.error,
                "iss" => &mut read.issuer,
                _ => continue,
            };
            if place.replace(value.into_owned()).is_some() {
                return None;
            }
        }
        Some(read)
    }

    /// Whether it answers this sign-in. How long that takes says nothing of the state.
    pub fn answers(&self, kept: &Kept) -> bool {
        let state = self.state.as_deref().unwrap_or_default();
        bool::from(state.as_bytes().ct_eq(kept.state.as_bytes()))
    }

    /// The code that the provider exchanges for a token. `names_itself`: the provider said that it names itself
    /// in every answer, so that no other can pass for it.
    ///
    /// # Errors
    /// Why there is none.
    pub fn code(self, issuer: &str, names_itself: bool) -> Result<String, Refusal> {
        let from_it = match &self.issuer {
            Some(named) => named == issuer,
            None => !names_itself,
        };
        if !from_it {
            return Err(Refusal::NotTrusted("the answer is from another issuer"));
        }
        if let Some(error) = self.error {
            return refused(&error);
        }
        match self.code {
            Some(code) if !code.is_empty() => Ok(code),
            _ => Err(Refusal::NotTrusted("the answer has no code")),
        }
    }
}

fn refused<T>(error: &str) -> Result<T, Refusal> {
    if DECLINED.contains(&error) {
        return Err(Refusal::Declined);
    }
    match WRONG.iter().find(|wrong| **wrong == error) {
        Some(wrong) => unavailable(&format!("refused the request with {wrong}")),
        None => unavailable("refused the request with an error of its own"),
    }
}
