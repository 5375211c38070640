//! Whatever is sent: the right refusal, in words that say what to do, nothing half stored, and the
//! server goes on.

use super::{help_with_meals, one_answer};
use crate::harness::{Answer, Json, Site, json};

const ADULT: &str = "/api/v1/forms/adult-contact/submissions";
const CONCERN: &str = "/api/v1/forms/safeguarding-concern/submissions";
const DECIDE: &str = "/api/v1/routing/decide";
const TRACK: &str = "/api/v1/track";

/// Every address that takes JSON from anybody.
const OPEN_TO_ALL: [&str; 4] = [ADULT, CONCERN, DECIDE, TRACK];

fn post(path: &str, body: &[u8]) -> Answer {
    Site::shared().nobody().caller.post_bytes(path, body, &[])
}

fn concern_with(answers: &Json) -> Answer {
    let body = json!({"answers": answers, "channel": "web"});
    Site::shared().nobody().caller.post(CONCERN, &body)
}

#[test]
fn what_is_not_json_is_refused() {
    for path in OPEN_TO_ALL {
        for body in [
            &b""[..],
            b"{",
            b"{\"answers\": {}} trailing",
            b"\xff\xfe\x00",
            b"{\"answers\": NaN}",
            b"'single'",
            b"{\"answers\": {\"narrative\": \"\xc3\x28\"}}",
        ] {
            post(path, body).problem(400);
        }
    }
}

#[test]
fn fifty_thousand_brackets_are_refused() {
    for path in OPEN_TO_ALL {
        let nested = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
        post(path, nested.as_bytes()).problem(400);
        let inside = format!("{{\"answers\": {{\"narrative\": {nested}}}, \"channel\": \"web\"}}");
        post(path, inside.as_bytes()).problem(400);
    }
}

#[test]
fn json_of_64_levels_is_read_and_of_65_is_not() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    post(CONCERN, nested(64).as_bytes()).problem(422);
    post(CONCERN, nested(65).as_bytes()).problem(400);
}

#[test]
fn half_a_surrogate_pair_is_refused() {
    for path in OPEN_TO_ALL {
        for half in ["\\ud83d", "\\ude00", "\\ud83d\\ud83d", "\\ud83dx"] {
            let body =
                format!("{{\"answers\": {{\"narrative\": \"{half}\"}}, \"channel\": \"web\"}}");
            post(path, body.as_bytes()).problem(400);
        }
    }
    // A whole pair is a character like another.
    let whole = br#"{"answers": {"narrative": "\ud83d\ude00"}, "channel": "web"}"#;
    post(CONCERN, whole).expect(201);
}

#[test]
fn the_character_nul_is_refused_and_its_question_named() {
    let fields = concern_with(&json!({"narrative": "He hits her.\0"})).invalid_fields();
    assert_eq!(fields, ["narrative"]);
}

#[test]
fn three_hundred_kibibytes_are_too_large() {
    let site = Site::shared();
    let body =
        json!({"answers": {"narrative": "x".repeat(300 * 1024)}, "channel": "web"}).to_string();
    for path in OPEN_TO_ALL {
        post(path, body.as_bytes()).problem(413);
    }
    let administrator = site.administrator();
    administrator
        .caller
        .post_bytes("/api/v1/staff", body.as_bytes(), &[])
        .problem(413);
}

#[test]
fn a_long_text_below_the_limit_is_kept_whole_or_refused_in_words() {
    let long = "She said it again. ".repeat(500);
    let sent = concern_with(&json!({"narrative": long.trim_end()}));
    if sent.status == 201 {
        let receipt = sent.json();
        let reference = receipt["reference"]
            .as_str()
            .expect("a reference")
            .to_owned();
        let (read, _) = Site::shared().administrator().referral(&reference);
        assert_eq!(read["answers"][0]["answer"], long.trim_end());
    } else {
        assert_eq!(sent.invalid_fields(), ["narrative"]);
    }
}

