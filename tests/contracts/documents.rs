//! `GET /api/openapi.json`, held against the running server.

use crate::harness::{Json, Machine, Site, json};

use super::help_with_meals;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

fn document() -> Json {
    Site::shared()
        .nobody()
        .caller
        .get("/api/openapi.json")
        .expect(200)
        .json()
}

/// Every path and method of the document.
fn operations(document: &Json) -> Vec<(String, String, Json)> {
    let paths = document["paths"].as_object().expect("paths");
    paths
        .iter()
        .flat_map(|(path, item)| {
            METHODS.iter().filter_map(|method| {
                Some((
                    (*method).to_owned(),
                    path.clone(),
                    item.get(*method)?.clone(),
                ))
            })
        })
        .collect()
}

#[test]
fn the_document_describes_the_whole_api() {
    let document = document();
    assert!(
        document["openapi"]
            .as_str()
            .is_some_and(|version| version.starts_with("3."))
    );
    for (method, path) in [
        ("get", "/api/v1/forms"),
        ("get", "/api/v1/forms/{id}"),
        ("get", "/api/v1/forms/{id}/schema"),
        ("post", "/api/v1/forms/{id}/submissions"),
        ("post", "/api/v1/routing/decide"),
        ("post", "/api/v1/track"),
        ("post", "/api/v1/care-accounts/metering"),
        ("post", "/api/v1/care-accounts/access"),
        ("post", "/api/v1/care-accounts/sessions"),
        ("get", "/api/v1/care-accounts/mine"),
        ("get", "/api/v1/care-accounts/mine/statements/{id}"),
        ("post", "/api/v1/care-accounts/import"),
        ("get", "/api/v1/referrals"),
        ("post", "/api/v1/referrals/search"),
        ("get", "/api/v1/referrals/{reference}"),
        ("get", "/api/v1/referrals/{reference}/audit"),
        ("post", "/api/v1/staff"),
        ("post", "/api/v1/service-tokens"),
        ("post", "/api/v1/work"),
    ] {
        assert!(
            described(&document, method, path),
            "{method} {path} is not described"
        );
    }
    for action in [
        "claim",
        "release",
        "assign",
        "note",
        "priority",
        "reroute",
        "s42-decision",
        "close",
        "restrict",
    ] {
        let path = format!("/api/v1/referrals/{{reference}}/{action}");
        assert!(
            described(&document, "post", &path),
            "{path} is not described"
        );
    }
    for (method, path, operation) in operations(&document) {
        assert!(path.starts_with("/api/v1"), "{path}");
        let responses = operation["responses"].as_object().expect("responses");
        assert!(
            responses.keys().any(|status| status.starts_with('2')),
            "{method} {path} never succeeds"
        );
    }
}

/// Whether a path is there, whatever its parameters are called.
fn described(document: &Json, method: &str, path: &str) -> bool {
    let bare = |path: &str| -> Vec<String> {
        path.split('/')
            .map(|part| {
                if part.starts_with('{') {
                    "{}".to_owned()
                } else {
                    part.to_owned()
                }
            })
            .collect()
    };
    operations(document)
        .iter()
        .any(|(known, at, _)| known == method && bare(at) == bare(path))
}

#[test]
fn every_path_of_the_document_is_answered_and_as_it_says() {
    let site = Site::shared();
    let administrator = site.administrator();
    let receipt = site.nobody().submit("adult-contact", &help_with_meals());
    let reference = receipt["reference"].as_str().expect("a reference");
    for (method, path, operation) in operations(&document()) {
        // This referral has no files; those of `journeys::scanned_files` are answered as described.
        if path.ends_with("/files/{number}") {
            continue;
        }
        let rules = &receipt["decision"]["ruleset"];
        let rules = format!(
            "{}/{}",
            rules["id"].as_str().expect("an id"),
            rules["version"]
        );
        let at = path
            .replace("rulesets/{id}/{version}", &format!("rulesets/{rules}"))
            .replace("{reference}", reference)
            .replace("{username}", "sam.senior")
            .replace("{name}", "demonstration")
            .replace("{id}", "adult-contact")
            .replace("{form}", "adult-contact")
            .replace("{question}", "sex")
            .replace("{version}", &receipt["form"]["version"].to_string());
        assert!(
            !at.contains('{'),
            "{path} has a parameter that this test does not know"
        );
        let answer = ask(&administrator, &method, &at, &receipt);
        assert!(
            !matches!(answer.0, 404 | 405 | 500..),
            "{method} {path} answered {}",
            answer.0
        );
        let described = operation["responses"].as_object().expect("responses");
        assert!(
            described.contains_key(&answer.0.to_string()) || described.contains_key("default"),
            "{method} {path} answered {}, which is not among {:?}",
            answer.0,
            described.keys().collect::<Vec<_>>()
        );
    }
}

/// Asks with a body that is right where a wrong one could be a 404, and empty elsewhere.
fn ask(machine: &Machine, method: &str, path: &str, receipt: &Json) -> (u16, Vec<u8>) {
    let answer = match method {
        "get" => machine.caller.get(path),
        _ if path.ends_with("/track") => machine.caller.post(
            path,
            &json!({"reference": receipt["reference"], "tracking_code": receipt["tracking_code"]}),
        ),
        other => {
            let headers = [("content-type", "application/json")];
            machine
                .caller
                .send(&other.to_uppercase(), path, &headers, Some(b"{}"))
        }
    };
    (answer.status, answer.body)
}
