//! Sign-ins that begin, and what a provider publishes of itself.

use openid_connect::Realm;
use serde_json::{Value, json};

use crate::provider::{BACK, CLIENT, Fake, ISSUER, NOW, Scene, begin, configuration, ok};
use crate::unavailable;

#[test]
fn a_resident_is_sent_to_the_provider_and_only_asked_who_they_are() {
    let scene = Scene::of(Realm::Residents);
    let start = format!("{ISSUER}/authorise?response_type=code&client_id={CLIENT}&");
    assert!(
        scene.begun.go_to.starts_with(&start),
        "{}",
        scene.begun.go_to
    );
    assert_eq!(scene.sent("redirect_uri"), BACK);
    assert_eq!(scene.sent("scope"), "openid");
    assert_eq!(scene.sent("code_challenge_method"), "S256");
    assert_eq!(scene.sent("code_challenge").len(), 43);
    assert!(
        !scene.begun.go_to.contains("secret"),
        "{}",
        scene.begun.go_to
    );
}

#[test]
fn of_staff_the_name_is_asked_where_the_provider_has_it() {
    let asked = |scopes: Value| {
        let fake = Fake::new();
        let mut published = configuration();
        published["scopes_supported"] = scopes;
        fake.configuration.replace(ok(&published));
        Scene::with(Realm::Staff, fake).sent("scope")
    };
    assert_eq!(asked(json!(["openid", "profile"])), "openid profile");
    assert_eq!(asked(json!(["email"])), "openid email");
    assert_eq!(asked(Value::Null), "openid profile email");
}

#[test]
fn an_address_with_parameters_of_its_own_keeps_them() {
    let fake = Fake::new();
    let mut published = configuration();
    published["authorization_endpoint"] = json!(format!("{ISSUER}/authorise?policy=one"));
    fake.configuration.replace(ok(&published));
    let scene = Scene::with(Realm::Residents, fake);
    assert_eq!(scene.sent("policy"), "one");
    assert_eq!(scene.sent("response_type"), "code");
}

#[test]
fn a_configuration_of_somebody_else_is_refused() {
    let cases: [(&str, Value, &str); 7] = [
        ("issuer", json!(format!("{ISSUER}/")), "to the letter"),
        ("issuer", json!("https://evil.example"), "to the letter"),
        (
            "token_endpoint",
            json!("https://evil.example/token"),
            "not on the host",
        ),
        (
            "jwks_uri",
            json!("http://login.example/tenant/keys"),
            "not on the host",
        ),
        (
            "authorization_endpoint",
            json!("javascript:alert(1)"),
            "not on the host",
        ),
        (
            "token_endpoint_auth_methods_supported",
            json!(["client_secret_post"]),
            "client_secret_basic",
        ),
        ("jwks_uri", Value::Null, "cannot be read"),
    ];
    for (member, value, said) in cases {
        let fake = Fake::new();
        let mut published = configuration();
        published[member] = value;
        fake.configuration.replace(ok(&published));
        let why = unavailable(begin(Realm::Residents, &fake, &Default::default(), NOW));
        assert!(why.contains(said), "{why} does not say {said}");
        assert_eq!(fake.calls().len(), 1);
    }
}

#[test]
fn what_a_provider_publishes_is_asked_again_after_ten_minutes() {
    let scene = Scene::of(Realm::Residents);
    scene.signs(&scene.claims());
    scene.finish().unwrap();
    scene.finish().unwrap();
    let published =
        |calls: Vec<String>| calls.iter().filter(|path| *path != "/tenant/token").count();
    assert_eq!(
        published(scene.fake.calls()),
        2,
        "configuration and keys, once each"
    );
    begin(Realm::Residents, &scene.fake, &scene.known, NOW + 600).unwrap();
    assert_eq!(published(scene.fake.calls()), 2);
    begin(Realm::Residents, &scene.fake, &scene.known, NOW + 601).unwrap();
    assert_eq!(published(scene.fake.calls()), 3);
    begin(Realm::Residents, &scene.fake, &scene.known, NOW - 3600).unwrap();
    assert_eq!(
        published(scene.fake.calls()),
        4,
        "a clock that ran backwards makes nothing fresh"
    );
}