#[test]
fn ten_thousand_needs_are_refused_and_named_once() {
    let needs: Vec<String> = (0..10_000).map(|count| format!("need-{count}")).collect();
    let mut answers = help_with_meals();
    answers["needs"] = json!(needs);
    let body = json!({"answers": answers, "channel": "web"});
    let answer = Site::shared().nobody().caller.post(ADULT, &body);
    assert!(
        answer.body.len() < 20_000,
        "an answer of {} bytes",
        answer.body.len()
    );
    assert!(
        answer
            .invalid_fields()
            .iter()
            .all(|field| field.starts_with("needs"))
    );
    let same = vec!["memory"; 10_000];
    let body = json!({"facts": {"needs": same}, "received_at": "2026-01-14T10:00:00Z"});
    Site::shared()
        .nobody()
        .caller
        .post(DECIDE, &body)
        .problem(422);
}

#[test]
fn a_postcode_of_emoji_loses_nobody() {
    let mut answers = help_with_meals();
    answers["postcode"] = json!("\u{1f3e0}\u{1f3e0} \u{1f31f}");
    let site = Site::shared();
    let sent = site
        .nobody()
        .caller
        .post(ADULT, &json!({"answers": answers, "channel": "web"}));
    assert_eq!(sent.invalid_fields(), ["postcode"]);
    // With a risk nothing is in the way, and what was typed is kept.
    let concern = json!({"narrative": "She is afraid.", "postcode": "\u{1f3e0}"});
    let sent = concern_with(&concern);
    assert!(matches!(sent.status, 201 | 422), "{}", sent.status);
    let body = json!({"facts": {"postcode": "\u{1f3e0}"}, "received_at": "2026-01-14T10:00:00Z"});
    let decision = site.nobody().caller.post(DECIDE, &body).expect(200).json();
    assert_eq!(decision["locality"], Json::Null);
}

#[test]
fn what_calls_itself_something_else_than_json_is_refused() {
    let nobody = Site::shared().nobody();
    let body = json!({"answers": one_answer(), "channel": "web"}).to_string();
    for kind in [
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
    ] {
        let headers = [("content-type", kind)];
        nobody
            .caller
            .send("POST", CONCERN, &headers, Some(body.as_bytes()))
            .problem(415);
    }
    let headers = [("content-type", "application/json; charset=utf-8")];
    nobody
        .caller
        .send("POST", CONCERN, &headers, Some(body.as_bytes()))
        .expect(201);
}

#[test]
fn a_form_post_of_more_than_a_mebibyte_is_too_large_and_says_whom_to_call() {
    let site = Site::shared();
    let mut resident = site.resident();
    let page = resident.open("/contact/adult-contact").clone();
    let path = if page.asks() {
        resident.at.clone()
    } else {
        "/contact/adult-contact".to_owned()
    };
    let body = [("narrative".to_owned(), "x".repeat(1024 * 1024 + 1))];
    let answer = resident.caller.post_form(&path, &body).expect(413);
    assert!(answer.page().text.contains("999"));
}

#[test]
fn nothing_is_stored_of_what_was_refused() {
    let site = Site::shared();
    let administrator = site.administrator();
    let counter = || administrator.caller.get("/api/v1/referrals").expect(200);
    drop(counter());
    let marker = format!("Thistlewaite{}", std::process::id());
    for answers in [
        json!({"family-name": marker, "needs": ["a-pony"]}),
        json!({"family-name": marker, "narrative": "\0"}),
        json!({"family-name": marker, "unknown": true}),
    ] {
        let body = json!({"answers": answers, "channel": "web"});
        site.nobody().caller.post(ADULT, &body).problem(422);
    }
    let search = json!({"family_name": marker, "reason": "Looking for what must not be there."});
    let found = administrator
        .caller
        .post("/api/v1/referrals/search", &search)
        .expect(200)
        .json();
    assert_eq!(found["items"], json!([]));
}
