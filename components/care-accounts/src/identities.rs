//! What care accounts ask of the library that lets people sign in with a provider (`wit/openid-connect`).

use vocabulary::Instant;

/// A sign-in that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Going {
    /// Where to send the browser.
    pub to: String,
    /// What the browser is to keep meanwhile.
    pub kept: String,
}

/// Who somebody is to the provider. It names a person, so nothing prints it.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    pub issuer: String,
    pub subject: String,
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

/// The library, as far as this component uses it: for residents only.
#[allow(
    async_fn_in_trait,
    reason = "a component is one thread, and nobody needs these futures to be Send"
)]
pub trait Identities {
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
    ) -> Result<Identity, NotIdentified>;
}
