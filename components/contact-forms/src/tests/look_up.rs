//! Finding an address by its postcode, and entering it by hand wherever that does not work.

use form_model::Address;
use serde_json::json;

use super::browser::Browser;
use super::memory::Memory;
use super::text;

const PAGE: &str = "/contact/adult-contact/address";
const CHOSEN: &str = "address-found=Flat+2%2C+Rose+Court%7C44+Mill+Road%7CExampleton%7C%7CZZ1+1AA";

fn found(line_1: &str, line_2: &str) -> Address {
    let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Address {
        line_1: part(line_1),
        line_2: part(line_2),
        town: part("Exampleton"),
        county: None,
        postcode: part("ZZ1 1AA"),
    }
}

/// A site with a service that knows two addresses.
fn site() -> Memory {
    let mut stores = Memory::default();
    stores.looks_up_addresses = true;
    stores.addresses.replace(Some(vec![
        found("Flat 2, Rose Court", "44 Mill Road"),
        found("1 Mill Road", ""),
    ]));
    stores
}

/// Ann, who has begun the form for herself and given this postcode.
fn ann<'m>(stores: &'m Memory, postcode: &str) -> Browser<'m> {
    let mut ann = Browser::new(stores);
    ann.post("/contact/adult-contact/danger-now", "danger-now=no");
    ann.post("/contact/adult-contact/who-for", "about=self");
    ann.post("/contact/adult-contact/contact", "phone=01632+960001");
    ann.post(
        "/contact/adult-contact/place",
        &format!("postcode={postcode}"),
    );
    ann
}

fn main_of(reply: &web::Reply) -> String {
    let page = text(reply);
    page.split("<main").nth(1).unwrap_or(&page).to_owned()
}

/// The answer as it is kept.
fn kept(stores: &Memory) -> serde_json::Value {
    let drafts = stores.drafts.borrow();
    let draft = drafts.values().next().unwrap();
    let answers: serde_json::Value = serde_json::from_str(&draft.answers).unwrap();
    answers["address"].clone()
}

fn asks_for_lines(page: &str) -> bool {
    page.contains("name=\"address-line-1\"") && page.contains("name=\"address-town\"")
}

#[test]
fn where_nothing_is_set_up_the_page_asks_for_the_lines_and_offers_nothing_else() {
    let stores = Memory::default();
    let mut ann = ann(&stores, "ZZ1+1AA");
    let page = main_of(&ann.get(PAGE));
    assert!(asks_for_lines(&page));
    assert!(
        !page.contains("Find") && !page.contains("look-up"),
        "{page}"
    );
    // A button of another site's page finds nothing here either, and loses nothing.
    assert_ne!(
        ann.goes_to(PAGE, "look-up=find&address-line-1=1+Mill+Road"),
        PAGE
    );
    assert_eq!(kept(&stores), json!({"line-1": "1 Mill Road"}));
    assert!(stores.looked_up.borrow().is_empty());
}

