//! A restricted referral exists for the people named, and for nobody else.

use super::help_with_meals;
use crate::harness::{Site, json};

#[test]
fn a_restricted_referral_is_seen_by_the_people_named_only() {
    let site = Site::shared();
    let family_name = format!("Ravensworth{}", std::process::id());
    let mut answers = help_with_meals();
    answers["family-name"] = json!(family_name);
    let receipt = site.nobody().submit("adult-contact", &answers);
    let reference = receipt["reference"].as_str().expect("a reference");
    let mut named = site.worker(&["adviser"]);
    let other = site.with_roles(&["adviser"]);
    let manager = site.with_roles(&["manager"]);
    other.referral(reference);

    let restriction =
        json!({"people": [named.username], "reason": "Her sister works on this team."});
    other
        .change_now(reference, "restrict", &restriction)
        .problem(403);
    manager
        .change_now(reference, "restrict", &restriction)
        .expect(200);

    let path = format!("/api/v1/referrals/{reference}");
    for stranger in [
        &other,
        &manager,
        &site.administrator(),
        &site.with_roles(&["auditor"]),
    ] {
        let hidden = stranger.caller.get(&path);
        let absent = stranger.caller.get("/api/v1/referrals/ASC-0000-0000");
        assert_eq!(
            (hidden.status, &hidden.body),
            (404, &absent.body),
            "{}",
            stranger.name
        );
        stranger.caller.get(&format!("{path}/audit")).problem(404);
        stranger
            .change(reference, "claim", &json!({}), Some("\"x\""))
            .problem(404);
    }
    for stranger in [&other, &manager, &site.administrator()] {
        let listed = stranger.list(&format!("&q={reference}"), 50);
        assert!(listed.is_empty(), "{}", stranger.name);
    }
    let search = json!({"family_name": family_name, "reason": "She rang."});
    let found = other
        .caller
        .post("/api/v1/referrals/search", &search)
        .expect(200)
        .json();
    assert_eq!(found["items"], json!([]));

    named.sign_in();
    named.browser.caller.get(&path).expect(200);
    let listed = named
        .browser
        .caller
        .get(&format!("/api/v1/referrals?q={reference}"))
        .expect(200)
        .json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
    named.browser.open(&format!("/staff/referrals/{reference}"));
    assert_eq!(named.browser.status, 200);
    // The person who wrote notices nothing.
    let pair = json!({"reference": reference, "tracking_code": receipt["tracking_code"]});
    site.nobody()
        .caller
        .post("/api/v1/track", &pair)
        .expect(200);
}

#[test]
fn what_waits_for_section_42_is_not_kept_from_safeguarding_and_paper_of_it_is_audited() {
    let site = Site::shared();
    let answers = json!({"narrative": "He takes her pension.", "risks": ["exploitation"], "given-name": "Edith"});
    let receipt = site.nobody().submit("safeguarding-concern", &answers);
    let reference = receipt["reference"].as_str().expect("a reference");
    let manager = site.with_roles(&["manager"]);
    let (adviser, mut decides) = (site.worker(&["adviser"]), site.worker(&["safeguarding"]));
    let restrict = |people: &[&str]| {
        let body = json!({"people": people, "reason": "Her son works on this team."});
        manager.change_now(reference, "restrict", &body)
    };
    let fields = restrict(&[&adviser.username, &manager.name]).invalid_fields();
    assert_eq!(fields, ["people"]);
    restrict(&[&decides.username, &manager.name]).expect(200);

    decides.sign_in();
    for page in ["print", "text"] {
        let path = format!("/staff/referrals/{reference}/{page}");
        decides.browser.caller.get(&path).expect(200);
    }
    let audit = manager
        .caller
        .get(&format!("/api/v1/referrals/{reference}/audit"))
        .expect(200)
        .json();
    let of = |what: &str| {
        let events = audit["items"].as_array().expect("events").iter();
        events.filter(|event| event["what"] == what).count()
    };
    assert_eq!((of("printed"), of("copied-as-text")), (1, 1), "{audit}");
}
