//! The pages: a worker without a program changes where contacts go.

use super::api::edited;
use super::memory::{built_in, first};
use super::{Memory, get, post, text};

const DARA: &str = "dara:service-designer";
const DEV: &str = "dev:service-designer";
const PROPOSE: &str = "/staff/rules/propose";

fn sooner(stores: &Memory) -> String {
    edited(
        stores,
        "{ fact = \"caring-hours-per-week\", at-least = 50 }",
        "{ fact = \"caring-hours-per-week\", at-least = 35 }",
    )
}

fn tag_in(page: &str) -> String {
    let (_, after) = page.split_once("name=\"etag\" value=\"").unwrap();
    after.split('"').next().unwrap().to_owned()
}

/// Dara proposes it; answers the address of its page.
fn proposed(stores: &Memory) -> String {
    let rules = sooner(stores);
    let reply = post(
        stores,
        DARA,
        PROPOSE,
        &[("text", &rules), ("do", "propose")],
    );
    assert_eq!(reply.status, 303, "{}", text(&reply));
    let location = reply.header("location").unwrap();
    location.split('?').next().unwrap().to_owned()
}

#[test]
fn a_new_version_begins_with_what_is_in_use_and_the_number_that_comes_next() {
    let stores = Memory::default();
    let page = text(&get(&stores, DARA, PROPOSE));
    assert!(page.contains(&format!("version = {}", stores.next())));
    let places = text(&get(&stores, DARA, "/staff/rules/propose?of=places"));
    assert!(places.contains("[own-authority]"));
    let from = text(&get(
        &stores,
        DARA,
        &format!("/staff/rules/propose?from={}", first()),
    ));
    assert!(from.contains(&format!("version = {}", stores.next())));
}

#[test]
fn a_typo_is_shown_with_its_line_and_what_to_write_and_nothing_is_lost() {
    let stores = Memory::default();
    let rules = edited(
        &stores,
        "{ fact = \"caring-hours-per-week\", at-least",
        "{ fact = \"caring-hours\", at-least",
    );
    let rules = format!("{rules}# a remark that is kept\n");
    let reply = post(
        &stores,
        DARA,
        PROPOSE,
        &[("text", &rules), ("do", "propose")],
    );
    let page = text(&reply);
    assert_eq!(reply.status, 422);
    let line = 1 + rules
        .lines()
        .position(|line| line.contains("\"caring-hours\""))
        .unwrap();
    assert!(page.contains(&format!(
        "Line {line}: The fact `caring-hours` is not known. Use one of:"
    )));
    assert!(page.contains("caring-hours-per-week, cared-for-postcode"));
    assert!(page.contains("# a remark that is kept"));
    assert!(!page.contains("Propose this version"));
}

#[test]
fn what_it_changes_is_told_before_it_can_be_proposed() {
    let stores = Memory::default();
    let rules = sooner(&stores);
    let page = text(&post(
        &stores,
        DARA,
        PROPOSE,
        &[("text", &rules), ("do", "check")],
    ));
    assert!(page.contains("Now it applies when the hours of caring a week is 35 or more."));
    assert!(page.contains("cannot-protect-self"), "what nothing reads");
    assert!(page.contains("Propose this version"));
    let places = built_in()
        .places
        .replacen("name = \"Mid Essex\"", "name = \"Middle Essex\"", 1);
    let fields = [("of", "places"), ("text", places.as_str()), ("do", "check")];
    let page = text(&post(&stores, DARA, PROPOSE, &fields));
    assert!(page.contains("Places: In the locality “mid”, name was “Mid Essex”."));
}

#[test]
fn a_trial_shows_tables_of_numbers_and_keeps_the_draft() {
    let stores = Memory::with_contacts(&[
        &[("needs", "caring-role"), ("caring-hours-per-week", "40")],
        &[("needs", "memory"), ("district", "chelmsford")],
    ]);
    let rules = sooner(&stores);
    let fields = [
        ("text", rules.as_str()),
        ("do", "simulate"),
        ("over", "5000"),
    ];
    let page = text(&post(&stores, DARA, PROPOSE, &fields));
    assert!(page.contains(
        "Of the newest 2 contacts, <strong>1 contact would be decided otherwise</strong>"
    ));
    assert!(page.contains("From Standard to Soon: 1 contact"));
    assert!(page.contains("1 contact would be due sooner, and none would be due later"));
    for caption in ["By queue", "By priority", "By locality"] {
        assert!(page.contains(caption), "{caption}");
    }
    assert!(page.contains("Mid locality") && page.contains("Not known"));
    assert!(page.contains("at-least = 35"), "the draft is kept");
    assert_eq!(stores.pages_read.get(), 1);
}

#[test]
fn another_target_is_told_though_nobody_goes_elsewhere() {
    let stores = Memory::with_contacts(&[
        &[("needs", "memory"), ("district", "chelmsford")],
        &[("needs", "memory"), ("district", "harlow")],
    ]);
    let rules = edited(
        &stores,
        "standard = { working-days = 5 }",
        "standard = { working-days = 6 }",
    );
    let fields = [
        ("text", rules.as_str()),
        ("do", "simulate"),
        ("over", "500"),
    ];
    let page = text(&post(&stores, DARA, PROPOSE, &fields));
    assert!(page.contains("<strong>2 contacts would be decided otherwise</strong>"));
    assert!(page.contains("none would be due sooner, and 2 contacts would be due later"));
}

