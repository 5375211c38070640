//! The session that a browser brings, and who is behind it.

use maud::{Markup, html};
use vocabulary::{Actor, Instant};
pub use web::same;
use web::{FormPost, Problem, Request, cookie_name};

/// The cookie of a session. Every component that staff use reads it by this name.
pub const COOKIE: &str = "staff-session";

/// A member of staff who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub actor: Actor,
    /// The name that colleagues see.
    pub display_name: String,
    /// The token that every form post of this session must carry.
    pub csrf: String,
}

impl Session {
    /// Whether a form carries the token of this session: then it is from a page that this session opened.
    pub fn sent(&self, post: &FormPost) -> bool {
        same(post.first("csrf").unwrap_or_default(), &self.csrf)
    }

    /// The hidden fields of a form: this session's token, and the version that was read of what it changes.
    pub fn guards(&self, tag: Option<&str>) -> Markup {
        html! {
            input type="hidden" name="csrf" value=(self.csrf);
            @if let Some(tag) = tag { input type="hidden" name="etag" value=(tag); }
        }
    }
}

/// The store of staff, as far as it says who is asking.
#[allow(
    async_fn_in_trait,
    reason = "a component is one thread, and nobody needs these futures to be Send"
)]
pub trait Sessions {
    type Fault: Into<Problem>;

    /// Where people reach this: cookies are called after it.
    async fn public_url(&self) -> Result<String, Self::Fault>;
    /// Who holds this service token, with their roles at this moment.
    async fn service(&self, token: &str, now: Instant) -> Result<Option<Actor>, Self::Fault>;
    /// Who holds this session, with their roles at this moment.
    async fn session(&self, cookie: &str, now: Instant) -> Result<Option<Session>, Self::Fault>;
}

/// What no session has, so that looking for it is one read that finds nothing.
pub const NOBODY: &str = "readiness";

/// Answers [`Sessions`] through the walls of settings and of sessions, each with what makes a `web::Fault` of its own:
/// `sessions_behind!(Walls, settings => Fault::from, sessions => Fault::from)`.
#[macro_export]
macro_rules! sessions_behind {
    ($walls:ident, $settings:ident => $of_settings:path, $sessions:ident => $of_sessions:path) => {
        impl $crate::Sessions for $walls {
            type Fault = ::web::Fault;

            async fn public_url(&self) -> ::core::result::Result<String, ::web::Fault> {
                let set = $settings::read().await.map_err($of_settings)?;
                Ok(set.public_url)
            }

            async fn service(
                &self,
                token: &str,
                now: ::vocabulary::Instant,
            ) -> ::core::result::Result<Option<::vocabulary::Actor>, ::web::Fault> {
                let found = $sessions::service(token.to_owned(), now.as_unix()).await;
                Ok(found
                    .map_err($of_sessions)?
                    .map(|actor| ::vocabulary::Actor {
                        id: actor.id,
                        roles: actor.roles,
                    }))
            }

            async fn session(
                &self,
                cookie: &str,
                now: ::vocabulary::Instant,
            ) -> ::core::result::Result<Option<$crate::Session>, ::web::Fault> {
                let found = $sessions::current(cookie.to_owned(), now.as_unix()).await;
                Ok(found.map_err($of_sessions)?.map(|session| $crate::Session {
                    actor: ::vocabulary::Actor {
                        id: session.actor.id,
                        roles: session.actor.roles,
                    },
                    display_name: session.display_name,
                    csrf: session.csrf,
                }))
            }
        }
    };
}

/// The value of one of our cookies, if it was sent. What it is called depends on where people reach the site.
pub fn cookie<'r>(request: &'r Request, public_url: &str, name: &str) -> Option<&'r str> {
    request
        .cookie(&cookie_name(public_url, name))
        .filter(|value| !value.is_empty())
}

/// Who is signed in.
///
/// # Errors
/// What the store answers that cannot tell.
pub async fn session<S: Sessions>(
    stores: &S,
    request: &Request,
    now: Instant,
) -> Result<Option<Session>, S::Fault> {
    let public_url = stores.public_url().await?;
    match cookie(request, &public_url, COOKIE) {
        Some(cookie) => stores.session(cookie, now).await,
        None => Ok(None),
    }
}
