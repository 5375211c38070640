//! An administrator looks after colleagues in the desk.

use crate::harness::{Resident, Site, Worker};

fn signed_in(site: &Site, roles: &[&str]) -> Worker {
    let mut worker = site.worker(roles);
    worker.sign_in();
    worker
}

/// What stands behind these words on a page that shows a secret once.
#[track_caller]
fn after<'a>(main: &'a str, words: &str) -> &'a str {
    let (_, rest) = main
        .split_once(words)
        .unwrap_or_else(|| panic!("no \"{words}\": {main}"));
    rest.split_whitespace().next().expect("a secret")
}

#[test]
fn somebody_is_added_given_roles_signed_out_suspended_and_let_in_again() {
    let site = Site::shared();
    let mut ada = signed_in(site, &["administrator"]);
    let browser = &mut ada.browser;
    assert_eq!(
        browser.at, "/staff/people",
        "where an administrator's work is"
    );
    browser.follow("Add somebody");
    let username = format!("lee-{}", std::process::id());
    browser
        .fill("display_name", &["Lee Ward"])
        .fill("username", &["Lee Ward"])
        .fill("roles", &["adviser"])
        .press("Add them");
    assert_eq!(browser.status, 422, "a user name has no spaces");
    browser.fill("username", &[&username]).press("Add them");
    assert_eq!(browser.status, 200, "{}", browser.page().main);
    let one_time = after(&browser.page().main, "One-time password:").to_owned();
    assert_eq!(one_time.len(), 19, "{one_time}");
    let mut lee = Worker::new(&site.url, &username, &one_time);
    lee.sign_in();
    let chosen = "seven quiet herons at dusk";
    lee.browser
        .fill("current-password", &[&one_time])
        .fill("new-password", &[chosen])
        .fill("new-password-again", &[chosen])
        .press("Change password");
    assert!(
        lee.browser.at.starts_with("/staff/queues"),
        "{}",
        lee.browser.at
    );

    browser.follow("Go to their page");
    browser.follow("Change roles");
    browser
        .fill("roles", &["adviser", "senior"])
        .press("Change roles");
    assert_eq!(browser.status, 422, "nobody said why");
    browser
        .fill("reason", &["Acting up until May."])
        .press("Change roles");
    let said = browser.page().main.clone();
    for words in [
        "Their roles are changed",
        "Adviser, Senior",
        "Acting up until May.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    for (link, button, done) in [
        (
            "Change the name that colleagues see",
            "Change name",
            "Their name is changed",
        ),
        (
            "End every session",
            "End every session",
            "Every session has ended",
        ),
        ("Suspend", "Suspend", "They are suspended"),
    ] {
        browser.follow(link);
        if link.starts_with("Change the name") {
            browser.fill("display_name", &["Lee Okafor"]);
        }
        browser
            .fill("reason", &["Because of a test."])
            .press(button);
        assert!(
            browser.page().main.contains(done),
            "{}",
            browser.page().main
        );
        if link == "End every session" {
            lee.browser.open("/staff/queues");
            assert!(
                lee.browser.at.starts_with("/staff/sign-in"),
                "{}",
                lee.browser.at
            );
            lee.password = chosen.to_owned();
            lee.sign_in();
            assert!(
                lee.browser.at.starts_with("/staff/queues"),
                "{}",
                lee.browser.at
            );
        }
    }
    lee.browser.open("/staff/queues");
    assert!(lee.browser.at.starts_with("/staff/sign-in"));
    lee.sign_in();
    assert_eq!(lee.browser.status, 401, "suspended");
    browser.follow("Allow to sign in again");
    browser
        .fill("reason", &["A mistake."])
        .press("Allow to sign in again");
    let again = after(&browser.page().main, "One-time password:").to_owned();
    lee.password = again;
    lee.sign_in();
    assert_eq!(lee.browser.at, "/staff/change-password");
}

#[test]
fn what_was_typed_when_a_session_ended_is_there_after_signing_in_again() {
    let site = Site::shared();
    let mut ada = signed_in(site, &["administrator"]);
    ada.browser.open("/staff/people/add");
    // She signs out in another tab.
    let mut other = Resident::new(&site.url);
    other.caller.use_cookies(ada.browser.caller.cookies());
    other.open("/staff/sign-out");
    other.press("Sign out");
    ada.browser
        .fill("display_name", &["Lee Ward"])
        .fill("username", &["lee.ward"])
        .fill("reason", &["Starts on Monday."])
        .press("Add them");
    assert_eq!(ada.browser.status, 401);
    assert_eq!(ada.browser.page().heading, "You have been signed out");
    let mut tab = Worker::new(&site.url, &ada.username, &ada.password);
    tab.sign_in();
    ada.browser.caller.use_cookies(tab.browser.caller.cookies());
    ada.browser.press("Go on with what I typed");
    assert_eq!(ada.browser.status, 403, "{}", ada.browser.page().main);
    assert!(ada.browser.page().html.contains("Starts on Monday."));
    assert!(ada.browser.page().html.contains("value=\"lee.ward\""));
}

#[test]
fn a_token_is_made_shown_once_and_revoked_in_the_desk() {
    let site = Site::shared();
    let mut ada = signed_in(site, &["administrator"]);
    let browser = &mut ada.browser;
    let name = format!("exports-{}", std::process::id());
    browser.follow("Tokens of machines");
    browser.follow("Make a token");
    browser
        .fill("name", &[&name])
        .fill("roles", &["auditor"])
        .fill("reason", &["The audit’s script."])
        .press("Make the token");
    let token = after(&browser.page().main, &format!("The token {name}")).to_owned();
    let machine = site.machine(&name, Some(&token)).caller;
    machine.get("/api/v1/staff").expect(200);
    browser.follow("Go to the tokens");
    assert!(!browser.page().html.contains(&token), "it is shown once");
    browser.open(&format!("/staff/people/tokens/{name}/revoke"));
    browser
        .fill("reason", &["No longer needed."])
        .press("Revoke it");
    assert!(browser.page().main.contains("The token is revoked"));
    machine.get("/api/v1/staff").problem(401);
    let listed = site
        .administrator()
        .caller
        .get("/api/v1/service-tokens")
        .expect(200)
        .json();
    let items = listed["items"].as_array().expect("tokens").clone();
    let ours = items
        .iter()
        .find(|token| token["name"] == name.as_str())
        .expect("it stays on the list");
    assert!(ours["revoked_at"].is_string());
}
