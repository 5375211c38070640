//! Cookies that end with the browser, and that no script can read.

use std::fmt;

/// The name of a cookie: `__Host-` and the name where people reach us by https, the name alone elsewhere.
pub fn cookie_name(public_url: &str, name: &str) -> String {
    if is_https(public_url) {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

/// Whether two secrets are the same, in a time that does not tell where they differ. Nothing is the same as none.
pub fn same(sent: &str, wanted: &str) -> bool {
    sent.len() == wanted.len()
        && !wanted.is_empty()
        && sent
            .bytes()
            .zip(wanted.bytes())
            .fold(0, |differs, (a, b)| differs | (a ^ b))
            == 0
}

fn is_https(public_url: &str) -> bool {
    public_url.starts_with("https://")
}

/// A cookie to set. It has no expiry: the browser forgets it when it closes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cookie {
    name: String,
    value: String,
    secure: bool,
    ended: bool,
}

impl Cookie {
    /// A cookie for this browser session. `value` is base64url or hex, which needs no quoting.
    pub fn session(name: &str, value: &str, public_url: &str) -> Self {
        Self {
            name: cookie_name(public_url, name),
            value: value.to_owned(),
            secure: is_https(public_url),
            ended: false,
        }
    }

    /// Makes the browser forget a cookie at once.
    pub fn ended(name: &str, public_url: &str) -> Self {
        Self {
            ended: true,
            ..Self::session(name, "", public_url)
        }
    }
}

impl fmt::Display for Cookie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}={}; Path=/; HttpOnly; SameSite=Lax",
            self.name, self.value
        )?;
        if self.secure {
            f.write_str("; Secure")?;
        }
        if self.ended {
            f.write_str("; Max-Age=0")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_token_is_the_same_as_none() {
        assert!(same("abc", "abc"));
        assert!(!same("abc", "abd") && !same("ab", "abc") && !same("", ""));
    }

    #[test]
    fn behind_https_a_cookie_is_bound_to_the_host() {
        let cookie = Cookie::session("form", "abc", "https://care.example");
        assert_eq!(
            cookie.to_string(),
            "__Host-form=abc; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
    }

    #[test]
    fn on_a_developers_machine_it_is_plain() {
        let cookie = Cookie::session("form", "abc", "http://127.0.0.1:3000");
        assert_eq!(
            cookie.to_string(),
            "form=abc; Path=/; HttpOnly; SameSite=Lax"
        );
    }

    #[test]
    fn an_ended_cookie_is_forgotten_at_once() {
        assert!(
            Cookie::ended("form", "")
                .to_string()
                .ends_with("; Max-Age=0")
        );
    }
}
