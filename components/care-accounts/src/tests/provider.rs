//! Somebody signs in with a provider, once they have linked it with their account.

use super::memory::identities::{KEPT, NAME, THERE, somebody};
use super::memory::{CSRF, Memory};
use super::people::ADA_ID;
use super::{Asking, page};
use crate::identities::NotIdentified;
use crate::stores::Fault;

const SIGN_IN: &str = "/care-account/sign-in";
const BACK: &str = "/care-account/signed-in?code=right";
const LINKING: &str = "/care-account/linking";

/// A site with a provider, and Ada signed in.
fn site() -> Memory {
    Memory::new()
        .with_provider()
        .with_session("ada", ADA_ID, None)
}

fn cookies(reply: &web::Reply) -> Vec<&str> {
    let set = reply
        .headers
        .iter()
        .filter(|(name, _)| *name == "set-cookie");
    set.map(|(_, value)| value.as_str()).collect()
}

/// What somebody sees who comes back with these cookies.
fn back(stores: &Memory, cookies: &str) -> web::Reply {
    Asking::get(BACK).with("cookie", cookies).of(stores)
}

fn linking_cookie() -> String {
    format!("care-account=ada; care-account-provider=link.{CSRF}.{KEPT}")
}

fn sign_in_cookie() -> String {
    format!("care-account-provider=sign-in.{KEPT}")
}

fn begin_linking(stores: &Memory, csrf: &str) -> web::Reply {
    Asking::post(LINKING)
        .signed_in("ada")
        .form(&[("csrf", csrf)])
        .of(stores)
}

#[test]
fn ada_links_a_provider_and_signs_in_with_it_ever_after() {
    let stores = site();
    let summary = page(
        &Asking::get("/care-account/summary")
            .signed_in("ada")
            .of(&stores),
    );
    assert!(summary.contains(&format!("Sign in with {NAME} next time")));
    let asked = page(&Asking::get(LINKING).signed_in("ada").of(&stores));
    assert!(
        asked.contains(&format!("Whoever can sign in with your {NAME}")),
        "{asked}"
    );
    let going = begin_linking(&stores, CSRF);
    assert!(page(&going).contains(&format!("href=\"{THERE}\"")));
    let kept = format!("care-account-provider=link.{CSRF}.{KEPT}; Path=/; HttpOnly; SameSite=Lax");
    assert_eq!(cookies(&going), [kept]);
    assert!(
        stores.links.borrow().is_empty(),
        "nothing is linked before she comes back"
    );

    let linked = back(&stores, &linking_cookie());
    assert_eq!(
        (linked.status, linked.header("location")),
        (303, Some("/care-account/linked"))
    );
    assert!(cookies(&linked)[0].contains("Max-Age=0"));
    let who = somebody();
    assert_eq!(
        *stores.links.borrow(),
        [(who.issuer, who.subject, ADA_ID.to_owned())]
    );
    let said = page(
        &Asking::get("/care-account/linked")
            .signed_in("ada")
            .of(&stores),
    );
    assert!(said.contains("from now on") && said.contains("Codes work as before"));

    let start = page(&Asking::get("/care-account").of(&stores));
    assert!(start.contains(&format!("Sign in with {NAME}")));
    let going = Asking::get(SIGN_IN).of(&stores);
    assert_eq!((going.status, going.header("location")), (303, Some(THERE)));
    assert!(cookies(&going)[0].starts_with("care-account-provider=sign-in."));
    let entered = back(&stores, &sign_in_cookie());
    assert_eq!(entered.header("location"), Some("/care-account/summary"));
    let set = cookies(&entered);
    assert!(set[0].starts_with("care-account=session-2;"), "{set:?}");
    assert!(set[1].starts_with("care-account-provider=;") && set[1].contains("Max-Age=0"));
}

#[test]
fn whoever_has_linked_nothing_is_told_how_to_and_sees_no_account() {
    let stores = site();
    let entered = back(&stores, &sign_in_cookie());
    assert_eq!(entered.status, 403);
    let said = page(&entered);
    assert!(
        said.contains("sign in with a code") && said.contains("please telephone"),
        "{said}"
    );
    assert!(!said.contains("subject-7"));
    assert_eq!(cookies(&entered).len(), 1, "no session begins");
}

