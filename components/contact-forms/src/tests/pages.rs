//! Filling in a form in a browser without JavaScript.

use super::browser::Browser;
use super::memory::Memory;
use super::{send, text};

#[test]
fn ann_asks_for_help_for_herself_from_the_first_page_to_the_confirmation() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    assert!(text(&ann.get("/contact")).contains("/contact/adult-contact"));
    assert!(text(&ann.get("/contact/adult-contact")).contains("/contact/adult-contact/now"));
    let mut at = "/contact/adult-contact/now".to_owned();
    let mut pages = Vec::new();
    while at != "/contact/adult-contact/check-answers" {
        assert_eq!(ann.get(&at).status, 200, "{at}");
        let page = at.rsplit('/').next().unwrap().to_owned();
        let fields = match page.as_str() {
            "now" => "danger-now=no",
            "who-for" => "about=self",
            "your-words" => "narrative=I+fell+twice.",
            "needs" => "needs=mobility-falls&needs=home-safety",
            "risks" => "risks=repeated-falls",
            "contact" => "phone=07700+900982",
            "safe-contact" => "safe-contact-phone-safe=yes&safe-contact-phone-voicemail=no",
            "name" => "given-name=Ann&family-name=Lee",
            "birth" => "date-of-birth-day=9&date-of-birth-month=3&date-of-birth-year=1941",
            "place" => "postcode=cm1+1qh",
            "communication" => "communication-needs=large-print",
            _ => "",
        };
        at = ann.goes_to(&at, fields);
        pages.push(page);
    }
    assert_eq!(
        pages,
        [
            "now",
            "who-for",
            "your-words",
            "what-matters",
            "strengths",
            "needs",
            "risks",
            "contact",
            "safe-contact",
            "best-way",
            "name",
            "birth",
            "place",
            "place?area=district",
            "address",
            "known",
            "circumstances",
            "communication",
            "taking-part",
            "others",
            "your-part"
        ]
    );
    let check = text(&ann.get(&at));
    for words in [
        "I fell twice.",
        "9 March 1941",
        "Falls again and again",
        "You left out",
        "Phone call: safe",
    ] {
        assert!(check.contains(words), "{words}");
    }
    assert_eq!(
        ann.goes_to(&at, "website="),
        "/contact/adult-contact/confirmation"
    );
    for _ in 0..2 {
        let confirmation = text(&ann.get("/contact/adult-contact/confirmation"));
        assert!(
            confirmation.contains("ASC-0000-0000") && confirmation.contains("code-of-this-contact")
        );
        assert!(confirmation.contains("href=\"/advice\""));
    }
    let contact = stores.only_contact();
    assert!(contact.flags.is_empty(), "{:?}", contact.flags);
    assert_eq!(contact.person.date_of_birth.as_deref(), Some("1941-03-09"));
}

#[test]
fn pressing_send_twice_makes_one_contact_and_shows_one_confirmation() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to(
        "/contact/worried-about-someone/your-words",
        "narrative=Bruises",
    );
    for _ in 0..2 {
        let to = ann.goes_to("/contact/worried-about-someone/check-answers", "");
        assert_eq!(to, "/contact/worried-about-someone/confirmation");
    }
    stores.only_contact();
}

#[test]
fn a_page_with_mistakes_says_so_first_and_keeps_what_was_typed() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    let reply = ann.post(
        "/contact/adult-contact/birth",
        "date-of-birth-day=12&date-of-birth-month=13&date-of-birth-year=85",
    );
    assert_eq!(reply.status, 422);
    let page = text(&reply);
    assert!(page.contains("<title>Error: "));
    assert!(
        page.contains("href=\"#date-of-birth-month\"")
            && page.contains("href=\"#date-of-birth-year\"")
    );
    assert!(page.contains("value=\"13\"") && page.contains("value=\"85\""));
    assert!(page.contains("999"));
    assert!(stores.drafts.borrow().is_empty());
}

#[test]
fn a_change_leads_straight_back_unless_it_brings_new_questions() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/adult-contact/who-for", "about=self");
    ann.goes_to("/contact/adult-contact/name", "given-name=Ann");
    let check = text(&ann.get("/contact/adult-contact/check-answers"));
    assert!(check.contains("/contact/adult-contact/name?return=check#given-name"));
    assert!(text(&ann.get("/contact/adult-contact/name?return=check")).contains("name=\"return\""));
    let back = "/contact/adult-contact/check-answers";
    assert_eq!(
        ann.goes_to(
            "/contact/adult-contact/name",
            "given-name=Anna&return=check"
        ),
        back
    );
    assert_eq!(
        ann.goes_to(
            "/contact/adult-contact/who-for",
            "about=someone-else&return=check"
        ),
        "/contact/adult-contact/who-you-are?return=check"
    );
    assert_eq!(
        ann.goes_to("/contact/adult-contact/now", "danger-now=yes&return=check"),
        "/contact/adult-contact/call-now?return=check"
    );
}

