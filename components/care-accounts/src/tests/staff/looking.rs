//! Finding an account, saying why, and reading it.

use account_model::{DelegateStanding, Online};

use super::super::memory::Memory;
use super::super::people::{ADA, BEN, OMAR_ID};
use super::super::{Asking, now, page};
use super::{ADAS, REASON, ask, give_reason, see, send, with_reason};
use crate::stores::Fault;

const SEARCH: &str = "/staff/accounts/search";

#[test]
fn an_account_is_found_by_number_or_by_name_and_birth_and_opens_for_that_reason() {
    let stores = Memory::new();
    let born = [
        ("date-of-birth-day", "9"),
        ("date-of-birth-month", "03"),
        ("date-of-birth-year", "1941"),
    ];
    let by_name = [
        &[REASON, ("given-name", " ada"), ("family-name", "WINTER")],
        &born[..],
    ]
    .concat();
    for fields in [&[REASON, ("account-reference", ADA)][..], &by_name] {
        let reply = send(&stores, "kim", SEARCH, fields);
        assert_eq!(reply.status, 200);
        let shown = page(&reply);
        assert!(shown.contains("1 account found") && shown.contains(&format!("href=\"{ADAS}\"")));
        assert!(shown.contains("Ada Winter") && shown.contains("9 March 1941"));
    }
    assert_eq!(
        stores.reasons.borrow()[0].2,
        "The person asked about their account."
    );
    assert!(see(&stores, "kim", ADAS).contains("Ada Winter"));
}

#[test]
fn nobody_is_found_who_is_not_there_and_the_page_says_what_to_try() {
    let reply = send(
        &Memory::new(),
        "kim",
        SEARCH,
        &[REASON, ("account-reference", "CA-0")],
    );
    let shown = page(&reply);
    assert!(shown.contains("No account found") && shown.contains("Check the spelling"));
    assert!(shown.contains("value=\"CA-0\""), "it can be put right");
}

#[test]
fn a_search_says_everything_that_is_missing_and_keeps_what_was_typed() {
    let stores = Memory::new();
    let nothing = page(&send(&stores, "kim", SEARCH, &[]));
    for said in [
        "Enter an account reference, or a name",
        "Choose why you need to look",
    ] {
        assert!(nothing.contains(said), "{said}");
    }
    assert!(nothing.contains("<title>Error: "));
    let half = [
        ("given-name", "Ada"),
        ("date-of-birth-day", "31"),
        ("date-of-birth-month", "2"),
        ("date-of-birth-year", "1941"),
        ("reason", "something-else"),
        ("reason-words", "Short"),
    ];
    let reply = send(&stores, "kim", SEARCH, &half);
    assert_eq!(reply.status, 422);
    let shown = page(&reply);
    for said in [
        "Enter the family name",
        "Enter the date of birth as a day, a month and a year",
        "Say a little more: 10 characters at least",
        "value=\"Ada\"",
        "value=\"31\"",
        "Short</textarea>",
    ] {
        assert!(shown.contains(said), "{said}");
    }
    assert!(stores.reasons.borrow().is_empty(), "nothing was looked for");
}

#[test]
fn an_account_is_shown_to_nobody_who_has_not_said_why() {
    let stores = Memory::new();
    let asked = see(&stores, "kim", ADAS);
    assert!(asked.contains("Why do you need this account?") && !asked.contains("Winter"));
    let reply = send(&stores, "kim", ADAS, &[("reason", "something-else")]);
    assert_eq!(reply.status, 422);
    let own = [
        ("reason", "something-else"),
        ("reason-words", "Her sister rang about a bill."),
    ];
    let reply = send(&stores, "kim", ADAS, &own);
    assert_eq!(reply.header("location"), Some(ADAS));
    assert_eq!(
        stores.reasons.borrow()[0].2,
        "Her sister rang about a bill."
    );
    assert!(see(&stores, "kim", ADAS).contains("Winter"));
    assert!(
        see(&stores, "sue", ADAS).contains("Why do you need"),
        "for whoever gave it"
    );
}

#[test]
fn an_account_in_one_look() {
    let stores = with_reason("sue");
    let shown = see(&stores, "sue", ADAS);
    for said in [
        "Week from 16 November 2026",
        "£0.00 charged, £1,200.00 paid, budget £950.00. In a care home, arranged by the person.",
        "in 52 weeks",
        "Corrected: Thursday 12 November 2026, 9am, because: ",
        "The care home sent a lower bill.",
        "Before: £0.00 charged, £1,300.00 paid, budget £950.00.",
        "No statement has been issued yet.",
        "Ben Winter",
        "Attorney for property and financial affairs",
        "Sealed copy of the power of attorney, seen at the office.",
        BEN,
        "kim, Friday 1 May 2026, 10am",
        "lee, Saturday 2 May 2026, 10am",
        "Email on record",
        "0 sessions open",
    ] {
        assert!(shown.contains(said), "{said}");
    }
    assert!(
        shown.contains("<title>Care account – "),
        "titles name nobody"
    );
    let stores = Memory::new();
    stores
        .reasons
        .borrow_mut()
        .push(("sue".into(), OMAR_ID.into(), "A test.".into()));
    let empty = see(&stores, "sue", &format!("/staff/accounts/{OMAR_ID}"));
    assert!(empty.contains("No week has been imported yet."));
    assert!(empty.contains("Nobody is recorded who acts for the person."));
}

