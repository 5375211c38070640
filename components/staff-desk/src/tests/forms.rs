//! A service designer's Tuesday: a version is checked, proposed, approved by a colleague, withdrawn.

use serde_json::json;
use web::Reply;

use super::memory::Memory;
use super::shelf::{FIRST, second};
use super::{Asking, json};
use crate::form_versions::State;

const WORDS: &str = "Tell us what is happening";

fn page(reply: &Reply) -> String {
    String::from_utf8(reply.body.clone()).unwrap()
}

fn send(desk: &Memory, who: &str, target: &str, fields: &[(&str, &str)]) -> Reply {
    let csrf = format!("csrf-of-{who}");
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend(fields);
    Asking::post(target).signed_in(who).form(&all).of(desk)
}

fn proposed() -> Memory {
    let desk = Memory::new();
    let reply = send(
        &desk,
        "des.hall",
        "/staff/forms/propose",
        &[("text", &second(WORDS)), ("do", "propose")],
    );
    assert_eq!(
        reply.header("location"),
        Some("/staff/forms/adult-contact/2?done=proposed")
    );
    desk
}

fn etag(desk: &Memory, number: u32) -> String {
    let shelf = desk.forms.borrow();
    let found = shelf
        .versions
        .iter()
        .find(|(one, _)| one.form.version == number);
    found.unwrap().0.etag.clone()
}

fn states(desk: &Memory) -> Vec<(u32, State, bool)> {
    let shelf = desk.forms.borrow();
    let told = shelf
        .versions
        .iter()
        .map(|(one, _)| (one.form.version, one.state, one.offered));
    told.collect()
}

#[test]
fn a_text_is_checked_without_being_stored_and_shows_what_it_changes() {
    let desk = Memory::new();
    // A textarea sends its line breaks as CRLF.
    let typed = second(WORDS).replace('\n', "\r\n");
    let reply = send(
        &desk,
        "des.hall",
        "/staff/forms/propose",
        &[("text", &typed), ("do", "check")],
    );
    assert_eq!(reply.status, 200);
    let shown = page(&reply);
    assert!(shown.contains("Compared with version 1"));
    assert!(
        shown.contains("The question “What is happening?” now says “Tell us what is happening”.")
    );
    assert!(shown.contains("Propose this version"));
    assert_eq!(states(&desk).len(), 1, "nothing is stored");
}

#[test]
fn every_problem_is_shown_with_its_line_and_the_text_is_kept() {
    let desk = Memory::new();
    let wrong = FIRST
        .replacen("heading =", "headding =", 1)
        .replace("long-text", "lang-text");
    for (text, told) in [
        (wrong, vec!["Line 8:", "Line 15:"]),
        (
            FIRST.to_owned(),
            vec!["Line 2: The newest version that was published is 1. Write version = 2."],
        ),
        (
            second(WORDS).replace("adult-contact", "adult-kontact"),
            vec![
                "Line 1: There is no form `adult-kontact`. Use the id of a form that there is: adult-contact.",
            ],
        ),
        (
            second(WORDS).replace("fact = \"about\"\n", ""),
            vec!["Routing would no longer learn the fact `about`"],
        ),
        (String::new(), vec!["Paste the text of the form"]),
    ] {
        let fields = [("text", text.as_str()), ("do", "propose")];
        let reply = send(&desk, "des.hall", "/staff/forms/propose", &fields);
        assert_eq!(reply.status, 422, "{text}");
        let shown = page(&reply);
        assert!(shown.contains("<title>Error:"));
        for told in told {
            assert!(shown.contains(told), "{told} in {shown}");
        }
        assert!(
            text.is_empty() || shown.contains("answer.l"),
            "the text is kept"
        );
    }
    assert_eq!(states(&desk).len(), 1);
}

#[test]
fn a_colleague_reads_what_it_changes_and_publishes_it() {
    let desk = proposed();
    let own = page(
        &Asking::get("/staff/forms/adult-contact/2")
            .signed_in("des.hall")
            .of(&desk),
    );
    assert!(own.contains("somebody else must approve it"));
    assert!(!own.contains("action=\"/staff/forms/adult-contact/2/approve\""));
    let list = page(&Asking::get("/staff/forms").signed_in("fay.cole").of(&desk));
    assert!(list.contains("Waiting to be approved") && list.contains("Des Hall"));
    let shown = page(
        &Asking::get("/staff/forms/adult-contact/2")
            .signed_in("fay.cole")
            .of(&desk),
    );
    assert!(shown.contains("now says “Tell us what is happening”"));
    let tag = etag(&desk, 2);
    let fields = [("etag", tag.as_str()), ("approve-reason", "Shorter.")];
    let reply = send(
        &desk,
        "fay.cole",
        "/staff/forms/adult-contact/2/approve",
        &fields,
    );
    assert_eq!(
        reply.header("location"),
        Some("/staff/forms/adult-contact/2?done=approved")
    );
    assert_eq!(
        states(&desk),
        [(1, State::Published, false), (2, State::Published, true)]
    );
    let done = page(
        &Asking::get("/staff/forms/adult-contact/2?done=approved")
            .signed_in("fay.cole")
            .of(&desk),
    );
    assert!(done.contains("Shorter.") && done.contains("In use"));
}

