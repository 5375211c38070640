//! For whom a token is, and who it says that somebody is.

use openid_connect::Realm;
use serde_json::{Value, json};
use vocabulary::Role;

use crate::not_trusted;
use crate::provider::{CLIENT, ISSUER, NOW, Scene, token};

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
