//! Calls from a component to other hosts: none, unless `allowed_outbound_hosts` names the host.

use crate::guest::Grants;
use http_body_util::BodyExt;
use std::sync::Arc;
use wasmtime_wasi_http::{
    Error, RequestOptions, Result, WasiBody, WasiHttpHooks, default_send_request,
};

type Io = Box<dyn Future<Output = Result<()>> + Send>;

/// Which hosts a component may call.
pub struct Outbound {
    grants: Arc<Grants>,
}

impl Outbound {
    pub fn new(grants: &Arc<Grants>) -> Self {
        Self {
            grants: Arc::clone(grants),
        }
    }
}

impl WasiHttpHooks for Outbound {
    fn send_request(
        &mut self,
        request: http::Request<WasiBody>,
        options: Option<RequestOptions>,
        _processed: Io,
    ) -> Box<dyn Future<Output = Result<(http::Response<WasiBody>, Io)>> + Send> {
        let allowed = self
            .grants
            .outbound_hosts
            .iter()
            .any(|pattern| allows(pattern, request.uri()));
        if !allowed {
            tracing::warn!(
                component = self.grants.component,
                "refused a call to a host that is not in allowed_outbound_hosts"
            );
        }
        Box::new(async move {
            if !allowed {
                return Err(Error::HttpRequestDenied);
            }
            let (response, io) = default_send_request(request, options).await?;
            Ok((response.map(BodyExt::boxed_unsync), Box::new(io) as Io))
        })
    }
}

/// Whether `scheme://host[:port]`, where the scheme may be `*` and the host may begin with `*.`, allows an address.
fn allows(pattern: &str, uri: &http::Uri) -> bool {
    let Some((scheme, authority)) = pattern.split_once("://") else {
        return false;
    };
    let given_scheme = uri.scheme_str().unwrap_or("https");
    let Some(given_host) = uri.host() else {
        return false;
    };
    if scheme != "*" && scheme != given_scheme {
        return false;
    }
    let authority = authority.trim_end_matches('/');
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, ""));
    let standard = if given_scheme == "http" { 80 } else { 443 };
    let given_port = uri.port_u16().unwrap_or(standard);
    let right_port = match port {
        "" => given_port == standard,
        "*" => true,
        port => port.parse() == Ok(given_port),
    };
    let right_host = match host.strip_prefix("*.") {
        Some(domain) => given_host
            .strip_suffix(domain)
            .is_some_and(|start| start.ends_with('.')),
        None => host.eq_ignore_ascii_case(given_host),
    };
    right_port && right_host
}

#[cfg(test)]
mod tests {
    use super::allows;

    #[test]
    fn only_a_host_that_is_named_can_be_called() {
        for (pattern, uri, allowed) in [
            ("https://api.example.org", "https://api.example.org/x", true),
            ("https://api.example.org", "http://api.example.org/x", false),
            (
                "https://api.example.org",
                "https://api.example.org:8443/x",
                false,
            ),
            (
                "https://api.example.org:8443",
                "https://api.example.org:8443/x",
                true,
            ),
            ("https://*.example.org", "https://api.example.org/", true),
            ("https://*.example.org", "https://badexample.org/", false),
            ("*://localhost:*", "http://localhost:4000/", true),
            (
                "https://api.example.org",
                "https://api.example.org.evil.net/",
                false,
            ),
            ("api.example.org", "https://api.example.org/", false),
        ] {
            assert_eq!(
                allows(pattern, &uri.parse().unwrap()),
                allowed,
                "{pattern} {uri}"
            );
        }
    }
}