#[test]
fn nobody_approves_their_own_version_or_one_that_changed_meanwhile() {
    let desk = proposed();
    let tag = etag(&desk, 2);
    let approve = |who: &str, tag: &str| {
        send(
            &desk,
            who,
            "/staff/forms/adult-contact/2/approve",
            &[("etag", tag), ("approve-reason", "My words")],
        )
    };
    assert_eq!(approve("des.hall", &tag).status, 409);
    let stale = approve("fay.cole", "proposed-99");
    assert_eq!(stale.status, 412);
    assert!(page(&stale).contains("My words"), "the reason is kept");
    let forged = Asking::post("/staff/forms/adult-contact/2/approve")
        .signed_in("fay.cole")
        .form(&[("csrf", "wrong"), ("etag", &tag)])
        .of(&desk);
    assert_eq!(forged.status, 403);
    assert_eq!(states(&desk)[1].1, State::Proposed);
}

#[test]
fn a_proposal_that_no_longer_fits_is_not_published() {
    let desk = proposed();
    // Version 2 came with the program meanwhile, and then 3.
    desk.forms.borrow_mut().versions[0].0.form.version = 2;
    desk.forms.borrow_mut().versions[1].0.form.version = 2;
    desk.forms.borrow_mut().versions.swap(0, 1);
    let tag = etag(&desk, 2);
    let reply = send(
        &desk,
        "fay.cole",
        "/staff/forms/adult-contact/2/approve",
        &[("etag", &tag)],
    );
    assert_eq!(reply.status, 409);
    assert!(page(&reply).contains("Write version = 3."));
    let api = Asking::post("/api/v1/staff-forms/adult-contact/2/approve")
        .token("designer")
        .matching(&tag)
        .of(&desk);
    assert_eq!(api.status, 409);
}

#[test]
fn a_version_is_withdrawn_with_a_reason() {
    let desk = proposed();
    let tag = etag(&desk, 2);
    send(
        &desk,
        "fay.cole",
        "/staff/forms/adult-contact/2/approve",
        &[("etag", &tag)],
    );
    let tag = etag(&desk, 2);
    let withdraw = |reason: &str| {
        send(
            &desk,
            "des.hall",
            "/staff/forms/adult-contact/2/withdraw",
            &[("etag", &tag), ("withdraw-reason", reason)],
        )
    };
    let unsaid = withdraw(" ");
    assert_eq!(unsaid.status, 422);
    assert!(page(&unsaid).contains("Say why"));
    assert_eq!(withdraw("People misread it.").status, 303);
    assert_eq!(
        states(&desk),
        [(1, State::Published, true), (2, State::Withdrawn, false)]
    );
}

#[test]
fn other_roles_neither_see_nor_change_versions() {
    let desk = proposed();
    for who in ["ann.begum", "sam.patel", "di.west"] {
        let get = |target: &str| Asking::get(target).signed_in(who).of(&desk).status;
        assert_eq!(get("/staff/forms"), 403);
        assert_eq!(get("/staff/forms/propose"), 403);
        assert_eq!(get("/staff/forms/adult-contact/2"), 404);
        assert_eq!(get("/api/v1/staff-forms"), 403);
        assert_eq!(get("/api/v1/staff-forms/adult-contact/2"), 404);
        let fields = [("etag", "proposed-0")];
        let approve = send(&desk, who, "/staff/forms/adult-contact/2/approve", &fields);
        assert_eq!(approve.status, 404);
        let menu = page(
            &Asking::get("/staff/change-password")
                .signed_in(who)
                .of(&desk),
        );
        assert!(!menu.contains("href=\"/staff/forms\""));
    }
    // An auditor looks on.
    let read = Asking::get("/api/v1/staff-forms/adult-contact/2")
        .token("reader")
        .of(&desk);
    assert_eq!(read.status, 200);
    let change = Asking::post("/api/v1/staff-forms/adult-contact/2/approve")
        .token("reader")
        .matching(&etag(&desk, 2))
        .of(&desk);
    assert_eq!(change.status, 403);
    let propose = Asking::post("/api/v1/staff-forms")
        .token("reader")
        .json(&json!({"text": "x"}))
        .of(&desk);
    assert_eq!(propose.status, 403);
    assert_eq!(Asking::get("/staff/forms").of(&desk).status, 303);
    assert_eq!(Asking::get("/api/v1/staff-forms").of(&desk).status, 401);
}

