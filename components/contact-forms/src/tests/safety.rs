//! People in danger, people who are watched, and those who would use a page against them.

use super::browser::Browser;
use super::memory::Memory;
use super::{cookie_of, now, send, send_at, text};
use vocabulary::Instant;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[test]
fn whoever_is_in_danger_reads_999_first_and_can_send_it_all_the_same() {
    for slug in ["adult-contact", "worried-about-someone"] {
        let stores = Memory::default();
        let mut ann = Browser::new(&stores);
        let at = ann.goes_to(&format!("/contact/{slug}/now"), "danger-now=yes");
        assert_eq!(at, format!("/contact/{slug}/call-now"));
        let page = text(&ann.get(&at));
        assert!(
            page.contains(">999</a> now. Do not wait for us.</h1>")
                && page.contains("Send this to us anyway")
        );
        let check = ann.goes_to(&at, "go=check");
        assert_eq!(check, format!("/contact/{slug}/check-answers"));
        let confirmation = ann.goes_to(&check, "");
        let page = text(&ann.get(&confirmation));
        let main = page.split("<main").nth(1).unwrap();
        let first = main.split("ASC-0000-0000").next().unwrap();
        assert!(first.contains("app-danger") && first.contains("href=\"tel:999\""));
        assert!(first.contains("Do not wait for us."));
        assert!(
            stores
                .only_contact()
                .facts
                .iter()
                .any(|(name, _)| name == "risks")
        );
    }
}

#[test]
fn whoever_reads_along_on_the_confirmation_learns_nothing() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to(
        "/contact/worried-about-someone/what",
        "risks=domestic-abuse",
    );
    ann.goes_to("/contact/worried-about-someone/check-answers", "");
    let page = text(&ann.get("/contact/worried-about-someone/confirmation")).to_lowercase();
    for word in [
        "safeguarding",
        "abuse",
        "queue",
        "triage",
        "rule",
        "a sign of",
    ] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("heat one room") && page.contains("0808 2000 247"));
}

#[test]
fn out_of_hours_the_confirmation_begins_with_when_somebody_reads_it_and_whom_to_call() {
    let stores = Memory::default();
    let night = Instant::parse("2026-12-24T23:00:00Z").unwrap();
    let first = send_at(
        &stores,
        night,
        "POST",
        "/contact/worried-about-someone/your-words",
        &[FORM],
        "narrative=Bruises",
    );
    let cookie = cookie_of(&first);
    let token = form_site::guard::token(cookie.split_once('=').unwrap().1);
    let headers = [FORM, ("cookie", cookie.as_str())];
    send_at(
        &stores,
        night,
        "POST",
        "/contact/worried-about-someone/check-answers",
        &headers,
        &format!("csrf={token}"),
    );
    let page = text(&send(
        &stores,
        "GET",
        "/contact/worried-about-someone/confirmation",
        &headers,
        "",
    ));
    let main = page.split("<main").nth(1).unwrap();
    let place = |words: &str| {
        main.find(words)
            .unwrap_or_else(|| panic!("{words} in {main}"))
    };
    assert!(
        place("Somebody will read this on Tuesday 29 December") < place("We have what you sent")
    );
    assert!(place("0345 606 1212") < place("We have what you sent"));
}

#[test]
fn leaving_in_a_hurry_ends_the_draft_first_and_leads_to_the_weather() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to(
        "/contact/worried-about-someone/your-words",
        "narrative=Bruises",
    );
    let page = text(&ann.get("/contact/worried-about-someone/your-words"));
    assert!(page.contains("href=\"/contact/worried-about-someone/leave\""));
    let reply = ann.get("/contact/worried-about-someone/leave");
    assert_eq!(
        reply.header("location"),
        Some("https://www.bbc.co.uk/weather")
    );
    assert!(reply.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert!(stores.drafts.borrow().is_empty());
    assert!(!text(&ann.get("/contact/worried-about-someone/your-words")).contains("Bruises"));
    stores.down.set(true);
    assert_eq!(
        ann.get("/contact/worried-about-someone/leave").status,
        303,
        "they get away whatever happens"
    );
}

