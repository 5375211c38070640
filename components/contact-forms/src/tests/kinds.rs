//! The kinds of questions that no built-in form asks yet: on pages, and through the API.

use serde_json::json;

use super::browser::Browser;
use super::memory::Memory;
use super::{json, send, text};

pub const FORM: &str = include_str!("kinds.toml");
const OTHERS: &str = "/contact/every-kind/others";

fn main_of(reply: &web::Reply) -> String {
    let page = text(reply);
    page.split("<main").nth(1).unwrap_or(&page).to_owned()
}

#[test]
fn the_form_of_these_tests_could_be_published() {
    assert_eq!(form_model::check(FORM), []);
}

#[test]
fn an_nhs_number_with_a_wrong_digit_is_shown_again_and_one_that_is_right_is_kept() {
    let stores = Memory::with(FORM);
    let mut sam = Browser::new(&stores);
    let at = "/contact/every-kind/numbers";
    let reply = sam.post(at, "nhs-number=943+476+5918");
    assert_eq!(reply.status, 422);
    let page = text(&reply);
    assert!(
        page.contains("Enter the 10 numbers of an NHS number") && page.contains("943 476 5918")
    );
    sam.goes_to(at, "nhs-number=943-476+5919");
    assert!(text(&sam.get(at)).contains("value=\"9434765919\""));
    let check = text(&sam.get("/contact/every-kind/check-answers"));
    assert!(check.contains("943 476 5919"), "{check}");
}

#[test]
fn a_long_list_has_headings_and_is_one_answer() {
    let stores = Memory::with(FORM);
    let mut sam = Browser::new(&stores);
    let page = main_of(&sam.get("/contact/every-kind/needs"));
    for words in [
        "<h2 class=\"app-choice-group__heading\" id=\"needs-group-1\">Health</h2>",
        "<h2 class=\"app-choice-group__heading\" id=\"needs-group-2\">Home and money</h2>",
        "role=\"group\" aria-labelledby=\"needs-group-1\"",
        "id=\"needs\" name=\"needs\"",
        "<select class=\"govuk-select\" id=\"ward\" name=\"ward\"",
        "<option value=\"b\">Ward B</option>",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert_eq!(page.matches("app-choice-group__heading").count(), 2);
    sam.goes_to(
        "/contact/every-kind/needs",
        "needs=housing&needs=memory&ward=b",
    );
    let page = main_of(&sam.get("/contact/every-kind/needs"));
    assert!(
        page.contains("<option value=\"b\" selected>Ward B</option>"),
        "{page}"
    );
    sam.goes_to("/contact/every-kind/check-answers", "");
    let sent = stores.only_contact();
    let needs = sent
        .answers
        .iter()
        .find(|answer| answer.question == "needs")
        .unwrap();
    assert_eq!(needs.value, "[\"memory\",\"housing\"]");
}

#[test]
fn one_more_person_is_added_and_taken_away_without_losing_what_was_typed() {
    let stores = Memory::with(FORM);
    let mut sam = Browser::new(&stores);
    let first = main_of(&sam.get(OTHERS));
    assert!(first.contains("Person 1") && !first.contains("Person 2") && !first.contains("Remove"));
    let typed = "others-count=1&others-1-name=Bob&others-1-born-day=31&others-1-born-month=2\
                 &others-1-lives-there=yes&others-1-help=money";
    let reply = sam.post(OTHERS, &format!("{typed}&add=others"));
    assert_eq!(reply.status, 200);
    let page = main_of(&reply);
    for words in [
        "Person 2",
        "name=\"others-1-name\" type=\"text\" spellcheck=\"false\" value=\"Bob\"",
        "name=\"others-1-born-day\" type=\"text\" inputmode=\"numeric\" value=\"31\"",
        "value=\"yes\" checked",
        "value=\"money\" checked",
        "name=\"remove\" class=\"govuk-button govuk-button--secondary\" data-module=\"govuk-button\">Remove person 1",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(
        !page.contains("govuk-error"),
        "adding is no moment for errors"
    );
    let reply = sam.post(
        OTHERS,
        "others-count=2&others-1-name=Bob&others-2-name=Cy&remove=others-1",
    );
    let page = main_of(&reply);
    assert!(page.contains("value=\"Cy\"") && !page.contains("Bob") && !page.contains("Person 2"));
    assert_eq!(page.matches("name=\"others-1-name\"").count(), 1);
}

#[test]
fn there_is_no_room_for_more_than_the_form_takes_and_enter_never_removes_anybody() {
    let stores = Memory::with(FORM);
    let mut sam = Browser::new(&stores);
    let page = main_of(&sam.post(OTHERS, "others-count=2&add=others"));
    assert!(
        page.contains("Person 3") && !page.contains("Add another person"),
        "{page}"
    );
    let buttons: Vec<&str> = page.split("<button").skip(1).collect();
    assert!(
        buttons[0].contains("Continue") && buttons[0].contains("tabindex=\"-1\""),
        "{page}"
    );
}

#[test]
fn what_is_wrong_with_the_second_person_says_so_beside_the_second_person() {
    let stores = Memory::with(FORM);
    let mut sam = Browser::new(&stores);
    let reply = sam.post(
        OTHERS,
        "others-count=2&others-1-name=Bob&others-2-born-day=9&others-2-born-month=13&others-2-born-year=1941",
    );
    assert_eq!(reply.status, 422);
    let page = text(&reply);
    for words in [
        "<a href=\"#others-2-name\">Person 2: Enter their name</a>",
        "href=\"#others-2-born-month\"",
        "id=\"others-2-born-month\"",
        "id=\"others-2-name-error\"",
        "value=\"Bob\"",
        "value=\"1941\"",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("id=\"others-1-name-error\""));
    let place = |words: &str| page.find(words).unwrap();
    assert!(
        place("href=\"#others-2-name\"") < place("href=\"#others-2-born-month\""),
        "mistakes stand in the order of the page"
    );
}

#[test]
fn people_who_were_told_of_are_checked_sent_and_shown_again() {
    let stores = Memory::with(FORM);
    let mut sam = Browser::new(&stores);
    sam.goes_to(
        OTHERS,
        "others-count=3&others-1-name=Bob&others-1-help=meals&others-1-help=money&others-3-name=Cy&others-3-lives-there=no",
    );
    let again = main_of(&sam.get(OTHERS));
    assert!(
        again.contains("value=\"Bob\"") && again.contains("value=\"Cy\""),
        "{again}"
    );
    assert!(
        again.contains("Person 2") && !again.contains("Person 3"),
        "a blank one is not there"
    );
    let check = text(&sam.get("/contact/every-kind/check-answers"));
    for words in [
        "Person 1<br>Their name: Bob<br>What do they help with?: Meals, Money",
        "/contact/every-kind/others?return=check#others-1-name",
    ] {
        assert!(check.contains(words), "{words}\n{check}");
    }
    sam.goes_to("/contact/every-kind/check-answers", "");
    let sent = stores.only_contact();
    let others = sent
        .answers
        .iter()
        .find(|answer| answer.question == "others")
        .unwrap();
    let value: serde_json::Value = serde_json::from_str(&others.value).unwrap();
    assert_eq!(
        value,
        json!([{"name": "Bob", "help": ["meals", "money"]}, {"name": "Cy", "lives-there": "no"}])
    );
}

#[test]
fn the_api_takes_the_same_kinds_and_says_everything_that_is_wrong() {
    let stores = Memory::with(FORM);
    let post = |answers: serde_json::Value| {
        let body = json!({"answers": answers, "channel": "web"}).to_string();
        let at = "/api/v1/forms/every-kind/submissions";
        send(
            &stores,
            "POST",
            at,
            &[("content-type", "application/json")],
            &body,
        )
    };
    let reply = post(json!({
        "nhs-number": "9434765918",
        "others": [{"name": "Bob"}, {"born": "1941-13-01", "age": 3}, "x", {}],
    }));
    assert_eq!(reply.status, 422);
    let problem = json(&reply);
    let mut fields: Vec<&str> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "nhs-number",
            "others[1].born",
            "others[1].name",
            "others[1].“age”",
            "others[2]"
        ]
    );
    let four = json!([{"name": "A"}, {"name": "B"}, {"name": "C"}, {"name": "D"}]);
    assert_eq!(post(json!({"others": four})).status, 422);
    let reply = post(json!({"nhs-number": "943 476 5919", "others": [{"name": "Bob"}, {}]}));
    assert_eq!(reply.status, 201, "{}", text(&reply));
    let schema = json(&send(
        &stores,
        "GET",
        "/api/v1/forms/every-kind/schema",
        &[],
        "",
    ));
    let others = &schema["properties"]["others"];
    assert_eq!(others["type"], "array");
    assert_eq!(
        others["items"]["properties"]["born"]["title"],
        "Their date of birth"
    );
}

