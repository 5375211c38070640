//! TCP from a component: to an address that `allowed_outbound_hosts` names, and to no other. As on Spin it is
//! the address that is held against the list, so names are not looked up, and nobody listens.

use crate::guest::Grants;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use wasmtime_wasi::WasiCtxBuilder;
use wasmtime_wasi::sockets::SocketAddrUse;

/// Lets a component call what it was granted.
pub fn allow(wasi: &mut WasiCtxBuilder, grants: &Arc<Grants>) {
    let granted = grants.outbound_hosts.iter().any(|host| is_for_tcp(host));
    let grants = Arc::clone(grants);
    wasi.allow_tcp(granted)
        .allow_udp(false)
        .socket_addr_check(move |address, used| {
            let allowed = match used {
                SocketAddrUse::TcpConnect => grants
                    .outbound_hosts
                    .iter()
                    .any(|host| allows(host, address)),
                // What every call begins with: any free port of this machine.
                SocketAddrUse::TcpBind => address.port() == 0 && address.ip().is_unspecified(),
                _ => false,
            };
            if !allowed {
                tracing::warn!(
                    component = grants.component,
                    "refused a TCP connection to an address that is not in allowed_outbound_hosts"
                );
            }
            Box::pin(std::future::ready(allowed))
        });
}

/// Whether a pattern of `allowed_outbound_hosts` is for TCP at all.
pub fn is_for_tcp(pattern: &str) -> bool {
    matches!(pattern.split_once("://"), Some(("tcp" | "*", _)))
}

/// Whether `tcp://address:port`, where scheme, address and port may each be `*`, allows this address.
fn allows(pattern: &str, address: SocketAddr) -> bool {
    let Some((_, authority)) = pattern.split_once("://").filter(|_| is_for_tcp(pattern)) else {
        return false;
    };
    let authority = authority.trim_end_matches('/');
    let Some((host, port)) = authority.rsplit_once(':') else {
        return false;
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let right_host = host == "*" || host.parse() == Ok::<IpAddr, _>(address.ip());
    right_host && (port == "*" || port.parse() == Ok(address.port()))
}

#[cfg(test)]
mod tests {
    use super::allows;

    #[test]
    fn only_an_address_that_is_named_can_be_reached() {
        for (pattern, address, allowed) in [
            ("tcp://127.0.0.1:3310", "127.0.0.1:3310", true),
            ("tcp://127.0.0.1:3310", "127.0.0.1:3311", false),
            ("tcp://127.0.0.1:3310", "127.0.0.2:3310", false),
            ("tcp://[::1]:3310", "[::1]:3310", true),
            ("tcp://[::1]:3310", "127.0.0.1:3310", false),
            ("tcp://127.0.0.1:*", "127.0.0.1:22", true),
            ("*://10.0.0.9:3310", "10.0.0.9:3310", true),
            ("*://*:*", "10.0.0.9:3310", true),
            ("tcp://127.0.0.1", "127.0.0.1:3310", false),
            ("https://127.0.0.1:3310", "127.0.0.1:3310", false),
            ("tcp://", "127.0.0.1:3310", false),
            ("127.0.0.1:3310", "127.0.0.1:3310", false),
        ] {
            let given = address.parse().unwrap();
            assert_eq!(allows(pattern, given), allowed, "{pattern} {address}");
        }
    }
}
