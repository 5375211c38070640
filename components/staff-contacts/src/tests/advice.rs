//! Advice that was given, recorded and closed with one press.

use super::memory::Memory;
use super::{opened, post, text};

const ADVICE: &str = "/staff/contacts/advice";
const OUTCOME: &str = "NFA: Information and advice or signposting";

#[test]
fn one_press_records_a_contact_and_closes_it() {
    let stores = Memory::default();
    let reply = post(&stores, ADVICE, &[("outcome", OUTCOME)]);
    let page = text(&reply);
    assert_eq!(reply.status, 200, "{page}");
    assert!(
        page.contains("Recorded and closed") && page.contains("ASC-TEST-0001"),
        "{page}"
    );
    let contact = stores.only_contact();
    assert_eq!(
        (contact.channel.as_str(), contact.received_at),
        ("phone", opened())
    );
    assert_eq!(contact.form.id, "adult-contact");
    assert_eq!(contact.entered_by.unwrap().id, "kim");
    assert_eq!(*stores.closed.borrow(), [OUTCOME]);
    // Pressed twice, it is one.
    post(&stores, ADVICE, &[("outcome", OUTCOME)]);
    assert_eq!(stores.contacts.borrow().len(), 1);
}

#[test]
fn what_it_was_about_is_kept_with_it() {
    let stores = Memory::default();
    let note = "Which day the day centre opens.";
    post(&stores, ADVICE, &[("outcome", OUTCOME), ("note", note)]);
    let contact = stores.only_contact();
    assert!(contact.answers.iter().any(|answer| answer.said == note));
    let long = "x".repeat(2_001);
    let reply = post(&stores, ADVICE, &[("outcome", OUTCOME), ("note", &long)]);
    assert_eq!(reply.status, 422);
    assert!(text(&reply).contains(&long), "nothing typed is lost");
}

#[test]
fn it_needs_the_sessions_token_and_a_channel() {
    let stores = Memory::default();
    assert_eq!(post(&stores, ADVICE, &[("csrf", "another")]).status, 403);
    assert_eq!(post(&stores, ADVICE, &[("channel", "web")]).status, 422);
    assert!(stores.contacts.borrow().is_empty());
}
