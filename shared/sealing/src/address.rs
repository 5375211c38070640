//! What is kept of an address of the internet, to count what comes from it: a keyed hash that is another one
//! every day, so that nobody can tell whether the same address came yesterday.

use crate::IndexKey;
use std::net::{IpAddr, SocketAddr};

const DAY: i64 = 86_400;

impl IndexKey {
    /// The hash of an address for one purpose, on the day of this moment (seconds since 1970). None for an
    /// address that is not counted: the machine itself, and what is no address.
    pub fn address(&self, what: &str, address: &str, now: i64) -> Option<[u8; 32]> {
        let counted = counted(address)?;
        let day = now.div_euclid(DAY).to_be_bytes();
        Some(self.hash("address", &[what.as_bytes(), &day, counted.as_bytes()]))
    }
}

/// What is counted of an address: the whole of IPv4, and of IPv6 the part that a household has. The
/// machine itself is not counted, nor what is no address.
fn counted(address: &str) -> Option<String> {
    let address = address.trim();
    let ip: IpAddr = match address.parse::<SocketAddr>() {
        Ok(socket) => socket.ip(),
        Err(_) => address.trim_matches(['[', ']']).parse().ok()?,
    };
    match ip.to_canonical() {
        ip if ip.is_loopback() => None,
        IpAddr::V4(ip) => Some(ip.to_string()),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            Some(format!("{a:x}:{b:x}:{c:x}:{d:x}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn an_address_is_counted_whatever_its_port_and_a_household_of_ipv6_is_one() {
        assert_eq!(counted("192.0.2.7:4711").as_deref(), Some("192.0.2.7"));
        assert_eq!(counted(" 192.0.2.7 ").as_deref(), Some("192.0.2.7"));
        assert_eq!(counted("::ffff:192.0.2.7").as_deref(), Some("192.0.2.7"));
        assert_eq!(
            counted("2001:db8:1:2:3::9"),
            counted("[2001:db8:1:2::1]:80")
        );
        assert_ne!(counted("2001:db8:1:2::1"), counted("2001:db8:1:3::1"));
    }

    #[test]
    fn the_machine_itself_and_what_is_no_address_are_not_counted() {
        for address in [
            "127.0.0.1:80",
            "::1",
            "[::1]:3000",
            "::ffff:127.0.0.1",
            "",
            "unknown",
        ] {
            assert_eq!(counted(address), None, "{address}");
        }
    }
}