#[test]
fn no_title_and_no_address_of_a_concern_gives_anybody_away() {
    let stores = Memory::default();
    let ann = Browser::new(&stores);
    let form = &crate::catalogue::built_in().unwrap()[1];
    for page in &form.page {
        let html = text(&ann.get(&format!("/contact/worried-about-someone/{}", page.id)));
        let title = html.split("</title>").next().unwrap().to_lowercase();
        for word in ["safeguarding", "abuse", "harm", "risk", "danger"] {
            assert!(!title.contains(word), "{title}");
        }
    }
}

#[test]
fn every_page_can_be_sent_blank_by_somebody_with_a_concern() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    let mut at = "/contact/worried-about-someone/now".to_owned();
    let mut pages = 0;
    while at != "/contact/worried-about-someone/check-answers" {
        at = ann.goes_to(&at, "");
        pages += 1;
    }
    assert!(pages >= 15, "{pages}");
    assert_eq!(ann.post(&at, "").status, 422, "something must be answered");
    ann.goes_to(
        "/contact/worried-about-someone/children",
        "children-there=unknown",
    );
    ann.goes_to(&at, "");
    stores.only_contact();
}

#[test]
fn a_stale_page_keeps_the_answers_and_says_what_happened() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/adult-contact/who-for", "about=self");
    let cookie = ann.cookie.clone().unwrap();
    let headers = [FORM, ("cookie", cookie.as_str())];
    let reply = send(
        &stores,
        "POST",
        "/contact/adult-contact/your-words",
        &headers,
        "narrative=I+fell&csrf=old",
    );
    assert_eq!(reply.status, 403);
    let page = text(&reply);
    assert!(page.contains("I fell") && page.contains("could not be sure"));
    assert!(
        page.contains(&form_site::guard::token(cookie.split_once('=').unwrap().1)),
        "pressing again works"
    );
    let reply = send(
        &stores,
        "POST",
        "/contact/adult-contact/check-answers",
        &headers,
        "csrf=old",
    );
    assert_eq!(reply.status, 403);
    assert!(stores.contacts.borrow().is_empty());
}

#[test]
fn whose_browser_was_closed_keeps_the_page_and_hears_that_the_rest_has_gone() {
    let stores = Memory::default();
    let at = "/contact/adult-contact/your-words";
    let reply = send(
        &stores,
        "POST",
        at,
        &[FORM],
        "narrative=I+fell&csrf=of-an-old-cookie",
    );
    let next = reply.header("location").unwrap().to_owned();
    assert_eq!(next, "/contact/adult-contact/what-matters?earlier=gone");
    assert!(
        stores
            .drafts
            .borrow()
            .values()
            .any(|draft| draft.answers.contains("I fell"))
    );
    let page = text(&Browser::new(&stores).get(&next));
    assert!(page.contains("no longer have the answers"));
}

#[test]
fn another_site_cannot_send_for_somebody() {
    let stores = Memory::default();
    let headers = [FORM, ("sec-fetch-site", "cross-site")];
    let reply = send(
        &stores,
        "POST",
        "/contact/adult-contact/who-for",
        &headers,
        "about=self",
    );
    assert_eq!(reply.status, 403);
    assert!(stores.drafts.borrow().is_empty());
}

#[test]
fn a_bot_is_noted_and_never_refused() {
    let stores = Memory::default();
    let first = send(
        &stores,
        "POST",
        "/contact/worried-about-someone/your-words",
        &[FORM],
        "narrative=x",
    );
    let cookie = cookie_of(&first);
    let token = form_site::guard::token(cookie.split_once('=').unwrap().1);
    let body = format!("csrf={token}&website=http%3A%2F%2Fspam");
    let headers = [FORM, ("cookie", cookie.as_str())];
    let reply = send_at(
        &stores,
        now(),
        "POST",
        "/contact/worried-about-someone/check-answers",
        &headers,
        &body,
    );
    assert_eq!(reply.status, 303);
    assert_eq!(stores.only_contact().flags, ["honeypot", "very-fast"]);
}

