//! What people and programs type that cannot be taken: it is shown again, with a sentence that helps.

use super::browser::Browser;
use super::memory::Memory;
use super::text;

/// The page after something that cannot be taken: not kept in a draft, but shown again.
fn refused(at: &str, fields: &str) -> String {
    let stores = Memory::default();
    let reply = Browser::new(&stores).post(at, fields);
    assert_eq!(reply.status, 422, "{at}");
    assert!(stores.drafts.borrow().is_empty());
    let page = text(&reply);
    assert!(page.contains("<title>Error: "), "{at}");
    page
}

fn has(page: &str, words: &[&str]) {
    for words in words {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[test]
fn two_hundred_kilobytes_in_a_box_are_shown_again_with_how_much_is_too_much() {
    let typed = "mum fell ".repeat(22_300);
    let typed = typed.trim_end();
    let fields = format!("narrative={}", typed.replace(' ', "+"));
    let page = refused("/contact/adult-contact/your-words", &fields);
    assert!(page.contains(typed), "nothing of it is lost");
    has(
        &page,
        &[
            "must be 10,000 characters or fewer",
            "You have 190,699 characters too many.",
        ],
    );
}

#[test]
fn thirty_one_february_says_how_many_days_february_had() {
    let page = refused(
        "/contact/adult-contact/birth",
        "date-of-birth-day=31&date-of-birth-month=2&date-of-birth-year=1985",
    );
    has(
        &page,
        &[
            "<a href=\"#date-of-birth-day\">The date of birth must be a real date. There are only 28 days in February 1985</a>",
            "value=\"31\"",
            "value=\"2\"",
            "value=\"1985\"",
        ],
    );
}

#[test]
fn the_twelfth_of_the_thirteenth_85_says_what_is_wrong_with_each_part() {
    let page = refused(
        "/contact/adult-contact/birth",
        "date-of-birth-day=12&date-of-birth-month=13&date-of-birth-year=85",
    );
    has(
        &page,
        &[
            "<a href=\"#date-of-birth-month\">The month of the date of birth must be a number from 1 to 12, or its name, like March</a>",
            "<a href=\"#date-of-birth-year\">The year of the date of birth must have 4 numbers, like 1985</a>",
            "value=\"12\"",
            "value=\"13\"",
            "value=\"85\"",
        ],
    );
    let page = refused(
        "/contact/adult-contact/birth",
        "date-of-birth-day=12%2F13%2F85&date-of-birth-month=&date-of-birth-year=",
    );
    has(
        &page,
        &["in a box each, like 27 3 1947", "value=\"12/13/85\""],
    );
}

#[test]
fn a_postcode_with_a_full_stop_is_a_postcode_and_a_town_is_told_what_one_looks_like() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/adult-contact/place", "postcode=CM1+1QH.");
    assert!(text(&ann.get("/contact/adult-contact/place")).contains("value=\"CM1 1QH.\""));
    let page = refused("/contact/adult-contact/place", "postcode=Chelmsford.");
    has(
        &page,
        &["Enter a postcode, like SW1A 1AA", "value=\"Chelmsford.\""],
    );
}

#[test]
fn a_mark_that_turns_a_name_round_does_not_come_into_the_record() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    // The mark makes “Ann” and “eiB” read as if the name were another.
    ann.goes_to("/contact/adult-contact/name", "given-name=Ann%E2%80%AEeiB");
    let page = text(&ann.get("/contact/adult-contact/name"));
    assert!(page.contains("value=\"AnneiB\"") && !page.contains('\u{202e}'));
    // With another mistake on the page, all that was typed is shown again.
    let long = "n".repeat(101);
    let page = refused(
        "/contact/adult-contact/name",
        &format!("given-name=Ann%E2%80%AEeiB&family-name={long}"),
    );
    has(&page, &["must be 100 characters or fewer", "eiB", &long]);
}

#[test]
fn every_option_of_a_radio_at_once_is_told_to_choose_one() {
    let page = refused(
        "/contact/adult-contact/who-for",
        "about=self&about=someone-else",
    );
    has(
        &page,
        &[
            "Select only one answer for who you want help for",
            "value=\"self\" checked",
        ],
    );
    let page = refused(
        "/contact/adult-contact/now",
        "danger-now=yes&danger-now=no&danger-now=not-sure",
    );
    has(&page, &["Select only one answer"]);
}

#[test]
fn a_number_that_cannot_be_says_what_can() {
    for (typed, words) in [
        ("200", "must be from 0 to 168"),
        ("lots", "must be a number from 0 to 168, like 12"),
    ] {
        let page = refused(
            "/contact/adult-contact/person-you-look-after",
            &format!("caring-hours-per-week={typed}"),
        );
        has(&page, &[words, &format!("value=\"{typed}\"")]);
    }
}

#[test]
fn a_page_about_danger_says_whom_to_call_once() {
    let stores = Memory::default();
    let page = text(&Browser::new(&stores).get("/contact/adult-contact/call-now"));
    let main = page
        .split("<main")
        .nth(1)
        .and_then(|rest| rest.split("</main>").next());
    let main = main.unwrap();
    assert_eq!(main.matches("tel:999").count(), 1, "{main}");
    has(main, &["<h1 class=\"govuk-heading-l\">Call <a", "press 55"]);
    assert!(!main.contains("If someone is in immediate danger call"));
}