#[test]
fn somebody_finds_their_address_by_the_postcode_that_they_gave_before() {
    let stores = site();
    let mut ann = ann(&stores, "zz11aa");
    let page = main_of(&ann.get(PAGE));
    assert!(!asks_for_lines(&page));
    for words in [
        "name=\"address-postcode\"",
        "value=\"zz11aa\"",
        "We use only the postcode to find the address.",
        "value=\"find\" name=\"look-up\"",
        "Find address",
        "Enter the address by hand",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }

    let reply = ann.post(PAGE, "address-postcode=zz11aa&look-up=find");
    assert_eq!(reply.status, 200);
    let page = main_of(&reply);
    for words in [
        "Choose an address",
        "2 addresses found",
        "These have the postcode ZZ1 1AA.",
        "<option value=\"Flat 2, Rose Court|44 Mill Road|Exampleton||ZZ1 1AA\">Flat 2, Rose Court, 44 Mill Road, Exampleton</option>",
        "1 Mill Road, Exampleton",
        "Use this address",
        "Try another postcode",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert_eq!(*stores.looked_up.borrow(), ["ZZ1 1AA"]);

    let page = main_of(&ann.post(
        PAGE,
        &format!("{CHOSEN}&address-postcode=ZZ1+1AA&look-up=use"),
    ));
    assert!(asks_for_lines(&page));
    for words in [
        "Check the address. You can change it.",
        "value=\"Flat 2, Rose Court\"",
        "value=\"44 Mill Road\"",
        "value=\"Exampleton\"",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(
        !page.contains("address-postcode"),
        "the postcode was given before"
    );

    ann.goes_to(
        PAGE,
        "address-line-1=Flat+2a%2C+Rose+Court&address-line-2=44+Mill+Road&address-town=Exampleton&address-county=",
    );
    assert_eq!(
        kept(&stores),
        json!({"line-1": "Flat 2a, Rose Court", "line-2": "44 Mill Road", "town": "Exampleton"})
    );
    assert_eq!(stores.looked_up.borrow().len(), 1);
}

#[test]
fn somebody_who_goes_on_with_an_address_chosen_has_given_it() {
    let stores = site();
    let mut ann = ann(&stores, "ZZ1+1AA");
    ann.goes_to(PAGE, &format!("{CHOSEN}&address-postcode=ZZ1+1AA"));
    assert_eq!(
        kept(&stores),
        json!({"line-1": "Flat 2, Rose Court", "line-2": "44 Mill Road", "town": "Exampleton"})
    );
    // Changing it begins with what there is, and goes straight back.
    let change = format!("{PAGE}?return=check");
    let page = main_of(&ann.get(&change));
    assert!(asks_for_lines(&page) && page.contains("value=\"Flat 2, Rose Court\""));
    assert!(page.contains("Find an address by postcode"), "{page}");
    let page = main_of(&ann.post(
        PAGE,
        "return=check&look-up=again&address-line-1=Flat+2%2C+Rose+Court&address-line-2=44+Mill+Road&address-town=Exampleton&address-county=",
    ));
    assert!(page.contains("Find address") && !asks_for_lines(&page));
    assert!(page.contains("name=\"return\" value=\"check\""));
    assert!(
        page.contains("name=\"address-before-line-1\" value=\"Flat 2, Rose Court\""),
        "what was there comes along: {page}"
    );
    // Having thought better of it, they go on, and nothing is lost.
    let before = "address-before-line-1=Flat+2%2C+Rose+Court&address-before-line-2=44+Mill+Road&address-before-town=Exampleton";
    let to = ann.goes_to(
        PAGE,
        &format!("return=check&address-postcode=ZZ1+1AA&{before}"),
    );
    assert_eq!(to, "/contact/adult-contact/check-answers");
    assert_eq!(kept(&stores)["line-1"], "Flat 2, Rose Court");
    // Or they find another: that replaces it whole.
    ann.goes_to(
        PAGE,
        &format!("address-found=1+Mill+Road%7C%7CExampleton%7C%7CZZ1+1AA&{before}"),
    );
    assert_eq!(
        kept(&stores),
        json!({"line-1": "1 Mill Road", "town": "Exampleton"})
    );
}

/// The text of each button that people see, with whether it stands out.
fn buttons(page: &str) -> Vec<(String, bool)> {
    page.split("<button ")
        .skip(1)
        .map(|button| button.split_once('>').unwrap())
        .filter(|(head, _)| head.contains("class=\"govuk-button"))
        .map(|(head, rest)| {
            let text = rest.split('<').next().unwrap().trim();
            (text.to_owned(), !head.contains("--secondary"))
        })
        .collect()
}

#[test]
fn each_button_says_what_it_does_and_one_stands_out() {
    let stores = site();
    let mut ann = ann(&stores, "ZZ1+1AA");
    let says = |page: &str| {
        let buttons = buttons(page);
        let out: Vec<_> = buttons.iter().filter(|(_, out)| *out).collect();
        assert_eq!(out.len(), 1, "{buttons:?}");
        let all: Vec<String> = buttons.iter().map(|(text, _)| text.clone()).collect();
        (out[0].0.clone(), all)
    };
    let (first, all) = says(&main_of(&ann.get(PAGE)));
    assert_eq!(first, "Find address");
    assert!(all.iter().any(|text| text == "Continue without an address"));
    assert!(!all.iter().any(|text| text == "Continue"), "{all:?}");
    let (first, all) = says(&main_of(
        &ann.post(PAGE, "address-postcode=ZZ1+1AA&look-up=find"),
    ));
    assert_eq!(first, "Use this address");
    assert!(all.iter().any(|text| text == "Continue without an address"));
    // In the lines there is one way on, as on every page.
    let (first, _) = says(&main_of(&ann.post(PAGE, "look-up=by-hand")));
    assert_eq!(first, "Continue");
    // Whoever looks for another address than they gave keeps that by going on.
    ann.goes_to(PAGE, "address-line-1=1+Mill+Road");
    let page = main_of(&ann.post(PAGE, "look-up=again&address-line-1=1+Mill+Road"));
    let (_, all) = says(&page);
    let keep = "Continue with the address that you gave before";
    assert!(all.iter().any(|text| text == keep), "{all:?}");
    ann.goes_to(
        PAGE,
        "look-up=skip&address-postcode=ZZ1+1AB&address-before-line-1=1+Mill+Road",
    );
    assert_eq!(kept(&stores)["line-1"], "1 Mill Road");
}

#[test]
fn whoever_goes_on_without_an_address_gives_none_even_where_one_was_chosen() {
    let stores = site();
    let mut ann = ann(&stores, "ZZ1+1AA");
    ann.goes_to(
        PAGE,
        &format!("{CHOSEN}&address-postcode=ZZ1+1AA&look-up=skip"),
    );
    assert_eq!(kept(&stores), json!(null));
    // Nobody is asked to choose first, and a postcode that was typed just now is not looked up but kept.
    ann.goes_to(PAGE, "address-found=&address-postcode=ZZ1+1AA&look-up=skip");
    ann.goes_to(PAGE, "address-postcode=ZZ1+1AB&look-up=skip");
    assert_eq!(kept(&stores), json!({"postcode": "ZZ1 1AB"}));
    assert!(stores.looked_up.borrow().is_empty());
}

#[test]
fn an_address_with_another_postcode_than_was_given_keeps_it() {
    let stores = site();
    let mut ann = ann(&stores, "ZZ2");
    let page = main_of(&ann.get(PAGE));
    assert!(
        !page.contains("value=\"ZZ2\""),
        "half a postcode finds nothing"
    );
    let page = main_of(&ann.post(PAGE, &format!("{CHOSEN}&look-up=use")));
    assert!(page.contains("name=\"address-postcode\"") && page.contains("value=\"ZZ1 1AA\""));
    ann.goes_to(
        PAGE,
        "address-line-1=1+Mill+Road&address-postcode=ZZ1+1AA&address-town=",
    );
    assert_eq!(
        kept(&stores),
        json!({"line-1": "1 Mill Road", "postcode": "ZZ1 1AA"})
    );
    assert!(main_of(&ann.get(PAGE)).contains("value=\"ZZ1 1AA\""));
}

#[test]
fn whoever_types_a_postcode_and_goes_on_is_shown_the_addresses() {
    let stores = site();
    let mut ann = ann(&stores, "");
    let page = main_of(&ann.post(PAGE, "address-postcode=ZZ1+1AA"));
    assert!(page.contains("2 addresses found"));
    // Not whoever only leaves the page with the postcode that was there already, saves, or goes to the end.
    let stores = site();
    let mut sam = super::look_up::ann(&stores, "ZZ1+1AA");
    sam.goes_to(PAGE, "address-postcode=ZZ1+1AA");
    sam.goes_to(PAGE, "address-postcode=ZZ1+1AB&go=save");
    assert_eq!(
        kept(&stores),
        json!({"postcode": "ZZ1 1AB"}),
        "what was typed is kept"
    );
    assert!(stores.looked_up.borrow().is_empty());
    assert!(main_of(&sam.get(PAGE)).contains("value=\"ZZ1 1AB\""));
}

#[test]
fn somebody_can_leave_the_address_out() {
    let stores = site();
    let mut ann = ann(&stores, "ZZ1+1AA");
    let page = main_of(&ann.post(PAGE, "address-postcode=ZZ1+1AA&look-up=by-hand"));
    assert!(asks_for_lines(&page));
    ann.goes_to(
        PAGE,
        "address-line-1=&address-line-2=&address-town=&address-county=",
    );
    assert_eq!(kept(&stores), json!(null));
}

#[test]
fn what_cannot_be_looked_up_is_said_where_it_was_typed() {
    let stores = site();
    let mut ann = ann(&stores, "");
    for typed in ["", "ZZ1", "high+street"] {
        let reply = ann.post(PAGE, &format!("address-postcode={typed}&look-up=find"));
        assert_eq!(reply.status, 422, "{typed}");
        let page = text(&reply);
        for words in [
            "<title>Error: ",
            "href=\"#address-postcode\"",
            "Enter the whole postcode, like SW1A 1AA, to find the address. Or enter the address by hand",
            "id=\"address-postcode-error\"",
            "Enter the address by hand</button>",
        ] {
            assert!(page.contains(words), "{words}\n{page}");
        }
    }
    assert!(stores.looked_up.borrow().is_empty());
}

#[test]
fn going_on_without_having_chosen_shows_the_addresses_again() {
    let stores = site();
    let mut ann = ann(&stores, "ZZ1+1AA");
    for go_on in ["&look-up=use", ""] {
        let fields = format!("address-postcode=ZZ1+1AA&address-found={go_on}");
        let reply = ann.post(PAGE, &fields);
        assert_eq!(reply.status, 422);
        let page = text(&reply);
        assert!(page.contains("href=\"#address-found\"") && page.contains("2 addresses found"));
        assert!(page.contains("Choose an address from the list."));
    }
    // The end, or a break, is not held up.
    ann.goes_to(PAGE, "address-postcode=ZZ1+1AA&address-found=&go=save");
}

#[test]
fn where_no_address_is_found_or_the_service_is_silent_it_is_entered_by_hand_at_once() {
    let stores = site();
    let mut ann = ann(&stores, "");
    let by_hand = |reply: &web::Reply, words: &str| {
        assert_eq!(reply.status, 200);
        let page = main_of(reply);
        assert!(
            page.contains(words) && asks_for_lines(&page),
            "{words}\n{page}"
        );
        page
    };
    let page = by_hand(
        &ann.post(PAGE, "address-postcode=ZZ9+9ZZ&look-up=find"),
        "We found no address with this postcode. Please enter the address by hand.",
    );
    assert!(
        page.contains("value=\"ZZ9 9ZZ\""),
        "the postcode is kept: {page}"
    );

    stores.addresses.replace(None);
    let silent = "We cannot look up addresses just now. Please enter the address by hand.";
    by_hand(
        &ann.post(PAGE, "address-postcode=ZZ1+1AA&look-up=find"),
        silent,
    );
    // Whoever had typed lines before has them again.
    let page = by_hand(
        &ann.post(
            PAGE,
            "address-postcode=ZZ1+1AA&look-up=find&address-before-line-1=1+Mill+Road",
        ),
        silent,
    );
    assert!(page.contains("value=\"1 Mill Road\""));
    by_hand(
        &ann.post(PAGE, "address-postcode=ZZ1+1AA&address-found="),
        silent,
    );
}

#[test]
fn whoever_looks_up_very_often_is_asked_kindly_to_enter_it_by_hand() {
    let mut stores = site();
    stores.most_look_ups = 1;
    let mut ann = ann(&stores, "ZZ1+1AA");
    ann.post(PAGE, "address-postcode=ZZ1+1AA&look-up=find");
    let reply = ann.post(PAGE, "address-postcode=ZZ1+1AA&look-up=find");
    assert_eq!(reply.status, 200);
    let page = main_of(&reply);
    assert!(page.contains("Many addresses were looked up from here in the last hour"));
    assert!(asks_for_lines(&page));
    assert_eq!(stores.looked_up.borrow().len(), 1);
}

#[test]
fn a_form_that_fell_asleep_shows_nothing_of_itself_while_somebody_looks_up() {
    let stores = site();
    let mut ann = ann(&stores, "ZZ2+2BB");
    stores.asleep.set(true);
    for fields in [
        "look-up=again",
        "address-postcode=ZZ1&look-up=find",
        "address-postcode=ZZ1+1AA&look-up=find",
    ] {
        let page = text(&ann.post(PAGE, fields));
        assert!(
            !page.contains("ZZ2 2BB") && !page.contains("ZZ2+2BB"),
            "{fields}\n{page}"
        );
    }
}

#[test]
fn a_page_that_asks_for_the_postcode_itself_has_one_field_for_it() {
    let stores = site();
    let mut sam = Browser::new(&stores);
    let at = "/contact/professional-referral/place";
    let form = sam.get(at);
    let page = main_of(&form);
    assert_eq!(form.status, 200);
    assert!(!page.contains("address-postcode") && !asks_for_lines(&page));
    assert!(page.contains("Give the postcode above, and we can find the address for you."));
    assert!(
        page.contains("tabindex=\"-1\">Continue"),
        "Enter in a field goes on: {page}"
    );
    let reply = sam.post(at, "postcode=ZZ1&district=&look-up=find");
    assert_eq!(reply.status, 422);
    let page = text(&reply);
    assert!(page.contains("href=\"#postcode\"") && page.contains("id=\"postcode-error\""));
    assert!(page.contains("value=\"ZZ1\""));

    let page = main_of(&sam.post(at, "postcode=ZZ1+1AA&district=maldon&look-up=find"));
    assert!(page.contains("2 addresses found"));
    assert!(
        page.contains("<option value=\"maldon\" selected"),
        "kept: {page}"
    );
    let page = main_of(&sam.post(
        at,
        &format!("postcode=ZZ1+1AA&district=&address-postcode=ZZ1+1AA&{CHOSEN}&look-up=use"),
    ));
    assert!(page.contains("value=\"44 Mill Road\"") && !page.contains("address-postcode"));
    // Going on with a postcode and no address is going on.
    sam.goes_to(at, "postcode=ZZ1+1AA&district=");
    assert_eq!(stores.looked_up.borrow().len(), 1);
}

#[test]
fn a_page_from_elsewhere_looks_nothing_up() {
    let stores = site();
    let ann = ann(&stores, "ZZ1+1AA");
    let cookie = ann.cookie.clone().unwrap();
    let headers = [
        ("cookie", cookie.as_str()),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let body = "address-postcode=ZZ1+1AA&look-up=find&csrf=wrong";
    let reply = super::send(&stores, "POST", PAGE, &headers, body);
    assert_eq!(reply.status, 403);
    assert!(
        text(&reply).contains("value=\"ZZ1+1AA\"") || text(&reply).contains("value=\"ZZ1 1AA\"")
    );
    assert!(stores.looked_up.borrow().is_empty());
}
