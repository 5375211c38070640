//! The link of a saved form, sent to whoever asks for it and says that it is safe; never otherwise.

use super::browser::Browser;
use super::memory::Memory;
use super::{send, text};
use form_site::stores::{MessageChannel, Messaged};

const CONCERN: &str = "/contact/worried-about-someone";
const SAVE: &str = "/contact/worried-about-someone/save";
const WORDS: &str = "candle forest paper seven";
const ASKED: &str = "send-link=email&send-link-email=ann%40example.org&send-link-safe=yes";

fn with_sender() -> Memory {
    let mut stores = Memory::default();
    stores.has_sender = true;
    stores
}

fn begun(stores: &Memory) -> Browser<'_> {
    let mut ann = Browser::new(stores);
    ann.goes_to(&format!("{CONCERN}/now"), "danger-now=no");
    ann
}

#[test]
fn without_a_sender_no_page_speaks_of_sending_and_nothing_is_sent() {
    let stores = Memory::default();
    let mut ann = begun(&stores);
    let page = text(&ann.get(SAVE));
    assert!(!page.contains("send-link") && !page.to_lowercase().contains("message"));
    let saved = text(&ann.post(SAVE, ASKED));
    assert!(
        saved.contains(WORDS) && saved.contains("We do not send it to you."),
        "{saved}"
    );
    assert!(stores.messages.borrow().is_empty());
}

#[test]
fn nothing_is_sent_unless_somebody_asks_for_it() {
    let stores = with_sender();
    let mut ann = begun(&stores);
    let page = text(&ann.get(SAVE));
    assert!(page.contains("Do you want us to send you the link?"));
    assert!(page.contains("Is it safe to write to you there? Could somebody else see it?"));
    assert!(
        page.contains("value=\"no\" checked"),
        "no is the default: {page}"
    );
    assert!(page.contains("/dev/mailbox"), "it says what it does");
    for nothing in [
        "",
        "send-link=no&send-link-email=ann%40example.org&send-link-safe=yes",
    ] {
        let saved = text(&ann.post(SAVE, nothing));
        assert!(saved.contains("We do not send it to you."), "{saved}");
    }
    assert!(stores.messages.borrow().is_empty());
}

#[test]
fn the_message_carries_an_address_that_names_no_form() {
    let stores = with_sender();
    let mut ann = begun(&stores);
    let saved = text(&ann.post(SAVE, ASKED));
    assert!(
        saved.contains(WORDS) && saved.contains("/dev/mailbox"),
        "{saved}"
    );
    let messages = stores.messages.borrow();
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].channel, MessageChannel::Email);
    assert_eq!(messages[0].to, "ann@example.org");
    assert_eq!(messages[0].link, "http://127.0.0.1:3000/contact/resume/");
}

#[test]
fn a_text_message_goes_to_a_number_that_was_typed() {
    let stores = with_sender();
    let mut ann = begun(&stores);
    ann.post(
        SAVE,
        "send-link=text&send-link-phone=07700+900982&send-link-safe=yes",
    );
    let messages = stores.messages.borrow();
    assert_eq!(messages[0].channel, MessageChannel::TextMessage);
    assert_eq!(messages[0].to, "07700 900982");
}

#[test]
fn whoever_is_not_sure_that_it_is_safe_is_sent_nothing_and_has_saved() {
    let stores = with_sender();
    let mut ann = begun(&stores);
    let saved = text(&ann.post(SAVE, &ASKED.replace("safe=yes", "safe=no")));
    assert!(
        saved.contains(WORDS) && saved.contains("not sure that it is safe"),
        "{saved}"
    );
    assert!(stores.messages.borrow().is_empty());
}

#[test]
fn what_is_missing_is_said_at_the_field_and_what_was_typed_stays() {
    let stores = with_sender();
    let mut ann = begun(&stores);
    let reply = ann.post(SAVE, "from=what&send-link=email&send-link-email=ann");
    assert_eq!(reply.status, 422);
    let page = text(&reply);
    for words in [
        "<title>Error: ",
        "href=\"#send-link-email\"",
        "Enter an email address, like name@example.com",
        "href=\"#send-link-safe\"",
        "Choose whether it is safe to write to you there",
        "value=\"ann\"",
        "name=\"from\" value=\"what\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains(WORDS), "nothing was saved yet");
    assert!(stores.ways_back.borrow().is_empty());
}

#[test]
fn too_many_messages_never_stop_saving() {
    let stores = with_sender();
    stores.too_many_messages.set(true);
    let mut ann = begun(&stores);
    let saved = text(&ann.post(SAVE, ASKED));
    assert!(
        saved.contains(WORDS) && saved.contains("too many messages"),
        "{saved}"
    );
    let ways = stores.ways_back.borrow();
    assert_eq!(ways.values().next().unwrap().messaged, Messaged::TooMany);
}

#[test]
fn the_link_that_was_sent_opens_the_form_with_the_words_where_somebody_stopped() {
    let stores = with_sender();
    let mut ann = begun(&stores);
    ann.post(SAVE, &format!("from=what&{ASKED}"));
    let token = stores
        .ways_back
        .borrow()
        .values()
        .next()
        .unwrap()
        .token
        .clone();
    let link = format!("/contact/resume/{token}");
    let mut elsewhere = Browser::new(&stores);
    let page = text(&elsewhere.get(&link));
    assert!(page.contains("Exit this page") && page.contains(&format!("action=\"{link}\"")));
    assert!(
        !page.contains("worried-about"),
        "nobody learns which form it is: {page}"
    );
    let wrong = elsewhere.post(&link, "four-words=these+are+not+right");
    let nothing = elsewhere.post("/contact/resume/nothing", "four-words=these+are+not+right");
    assert_eq!((wrong.status, nothing.status), (422, 422));
    assert_eq!(
        text(&wrong).replace(&token, ""),
        text(&nothing).replace("nothing", "")
    );
    assert_eq!(elsewhere.post(&link, "four-words=").status, 422);
    let opened = elsewhere.goes_to(&link, &format!("four-words={}", WORDS.replace(' ', "+")));
    assert_eq!(opened, format!("{CONCERN}/what"));
    assert!(text(&elsewhere.get(&opened)).contains("<form"));
    // Another site cannot try words here, and the address of the contract works as before.
    let cross = [
        ("sec-fetch-site", "cross-site"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    assert_eq!(
        send(&stores, "POST", &link, &cross, "four-words=a").status,
        403
    );
    assert_eq!(
        elsewhere.get(&format!("{CONCERN}/resume/{token}")).status,
        200
    );
}
