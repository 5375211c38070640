//! What administrators and auditors see of who works here, and what they do about it.

use super::memory::Memory;
use super::{Asking, page};

const ANN: &str = "/staff/people/members/ann.begum";

/// Ada changes something about Ann.
fn send(staff: &Memory, act: &str, fields: &[(&str, &str)]) -> web::Reply {
    let tag = staff.people.borrow()[1].tag.clone();
    let mut all = vec![("csrf", "csrf-of-ada.clark"), ("etag", tag.as_str())];
    all.extend(fields);
    Asking::post(&format!("{ANN}/{act}"))
        .signed_in("ada.clark")
        .form(&all)
        .of(staff)
}

fn see(staff: &Memory, who: &str, path: &str) -> String {
    let reply = Asking::get(path).signed_in(who).of(staff);
    assert_eq!(reply.status, 200, "{path}: {}", page(&reply));
    page(&reply)
}

#[test]
fn an_administrator_sees_everybody_and_what_can_be_done() {
    let staff = Memory::new();
    let all = see(&staff, "ada.clark", "/staff/people");
    for said in [
        "Ada Clark",
        "ann.begum",
        "Adviser",
        "Auditor",
        "Add somebody",
    ] {
        assert!(all.contains(said), "{said}");
    }
    let ann = see(&staff, "ada.clark", ANN);
    for act in [
        "roles",
        "display-name",
        "new-password",
        "end-sessions",
        "suspend",
    ] {
        assert!(ann.contains(&format!("href=\"{ANN}/{act}\"")), "{act}");
    }
    assert!(!ann.contains(&format!("{ANN}/allow")));
    let own = see(&staff, "ada.clark", "/staff/people/members/ada.clark");
    assert!(own.contains("Another administrator changes your roles."));
    assert!(!own.contains("/roles\"") && !own.contains("/suspend\""));
}

#[test]
fn an_auditor_looks_and_is_offered_nothing_and_others_see_nothing() {
    let staff = Memory::new();
    let all = see(&staff, "olu.cole", "/staff/people");
    assert!(all.contains("Ann Begum") && !all.contains("Add somebody"));
    assert!(!see(&staff, "olu.cole", ANN).contains("What you can do"));
    let tag = ("etag", "1");
    for path in [
        format!("{ANN}/suspend"),
        "/staff/people/add".to_owned(),
        "/staff/people/tokens/add".to_owned(),
    ] {
        let refused = Asking::get(&path).signed_in("olu.cole").of(&staff);
        assert_eq!(refused.status, 403, "{path}");
        let sent = Asking::post(&path)
            .signed_in("olu.cole")
            .form(&[("csrf", "csrf-of-olu.cole"), tag, ("reason", "x")])
            .of(&staff);
        assert_eq!(sent.status, 403, "{path}");
    }
    for path in ["/staff/people", ANN, "/staff/people/tokens"] {
        let refused = Asking::get(path).signed_in("ann.begum").of(&staff);
        assert_eq!(refused.status, 403, "{path}");
        assert!(page(&refused).contains("Your role does not allow this"));
    }
    assert!(!staff.people.borrow()[1].suspended);
}

#[test]
fn somebody_whose_role_was_taken_away_meanwhile_is_told_kindly() {
    let staff = Memory::new();
    assert!(see(&staff, "ada.clark", "/staff/people").contains("Ada Clark"));
    staff.people.borrow_mut()[0].roles = vec!["adviser".to_owned()];
    let refused = Asking::get("/staff/people")
        .signed_in("ada.clark")
        .of(&staff);
    assert_eq!(refused.status, 403);
    assert!(page(&refused).contains("somebody has changed your roles since"));
    let sent = send(&staff, "suspend", &[("reason", "Left.")]);
    assert_eq!(sent.status, 403);
}

