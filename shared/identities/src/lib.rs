//! What a component asks of the library that lets people sign in with a provider (`wit/openid-connect`).
//!
//! Whom an identity opens what for, and what people read, is the business of each component. Nothing is kept here.

use vocabulary::Instant;
use web::Request;

/// A sign-in that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Going {
    /// Where to send the browser.
    pub to: String,
    /// What the browser is to keep meanwhile: letters, digits, `-`, `_` and `.`.
    pub kept: String,
}

/// Why nobody is vouched for. What a log may say of it, the library has said already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotIdentified {
    /// There is no provider, it cannot be used, or what it said does not stand up to the checks.
    Unavailable,
    /// They did not finish there, or the provider did not let them in.
    Declined,
    /// It took too long, was used before, or this browser did not begin it.
    Over,
}

/// The library, as far as a component uses it: for its own people only.
#[allow(
    async_fn_in_trait,
    reason = "a component is one thread, and nobody needs these futures to be Send"
)]
pub trait Identities {
    /// Who somebody is to the provider, as much of it as the component is to know.
    type Identity;

    /// What people call the provider; none where there is none. Calls nobody.
    async fn provider(&self) -> Option<String>;
    /// Begins a sign-in, from which the provider sends the browser to the address `back`.
    async fn go(&self, back: &str, now: Instant) -> Result<Going, NotIdentified>;
    /// Ends it, with what the browser kept and the query with which it was sent back.
    async fn come_back(
        &self,
        back: &str,
        kept: &str,
        query: &str,
        now: Instant,
    ) -> Result<Self::Identity, NotIdentified>;
}

/// The address, with the site's own in front, that the provider sends the browser back to.
#[must_use]
pub fn back(public_url: &str, path: &str) -> String {
    format!("{}{path}", public_url.trim_end_matches('/'))
}

/// The query with which the browser was sent back.
#[must_use]
pub fn query(request: &Request) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&request.query)
        .finish()
}

/// Asks the library through its wall, in a component's shell: `$walls` asks for the people of `$realm` in the module
/// `$sign_in` of the wall, and `$identity` takes what it is to know of an identity of the wall (`From`).
#[macro_export]
macro_rules! ask_provider {
    ($walls:ty, $sign_in:ident, $realm:ident, $identity:ty) => {
        impl $crate::Identities for $walls {
            type Identity = $identity;

            async fn provider(&self) -> Option<String> {
                $sign_in::provider($sign_in::Realm::$realm).await
            }

            async fn go(
                &self,
                back: &str,
                now: ::vocabulary::Instant,
            ) -> Result<$crate::Going, $crate::NotIdentified> {
                let realm = $sign_in::Realm::$realm;
                let begun = $sign_in::begin(realm, back.to_owned(), now.as_unix()).await?;
                Ok($crate::Going {
                    to: begun.go_to,
                    kept: begun.kept,
                })
            }

            async fn come_back(
                &self,
                back: &str,
                kept: &str,
                query: &str,
                now: ::vocabulary::Instant,
            ) -> Result<$identity, $crate::NotIdentified> {
                let (back, kept, query) = (back.to_owned(), kept.to_owned(), query.to_owned());
                let realm = $sign_in::Realm::$realm;
                let known = $sign_in::finish(realm, back, kept, query, now.as_unix()).await?;
                Ok(known.into())
            }
        }

        impl From<$sign_in::Refusal> for $crate::NotIdentified {
            fn from(refusal: $sign_in::Refusal) -> Self {
                match refusal {
                    $sign_in::Refusal::NotConfigured
                    | $sign_in::Refusal::Unavailable
                    | $sign_in::Refusal::NotTrusted => Self::Unavailable,
                    $sign_in::Refusal::Declined => Self::Declined,
                    $sign_in::Refusal::TooLate | $sign_in::Refusal::NotBegunHere => Self::Over,
                }
            }
        }
    };
}