#[test]
fn a_trial_without_contacts_says_so() {
    let stores = Memory::default();
    let reply = post(
        &stores,
        DARA,
        &format!("/staff/rules/{}/simulate", first()),
        &[("over", "500")],
    );
    assert_eq!(reply.status, 200);
    assert!(text(&reply).contains("No contact is kept yet"));
}

#[test]
fn a_trial_reads_no_more_than_was_chosen_page_by_page() {
    let contact: &[(&str, &str)] = &[("needs", "memory")];
    let stores = Memory::with_contacts(&vec![contact; 2_300]);
    let target = format!("/staff/rules/{}/simulate", first());
    let page = text(&post(&stores, DARA, &target, &[("over", "2000")]));
    assert!(page.contains("Of the newest 2000 contacts, none"));
    assert_eq!(stores.pages_read.get(), 4);
    // What is not offered is not done.
    let page = text(&post(&stores, DARA, &target, &[("over", "2000000")]));
    assert!(page.contains("Of the newest 500 contacts"));
}

#[test]
fn somebody_else_approves_it_for_a_day_and_a_time() {
    let stores = Memory::default();
    let address = proposed(&stores);
    let own = text(&get(&stores, DARA, &format!("{address}?done=proposed")));
    assert!(own.contains("Somebody else must approve it before it decides anything."));
    assert!(own.contains("so somebody else must approve it. Send them"));
    assert!(!own.contains("/approve\""));
    let page = text(&get(&stores, DEV, &address));
    let tag = tag_in(&page);
    let approve = format!("{address}/approve");
    let nothing = post(&stores, DEV, &approve, &[("etag", &tag)]);
    assert_eq!(nothing.status, 422);
    assert!(text(&nothing).contains("Choose when it takes effect"));
    let fields = [
        ("etag", tag.as_str()),
        ("when", "later"),
        ("from-day", "4"),
        ("from-month", "1"),
        ("from-year", "2027"),
        ("from-time", "8:65"),
        ("approve-reason", "Agreed on Monday."),
    ];
    let wrong = text(&post(&stores, DEV, &approve, &fields));
    assert!(wrong.contains("Enter the time at which it takes effect"));
    assert!(wrong.contains("Agreed on Monday.") && wrong.contains("value=\"2027\""));
    let mut fields = fields;
    fields[5].1 = "08:45";
    let reply = post(&stores, DEV, &approve, &fields);
    let location = reply.header("location").unwrap().to_owned();
    assert!(location.ends_with("?done=scheduled"), "{location}");
    let page = text(&get(&stores, DEV, &location));
    assert!(page.contains("Scheduled") && page.contains("Monday 4 January 2027, 8:45am"));
}

#[test]
fn a_page_that_is_out_of_date_changes_nothing() {
    let stores = Memory::default();
    let address = proposed(&stores);
    let fields = [("etag", "old"), ("when", "now")];
    let reply = post(&stores, DEV, &format!("{address}/approve"), &fields);
    assert_eq!(reply.status, 412);
    let reply = post(
        &stores,
        DEV,
        &format!("{address}/approve"),
        &[("when", "now")],
    );
    assert_eq!(reply.status, 428);
}

#[test]
fn a_version_is_withdrawn_for_a_reason() {
    let stores = Memory::default();
    let address = proposed(&stores);
    let tag = tag_in(&text(&get(&stores, DEV, &address)));
    let fields = [("etag", tag.as_str()), ("when", "now")];
    let reply = post(&stores, DEV, &format!("{address}/approve"), &fields);
    assert!(
        reply
            .header("location")
            .unwrap()
            .ends_with("?done=approved")
    );
    let tag = tag_in(&text(&get(&stores, DARA, &address)));
    let withdraw = format!("{address}/withdraw");
    let reply = post(&stores, DARA, &withdraw, &[("etag", &tag)]);
    assert_eq!(reply.status, 422);
    assert!(text(&reply).contains("Say why, for whoever looks at it later"));
    let fields = [
        ("etag", tag.as_str()),
        ("withdraw-reason", "It sent carers astray."),
    ];
    let reply = post(&stores, DARA, &withdraw, &fields);
    assert!(
        reply
            .header("location")
            .unwrap()
            .ends_with("?done=withdrawn")
    );
    let built_in = text(&get(&stores, DARA, &format!("/staff/rules/{}", first())));
    assert!(built_in.contains("In use"));
    assert!(
        !built_in.contains("/withdraw\""),
        "what came with the program stays"
    );
}

#[test]
fn a_proposal_that_is_not_right_any_more_is_not_published() {
    let stores = Memory::default();
    let first = proposed(&stores);
    // Another proposal of the same number becomes the published one meanwhile.
    let second = proposed(&stores);
    assert_eq!(first, second);
    let tag = tag_in(&text(&get(&stores, DEV, &second)));
    let approve = format!("{second}/approve");
    post(&stores, DEV, &approve, &[("etag", &tag), ("when", "now")]);
    let page = text(&get(&stores, DEV, &second));
    assert!(!page.contains("Approve and publish"));
}