#[test]
fn roles_are_changed_with_a_reason_and_the_page_tells_what_was_done() {
    let staff = Memory::new();
    let form = see(&staff, "ada.clark", &format!("{ANN}/roles"));
    assert!(form.contains("value=\"adviser\" checked"));
    assert!(
        !form.contains("value=\"worker\""),
        "machines are not people"
    );
    let without = send(&staff, "roles", &[("roles", "senior"), ("reason", " ")]);
    assert_eq!(without.status, 422);
    let shown = page(&without);
    assert!(shown.contains("href=\"#reason\">Say why, in a few words"));
    assert!(
        shown.contains("value=\"senior\" checked") && !shown.contains("value=\"adviser\" checked")
    );
    let sent = send(
        &staff,
        "roles",
        &[
            ("roles", "adviser"),
            ("roles", "senior"),
            ("reason", "Acting up."),
        ],
    );
    assert_eq!(sent.header("location"), Some(&*format!("{ANN}?done=roles")));
    let after = see(&staff, "ada.clark", &format!("{ANN}?done=roles"));
    for said in [
        "Their roles are changed",
        "Adviser, Senior",
        "Acting up.",
        "ada.clark",
    ] {
        assert!(after.contains(said), "{said}");
    }
}

#[test]
fn what_somebody_else_changed_meanwhile_is_not_overwritten() {
    let staff = Memory::new();
    let stale = Asking::post(&format!("{ANN}/suspend"))
        .signed_in("ada.clark")
        .form(&[
            ("csrf", "csrf-of-ada.clark"),
            ("etag", "0"),
            ("reason", "She left."),
        ])
        .of(&staff);
    assert_eq!(stale.status, 412);
    assert!(page(&stale).contains("She left.</textarea>"));
    let old = Asking::post(&format!("{ANN}/suspend"))
        .signed_in("ada.clark")
        .form(&[("csrf", "old"), ("etag", "1"), ("reason", "She left.")])
        .of(&staff);
    assert_eq!(old.status, 403);
    assert!(page(&old).contains("She left.</textarea>"));
    assert!(!staff.people.borrow()[1].suspended);
}

#[test]
fn a_one_time_password_is_shown_on_one_page_and_in_no_address() {
    let staff = Memory::new();
    let made = send(&staff, "new-password", &[("reason", "Forgot it.")]);
    assert_eq!(made.status, 200);
    assert!(page(&made).contains("one-time</strong>"));
    let added = Asking::post("/staff/people/add")
        .signed_in("ada.clark")
        .form(&[
            ("csrf", "csrf-of-ada.clark"),
            ("username", "lee.ward"),
            ("display_name", "Lee Ward"),
            ("roles", "adviser"),
            ("reason", ""),
        ])
        .of(&staff);
    assert_eq!(added.status, 200);
    assert!(page(&added).contains("lee.ward") && page(&added).contains("one-time</strong>"));
    let wrong = Asking::post("/staff/people/add")
        .signed_in("ada.clark")
        .form(&[
            ("csrf", "csrf-of-ada.clark"),
            ("username", "Lee Ward"),
            ("roles", "adviser"),
        ])
        .of(&staff);
    assert_eq!(wrong.status, 422);
    assert!(page(&wrong).contains("href=\"#username\""));
}

#[test]
fn a_token_is_made_shown_once_and_revoked() {
    let staff = Memory::new();
    let made = Asking::post("/staff/people/tokens/add")
        .signed_in("ada.clark")
        .form(&[
            ("csrf", "csrf-of-ada.clark"),
            ("name", "ticker"),
            ("roles", "worker"),
        ])
        .of(&staff);
    assert!(page(&made).contains("secret-of-ticker"));
    let list = see(&staff, "ada.clark", "/staff/people/tokens");
    assert!(list.contains("ticker") && !list.contains("secret-of-ticker"));
    assert!(
        see(&staff, "ada.clark", "/staff/people/tokens/ticker/revoke").contains("refused at once")
    );
    let revoked = Asking::post("/staff/people/tokens/ticker/revoke")
        .signed_in("ada.clark")
        .form(&[("csrf", "csrf-of-ada.clark"), ("reason", "Sold.")])
        .of(&staff);
    assert_eq!(
        revoked.header("location"),
        Some("/staff/people/tokens?done=revoked")
    );
    assert!(see(&staff, "olu.cole", "/staff/people/tokens").contains("Revoked"));
    let none = Asking::get("/staff/people/tokens/nothing/revoke")
        .signed_in("ada.clark")
        .of(&staff);
    assert_eq!(none.status, 404);
}
