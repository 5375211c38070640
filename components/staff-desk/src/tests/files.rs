//! Files that a referral names: shown with where they stand, saved when they are safe, never opened here.

use super::memory::Memory;
use super::{Asking, json, people};
use crate::files::{KeptFile, Scan};
use crate::stores::Fault;
use serde_json::json;
use web::Reply;

const ID: &str = "Zm9yLXRoZS10ZXN0cy1vbmx5LTMyLWJ5dGVzLWxvbmc";
const PAGE: &str = "/staff/referrals/ASC-1B9C-2DTR/files/1";
const CALL: &str = "/api/v1/referrals/ASC-1B9C-2DTR/files/1";

/// A desk with a referral that names a file of ten bytes, of which the scanner said this.
fn desk(scan: Scan) -> Memory {
    desk_with("photo <1>.jpg", scan)
}

fn desk_with(name: &str, scan: Scan) -> Memory {
    let desk = Memory::new();
    let value = json!([{"id": ID, "name": name, "media-type": "text/html", "size": 10}]);
    let answer = people::answer("photos", "Add photos", value, "a photo");
    for referral in desk.referrals.borrow_mut().iter_mut() {
        if referral.entry.reference == people::AMIR {
            referral.answers.push(answer.clone());
        }
    }
    let file = KeptFile {
        id: ID.to_owned(),
        name: name.to_owned(),
        media_type: "image/jpeg".to_owned(),
        size: 10,
        scan,
    };
    desk.files.borrow_mut().push((file, b"0123456789".to_vec()));
    desk
}

fn page(desk: &Memory) -> Reply {
    Asking::get(PAGE).signed_in("ann.begum").of(desk)
}

fn text(reply: &Reply) -> String {
    String::from_utf8(reply.body.clone()).unwrap()
}