#[test]
fn a_bookmarked_confirmation_without_its_cookie_helps_and_tells_nothing() {
    let stores = Memory::default();
    let page = text(&Browser::new(&stores).get("/contact/worried-about-someone/confirmation"));
    assert!(page.contains("/track") && page.contains("/advice"));
    assert!(!page.contains("ASC-"));
}

#[test]
fn whoever_may_be_causing_harm_is_never_asked_for_as_somebody_to_turn_to() {
    let form = &crate::catalogue::built_in().unwrap()[1];
    for (_, question) in form
        .questions()
        .filter(|(_, question)| question.id.starts_with("harm-"))
    {
        assert!(
            !matches!(
                question.answer,
                form_model::AnswerKind::Phone(_)
                    | form_model::AnswerKind::Email(_)
                    | form_model::AnswerKind::Address(_)
            ),
            "{}",
            question.id
        );
    }
    for id in ["someone-suitable", "others-to-involve"] {
        assert!(form.find_question(id).is_none(), "{id}");
    }
}

#[test]
fn the_browser_keeps_nothing_of_a_concern() {
    let stores = Memory::default();
    let page = text(&Browser::new(&stores).get("/contact/worried-about-someone/name"));
    let form = page
        .split("<form")
        .nth(1)
        .unwrap()
        .split('>')
        .next()
        .unwrap();
    assert!(form.contains("autocomplete=\"off\""), "{form}");
}

#[test]
fn nobody_who_writes_about_somebody_reads_that_there_is_no_safe_way_to_contact_me() {
    let stores = Memory::default();
    let ann = Browser::new(&stores);
    for slug in ["adult-contact", "worried-about-someone"] {
        let page = text(&ann.get(&format!("/contact/{slug}/contact")));
        assert!(page.contains("There is no safe way, or I do not know one"));
    }
}

#[test]
fn how_somebody_can_be_reached_is_said_only_as_they_told_it() {
    let no_way = "You gave us no way to reach you";
    let no_safe_way = "You gave us no safe way to reach you";
    let only_safe = "only in the ways that you said are safe";
    for (answers, said) in [
        (
            r#"{"about": "self", "phone": "07700 900982"}"#,
            "You did not say which ways are safe",
        ),
        (
            r#"{"about": "self", "phone": "07700 900982",
                "safe-contact": {"ways": [{"kind": "phone", "safe": "yes"}]}}"#,
            only_safe,
        ),
        (
            r#"{"about": "self", "phone": "07700 900982",
                "safe-contact": {"ways": [{"kind": "phone", "safe": "no"}]}}"#,
            no_safe_way,
        ),
        (
            r#"{"about": "self", "phone": "07700 900982", "no-safe-way": true}"#,
            no_safe_way,
        ),
        (r#"{"about": "self", "narrative": "Bruises"}"#, no_way),
        // The number is the person's, and not the neighbour's who wrote.
        (
            r#"{"about": "someone-else", "reporter": "neighbour-or-public", "phone": "07700 900982"}"#,
            no_way,
        ),
        (
            r#"{"about": "someone-else", "your-phone": "07700 900982"}"#,
            "We may ask you",
        ),
    ] {
        let stores = Memory::default();
        let reply = send(
            &stores,
            "POST",
            "/api/v1/forms/safeguarding-concern/submissions",
            &[("content-type", "application/json")],
            &format!(r#"{{"answers": {answers}}}"#),
        );
        assert_eq!(reply.status, 201, "{}", text(&reply));
        let steps = stores.only_contact().next_steps.concat();
        assert!(steps.contains(said), "{answers}: {steps}");
        assert_eq!(steps.contains(only_safe), said == only_safe, "{steps}");
    }
}