#[test]
fn a_long_form_is_done_part_by_part_and_can_be_sent_at_any_time() {
    let stores = Memory::with(FORM);
    let mut sam = Browser::new(&stores);
    let tasks = "/contact/every-kind/tasks";
    assert_eq!(
        sam.goes_to("/contact/every-kind/now", "danger-now=no"),
        tasks
    );
    let page = main_of(&sam.get(tasks));
    assert_eq!(page.matches("Not started").count(), 2, "{page}");
    assert!(page.contains(
        "href=\"/contact/every-kind/numbers\" aria-describedby=\"task-list-1-status\">The person"
    ));
    assert!(page.contains("href=\"/contact/every-kind/check-answers\""));
    let numbers = text(&sam.get("/contact/every-kind/numbers"));
    assert!(
        numbers.contains(&format!("href=\"{tasks}\" class=\"govuk-back-link\"")),
        "{numbers}"
    );
    assert_eq!(
        sam.goes_to("/contact/every-kind/numbers", "nhs-number=9434765919"),
        "/contact/every-kind/needs"
    );
    let page = main_of(&sam.get(tasks));
    assert!(page.contains("In progress") && page.contains("href=\"/contact/every-kind/needs\""));
    assert_eq!(
        sam.goes_to("/contact/every-kind/needs", "needs=memory"),
        tasks
    );
    let page = main_of(&sam.get(tasks));
    assert!(
        page.contains("Done") && page.contains("finished 1 of 2"),
        "{page}"
    );
    let check = main_of(&sam.get("/contact/every-kind/check-answers"));
    assert!(
        check.contains("<h2 class=\"govuk-heading-m\">The person</h2>"),
        "{check}"
    );
    sam.goes_to("/contact/every-kind/check-answers", "");
    stores.only_contact();
    assert_eq!(
        sam.get("/contact/adult-contact/tasks").status,
        404,
        "a form without parts has no list"
    );
}

#[test]
fn a_box_says_how_much_room_it_has_and_how_much_is_too_much() {
    let stores = Memory::with(FORM);
    let mut sam = Browser::new(&stores);
    let at = "/contact/every-kind/words";
    assert!(text(&sam.get(at)).contains("You can use up to 20 characters."));
    let reply = sam.post(at, "narrative=This+is+more+than+twenty");
    assert_eq!(reply.status, 422);
    let page = text(&reply);
    assert!(page.contains("You have 4 characters too many."), "{page}");
    assert!(page.contains("This is more than twenty"));
}
