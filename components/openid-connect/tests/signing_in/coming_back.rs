//! Browsers that come back, and those that do not belong here.

use openid_connect::{Realm, Refusal};
use serde_json::json;

use crate::provider::{BACK, Fake, ISSUER, NOW, Scene, begin, configuration, ok};
use crate::{not_trusted, unavailable};

#[test]
fn the_code_is_exchanged_with_the_verifier_and_the_clients_secret() {
    let scene = Scene::of(Realm::Residents);
    scene.ends_with(|_| ()).unwrap();
    let asked = scene.fake.asked.borrow();
    let request = asked.iter().find(|asked| asked.method() == "POST").unwrap();
    // The secret is encoded as in a form before it is joined: `it's a + secret/ü`.
    let client = "front-door:it%27s+a+%2B+secret%2F%C3%BC";
    let basic = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, client);
    assert_eq!(request.headers()["authorization"], format!("Basic {basic}"));
    let body: Vec<(String, String)> = form_urlencoded::parse(request.body())
        .into_owned()
        .collect();
    let value = |name: &str| {
        let found = body.iter().find(|(found, _)| found == name);
        found
            .unwrap_or_else(|| panic!("no {name}: {body:?}"))
            .1
            .clone()
    };
    assert_eq!(value("grant_type"), "authorization_code");
    assert_eq!(value("code"), "a code");
    assert_eq!(value("redirect_uri"), BACK);
    assert!(scene.begun.kept.ends_with(&value("code_verifier")));
}

#[test]
fn a_browser_that_did_not_begin_finishes_nothing() {
    let scene = Scene::of(Realm::Residents);
    scene.signs(&scene.claims());
    let other = Scene::of(Realm::Residents);
    let code_only = "code=a".to_owned();
    let twice = format!("{}&state={}", scene.query(), scene.sent("state"));
    let long = format!("{}&x={}", scene.query(), "x".repeat(9000));
    for query in [
        other.query(),
        code_only,
        twice,
        long,
        String::new(),
        "state=&code=a".to_owned(),
    ] {
        let ended = scene.finish_at(NOW, &scene.begun.kept, &query);
        assert_eq!(ended.unwrap_err(), Refusal::NotBegunHere, "{query}");
    }
    for kept in ["", "1", &other.begun.kept] {
        let ended = scene.finish_at(NOW, kept, &scene.query());
        assert_eq!(ended.unwrap_err(), Refusal::NotBegunHere, "{kept}");
    }
    assert_eq!(scene.fake.calls().len(), 1, "the provider is not asked");
    assert!(scene.finish().is_ok());
}

#[test]
fn a_sign_in_of_staff_is_none_of_a_resident() {
    let staff = Scene::of(Realm::Staff);
    staff.signs(&staff.claims());
    let residents = Scene {
        realm: Realm::Residents,
        ..staff
    };
    assert_eq!(residents.finish().unwrap_err(), Refusal::NotBegunHere);
}

#[test]
fn after_ten_minutes_it_is_too_late() {
    let scene = Scene::of(Realm::Residents);
    let mut claims = scene.claims();
    claims["exp"] = json!(NOW + 3600);
    scene.signs(&claims);
    let at = |now| scene.finish_at(now, &scene.begun.kept, &scene.query());
    assert_eq!(at(NOW + 601).unwrap_err(), Refusal::TooLate);
    assert_eq!(at(NOW - 1).unwrap_err(), Refusal::TooLate);
    assert!(at(NOW + 600).is_ok());
}

#[test]
fn a_code_that_was_used_is_too_late() {
    let scene = Scene::of(Realm::Residents);
    scene
        .fake
        .tokens
        .replace((400, br#"{"error":"invalid_grant"}"#.to_vec()));
    assert_eq!(scene.finish().unwrap_err(), Refusal::TooLate);
}

#[test]
fn who_does_not_finish_there_is_told_so() {
    let scene = Scene::of(Realm::Residents);
    let state = scene.sent("state");
    let with = |rest: &str| {
        let query = format!("state={state}&{rest}");
        scene.finish_at(NOW, &scene.begun.kept, &query)
    };
    for word in ["access_denied", "login_required", "interaction_required"] {
        let said = format!("error={word}&error_description=Ann+said+no");
        assert_eq!(with(&said).unwrap_err(), Refusal::Declined);
    }
    assert!(unavailable(with("error=server_error")).ends_with("server_error"));
    let invented = unavailable(with("error=Ann+Example"));
    assert!(!invented.contains("Ann"), "{invented}");
    assert!(not_trusted(with("")).contains("no code"));
    assert!(not_trusted(with("code=")).contains("no code"));
}

#[test]
fn an_answer_of_another_provider_is_not_trusted() {
    let scene = Scene::of(Realm::Residents);
    scene.signs(&scene.claims());
    let ends = |scene: &Scene, rest: &str| {
        let query = format!("{}{rest}", scene.query());
        scene.finish_at(NOW, &scene.begun.kept, &query)
    };
    assert!(not_trusted(ends(&scene, "&iss=https://evil.example")).contains("another issuer"));
    assert!(ends(&scene, &format!("&iss={ISSUER}")).is_ok());

    let fake = Fake::new();
    let mut published = configuration();
    published["authorization_response_iss_parameter_supported"] = json!(true);
    fake.configuration.replace(ok(&published));
    let scene = Scene::with(Realm::Residents, fake);
    scene.signs(&scene.claims());
    assert!(not_trusted(ends(&scene, "")).contains("another issuer"));
    assert!(ends(&scene, &format!("&iss={ISSUER}")).is_ok());
}

#[test]
fn a_provider_that_is_down_or_answers_nonsense_is_unavailable() {
    let html = || (200, b"<html>Sign in to the network</html>".to_vec());
    let fake = Fake::new();
    fake.down.set(true);
    let nobody = unavailable(begin(Realm::Residents, &fake, &Default::default(), NOW));
    assert_eq!(nobody, "the provider cannot be reached");
    for answer in [
        html(),
        (404, Vec::new()),
        (302, Vec::new()),
        (200, b"[]".to_vec()),
    ] {
        let fake = Fake::new();
        fake.configuration.replace(answer);
        unavailable(begin(Realm::Residents, &fake, &Default::default(), NOW));
    }
    let scene = Scene::of(Realm::Residents);
    for (answer, said) in [
        (html(), "cannot be read"),
        (
            ok(&json!({"access_token": "a"})),
            "without an identity token",
        ),
        (
            (401, br#"{"error":"invalid_client"}"#.to_vec()),
            "id or secret",
        ),
        (
            (400, br#"{"error":"invalid_scope"}"#.to_vec()),
            "invalid_scope",
        ),
        (
            (400, br#"{"error":"Ann Example"}"#.to_vec()),
            "answered 400",
        ),
        ((503, b"Ann Example".to_vec()), "answered 503"),
    ] {
        scene.fake.tokens.replace(answer);
        let why = unavailable(scene.finish());
        assert!(why.contains(said) && !why.contains("Ann"), "{why}");
    }
    scene.signs(&scene.claims());
    for answer in [html(), (500, Vec::new()), (200, b"{}".to_vec())] {
        scene.fake.keys.replace(answer);
        assert!(unavailable(scene.finish()).contains("keys"));
    }
}