#[test]
fn two_tabs_do_not_undo_each_other() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/adult-contact/who-for", "about=self");
    *stores.meanwhile.borrow_mut() =
        Some(r#"{"about": "self", "narrative": "From the other tab"}"#.to_owned());
    ann.goes_to("/contact/adult-contact/name", "given-name=Ann");
    let drafts = stores.drafts.borrow();
    let answers = &drafts.values().next().unwrap().answers;
    assert!(
        answers.contains("From the other tab") && answers.contains("Ann"),
        "{answers}"
    );
}

#[test]
fn what_another_tab_saves_while_send_is_pressed_is_sent_too() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/worried-about-someone/what", "risks=not-sure");
    *stores.meanwhile.borrow_mut() =
        Some(r#"{"risks": ["not-sure"], "narrative": "From the other tab"}"#.to_owned());
    let to = ann.goes_to("/contact/worried-about-someone/check-answers", "");
    assert_eq!(to, "/contact/worried-about-someone/confirmation");
    let sent = stores.only_contact();
    assert!(
        sent.answers
            .iter()
            .any(|answer| answer.said == "From the other tab"),
        "{:?}",
        sent.answers
    );
}

#[test]
fn what_is_missing_is_asked_again_on_its_own_page() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/adult-contact/who-for", "about=self");
    let reply = ann.post("/contact/adult-contact/check-answers", "");
    assert_eq!(reply.status, 422);
    let page = text(&reply);
    assert!(
        page.contains("action=\"/contact/adult-contact/needs\"") && page.contains("Error: "),
        "{page}"
    );
    assert!(stores.contacts.borrow().is_empty());
}

#[test]
fn a_page_of_a_saved_draft_asks_the_store_once() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/adult-contact/who-for", "about=someone-else");
    stores.asked.set(0);
    assert!(
        text(&ann.get("/contact/adult-contact/who-for")).contains("value=\"someone-else\" checked")
    );
    assert_eq!(stores.asked.get(), 1);
}

#[test]
fn a_browser_never_fills_in_its_owner_s_number_as_somebody_else_s() {
    let stores = Memory::default();
    for (about, filled) in [("self", true), ("someone-else", false)] {
        let mut ann = Browser::new(&stores);
        ann.goes_to("/contact/adult-contact/who-for", &format!("about={about}"));
        let page = text(&ann.get("/contact/adult-contact/contact"));
        assert_eq!(page.contains("autocomplete=\"tel\""), filled, "{about}");
        let you = text(&ann.get("/contact/adult-contact/about-you"));
        assert!(you.contains("autocomplete=\"tel\""));
    }
}

#[test]
fn looking_changes_nothing() {
    let stores = Memory::default();
    let ann = Browser::new(&stores);
    for form in crate::catalogue::built_in().unwrap() {
        for page in &form.page {
            let at = format!("/contact/{}/{}", form.slug(), page.id);
            let reply = ann.get(&at);
            assert_eq!(reply.status, 200, "{at}");
            assert_eq!(reply.header("set-cookie"), None);
        }
        for last in ["check-answers", "confirmation"] {
            assert_eq!(
                ann.get(&format!("/contact/{}/{last}", form.slug())).status,
                200
            );
        }
    }
    assert!(stores.drafts.borrow().is_empty() && stores.contacts.borrow().is_empty());
}

#[test]
fn an_address_that_does_not_exist_is_a_page_that_helps() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    for at in [
        "/contact/nothing",
        "/contact/adult-contact/nothing",
        "/contact/safeguarding-concern",
        "/contact/nothing/save",
        "/contact/nothing/resume/token",
        "/contact/adult-contact/resume/token/more",
    ] {
        let reply = ann.get(at);
        assert_eq!(reply.status, 404, "{at}");
        assert!(text(&reply).contains("999"));
    }
    ann.goes_to("/contact/adult-contact/who-for", "about=self");
    assert_eq!(ann.get("/contact/adult-contact/nothing").status, 404);
    assert_eq!(ann.post("/contact/adult-contact/nothing", "").status, 404);
    assert_eq!(
        send(&stores, "DELETE", "/contact/adult-contact", &[], "").status,
        405
    );
}

#[test]
fn when_the_store_is_down_the_page_keeps_what_was_typed() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/adult-contact/who-for", "about=self");
    stores.down.set(true);
    let reply = ann.post(
        "/contact/adult-contact/your-words",
        "narrative=Mum+%3Cb%3Efell",
    );
    assert_eq!(reply.status, 503);
    assert_eq!(reply.header("retry-after"), Some("5"));
    assert!(text(&reply).contains("Mum &lt;b&gt;fell"));
    let reply = ann.post("/contact/adult-contact/check-answers", "");
    assert_eq!(reply.status, 503);
    assert!(
        !text(&reply).contains("You left out"),
        "nobody is told that answers which could not be read were not given"
    );
    stores.down.set(false);
    ann.goes_to("/contact/adult-contact/your-words", "narrative=Mum+fell");
}

