//! All questions of a form on one page, and what becomes of the answers.

use http::Method;

use super::memory::Memory;
use super::{ask, get, now, opened, post, post_as, text};

const FORM: &str = "/staff/contacts/adult-contact";

/// Ada asks for help with washing. Everything that these answers lead to was on the page.
const ADA: [(&str, &str); 6] = [
    ("go", "record"),
    ("about", "self"),
    ("given-name", "Ada"),
    ("needs", "personal-care"),
    ("phone", "01632 960101"),
    ("risks", "none"),
];

/// The pages that stand on the page, as its hidden fields name them.
fn shown(page: &str) -> Vec<String> {
    let parts = page.split("name=\"shown\" value=\"").skip(1);
    parts
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect()
}

/// The fields with the pages that they lead to, as a worker sends them who has seen those.
fn seen(stores: &Memory, fields: &[(&'static str, &'static str)]) -> Vec<(String, String)> {
    let mut update: Vec<(&str, &str)> = fields.to_vec();
    update.retain(|(name, _)| *name != "go");
    update.push(("go", "update"));
    let page = text(&post(stores, FORM, &update));
    let fields = fields
        .iter()
        .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
    let shown = shown(&page).into_iter().map(|id| ("shown".to_owned(), id));
    fields.chain(shown).collect()
}

fn send(stores: &Memory, fields: &[(String, String)]) -> web::Reply {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    post(stores, FORM, &fields)
}

#[test]
fn a_new_contact_begins_with_danger_and_offers_every_form() {
    let stores = Memory::default();
    let page = text(&get(&stores, "/staff/contacts/new"));
    let danger = page.find("is anybody in danger now").unwrap();
    for slug in ["adult-contact", "worried-about-someone"] {
        let link = format!("/staff/contacts/{slug}?opened={}", now().as_unix());
        assert!(page.find(&link).unwrap() > danger, "{page}");
    }
    assert!(
        page.contains("carer-assessment") || page.contains("/staff/contacts/"),
        "{page}"
    );
    for role in ["auditor", "service-designer", "administrator"] {
        let reply = ask(&stores, Method::GET, "/staff/contacts/new", role, "");
        assert_eq!(reply.status, 403, "{role}");
    }
    let reply = ask(&stores, Method::GET, "/staff/contacts/new", "nobody", "");
    assert_eq!(reply.status, 303);
}

#[test]
fn all_questions_stand_on_one_page_as_far_as_the_answers_lead_to_them() {
    let stores = Memory::default();
    let before = text(&get(&stores, FORM));
    assert!(before.contains("name=\"given-name\"") && before.contains("name=\"risks\""));
    assert!(!before.contains("name=\"cared-for-postcode\""), "{before}");
    let update = [
        ("go", "update"),
        ("about", "self"),
        ("needs", "caring-role"),
        ("given-name", "Ada"),
    ];
    let after = text(&post(&stores, FORM, &update));
    assert!(after.contains("name=\"cared-for-postcode\""), "{after}");
    assert!(after.contains("value=\"Ada\""), "{after}");
    assert!(!after.contains("There is a problem"), "{after}");
    assert!(stores.contacts.borrow().is_empty());
}

