//! The session that a browser brings.

use web::{Request, cookie_name};

/// The cookie of a session. Every component that staff use reads it by this name.
pub const COOKIE: &str = "staff-session";

/// The value of one of our cookies, if it was sent. What it is called depends on where people reach the site.
pub fn cookie<'r>(request: &'r Request, public_url: &str, name: &str) -> Option<&'r str> {
    request
        .cookie(&cookie_name(public_url, name))
        .filter(|value| !value.is_empty())
}

/// Whether two tokens are the same, in a time that does not tell where they differ.
pub fn same(sent: &str, wanted: &str) -> bool {
    sent.len() == wanted.len()
        && !wanted.is_empty()
        && sent
            .bytes()
            .zip(wanted.bytes())
            .fold(0, |differs, (a, b)| differs | (a ^ b))
            == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_token_is_the_same_as_none() {
        assert!(same("abc", "abc"));
        assert!(!same("abc", "abd") && !same("ab", "abc") && !same("", ""));
    }
}
