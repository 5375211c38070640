//! Signing in from its beginning to its end, and every way in which it ends with nobody signed in.

mod provider;

use openid_connect::{Realm, Refusal};
use serde_json::{Value, json};
use vocabulary::Role;

use provider::{
    BACK, CLIENT, Fake, ISSUER, NOW, OTHER_RSA, RSA, Scene, begin, configuration, es256, ok,
    p256_key, rs256, rsa_key, token,
};

/// Why a provider is not trusted.
#[track_caller]
fn not_trusted(ended: Result<openid_connect::Identity, Refusal>) -> &'static str {
    match ended {
        Err(Refusal::NotTrusted(why)) => why,
        other => panic!("{other:?}"),
    }
}

/// Why a provider cannot be used.
#[track_caller]
fn unavailable<T: std::fmt::Debug>(ended: Result<T, Refusal>) -> String {
    match ended {
        Err(Refusal::Unavailable(why)) => why,
        other => panic!("{other:?}"),
    }
}

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
fn somebody_comes_back_and_is_known_by_issuer_and_subject() {
    let scene = Scene::of(Realm::Residents);
    let ann = scene.ends_with(|_| ()).unwrap();
    assert_eq!(
        (ann.issuer.as_str(), ann.subject.as_str()),
        (ISSUER, "subject-7")
    );
    assert_eq!(ann.name.as_deref(), Some("Ann Example"));
    assert_eq!(ann.email.as_deref(), Some("ann@example.org"));
    assert_eq!(ann.roles, []);
    let printed = format!("{ann:?}");
    for personal in ["Ann", "ann@", "subject-7"] {
        assert!(!printed.contains(personal), "{printed}");
    }
}

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
fn roles_of_staff_are_those_of_the_contract_and_nobody_is_a_machine() {
    for (claim, roles) in [
        (
            json!(["senior", "adviser", "Global.Admin", "worker", "senior", 7]),
            vec![Role::Adviser, Role::Senior],
        ),
        (json!("manager"), vec![Role::Manager]),
        (json!({"manager": true}), vec![]),
        (Value::Null, vec![]),
    ] {
        let staff = Scene::of(Realm::Staff);
        let sam = staff
            .ends_with(|claims| claims["roles"] = claim.clone())
            .unwrap();
        assert_eq!(sam.roles, roles, "{claim}");
    }
    let resident = Scene::of(Realm::Residents);
    let ann = resident
        .ends_with(|claims| claims["roles"] = json!(["administrator"]))
        .unwrap();
    assert_eq!(
        ann.roles,
        [],
        "no provider makes a resident one of the staff"
    );
}

#[test]
fn what_is_shown_of_somebody_is_one_line_and_not_endless() {
    let scene = Scene::of(Realm::Staff);
    let shown = scene
        .ends_with(|claims| {
            claims["name"] = json!(format!(" A\nB{}", "c".repeat(1000)));
            claims["email"] = json!("no address");
        })
        .unwrap();
    let name = shown.name.unwrap();
    assert!(
        name.starts_with("ABc") && name.len() == 253,
        "{}",
        name.len()
    );
    assert_eq!(shown.email, None);
    let scene = Scene::of(Realm::Staff);
    let nameless = scene.ends_with(|claims| claims["name"] = json!(7)).unwrap();
    assert_eq!(nameless.name, None);
}

#[test]
fn a_signature_with_an_elliptic_curve_is_taken_too() {
    let scene = Scene::of(Realm::Residents);
    let header = json!({"alg": "ES256", "kid": "ec-1"});
    scene.gives(&token(&header, &scene.claims(), es256));
    assert_eq!(scene.finish().unwrap().subject, "subject-7");
    let mut wrong = es256("something else");
    wrong.truncate(63);
    for signature in [es256("something else"), wrong, vec![0; 64], Vec::new()] {
        scene.gives(&token(&header, &scene.claims(), |_| signature));
        assert!(not_trusted(scene.finish()).contains("signature"));
    }
}

