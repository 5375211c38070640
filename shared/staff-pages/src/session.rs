//! The session that a browser brings.

pub use web::same;
use web::{Request, cookie_name};

/// The cookie of a session. Every component that staff use reads it by this name.
pub const COOKIE: &str = "staff-session";

/// The value of one of our cookies, if it was sent. What it is called depends on where people reach the site.
pub fn cookie<'r>(request: &'r Request, public_url: &str, name: &str) -> Option<&'r str> {
    request
        .cookie(&cookie_name(public_url, name))
        .filter(|value| !value.is_empty())
}