#[test]
fn what_must_not_be_missed_stands_first() {
    let stores = with_reason("kim");
    {
        let mut kept = stores.kept.borrow_mut();
        let held = &mut kept[0].held;
        held.online = Online::Suspended;
        held.contact.held_until = Some(now().plus_seconds(3600));
        held.locked_until = Some(now().plus_seconds(60));
        held.account.died_on = Some("2026-11-20".into());
    }
    let shown = see(&stores, "kim", ADAS);
    let money = shown.find("id=\"money\"").unwrap();
    for said in [
        "Suspended: there is a safeguarding sign.",
        "The person died on 20 November 2026",
        "The contact on record changed. No code is sent to it until",
        "Tuesday 24 November 2026, 11am",
        "Wrong codes have locked signing in until",
    ] {
        assert!(shown.find(said).unwrap() < money, "{said}");
    }
    assert!(!see(&with_reason("kim"), "kim", ADAS).contains("aria-label=\"How it stands\""));
}

#[test]
fn what_is_not_there_or_not_to_be_known_of_is_not_found() {
    let stores = Memory::new();
    for target in [
        "/staff/accounts/AAAAAAAAAAAAAAAAAAAAAA",
        "/staff/accounts/AAAAAAAAAAAAAAAAAAAAAA/suspend",
        "/staff/accounts/AAAAAAAAAAAAAAAAAAAAAA/audit",
        &format!("{ADAS}/dance"),
    ] {
        assert_eq!(ask(&stores, "lee", target).status, 404, "{target}");
    }
    give_reason(&stores, "lee");
    for about in ["", "9", "one"] {
        let target = format!("{ADAS}/end-delegate?about={about}");
        assert_eq!(ask(&stores, "lee", &target).status, 404, "{target}");
    }
    stores.kept.borrow_mut()[0].held.delegates[0].standing = DelegateStanding::Ended;
    assert_eq!(
        ask(&stores, "lee", &format!("{ADAS}/end-delegate?about=1")).status,
        404
    );
}

#[test]
fn a_store_that_cannot_be_used_loses_nothing_that_was_typed() {
    let stores = with_reason("kim").breaks(Fault::Unavailable);
    let fields = [
        ("account-reference", "CA-1"),
        ("reason-words", "The bill of May is wrong."),
    ];
    let reply = send(&stores, "kim", SEARCH, &fields);
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (503, Some("5"))
    );
    assert!(page(&reply).contains("value=\"The bill of May is wrong.\""));
}

#[test]
fn whoever_was_signed_out_keeps_what_they_typed_and_can_go_on() {
    let stores = with_reason("kim");
    let fields = [
        ("etag", "t61"),
        ("because", "She rang, and was frightened."),
    ];
    let target = format!("{ADAS}/suspend");
    let reply = Asking::post(&target).form(&fields).of(&stores);
    assert_eq!(reply.status, 401);
    let shown = page(&reply);
    assert!(shown.contains("value=\"She rang, and was frightened.\""));
    assert!(shown.contains(&format!("action=\"{target}\"")));
    // With a session again, but still without its token.
    let reply = Asking::post(&target).staff("kim").form(&fields).of(&stores);
    assert_eq!(reply.status, 403);
    assert!(page(&reply).contains("She rang, and was frightened.</textarea>"));
    assert_eq!(stores.kept.borrow()[0].held.online, Online::Open);
    assert_eq!(send(&stores, "kim", &target, &fields).status, 303);
}

#[test]
fn a_refusal_that_leaves_nothing_to_show_keeps_what_was_typed() {
    let stores = Memory::new();
    let fields = [
        ("etag", "t61"),
        ("because", "She rang, and was frightened."),
    ];
    let gone = "/staff/accounts/AAAAAAAAAAAAAAAAAAAAAA/suspend";
    for (who, target, status) in [("kim", gone, 404), ("dee", gone, 403)] {
        let reply = send(&stores, who, target, &fields);
        assert_eq!(reply.status, status);
        let shown = page(&reply);
        assert!(
            shown.contains("What you typed") && shown.contains("She rang, and was frightened.")
        );
        assert!(!shown.contains("t61"));
    }
    let reply = Asking::post(ADAS)
        .staff("kim")
        .form(&[("reason-words", "A bill.")])
        .of(&stores);
    assert_eq!(reply.status, 403);
    let shown = page(&reply);
    assert!(
        shown.contains("This page was opened before you last signed in")
            && shown.contains("A bill.")
    );
}

#[test]
fn an_authority_that_has_ended_by_itself_says_so() {
    let stores = with_reason("kim");
    stores.kept.borrow_mut()[0].held.delegates[0].until = Some("2026-11-23".into());
    let shown = see(&stores, "kim", ADAS);
    assert!(shown.contains("23 November 2026, which has passed: they cannot sign in"));
}

#[test]
fn its_files_come_with_it() {
    let stores = Memory::new();
    let shown = see(&stores, "kim", "/staff/accounts");
    for part in shown.split("\"/staff/accounts/assets/").skip(1) {
        let name = part.split('"').next().unwrap();
        let reply = Asking::get(&format!("/staff/accounts/assets/{name}")).of(&stores);
        assert_eq!(reply.status, 200, "{name}");
    }
    assert!(shown.contains("/staff/accounts/assets/desk-"));
}