#[test]
fn a_call_becomes_a_contact_with_its_channel_its_worker_and_the_clock_from_its_start() {
    let stores = Memory::default();
    let reply = send(&stores, &seen(&stores, &ADA));
    let page = text(&reply);
    assert_eq!(reply.status, 200, "{page}");
    for words in [
        "ASC-TEST-0001",
        "ABCD-EFGH",
        "Tell the caller",
        "First response by",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let contact = stores.only_contact();
    assert_eq!(contact.channel, "phone");
    assert_eq!(contact.entered_by.unwrap().id, "kim");
    assert_eq!(contact.received_at, opened());
    assert_eq!(contact.decision.queue, "ascc-general");
    let said: Vec<&str> = contact
        .answers
        .iter()
        .map(|a| a.question.as_str())
        .collect();
    assert!(
        said.contains(&"given-name") && said.contains(&"needs"),
        "{said:?}"
    );
}

#[test]
fn the_worker_may_say_when_it_started_and_how_it_came() {
    let stores = Memory::default();
    let mut fields = seen(&stores, &ADA);
    for (name, value) in [
        ("channel", "post"),
        ("started-date", "2026-11-30"),
        ("started-time", "09:05"),
    ] {
        fields.retain(|(known, _)| known != name);
        fields.push((name.to_owned(), value.to_owned()));
    }
    assert_eq!(send(&stores, &fields).status, 200);
    let contact = stores.only_contact();
    assert_eq!(contact.channel, "post");
    assert_eq!(contact.received_at.to_string(), "2026-11-30T09:05:00Z");
    for (name, wrong) in [
        ("started-time", "25:00"),
        ("started-date", "yesterday"),
        ("started-date", "2026-12-24"),
        ("channel", "web"),
        ("channel", "pigeon"),
    ] {
        let mut fields = fields.clone();
        fields.retain(|(known, _)| known != name);
        fields.push((name.to_owned(), wrong.to_owned()));
        let reply = send(&stores, &fields);
        assert_eq!(reply.status, 422, "{name}={wrong}");
        assert!(
            text(&reply).contains("value=\"Ada\""),
            "nothing typed is lost"
        );
    }
    assert_eq!(stores.contacts.borrow().len(), 1);
}

#[test]
fn what_is_wrong_or_missing_is_told_as_it_is_to_residents_and_nothing_is_lost() {
    let stores = Memory::default();
    let fields = [
        ("go", "record"),
        ("about", "self"),
        ("given-name", "Ada"),
        ("postcode", "not one"),
        ("narrative", "She fell <twice>."),
    ];
    let reply = send(&stores, &seen(&stores, &fields));
    let page = text(&reply);
    assert_eq!(reply.status, 422);
    assert!(page.contains("There is a problem"), "{page}");
    assert!(
        page.contains("href=\"#postcode\"") && page.contains("href=\"#needs\""),
        "{page}"
    );
    assert!(page.contains("She fell &lt;twice&gt;."), "{page}");
    assert!(stores.contacts.borrow().is_empty());
}

#[test]
fn questions_that_follow_are_shown_once_before_it_is_recorded() {
    let stores = Memory::default();
    let fields: Vec<(String, String)> = seen(&stores, &ADA)
        .into_iter()
        .filter(|(name, value)| name != "shown" || value != "needs")
        .collect();
    // As if the page with the needs had not been there before.
    let reply = send(&stores, &fields);
    let page = text(&reply);
    assert!(
        page.contains("Not recorded yet") && page.contains(">New<"),
        "{page}"
    );
    assert!(stores.contacts.borrow().is_empty());
    // Pressed again, it is recorded.
    let again = send(&stores, &seen(&stores, &ADA));
    assert!(text(&again).contains("ASC-TEST-0001"));
}

#[test]
fn a_postcode_of_several_districts_is_asked_about_once_before_it_is_recorded() {
    let stores = Memory::default();
    let mut fields = seen(&stores, &ADA);
    fields.push(("postcode".to_owned(), "SS11 8AA".to_owned()));
    let page = text(&send(&stores, &fields));
    assert!(
        page.contains("SS11 8AA can be in Basildon or Chelmsford or Rochford. Ask which it is"),
        "{page}"
    );
    assert!(stores.contacts.borrow().is_empty());
    assert!(
        page.contains("name=\"area-asked\" value=\"SS11 8AA\""),
        "{page}"
    );
    let mut chosen = fields.clone();
    chosen.push(("district".to_owned(), "rochford".to_owned()));
    send(&stores, &chosen);
    assert_eq!(
        stores.only_contact().decision.district.as_deref(),
        Some("rochford")
    );
    // It is said as soon as the answers are looked at.
    let update = [("go", "update"), ("postcode", "SS11 8AA")];
    let page = text(&post(&stores, FORM, &update));
    assert!(page.contains("Still to ask"), "{page}");
    // Nobody has to know.
    let stores = Memory::default();
    fields.push(("area-asked".to_owned(), "SS11 8AA".to_owned()));
    send(&stores, &fields);
    assert_eq!(stores.only_contact().decision.district, None);
}

#[test]
fn nothing_holds_up_what_may_be_dangerous() {
    let stores = Memory::default();
    let reply = post(
        &stores,
        FORM,
        &[("go", "record"), ("risks", "abuse-or-neglect")],
    );
    assert_eq!(reply.status, 200, "{}", text(&reply));
    assert_eq!(stores.only_contact().decision.queue, "safeguarding-triage");
    // It cannot be closed at once.
    let stores = Memory::default();
    let close = [("go", "close"), ("risks", "abuse-or-neglect")];
    let reply = post(&stores, FORM, &close);
    assert_eq!(reply.status, 409);
    assert!(text(&reply).contains("somebody may be at risk"));
    assert!(stores.contacts.borrow().is_empty());
}

#[test]
fn pressed_twice_it_is_one_contact_and_other_words_are_another() {
    let stores = Memory::default();
    let mut fields = seen(&stores, &ADA);
    send(&stores, &fields);
    let page = text(&send(&stores, &fields));
    assert!(page.contains("ASC-TEST-0001"), "{page}");
    assert_eq!(stores.contacts.borrow().len(), 1);
    fields.retain(|(name, _)| name != "given-name");
    fields.push(("given-name".to_owned(), "Bea".to_owned()));
    let reply = send(&stores, &fields);
    let page = text(&reply);
    assert_eq!(reply.status, 409, "{page}");
    // The button of that page records another one.
    assert!(
        page.contains(&format!("name=\"opened\" value=\"{}\"", now().as_unix())),
        "{page}"
    );
    assert!(page.contains("value=\"Bea\""), "{page}");
}

#[test]
fn what_was_typed_into_questions_that_vanish_comes_along() {
    let stores = Memory::default();
    let fields = [
        ("go", "update"),
        ("needs", "personal-care"),
        ("cared-for-age", "83"),
    ];
    let page = text(&post(&stores, FORM, &fields));
    assert!(
        page.contains("type=\"hidden\" name=\"cared-for-age\" value=\"83\""),
        "{page}"
    );
}

#[test]
fn a_post_without_the_sessions_token_records_nothing_and_keeps_what_was_typed() {
    let stores = Memory::default();
    let mut fields: Vec<(&str, &str)> = ADA.to_vec();
    fields.push(("csrf", "another"));
    let reply = post(&stores, FORM, &fields);
    assert_eq!(reply.status, 403);
    assert!(text(&reply).contains("value=\"Ada\""));
    // A role that was taken away meanwhile.
    let reply = post_as(&stores, FORM, "auditor", &ADA);
    let page = text(&reply);
    assert_eq!(reply.status, 403);
    assert!(
        page.contains("Your role does not allow this") && page.contains("Ada"),
        "{page}"
    );
    let reply = post_as(&stores, FORM, "nobody", &ADA);
    assert_eq!(reply.status, 401);
    assert!(
        text(&reply).contains("value=\"Ada\""),
        "they sign in and go on"
    );
    assert!(stores.contacts.borrow().is_empty());
}

#[test]
fn a_carers_assessment_is_entered_here_too_and_an_unknown_form_is_not_found() {
    let stores = Memory::default();
    assert_eq!(get(&stores, "/staff/contacts/nothing").status, 404);
    let page = text(&get(&stores, "/staff/contacts/new"));
    assert!(page.contains("/staff/contacts/carer-assessment?"), "{page}");
    let page = text(&get(&stores, "/staff/contacts/carer-assessment"));
    assert!(page.contains("name=\"caring-hours-per-week\""), "{page}");
}
