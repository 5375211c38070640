//! Calls from a component to other hosts: none, unless `allowed_outbound_hosts` names the host.

use crate::guest::Grants;
use crate::manifest::Component;
use crate::variables::fill;
use anyhow::{Context, ensure};
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::sync::Arc;
use wasmtime_wasi_http::{
    Error, RequestOptions, Result, WasiBody, WasiHttpHooks, default_send_request,
};

type Io = Box<dyn Future<Output = Result<()>> + Send>;

/// The hosts that a component may call, with the application's variables put into their `{{ templates }}`. One
/// that is empty then is left out, as on Spin: a service that is not set is one that nobody calls.
pub fn hosts(
    id: &str,
    component: &Component,
    application: &BTreeMap<String, String>,
) -> anyhow::Result<Vec<String>> {
    let mut hosts = Vec::new();
    for template in &component.allowed_outbound_hosts {
        let host = fill(template, application)
            .with_context(|| format!("allowed_outbound_hosts of [component.{id}]"))?;
        let (scheme, rest) = host.split_once("://").unwrap_or_default();
        if host.is_empty() || (rest.is_empty() && ["http", "https"].contains(&scheme)) {
            continue;
        }
        ensure!(
            !scheme.is_empty() && !rest.trim_end_matches('/').contains('/'),
            "allowed_outbound_hosts of [component.{id}] has {template}, which is {host:?}. It must be a scheme and a host without a path, such as https://api.example.org",
        );
        hosts.push(host);
    }
    Ok(hosts)
}

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
    use super::{allows, hosts};
    use crate::manifest::Manifest;
    use std::collections::BTreeMap;

    #[test]
    fn a_host_may_be_a_setting_and_an_empty_one_is_none() {
        let manifest = Manifest::parse(
            r#"
            spin_manifest_version = 2
            application = { name = "x" }
            [component.forms]
            source = "forms.wasm"
            allowed_outbound_hosts = ["{{ service }}", "https://always.example"]
            "#,
        )
        .unwrap();
        let with = |service: &str| {
            let values = BTreeMap::from([("service".to_owned(), service.to_owned())]);
            hosts("forms", &manifest.component["forms"], &values)
        };
        let always = "https://always.example".to_owned();
        for nothing in ["", "https://"] {
            assert_eq!(with(nothing).unwrap(), std::slice::from_ref(&always));
        }
        assert_eq!(
            with("http://127.0.0.1:8080/").unwrap(),
            [always, "http://127.0.0.1:8080/".to_owned()]
        );
        for wrong in ["api.example.org", "https://api.example.org/search"] {
            let said = with(wrong).unwrap_err().to_string();
            assert!(said.contains("forms") && said.contains(wrong), "{said}");
        }
        let unset = hosts("forms", &manifest.component["forms"], &BTreeMap::new()).unwrap_err();
        assert!(format!("{unset:#}").contains("`service`"), "{unset:#}");
    }

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
