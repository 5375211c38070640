//! Who signed a token, and with what.

use openid_connect::Realm;
use serde_json::{Value, json};

use crate::not_trusted;
use crate::provider::{OTHER_RSA, RSA, Scene, es256, ok, p256_key, rs256, rsa_key, token};

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