#[test]
fn another_page_cannot_link_anybody() {
    let stores = site();
    let refused = |reply: web::Reply| {
        assert_eq!(reply.status, 403);
        assert!(cookies(&reply).is_empty());
    };
    refused(begin_linking(&stores, "another"));
    refused(begin_linking(&stores, ""));
    refused(
        Asking::post(LINKING)
            .signed_in("ada")
            .with("sec-fetch-site", "cross-site")
            .form(&[("csrf", CSRF)])
            .of(&stores),
    );
    // It was begun in another session than the one that it ends in.
    let other = linking_cookie().replace(CSRF, "another");
    let nobody = format!("care-account-provider=link.{CSRF}.{KEPT}");
    let gone = linking_cookie().replace("=ada", "=gone");
    for cookies in [other, nobody, gone] {
        assert_eq!(back(&stores, &cookies).status, 401, "{cookies}");
    }
    // A sign-in links nothing, whoever is signed in.
    back(&stores, &format!("care-account=ada; {}", sign_in_cookie()));
    assert!(stores.links.borrow().is_empty());
    let out = Asking::post(LINKING).form(&[("csrf", CSRF)]).of(&stores);
    assert_eq!(out.header("location"), Some("/care-account"));
}

#[test]
fn somebody_who_acts_for_others_is_offered_no_link() {
    let stores = Memory::new()
        .with_provider()
        .with_session("ben", ADA_ID, Some("Ben Winter"));
    let see = |target: &str| Asking::get(target).signed_in("ben").of(&stores);
    assert!(!page(&see("/care-account/summary")).contains(NAME));
    assert_eq!(see(LINKING).status, 404);
    assert_eq!(see("/care-account/linked").status, 404);
    let cookies = linking_cookie().replace("=ada", "=ben");
    assert_eq!(back(&stores, &cookies).status, 401);
    assert!(stores.links.borrow().is_empty());
}

#[test]
fn without_a_provider_nothing_is_offered_and_nothing_is_there() {
    let stores = Memory::new().with_session("ada", ADA_ID, None);
    for target in ["/care-account", "/care-account/summary"] {
        let said = page(&Asking::get(target).signed_in("ada").of(&stores));
        assert!(
            !said.contains("/care-account/linking") && !said.contains(SIGN_IN),
            "{target}"
        );
    }
    for target in [SIGN_IN, LINKING, "/care-account/linked"] {
        let reply = Asking::get(target).signed_in("ada").of(&stores);
        assert_eq!(reply.status, 404, "{target}");
    }
    assert_eq!(back(&stores, &sign_in_cookie()).status, 404);
    assert_eq!(begin_linking(&stores, CSRF).status, 404);
}

#[test]
fn without_a_sender_a_provider_is_the_one_way_in() {
    let stores = site();
    stores.settings.borrow_mut().has_sender = false;
    let start = page(&Asking::get("/care-account").of(&stores));
    assert!(start.contains(SIGN_IN) && !start.contains("Account reference"));
    assert!(!start.contains("You cannot look up your care account online"));
}

#[test]
fn whoever_is_not_vouched_for_is_told_what_to_do() {
    for (why, status, said) in [
        (
            NotIdentified::Unavailable,
            503,
            "You cannot sign in this way just now",
        ),
        (NotIdentified::Declined, 401, "You have not signed in"),
        (NotIdentified::Over, 401, "Please start again"),
    ] {
        let stores = site();
        stores.provider.borrow_mut().refuses = Some(why);
        let asked = [
            Asking::get(SIGN_IN).of(&stores),
            begin_linking(&stores, CSRF),
            back(&stores, &sign_in_cookie()),
            back(&stores, &linking_cookie()),
        ];
        for reply in asked {
            assert_eq!(reply.status, status);
            let page = page(&reply);
            assert!(page.contains(said) && page.contains("telephone"), "{page}");
            assert!(
                cookies(&reply)
                    .iter()
                    .all(|cookie| cookie.contains("Max-Age=0"))
            );
        }
    }
}

#[test]
fn a_browser_that_did_not_go_there_does_not_come_back() {
    let stores = site();
    for cookies in [
        "",
        "care-account-provider=",
        "care-account-provider=link.",
        "care-account-provider=sign-in",
    ] {
        assert_eq!(back(&stores, cookies).status, 401, "{cookies}");
    }
    let kept = format!("care-account-provider=other.{KEPT}");
    assert_eq!(back(&stores, &kept).status, 401);
}

#[test]
fn a_store_that_is_down_lets_nobody_in() {
    let stores = site().breaks(Fault::Unavailable);
    assert_eq!(back(&stores, &sign_in_cookie()).status, 503);
}