#[test]
fn what_the_provider_did_not_sign_is_not_trusted() {
    let scene = Scene::of(Realm::Residents);
    let claims = scene.claims();
    let named = |name: &str| json!({"alg": "RS256", "kid": name});
    let by_another = token(&named("rsa-1"), &claims, |text| rs256(&OTHER_RSA, text));
    let of_another = token(&named("rsa-1"), &claims, |_| rs256(&RSA, "something else"));
    let unsigned = token(&named("rsa-1"), &claims, |_| Vec::new());
    let unknown_key = token(&named("rsa-2"), &claims, |text| rs256(&OTHER_RSA, text));
    let wrong_kind = token(&named("ec-1"), &claims, es256);
    let mut changed = claims.clone();
    changed["sub"] = json!("somebody-else");
    let signed = token(&named("rsa-1"), &claims, |text| rs256(&RSA, text));
    let (_, signature) = signed.rsplit_once('.').unwrap();
    let replaced = token(&named("rsa-1"), &changed, |_| Vec::new()) + signature;
    for token in [
        by_another,
        of_another,
        unsigned,
        unknown_key,
        wrong_kind,
        replaced,
    ] {
        scene.gives(&token);
        assert!(not_trusted(scene.finish()).contains("signature"), "{token}");
    }
}

#[test]
fn a_token_without_a_signature_or_with_a_shared_secret_is_not_trusted() {
    let scene = Scene::of(Realm::Residents);
    let public = rsa_key("rsa-1", &RSA).to_string();
    for algorithm in [
        "none", "None", "HS256", "HS512", "RS512", "PS256", "RS256 ", "",
    ] {
        let header = json!({"alg": algorithm, "kid": "rsa-1"});
        // The mistake that this guards against takes the public key for the shared secret.
        scene.gives(&token(&header, &scene.claims(), |_| {
            public.clone().into_bytes()
        }));
        assert!(
            not_trusted(scene.finish()).contains("RS256 or ES256"),
            "{algorithm}"
        );
    }
    let critical = json!({"alg": "RS256", "kid": "rsa-1", "crit": ["b64"], "b64": false});
    scene.gives(&token(&critical, &scene.claims(), |text| rs256(&RSA, text)));
    assert!(not_trusted(scene.finish()).contains("understood"));
}

#[test]
fn a_token_for_somebody_else_is_not_trusted() {
    type Change = fn(&mut Value);
    let refused: [(Change, &str); 18] = [
        (
            |to| to["iss"] = json!("https://login.example/other"),
            "issuer",
        ),
        (|to| to["iss"] = json!(format!("{ISSUER}/")), "issuer"),
        (|to| to["iss"] = Value::Null, "issuer"),
        (|to| to["aud"] = json!("another-client"), "somebody else"),
        (|to| to["aud"] = json!([]), "somebody else"),
        (|to| to["aud"] = Value::Null, "somebody else"),
        (
            |to| to["aud"] = json!([CLIENT, "another-client"]),
            "somebody else",
        ),
        (|to| to["azp"] = json!("another-client"), "somebody else"),
        (|to| to["nonce"] = json!("x".repeat(43)), "another sign-in"),
        (|to| to["nonce"] = Value::Null, "another sign-in"),
        (|to| to["exp"] = json!(NOW - 60), "run out"),
        (|to| to["exp"] = json!("tomorrow"), "run out"),
        (|to| to["iat"] = json!(NOW + 61), "time to come"),
        (|to| to["iat"] = Value::Null, "time to come"),
        (|to| to["nbf"] = json!(NOW + 61), "time to come"),
        (|to| to["sub"] = json!(""), "nobody"),
        (|to| to["sub"] = json!("s".repeat(256)), "nobody"),
        (|to| to["sub"] = json!("a\nb"), "nobody"),
    ];
    for (change, said) in refused {
        let scene = Scene::of(Realm::Residents);
        let why = not_trusted(scene.ends_with(change));
        assert!(why.contains(said), "{why} does not say {said}");
    }
    let taken: [Change; 6] = [
        |to| to["aud"] = json!([CLIENT]),
        |to| {
            to["aud"] = json!([CLIENT, "another-client"]);
            to["azp"] = json!(CLIENT);
        },
        // A minute is forgiven, also in halves of a second.
        |to| to["exp"] = json!(NOW - 59),
        |to| to["iat"] = json!(NOW as f64 + 59.5),
        // Some providers date tokens back.
        |to| to["iat"] = json!(NOW - 300),
        |to| to["nbf"] = json!(NOW + 60),
    ];
    for change in taken {
        let scene = Scene::of(Realm::Residents);
        assert!(scene.ends_with(change).is_ok());
    }
}

