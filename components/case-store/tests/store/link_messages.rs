//! The link of a saved form, by message: alone, sealed, a few a day.

use crate::fixtures::*;
use case_store::Delivery;
use case_store::model::{CameBack, LinkMessage, MessageChannel, Messaged, Way, WayBack};

const FORM: &str = "adult-contact";
const LINK: &str = "https://care.example/contact/resume/";

fn began(cases: &Cases) -> String {
    began_at(cases, NOW)
}

fn began_at(cases: &Cases, now: i64) -> String {
    let answers = r#"{"given-name":"Winifred"}"#;
    done(
        cases
            .store()
            .begin_draft(&form(FORM), answers, None, at(now)),
    )
    .unwrap()
}

fn to(recipient: &str) -> LinkMessage {
    LinkMessage {
        channel: MessageChannel::Email,
        to: recipient.to_owned(),
        link: LINK.to_owned(),
        address: None,
    }
}

fn saved_at(cases: &Cases, cookie: &str, message: &LinkMessage, now: i64) -> WayBack {
    let store = cases.store();
    done(store.save_for_later(FORM, cookie, Some(message), at(now)))
        .unwrap()
        .unwrap()
}

fn saved(cases: &Cases, cookie: &str, message: &LinkMessage) -> WayBack {
    saved_at(cases, cookie, message, NOW)
}

#[test]
fn the_message_has_the_fixed_words_and_the_link_and_nothing_else() {
    let cases = Cases::new();
    let way = saved(&cases, &began(&cases), &to(" ann@example.org "));
    assert_eq!(way.messaged, Messaged::Waiting);
    let mailbox = done(cases.store().mailbox()).unwrap();
    assert_eq!(mailbox.len(), 1);
    let message = &mailbox[0];
    assert_eq!(
        (
            message.to.as_str(),
            message.channel.as_str(),
            message.template.as_str()
        ),
        ("ann@example.org", "email", "saved-form")
    );
    assert_eq!(
        message.text,
        format!("Your saved form\n{LINK}{}", way.token)
    );
    // One word alone, such as "form", may stand in the fixed text.
    assert!(!message.text.contains(&way.words));
}

#[test]
fn nothing_is_sent_that_nobody_asked_for() {
    let cases = Cases::new();
    let way = done(
        cases
            .store()
            .save_for_later(FORM, &began(&cases), None, at(NOW)),
    );
    assert_eq!(way.unwrap().unwrap().messaged, Messaged::NotAsked);
    assert_eq!(cases.count("link_message"), 0);
    // Nor where there is no form.
    let (store, message) = (cases.store(), to("ann@example.org"));
    let nothing = done(store.save_for_later(FORM, "no-cookie", Some(&message), at(NOW)));
    assert_eq!(nothing.unwrap(), None);
    assert_eq!(cases.count("link_message"), 0);
}

#[test]
fn the_link_of_a_message_names_no_form_and_opens_with_the_words_alone() {
    let cases = Cases::new();
    let way = saved(&cases, &began(&cases), &to("ann@example.org"));
    let open = |words: &str| {
        let store = cases.store();
        done(store.come_back(None, Way::Link(&way.token), words, None, at(NOW + 60))).unwrap()
    };
    assert_eq!(open("these are not right"), CameBack::Refused);
    match open(&way.words) {
        CameBack::Opened { draft, .. } => {
            assert_eq!(draft.form, form(FORM));
            assert!(draft.answers.contains("Winifred"));
        }
        other => panic!("{other:?}"),
    }
    let store = cases.store();
    let unknown = store.come_back(None, Way::Link("unknown"), &way.words, None, at(NOW + 60));
    assert_eq!(done(unknown).unwrap(), CameBack::Refused);
}

#[test]
fn one_form_and_one_recipient_have_a_few_a_day_and_saving_goes_on() {
    let cases = Cases::new();
    let first = began(&cases);
    let sends =
        |cookie: &str, message: &LinkMessage, now| saved_at(&cases, cookie, message, now).messaged;
    assert_eq!(
        sends(&first, &to("ann@example.org"), NOW),
        Messaged::Waiting
    );
    assert_eq!(sends(&first, &to("bo@example.org"), NOW), Messaged::Waiting);
    assert_eq!(sends(&first, &to("cy@example.org"), NOW), Messaged::TooMany);
    let (second, third) = (began(&cases), began(&cases));
    assert_eq!(
        sends(&second, &to("ANN@example.org"), NOW),
        Messaged::Waiting
    );
    assert_eq!(
        sends(&second, &to("ann@example.org "), NOW),
        Messaged::Waiting
    );
    assert_eq!(
        sends(&third, &to("ann@example.org"), NOW),
        Messaged::TooMany
    );
    assert_eq!(cases.count("link_message"), 4);
    let (tomorrow, message) = (NOW + DAY, to("ann@example.org"));
    assert_eq!(
        sends(&began_at(&cases, tomorrow), &message, tomorrow),
        Messaged::Waiting
    );
}

#[test]
fn one_address_of_the_internet_cannot_make_us_write_to_many() {
    let cases = Cases::new();
    let sends = |n: usize, address: &str| {
        let message = LinkMessage {
            channel: MessageChannel::TextMessage,
            address: Some(address.to_owned()),
            ..to(&format!("07700 9000{n:02}"))
        };
        saved(&cases, &began(&cases), &message).messaged
    };
    for n in 0..10 {
        assert_eq!(sends(n, "192.0.2.7:4711"), Messaged::Waiting);
    }
    assert_eq!(sends(10, "192.0.2.7:4712"), Messaged::TooMany);
    assert_eq!(sends(10, "192.0.2.8:4711"), Messaged::Waiting);
    assert_eq!(sends(11, "127.0.0.1:4711"), Messaged::Waiting);
}

#[test]
fn a_message_is_sealed_is_sent_once_and_is_gone_after_a_day() {
    let cases = Cases::new();
    let way = saved(&cases, &began(&cases), &to("winifred@example.org"));
    let kept = cases.text_of_files();
    assert!(kept.contains("email"), "the file must have been written");
    for words in [
        "winifred",
        "example.org",
        "your saved form",
        &way.token.to_lowercase(),
    ] {
        assert!(!kept.contains(words), "{words}");
    }
    let work = |delivery, now| {
        done(cases.store().work(delivery, at(now)))
            .unwrap()
            .notices_sent
    };
    assert_eq!(work(Delivery::None, NOW + 1), 0, "no sender, no message");
    assert_eq!(work(Delivery::Mailbox, NOW + 2), 1);
    assert_eq!(work(Delivery::Mailbox, NOW + 3), 0);
    assert_eq!(done(cases.store().mailbox()).unwrap()[0].at, at(NOW + 2));
    work(Delivery::Mailbox, NOW + DAY);
    assert_eq!(cases.count("link_message"), 0);
}