#[test]
fn behind_https_the_cookie_is_bound_to_the_host() {
    let mut stores = Memory::default();
    stores.public_url = "https://care.example".to_owned();
    let mut ann = Browser::new(&stores);
    let reply = ann.post("/contact/adult-contact/who-for", "about=self");
    let cookie = reply.header("set-cookie").unwrap();
    assert!(
        cookie.starts_with("__Host-pages-") && cookie.contains("; Secure"),
        "{cookie}"
    );
    assert!(text(&ann.get("/contact/adult-contact/who-for")).contains("checked"));
}

#[test]
fn the_stylesheet_is_served_under_our_own_prefix() {
    let stores = Memory::default();
    let style = pages::stylesheet("/contact");
    assert_eq!(send(&stores, "GET", &style.path, &[], "").status, 200);
    assert_eq!(
        send(&stores, "GET", "/contact/assets/other.css", &[], "").status,
        404
    );
}

#[test]
fn a_tab_that_was_still_open_when_all_was_sent_leads_to_the_confirmation_and_loses_nothing() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/worried-about-someone/what", "risks=not-sure");
    let cookie = ann.cookie.clone();
    ann.goes_to("/contact/worried-about-someone/check-answers", "");
    let to = ann.goes_to(
        "/contact/worried-about-someone/your-words",
        "narrative=More",
    );
    assert_eq!(
        to,
        "/contact/worried-about-someone/confirmation?already=sent"
    );
    assert_eq!(ann.cookie, cookie);
    let page = text(&ann.get(&to));
    assert!(page.contains("ASC-0000-0000") && page.contains("You had sent this already"));
    assert!(stores.drafts.borrow().is_empty());
}

#[test]
fn whoever_has_sent_something_can_begin_something_new_in_the_same_browser() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/worried-about-someone/what", "risks=not-sure");
    ann.goes_to("/contact/worried-about-someone/check-answers", "");
    let page = text(&ann.get("/contact/worried-about-someone/now"));
    assert!(page.contains("name=\"new\" value=\"yes\""));
    assert_eq!(
        ann.goes_to(
            "/contact/worried-about-someone/now",
            "danger-now=no&new=yes"
        ),
        "/contact/worried-about-someone/what"
    );
    assert_eq!(stores.drafts.borrow().len(), 1);
}

#[test]
fn going_back_to_the_answers_after_sending_says_that_we_have_them() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/worried-about-someone/what", "risks=not-sure");
    ann.goes_to("/contact/worried-about-someone/check-answers", "");
    for browser in [ann, Browser::new(&stores)] {
        let page = text(&browser.get("/contact/worried-about-someone/check-answers"));
        let main = page.split("<main").nth(1).unwrap();
        assert!(main.contains("If you pressed “Send”, we have it."));
        assert!(main.contains("/contact/worried-about-someone/confirmation"));
        assert!(!main.contains("<button"), "{main}");
    }
}

#[test]
fn whoever_has_to_answer_nothing_more_can_send_at_the_top() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/adult-contact/who-for", "about=self");
    let check = text(&ann.get("/contact/adult-contact/check-answers"));
    assert_eq!(check.matches("type=\"submit\"").count(), 1, "{check}");
    ann.goes_to("/contact/adult-contact/now", "danger-now=yes");
    let check = text(&ann.get("/contact/adult-contact/check-answers"));
    assert_eq!(check.matches("type=\"submit\"").count(), 2, "{check}");
    assert!(
        check.find("type=\"submit\"").unwrap() < check.find("Who do you want help for?").unwrap()
    );
}

#[test]
fn whoever_writes_about_somebody_says_whether_it_is_safe_to_call_back() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/worried-about-someone/who", "about=someone-else");
    ann.goes_to(
        "/contact/worried-about-someone/you",
        "your-phone=07700+900982&your-safe=no",
    );
    ann.goes_to("/contact/worried-about-someone/check-answers", "");
    let contact = stores.only_contact();
    let told = contact
        .answers
        .iter()
        .find(|answer| answer.question == "your-safe");
    assert_eq!(told.unwrap().said, "No");
    assert!(
        contact
            .next_steps
            .concat()
            .contains("no safe way to reach you")
    );
}

#[test]
fn what_was_typed_survives_a_page_that_is_not_there_and_a_form_in_another_shape() {
    let stores = Memory::default();
    let body = "narrative=I+fell+twice&csrf=secret";
    let form = ("content-type", "application/x-www-form-urlencoded");
    let plain = ("content-type", "text/plain");
    for (method, at, header, body, status) in [
        ("POST", "/contact/adult-contact/nothing", form, body, 404),
        ("POST", "/contact/adult-contact", form, body, 405),
        (
            "POST",
            "/contact/adult-contact/your-words",
            plain,
            "narrative=I fell twice\r\ncsrf=secret\r\n",
            415,
        ),
    ] {
        let reply = send(&stores, method, at, &[header], body);
        assert_eq!(reply.status, status, "{at}");
        let page = text(&reply);
        assert!(
            page.contains("I fell twice") && !page.contains("secret"),
            "{page}"
        );
    }
}
