//! A sign-in from its beginning to its end.

use std::cell::RefCell;

use sealing::Randomness;
use vocabulary::Instant;

use crate::came_back::CameBack;
use crate::discovery::{self, Metadata};
use crate::id_token::IdToken;
use crate::kept::Kept;
use crate::keys::{Keys, Signed, Verdict};
use crate::refusal::{Refusal, unavailable};
use crate::{Identity, Provider, Realm, token_request};

/// How long what a provider publishes of itself is taken as known, in seconds.
const FRESH: i64 = 10 * 60;

/// How a provider is called.
#[allow(
    async_fn_in_trait,
    reason = "a component is one thread, and nobody needs these futures to be Send"
)]
pub trait Calls {
    /// The whole answer, of at most [`MOST_BYTES`](crate::MOST_BYTES).
    ///
    /// # Errors
    /// Why there is none; completes "the provider ".
    async fn call(&self, request: http::Request<Vec<u8>>) -> Result<(u16, Vec<u8>), String>;
}

/// What a provider has published of itself, and when it was asked. Nothing of any person.
#[derive(Clone, Debug, Default)]
pub struct Known {
    metadata: Option<(Instant, Metadata)>,
    keys: Option<(Instant, Keys)>,
}

/// A sign-in that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// Where to send the browser.
    pub go_to: String,
    /// What the browser is to keep for the end.
    pub kept: String,
}

/// All that signing in needs.
pub struct SignIn<'a, C> {
    pub realm: Realm,
    pub provider: &'a Provider,
    pub known: &'a RefCell<Known>,
    pub calls: &'a C,
    pub now: Instant,
}

impl<C: Calls> SignIn<'_, C> {
    /// Begins. The provider is to send the browser back to `redirect_uri`.
    ///
    /// # Errors
    /// When the provider cannot be used, or there is no randomness.
    pub async fn begin(
        &self,
        redirect_uri: &str,
        randomness: &impl Randomness,
    ) -> Result<Begun, Refusal> {
        let metadata = self.metadata().await?;
        let kept = Kept::begin(self.realm, self.now, randomness)
            .map_err(|none| Refusal::Unavailable(none.to_string()))?;
        let asked = form_urlencoded::Serializer::new(String::new())
            .append_pair("response_type", "code")
            .append_pair("client_id", self.provider.client_id())
            .append_pair("redirect_uri", redirect_uri)
            .append_pair("scope", &metadata.scopes(self.realm))
            .append_pair("state", &kept.state)
            .append_pair("nonce", &kept.nonce)
            .append_pair("code_challenge", &kept.challenge())
            .append_pair("code_challenge_method", "S256")
            .finish();
        let at = &metadata.authorization_endpoint;
        let joined = if at.contains('?') { '&' } else { '?' };
        Ok(Begun {
            go_to: format!("{at}{joined}{asked}"),
            kept: kept.written(),
        })
    }

    /// Finishes, with what the browser kept and the query that it came back with.
    ///
    /// # Errors
    /// Why nobody is signed in.
    pub async fn finish(
        &self,
        redirect_uri: &str,
        kept: &str,
        query: &str,
    ) -> Result<Identity, Refusal> {
        let kept = Kept::read(kept).filter(|kept| kept.realm == self.realm);
        let came_back = CameBack::read(query);
        let (Some(kept), Some(came_back)) = (kept, came_back) else {
            return Err(Refusal::NotBegunHere);
        };
        if !came_back.answers(&kept) {
            return Err(Refusal::NotBegunHere);
        }
        if !kept.is_in_time(self.now) {
            return Err(Refusal::TooLate);
        }
        let metadata = self.metadata().await?;
        let names_itself = metadata.authorization_response_iss_parameter_supported;
        let code = came_back.code(self.provider.issuer(), names_itself)?;
        let request = token_request::write(self.provider, &metadata, &kept, redirect_uri, &code)?;
        let (status, body) = self.call(request).await?;
        let token = token_request::read(status, &body)?;
        let token = IdToken::read(&token)?;
        if !self.is_the_providers(&metadata, &token.signed()?).await? {
            return Err(Refusal::NotTrusted(
                "the signature of the identity token is not right",
            ));
        }
        let claims = token.claims(self.provider, &kept.nonce, self.now)?;
        Ok(Identity::of(self.realm, self.provider, &claims))
    }

    async fn metadata(&self) -> Result<Metadata, Refusal> {
        if let Some((at, metadata)) = &self.known.borrow().metadata
            && self.is_fresh(*at)
        {
            return Ok(metadata.clone());
        }
        let (status, body) = self.get(&discovery::address_of(self.provider)).await?;
        let metadata = discovery::read(self.provider, status, &body)?;
        self.known.borrow_mut().metadata = Some((self.now, metadata.clone()));
        Ok(metadata)
    }

    /// Asks the keys that are known. Where none of them could have signed, the provider may have new ones since.
    async fn is_the_providers(
        &self,
        metadata: &Metadata,
        signed: &Signed<'_>,
    ) -> Result<bool, Refusal> {
        if let Some((at, keys)) = &self.known.borrow().keys
            && self.is_fresh(*at)
        {
            match keys.verdict(signed) {
                Verdict::NoSuchKey => {}
                verdict => return Ok(verdict == Verdict::Right),
            }
        }
        let (status, body) = self.get(&metadata.jwks_uri).await?;
        let keys = Keys::read(status, &body)?;
        let verdict = keys.verdict(signed);
        self.known.borrow_mut().keys = Some((self.now, keys));
        Ok(verdict == Verdict::Right)
    }

    /// A clock that went backwards makes nothing fresh.
    fn is_fresh(&self, at: Instant) -> bool {
        (0..=FRESH).contains(&(self.now.as_unix() - at.as_unix()))
    }

    async fn get(&self, address: &str) -> Result<(u16, Vec<u8>), Refusal> {
        match http::Request::get(address)
            .header("accept", "application/json")
            .body(Vec::new())
        {
            Ok(request) => self.call(request).await,
            Err(_) => unavailable("has an address that cannot be called"),
        }
    }

    async fn call(&self, request: http::Request<Vec<u8>>) -> Result<(u16, Vec<u8>), Refusal> {
        self.calls
            .call(request)
            .await
            .or_else(|why| unavailable(&why))
    }
}
