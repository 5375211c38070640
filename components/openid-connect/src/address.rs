//! Addresses of a provider: over TLS, or on this machine.

use http::Uri;

/// Scheme, host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    secure: bool,
    host: String,
    port: u16,
}

/// Names of this machine, which TLS would protect from nobody.
const LOOPBACK: [&str; 3] = ["127.0.0.1", "[::1]", "localhost"];

impl Origin {
    /// Where an address leads; none for one that must not be used: without TLS to another machine, with a user
    /// name, or with a fragment.
    pub fn of(address: &str) -> Option<Self> {
        // `Uri` drops a fragment without a word.
        if address.contains('#') {
            return None;
        }
        let uri: Uri = address.parse().ok()?;
        if uri.authority()?.as_str().contains('@') {
            return None;
        }
        let host = uri.host()?.to_ascii_lowercase();
        let secure = match uri.scheme_str()? {
            "https" => true,
            "http" if LOOPBACK.contains(&host.as_str()) => false,
            _ => return None,
        };
        let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
        (!host.is_empty()).then_some(Self { secure, host, port })
    }

    pub fn host(&self) -> &str {
        &self.host
    }
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn addresses_of_one_place_are_the_same_whatever_their_path() {
        let one = Origin::of("https://login.example").unwrap();
        for same in [
            "https://login.example/",
            "https://LOGIN.example:443/a/b?c=d",
        ] {
            assert_eq!(Origin::of(same).as_ref(), Some(&one), "{same}");
        }
        for other in [
            "https://login.example:8443/",
            "https://login.example.evil.example/",
            "https://evil.example/login.example",
        ] {
            assert_ne!(Origin::of(other).as_ref(), Some(&one), "{other}");
        }
    }

    #[test]
    fn without_tls_only_this_machine_is_an_address() {
        for here in [
            "http://127.0.0.1:4000/a",
            "http://[::1]:4000",
            "http://localhost",
        ] {
            assert!(Origin::of(here).is_some(), "{here}");
        }
        for not in [
            "http://login.example/",
            "http://127.0.0.1.evil.example/",
            "ftp://login.example/",
            "login.example",
            "/token",
            "",
            "https://",
            "https://somebody@login.example/",
            "https://login.example/#a",
            "https://login.example/a b",
        ] {
            assert_eq!(Origin::of(not), None, "{not}");
        }
    }
}
