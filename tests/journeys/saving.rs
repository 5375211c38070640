//! Saving a form for later, and coming back to it: with the link and the words, and with neither alone.

use super::filling_in::{HELP_WITH_MEALS, answer_this_page, send, until_the_check};
use crate::harness::{Page, Resident, Site, Start};

const FORM: &str = "/contact/adult-contact";
const ASLEEP: &str = "1260";

/// What stands in bold after these words.
#[track_caller]
fn bold_after<'p>(page: &'p Page, words: &str) -> &'p str {
    let (_, after) = page
        .html
        .split_once(words)
        .unwrap_or_else(|| panic!("no \"{words}\": {}", page.main));
    let (_, bold) = after.split_once("<strong>").expect("something in bold");
    bold.split('<').next().unwrap_or_default()
}

/// Somebody who has answered up to the question about their own words.
fn begun(site: &Site) -> Resident {
    let mut resident = site.resident();
    resident.open(FORM);
    while !(resident.page().asks() && resident.page().question().has("narrative")) {
        answer_this_page(&mut resident, HELP_WITH_MEALS);
    }
    resident
}

#[test]
fn a_saved_form_is_opened_on_another_device_where_it_was_left_and_sent_from_there() {
    let site = Site::shared();
    let mut resident = begun(site);
    let stopped = resident.at.clone();
    resident.fill(
        "narrative",
        &["I cannot cook any more since my hands shake."],
    );
    resident.press("Save and come back later");
    resident.press("Save my answers");
    let words = bold_after(resident.page(), "Your four words").to_owned();
    assert_eq!(words.split(' ').count(), 4, "{words}");
    let link = resident
        .page()
        .links
        .iter()
        .find(|link| link.href.contains("/resume/"));
    let link = link.expect("the link").href.clone();
    let link = &link[link.find(FORM).expect("a link of this form")..];
    resident.press("Close the form on this device");
    resident.open(&stopped);
    assert!(!resident.page().html.contains("hands shake"));

    let mut elsewhere = site.resident();
    elsewhere.open(link);
    assert_eq!(elsewhere.status, 200);
    elsewhere
        .fill("four-words", &["these are not right"])
        .press("Open my answers");
    assert_eq!(elsewhere.status, 422);
    let refused = elsewhere.page().main.clone();
    let unknown = format!("{FORM}/resume/a-token-that-nobody-was-given");
    elsewhere.open(&unknown);
    elsewhere
        .fill("four-words", &["these are not right"])
        .press("Open my answers");
    assert_eq!((elsewhere.status, &elsewhere.page().main), (422, &refused));
    elsewhere.open(link);
    elsewhere
        .fill("four-words", &[&words.to_uppercase()])
        .press("Open my answers");
    assert_eq!(elsewhere.at, stopped);
    assert!(elsewhere.page().html.contains("hands shake"));
    until_the_check(&mut elsewhere, HELP_WITH_MEALS);
    send(&mut elsewhere);
}

#[test]
fn a_form_that_nobody_used_for_twenty_minutes_shows_nothing_until_its_words_are_given() {
    if !Site::is_ours() {
        return println!("only a site of our own can live in another time");
    }
    let start = Start::named("asleep");
    let site = start.begin();
    let mut resident = site.resident();
    resident.open(FORM);
    while resident.caller.cookies().is_empty() {
        answer_this_page(&mut resident, HELP_WITH_MEALS);
    }
    let words = bold_after(resident.page(), "show your answers again").to_owned();
    while !resident.page().html.contains("name=\"needs\"") {
        answer_this_page(&mut resident, HELP_WITH_MEALS);
    }
    let (at, cookies) = (resident.at.clone(), resident.caller.cookies());
    let open = resident.page().question().clone();
    site.kill();

    let start = start.argument("--clock-offset-seconds").argument(ASLEEP);
    let site = start.begin();
    let mut resident = site.resident();
    resident.caller.use_cookies(cookies);
    resident.open(&format!("{FORM}/check-answers"));
    assert!(!resident.page().html.contains("hands shake"));
    // The page that was still open keeps what was chosen on it, and then the words are asked for.
    let mut open = open;
    open.fill("needs", &["meals-nutrition"]);
    let (_, pairs) = open.pressed("Continue");
    let answer = resident.caller.post_form(&at, &pairs);
    let next = answer.header("location").expect("a redirect").to_owned();
    resident.open(&next);
    resident
        .fill("four-words", &[&words])
        .press("Open my answers");
    assert_eq!(resident.status, 200, "{}", resident.page().main);
    until_the_check(&mut resident, HELP_WITH_MEALS);
    let check = &resident.page().main;
    assert!(
        check.contains("hands shake") && check.contains("Meals, eating and drinking"),
        "{check}"
    );
}

/// A development has a mailbox, and no other sender.
#[test]
fn the_link_is_sent_alone_to_whoever_asks_for_it_and_opens_the_form_elsewhere() {
    let site = Site::shared();
    let mailbox = || {
        let sent = site.nobody().caller.get("/dev/mailbox.json");
        sent.expect(200).json().as_array().cloned().expect("a list")
    };
    let to = format!("winifred-{}@example.org", std::process::id());
    let mine = || {
        let sent = mailbox().into_iter();
        sent.filter(|message| message["to"] == to.as_str())
            .collect::<Vec<_>>()
    };
    if !Site::is_ours() {
        return println!("a site elsewhere need not have a mailbox");
    }
    let mut resident = begun(site);
    let stopped = resident.at.clone();
    resident.fill(
        "narrative",
        &["I cannot cook any more since my hands shake."],
    );
    resident.press("Save and come back later");
    resident
        .fill("send-link", &["email"])
        .fill("send-link-email", &[&to])
        .press("Save my answers");
    assert_eq!(resident.status, 422, "whether it is safe was left open");
    assert!(mine().is_empty());
    resident
        .fill("send-link-safe", &["yes"])
        .press("Save my answers");
    assert_eq!(resident.status, 200, "{}", resident.page().main);
    let words = bold_after(resident.page(), "Your four words").to_owned();
    let sent = mine();
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert_eq!(sent[0]["channel"], "email");
    assert_eq!(sent[0]["template"], "saved-form");
    let text = sent[0]["text"].as_str().expect("a text").to_owned();
    let link = text
        .strip_prefix("Your saved form\n")
        .expect("the fixed words");
    let link = &link[link.find("/contact/resume/").expect("a link of no form")..];
    assert!(!text.contains("adult"), "{text}");
    for word in words.split(' ') {
        assert!(!text.contains(word), "{word}");
    }

    let mut elsewhere = site.resident();
    elsewhere.open(link);
    assert_eq!(elsewhere.status, 200);
    elsewhere
        .fill("four-words", &[&words])
        .press("Open my answers");
    assert_eq!(elsewhere.at, stopped);
    assert!(elsewhere.page().html.contains("hands shake"));
}
