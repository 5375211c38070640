//! Many contacts from one place: who is asked to wait, and who never is.

use super::memory::Memory;
use super::{send, text};
use form_site::guard;

const FROM: (&str, &str) = ("spin-client-addr", "192.0.2.7:4711");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("content-type", "application/json");

fn busy() -> Memory {
    let stores = Memory::default();
    *stores.too_many_from.borrow_mut() = Some(("192.0.2.7".to_owned(), 120));
    stores
}

/// Answers one page and presses Send, from that address.
fn sends(stores: &Memory, slug: &str, page: &str, fields: &str) -> web::Reply {
    let begun = send(
        stores,
        "POST",
        &format!("/contact/{slug}/{page}"),
        &[FORM],
        fields,
    );
    let cookie = begun
        .header("set-cookie")
        .unwrap()
        .split(';')
        .next()
        .unwrap();
    let token = guard::token(cookie.split_once('=').unwrap().1);
    let headers = [FORM, FROM, ("cookie", cookie)];
    let at = format!("/contact/{slug}/check-answers");
    send(stores, "POST", &at, &headers, &format!("csrf={token}"))
}

#[test]
fn whoever_is_asked_to_wait_keeps_every_answer_and_hears_what_to_do() {
    let stores = busy();
    let fields = "about=self&needs=memory&given-name=Ann&no-safe-way=yes";
    // Not everything is on one page, so the draft is filled in by hand.
    let begun = send(
        &stores,
        "POST",
        "/contact/adult-contact/who-for",
        &[FORM],
        fields,
    );
    let cookie = begun
        .header("set-cookie")
        .unwrap()
        .split(';')
        .next()
        .unwrap();
    for draft in stores.drafts.borrow_mut().values_mut() {
        draft.answers =
            r#"{"about": "self", "needs": ["memory"], "given-name": "Ann", "no-safe-way": true}"#
                .to_owned();
    }
    let token = guard::token(cookie.split_once('=').unwrap().1);
    let at = "/contact/adult-contact/check-answers";
    let headers = [FORM, FROM, ("cookie", cookie)];
    let reply = send(&stores, "POST", at, &headers, &format!("csrf={token}"));
    assert_eq!(reply.status, 429, "{}", text(&reply));
    assert_eq!(reply.header("retry-after"), Some("120"));
    let page = text(&reply);
    assert!(
        page.contains("nothing was sent yet") && page.contains("Ann"),
        "{page}"
    );
    assert!(page.contains("999"));
    assert!(stores.contacts.borrow().is_empty());
    *stores.too_many_from.borrow_mut() = None;
    let reply = send(&stores, "POST", at, &headers, &format!("csrf={token}"));
    assert_eq!(reply.status, 303);
    stores.only_contact();
}

#[test]
fn a_concern_is_never_asked_to_wait() {
    let stores = busy();
    let reply = sends(
        &stores,
        "worried-about-someone",
        "your-words",
        "narrative=Bruises",
    );
    assert_eq!(reply.status, 303, "{}", text(&reply));
    stores.only_contact();
}

#[test]
fn the_api_says_when_to_come_back_and_takes_whatever_says_danger() {
    let stores = busy();
    let at = "/api/v1/forms/adult-contact/submissions";
    let calm = r#"{"channel": "web", "answers": {"about": "self", "given-name": "Ann", "needs": ["memory"], "no-safe-way": true}}"#;
    let reply = send(&stores, "POST", at, &[JSON, FROM], calm);
    assert_eq!(reply.status, 429, "{}", text(&reply));
    assert_eq!(reply.header("retry-after"), Some("120"));
    let danger = r#"{"channel": "web", "answers": {"risks": ["left-alone-unsafe"]}}"#;
    assert_eq!(send(&stores, "POST", at, &[JSON, FROM], danger).status, 201);
    // Whoever enters contacts for others enters many.
    let phoned = calm.replace("web", "phone");
    let worker = ("authorization", "Bearer token-of-adviser");
    let reply = send(&stores, "POST", at, &[JSON, FROM, worker], &phoned);
    assert_eq!(reply.status, 201, "{}", text(&reply));
}

#[test]
fn behind_a_trusted_proxy_the_proxys_word_counts() {
    let mut stores = busy();
    stores.trusted_proxy = Some("x-forwarded-for".to_owned());
    let calm = r#"{"channel": "web", "answers": {"about": "self", "given-name": "Ann", "needs": ["memory"], "no-safe-way": true}}"#;
    for (forwarded, status) in [
        ("192.0.2.7", 429),
        ("198.51.100.9, 192.0.2.7", 429),
        ("192.0.2.7, 198.51.100.9", 201),
    ] {
        let headers = [
            JSON,
            ("spin-client-addr", "192.0.2.7:1"),
            ("x-forwarded-for", forwarded),
        ];
        let reply = send(
            &stores,
            "POST",
            "/api/v1/forms/adult-contact/submissions",
            &headers,
            calm,
        );
        assert_eq!(reply.status, status, "{forwarded}");
    }
}