fn is_saved(reply: &Reply) {
    assert_eq!(reply.status, 200);
    assert_eq!(reply.body, b"012");
    let rest = reply.rest.clone().unwrap();
    assert_eq!((rest.of.as_str(), rest.next), (ID, 1));
    for (name, value) in [
        ("content-type", "image/jpeg"),
        ("content-length", "10"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'"),
    ] {
        assert_eq!(reply.header(name), Some(value));
    }
    let disposition = reply.header("content-disposition").unwrap();
    assert!(disposition.starts_with("attachment; "), "{disposition}");
}

#[test]
fn a_clean_file_is_saved_with_the_type_of_its_content_whatever_the_answer_says() {
    let desk = desk(Scan::Clean);
    is_saved(&page(&desk));
    is_saved(&Asking::get(CALL).token("all").of(&desk));
}

#[test]
fn the_referral_shows_each_file_and_where_it_stands() {
    for (scan, words) in [
        (Scan::Clean, "No virus found"),
        (Scan::Waiting, "Being checked for viruses"),
        (Scan::Infected, "Virus found, deleted"),
        (Scan::NotScanned, "Not checked for viruses"),
        (Scan::NoScanner, "Not checked for viruses"),
    ] {
        let shown = Asking::get("/staff/referrals/ASC-1B9C-2DTR").signed_in("ann.begum");
        let shown = text(&shown.of(&desk(scan)));
        assert!(shown.contains(words), "{scan:?}");
        assert!(shown.contains("photo &lt;1&gt;.jpg") && shown.contains("(10 bytes)"));
        assert_eq!(shown.contains("/files/1\""), scan != Scan::Infected);
        assert!(!shown.contains(ID), "the id stands on no page");
    }
}

#[test]
fn a_referral_is_read_even_when_the_files_are_not_there_or_do_not_answer() {
    let desk = desk(Scan::Clean);
    let shown = || {
        let page = Asking::get("/staff/referrals/ASC-1B9C-2DTR").signed_in("ann.begum");
        let page = page.of(&desk);
        assert_eq!(page.status, 200);
        text(&page)
    };
    *desk.files_fault.borrow_mut() = Some(Fault::Unavailable);
    assert!(shown().contains("Cannot be opened now"));
    assert_eq!(page(&desk).status, 503);
    *desk.files_fault.borrow_mut() = None;
    desk.files.borrow_mut().clear();
    assert!(shown().contains("No longer here"));
    assert_eq!(page(&desk).status, 404);
}

#[test]
fn a_file_that_is_not_safe_is_not_opened_and_the_page_says_what_to_do() {
    for (scan, words) in [
        (Scan::Waiting, "being checked for viruses"),
        (Scan::Infected, "ask them to send it another way"),
    ] {
        let desk = desk(scan);
        let page = page(&desk);
        assert_eq!(
            (page.status, page.header("content-disposition")),
            (409, None)
        );
        assert!(text(&page).contains(words), "{scan:?}");
        let posted = Asking::post(PAGE)
            .signed_in("ann.begum")
            .form(&[("csrf", "csrf-of-ann.begum")])
            .of(&desk);
        assert_eq!(posted.status, 409, "a warning opens nothing of this kind");
        let call = Asking::get(&format!("{CALL}?unchecked=true")).token("all");
        assert_eq!(call.of(&desk).status, 409);
    }
}

#[test]
fn an_unchecked_file_is_saved_only_after_the_warning() {
    for scan in [Scan::NotScanned, Scan::NoScanner] {
        let desk = desk(scan);
        let warning = page(&desk);
        assert_eq!(warning.status, 200);
        assert_eq!(warning.header("content-disposition"), None);
        let shown = text(&warning);
        assert!(shown.contains("has not been checked for viruses"));
        assert!(shown.contains("photo &lt;1&gt;.jpg"));
        let posted = |csrf| {
            Asking::post(PAGE)
                .signed_in("ann.begum")
                .form(&[("csrf", csrf)])
                .of(&desk)
        };
        is_saved(&posted("csrf-of-ann.begum"));
        assert_eq!(posted("wrong").header("content-disposition"), None);
        assert_eq!(Asking::get(CALL).token("all").of(&desk).status, 409);
        is_saved(
            &Asking::get(&format!("{CALL}?unchecked=true"))
                .token("all")
                .of(&desk),
        );
    }
}

#[test]
fn a_file_is_for_those_who_may_read_its_referral() {
    let desk = desk(Scan::Clean);
    assert_eq!(Asking::get(CALL).of(&desk).status, 401);
    assert_eq!(Asking::get(PAGE).of(&desk).status, 303, "to sign in first");
    let restricted = |who: &str| {
        for referral in desk.referrals.borrow_mut().iter_mut() {
            referral.restricted_to = vec![who.to_owned()];
        }
        Asking::get(PAGE).signed_in("ann.begum").of(&desk).status
    };
    assert_eq!(restricted("sam.patel"), 404);
    assert_eq!(restricted("ann.begum"), 200);
    desk.referrals
        .borrow_mut()
        .iter_mut()
        .for_each(|referral| referral.restricted_to.clear());
    for address in [
        "/api/v1/referrals/ASC-1B9C-2DTR/files/2",
        "/api/v1/referrals/ASC-1B9C-2DTR/files/0",
        "/api/v1/referrals/ASC-1B9C-2DTR/files/x",
        "/api/v1/referrals/ASC-5H3N-8WVE/files/1",
    ] {
        let call = Asking::get(address).token("all").of(&desk);
        assert_eq!(call.status, 404, "{address}");
    }
    let by_id = format!("/api/v1/referrals/ASC-1B9C-2DTR/files/{ID}");
    assert_eq!(Asking::get(&by_id).token("all").of(&desk).status, 404);
    for query in ["unchecked=yes", "other=1", "unchecked=true&unchecked=true"] {
        let call = Asking::get(&format!("{CALL}?{query}"))
            .token("all")
            .of(&desk);
        assert_eq!(call.status, 422, "{query}");
    }
}

#[test]
fn a_slice_of_work_says_what_became_of_files() {
    let worked = Asking::post("/api/v1/work").token("all").of(&Memory::new());
    let worked = json(&worked);
    assert_eq!(worked["files_scanned"], 3);
    assert_eq!(worked["files_infected"], 1);
    assert_eq!(worked["files_expired"], 0);
}