#[test]
fn what_is_no_token_is_not_trusted() {
    let scene = Scene::of(Realm::Residents);
    let header = token(&json!({"alg": "RS256"}), &json!([]), |_| Vec::new());
    for wrong in ["", "a.b", "a.b.c", "....", "e30.e30.e30", &header] {
        scene.gives(wrong);
        assert!(
            not_trusted(scene.finish()).contains("cannot be read"),
            "{wrong}"
        );
    }
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

#[test]
fn a_new_key_of_the_provider_is_asked_for_once() {
    let scene = Scene::of(Realm::Residents);
    scene.signs(&scene.claims());
    scene.finish().unwrap();
    let header = json!({"alg": "RS256", "kid": "rsa-2"});
    scene.gives(&token(&header, &scene.claims(), |text| {
        rs256(&OTHER_RSA, text)
    }));
    let before = scene.fake.calls().len();
    assert!(not_trusted(scene.finish()).contains("signature"));
    assert_eq!(
        scene.fake.calls().len(),
        before + 2,
        "the token and the keys, once"
    );
    scene
        .fake
        .keys
        .replace(ok(&json!({"keys": [rsa_key("rsa-2", &OTHER_RSA)]})));
    assert!(scene.finish().is_ok());
}

#[test]
fn a_token_that_names_no_key_is_taken_where_one_alone_can_be_meant() {
    let scene = Scene::of(Realm::Residents);
    let header = json!({"alg": "RS256"});
    scene.gives(&token(&header, &scene.claims(), |text| rs256(&RSA, text)));
    let keys = |keys: Value| {
        scene.known.replace(Default::default());
        scene.fake.keys.replace(ok(&json!({ "keys": keys })));
        scene.finish()
    };
    assert!(keys(json!([rsa_key("a", &RSA), p256_key("b")])).is_ok());
    let two = keys(json!([rsa_key("a", &RSA), rsa_key("b", &OTHER_RSA)]));
    assert!(not_trusted(two).contains("signature"));
}

#[test]
fn keys_for_another_purpose_or_too_weak_are_no_keys() {
    let scene = Scene::of(Realm::Residents);
    scene.signs(&scene.claims());
    type Change = fn(&mut Value);
    let cases: [Change; 6] = [
        |key| key["use"] = json!("enc"),
        |key| key["alg"] = json!("RS512"),
        |key| key["kty"] = json!("oct"),
        |key| key["n"] = json!("AQAB"),
        |key| key["e"] = Value::Null,
        |key| key["n"] = json!("not base64!"),
    ];
    for change in cases {
        let mut key = rsa_key("rsa-1", &RSA);
        change(&mut key);
        scene.fake.keys.replace(ok(&json!({"keys": [key]})));
        assert!(not_trusted(scene.finish()).contains("signature"));
    }
    // One that cannot be read does not stand in the way of the others.
    scene.fake.keys.replace(ok(
        &json!({"keys": [7, {"kty": 1}, rsa_key("rsa-1", &RSA)]}),
    ));
    assert!(scene.finish().is_ok());
}