#[test]
fn a_machine_compares_proposes_and_another_one_approves() {
    let desk = Memory::new();
    let text = json!({"text": second(WORDS)});
    let post = |target: &str| Asking::post(target).token("designer");
    let compared = json(&post("/api/v1/staff-forms/difference").json(&text).of(&desk));
    assert_eq!(
        compared,
        json!({"form": {"id": "adult-contact", "version": 2}, "compared_with": 1, "problems": [],
            "difference": ["The question “What is happening?” now says “Tell us what is happening”."]})
    );
    let proposed = post("/api/v1/staff-forms").json(&text).of(&desk);
    assert_eq!(proposed.status, 201);
    let tag = proposed.header("etag").unwrap().to_owned();
    assert_eq!(json(&proposed)["version"]["state"], "proposed");
    assert_eq!(json(&proposed)["difference"], compared["difference"]);
    let approve = "/api/v1/staff-forms/adult-contact/2/approve";
    assert_eq!(post(approve).of(&desk).status, 428);
    assert_eq!(post(approve).matching("other").of(&desk).status, 412);
    assert_eq!(
        post(approve).with("if-match", &tag).of(&desk).status,
        409,
        "its own proposal"
    );
    let approved = Asking::post(approve)
        .token("all")
        .with("if-match", &tag)
        .json(&json!({"reason": "Shorter."}))
        .of(&desk);
    assert_eq!(approved.status, 200);
    assert_eq!(json(&approved)["offered"], true);
    let read = Asking::get("/api/v1/staff-forms/adult-contact/2")
        .token("designer")
        .of(&desk);
    assert_eq!(read.header("etag"), approved.header("etag"));
    let read = json(&read);
    assert_eq!(read["text"], second(WORDS));
    assert_eq!(read["compared_with"], 1);
    assert_eq!(
        read["history"][0],
        json!({"at": "2026-12-01T10:00:00Z", "who": "token:all", "what": "form-published", "version": 2,
            "because": "Shorter."})
    );
    let list = json(
        &Asking::get("/api/v1/staff-forms")
            .token("designer")
            .of(&desk),
    );
    assert_eq!(list["items"][0]["form"]["version"], 2);
    assert_eq!(list["items"][1]["proposed"], json!(null));
    let withdraw = Asking::post("/api/v1/staff-forms/adult-contact/2/withdraw")
        .token("designer")
        .matching(&etag(&desk, 2))
        .json(&json!({"reason": "People misread it."}))
        .of(&desk);
    assert_eq!(json(&withdraw)["state"], "withdrawn");
}

#[test]
fn a_text_that_is_not_right_names_every_problem() {
    let desk = Memory::new();
    let post = |body: &serde_json::Value| {
        let reply = Asking::post("/api/v1/staff-forms")
            .token("designer")
            .json(body)
            .of(&desk);
        assert_eq!(reply.status, 422, "{body}");
        json(&reply)["errors"].clone()
    };
    let wrong = FIRST
        .replacen("heading =", "headding =", 1)
        .replace("long-text", "lang-text");
    let errors = post(&json!({"text": wrong}));
    assert_eq!(errors.as_array().unwrap().len(), 2, "{errors}");
    assert!(
        errors[0]["message"]
            .as_str()
            .unwrap()
            .starts_with("Line 8: ")
    );
    assert_eq!(post(&json!({}))[0]["field"], "text");
    assert_eq!(
        post(&json!({"text": "x".repeat(200_001)}))[0]["field"],
        "text"
    );
    assert_eq!(
        post(&json!({"text": FIRST, "form": "x"}))[0]["field"],
        "form"
    );
}

#[test]
fn somebody_whose_session_ended_loses_nothing_of_what_they_typed() {
    let desk = Memory::new();
    let text = second(WORDS);
    let ended = Asking::post("/staff/forms/propose")
        .form(&[("text", &text), ("do", "propose")])
        .of(&desk);
    assert_eq!(ended.status, 401);
    assert!(page(&ended).contains(WORDS));
    let back = Asking::post("/staff/forms/propose")
        .signed_in("des.hall")
        .form(&[("text", &text), ("do", "propose")])
        .of(&desk);
    assert_eq!(back.status, 403);
    assert!(page(&back).contains(WORDS) && page(&back).contains("Nothing was stored"));
    assert_eq!(states(&desk).len(), 1);
}

#[test]
fn a_service_designer_arrives_at_the_forms_and_begins_from_a_version() {
    let desk = Memory::new();
    let home = Asking::get("/staff/queues").signed_in("des.hall").of(&desk);
    assert_eq!(home.header("location"), Some("/staff/forms"));
    let begun = page(
        &Asking::get("/staff/forms/propose?from=adult-contact/1")
            .signed_in("des.hall")
            .of(&desk),
    );
    assert!(
        !begun.contains("href=\"/staff/queues\""),
        "there is no queue for them"
    );
    assert!(begun.contains("version = 2") && begun.contains("Use your own words."));
}
