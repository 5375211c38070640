//! The session that a browser brings.

pub use web::same;
use web::{Reply, Request, cookie_name};

/// The cookie of a session. Every component that staff use reads it by this name.
pub const COOKIE: &str = "staff-session";

/// The value of one of our cookies, if it was sent. What it is called depends on where people reach the site.
pub fn cookie<'r>(request: &'r Request, public_url: &str, name: &str) -> Option<&'r str> {
    request
        .cookie(&cookie_name(public_url, name))
        .filter(|value| !value.is_empty())
}

/// Somebody must sign in first, and comes back to what they asked for. For pages that are asked for, not sent.
pub fn to_sign_in(request: &Request) -> Reply {
    let pairs = |pairs: &[(String, String)]| -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish()
    };
    let target = match request.query.is_empty() {
        true => request.path.clone(),
        false => format!("{}?{}", request.path, pairs(&request.query)),
    };
    let next = pairs(&[("next".to_owned(), target)]);
    Reply::see_other(&format!("/staff/sign-in?{next}"))
}
