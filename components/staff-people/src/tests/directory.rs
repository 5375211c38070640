//! Signing in with the council's directory.

use super::memory::{KEPT, Memory, THERE};
use super::{Asking, page};
use crate::stores::{NotIdentified, NotLetIn};

const BACK: &str = "/staff/sign-in/back?code=right";

#[test]
fn where_there_is_a_directory_nobody_types_a_password() {
    let staff = Memory::new().with_directory();
    let reply = Asking::get("/staff/sign-in?next=%2Fstaff%2Fdashboard").of(&staff);
    let shown = page(&reply);
    assert_eq!(reply.status, 200);
    assert!(shown.contains("Sign in with Council account") && !shown.contains("password"));
    assert!(shown.contains("/staff/sign-in/directory?next=%2Fstaff%2Fdashboard"));
    let typed = Asking::post("/staff/sign-in")
        .form(&[
            ("username", "ann.begum"),
            ("password", "correct horse battery"),
        ])
        .of(&staff);
    assert_eq!(typed.status, 403);
    assert!(page(&typed).contains("Typed passwords are no longer used here."));
    assert!(!page(&typed).contains("correct horse"));
    let password = Asking::get("/staff/change-password")
        .signed_in("ann.begum")
        .of(&staff);
    assert!(page(&password).contains("You have no password here"));
    let add = Asking::get("/staff/people/add")
        .signed_in("ada.clark")
        .of(&staff);
    assert_eq!(add.status, 409);
}

#[test]
fn somebody_goes_there_and_comes_back_to_where_they_were() {
    let staff = Memory::new().with_directory();
    let going =
        Asking::get("/staff/sign-in/directory?next=%2Fstaff%2Fqueues%3Fqueue%3Dcarers").of(&staff);
    assert_eq!((going.status, going.header("location")), (303, Some(THERE)));
    let cookie = going.header("set-cookie").unwrap();
    let kept = cookie.split(';').next().unwrap();
    assert!(
        kept.starts_with(&format!("staff-directory={KEPT}~")),
        "{kept}"
    );
    assert!(cookie.contains("HttpOnly"));
    let back = Asking::get(BACK).with("cookie", kept).of(&staff);
    assert_eq!(
        (back.status, back.header("location")),
        (303, Some("/staff/queues?queue=carers"))
    );
    let set: Vec<&str> = back
        .headers
        .iter()
        .filter(|(name, _)| *name == "set-cookie")
        .map(|(_, value)| value.as_str())
        .collect();
    assert!(set[0].starts_with("staff-session=ann.begum;"));
    assert!(set[1].starts_with("staff-directory=;"));
    let elsewhere =
        Asking::get("/staff/sign-in/directory?next=https%3A%2F%2Fexample.org").of(&staff);
    assert!(
        !elsewhere
            .header("set-cookie")
            .unwrap()
            .contains("example.org")
    );
}

#[test]
fn whoever_is_not_let_in_hears_why_and_what_to_do() {
    let kept = format!("staff-directory={KEPT}~");
    for (why, status, words) in [
        (NotLetIn::NoRole, 403, "You have no role here"),
        (
            NotLetIn::Suspended,
            403,
            "You cannot sign in here at the moment",
        ),
    ] {
        let staff = Memory::new().with_directory();
        *staff.not_let_in.borrow_mut() = Some(why);
        let reply = Asking::get(BACK).with("cookie", &kept).of(&staff);
        assert_eq!(reply.status, status);
        assert!(page(&reply).contains(words));
        assert!(
            !reply
                .header("set-cookie")
                .unwrap()
                .starts_with("staff-session")
        );
    }
    for (why, status) in [
        (NotIdentified::Unavailable, 503),
        (NotIdentified::Declined, 401),
        (NotIdentified::Over, 401),
    ] {
        let staff = Memory::new().with_directory();
        staff.not_identified.set(Some(why));
        assert_eq!(
            Asking::get(BACK).with("cookie", &kept).of(&staff).status,
            status
        );
        assert_eq!(
            Asking::get("/staff/sign-in/directory").of(&staff).status,
            status
        );
    }
    let staff = Memory::new().with_directory();
    assert_eq!(Asking::get(BACK).of(&staff).status, 401, "another browser");
}

#[test]
fn a_directory_that_is_not_set_up_completely_does_not_bring_passwords_back() {
    let staff = Memory::new().with_directory();
    staff.set_up.set(false);
    let reply = Asking::get("/staff/sign-in").of(&staff);
    assert_eq!(reply.status, 503);
    assert!(!page(&reply).contains("name=\"password\""));
    for path in ["/staff/sign-in/directory", BACK] {
        assert_eq!(Asking::get(path).of(&staff).status, 404);
        assert_eq!(Asking::get(path).of(&Memory::new()).status, 404);
    }
}
